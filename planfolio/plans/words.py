"""What the fields and closed words of a plan are called in files, in English and French.

Writers put the canonical label on a row, column or heading (`label`); readers accept it and every synonym
(`planfolio.plans.reading`). It is one table so that what was written comes back. These words are not taken from
the locale files: a file written in French by one release must be readable by the next, whatever a translator changed.

Canonical labels are unique over plan, objective and activity, so that one CSV row can carry all three. Conventions of
our own files: a list (criteria, links) has one member per line; a link is "Builds on: words" or "Leads to: Objective 2"
(`link_line`); "Comes after" names activities by `key`, separated by ", "; dates are ISO or in words, never 03/04/2027;
minutes are a number with "min"; text that a spreadsheet would run is guarded by `guard_formula`.
"""

import re
from dataclasses import dataclass

from .document import LinkDoc


@dataclass(frozen=True)
class Word:
    """One field or one closed word: its label in each language, then other people's names, separated by " | "."""

    en: str
    fr: str
    also_en: str = ""
    also_fr: str = ""

    def label(self, language: str) -> str:
        """What is written, with the apostrophe of a book; here they stand as keyboards make them."""
        return (self.fr if language.startswith("fr") else self.en).replace("'", "’")

    def names(self) -> tuple[str, ...]:
        """Every name in both languages; the two canonical ones first."""
        return tuple(filter(None, [self.en, self.fr, *self.also_en.split(" | "), *self.also_fr.split(" | ")]))


PLAN = {
    "title": Word(
        "Title of the plan",
        "Titre du plan",
        "Title | Plan title | Name of the plan",
        "Titre | Intitulé du plan",
    ),
    "word": Word("Kind of plan", "Type de plan", "Called", "Nom donné au plan"),
    "language": Word("Language", "Langue"),
    "template": Word("Template", "Modèle"),
    "starts": Word(
        "Plan starts",
        "Début du plan",
        "Start of plan | Plan start date | Period from | Start of period | Review period from | Period | Plan period | "
        "Period of the plan | Period covered | Review period | Learning period | Appraisal period | Cycle | CPD cycle",
        "Période du | Début de la période | Période | Période du plan | Période couverte | Période visée",
    ),
    "ends": Word(
        "Plan ends",
        "Fin du plan",
        "End of plan | Plan end date | Period to | End of period | Review period to",
        "Fin de la période",
    ),
    "aim": Word(
        "Aim",
        "But du plan",
        "Overall aim | Overall goal | Aim of the plan | Purpose of the plan | Vision | Career goals | "
        "Career aspirations | Short-term career goals | Long-term career goals",
        "But général | Finalité | Objectif général | But poursuivi",
    ),
    "source_title": Word("Based on", "D'après"),
    "source_author": Word("Author of the source", "Auteur de la source"),
    "source_url": Word("Address of the source", "Adresse de la source"),
    "licence": Word("Licence of the source", "Licence de la source", "Licence | License"),
}

OBJECTIVE = {
    "number": Word(
        "Number",
        "Numéro",
        "No. | No | Nr | # | Objective no. | Objective number | Goal no. | Goal number | PDP no. | PDP number | Item",
        "N° | Nº | No d'objectif | N° d'objectif",
    ),
    "what": Word(
        "What",
        "Quoi",
        "Objective | Objectives | Objective or question | Goal | Goals | Learning objective | "
        "Learning objectives | Learning goal | Learning goals | Development objective | "
        "Development objectives | Development goal | Development goals | SMART goal | SMART goals | "
        "SMART objective | Professional goal | Professional goals | Professional learning goal | "
        "Professional learning goals | Individual goal | Learning outcome | Learning outcomes | "
        "Intended learning outcome | Essential question | What I want to learn | "
        "What do I want to learn | What do you want to learn | What will you learn | What will I learn | "
        "What are you going to learn | What do I need to learn or maintain | "
        "What do I need to learn or maintain for this cycle | What do I need to learn | "
        "What do you need to learn | What do I want/need to learn | Planned CPD | Area of development | "
        "Development area | Area for development | Areas for development | Area for improvement | "
        "Developmental objective | Developmental objectives | Developmental goal | Developmental goals | "
        "Aim of the learning | Knowledge or skill to develop | Skills to develop | "
        "Competency to develop | Expected standard | Short-term goal | Short-term goals | "
        "Long-term goal | Long-term goals | Career goal | Topic | Topics | Specific",
        "Objectif | Objectifs | Objectif d'apprentissage | Objectifs d'apprentissage | "
        "Objectif de développement | Objectifs de développement | Objectif de formation | "
        "Objectifs de formation | Objectif professionnel | Objectifs professionnels | Objectif visé | "
        "Objectifs visés | Objectif SMART | But d'apprentissage | Question essentielle | "
        "Compétence à développer | Compétences à développer | Compétence visée | Compétences visées | "
        "Que voulez-vous apprendre | Que voulez-vous apprendre ? | Ce que je veux apprendre | "
        "Que vais-je apprendre | Qu'est-ce que je veux apprendre | Axe de développement | "
        "Axe de progrès | Sujet | Thème | Thématique | Objectif pédagogique | Objectifs pédagogiques | "
        "Résultats d'apprentissage | Résultat d'apprentissage | Spécifique",
    ),
    "what_kind": Word(
        "Kind",
        "Genre",
        "Objective or essential question | Kind of objective",
        "Genre d'objectif",
    ),
    "ksa": Word(
        "Knowledge, skill or ability",
        "Connaissance, savoir-faire ou aptitude",
        "Knowledge, skills and abilities | KSA | Knowledge/skill/ability | Type of learning",
        "Savoir, savoir-faire ou aptitude | Connaissances, habiletés et aptitudes | Type d'apprentissage",
    ),
    "why_kind": Word(
        "Kind of reason",
        "Type de raison",
        "Source of evidence for the need | Source of need",
        "Origine du besoin",
    ),
    "why": Word(
        "Why",
        "Pourquoi",
        "Rationale | Reason | Reasons | Justification | Relevance | Why does it matter | "
        "Why is this important | Why do I want to learn this | Why do I need to learn this | "
        "Rationale and source | Rationale/sources of evidence | Rationale/sources | Benefit | Benefits | "
        "Benefit to my work | What benefit will this have to my work | Field of practice | "
        "Fields of practice | How does this relate to my field of practice | "
        "How does this relate to my fields of practice | Relevance to practice | Relevance to my role | "
        "Link to my role | Performance target | Concern | Performance concern | Current situation | "
        "Current level | Motivation | Relevant | Why this matters | Why it matters | Why this is important",
        "Raison | Raisons | Motif | Motifs | Justification | Pertinence | Pourquoi est-ce important | "
        "Pourquoi cela compte-t-il | En quoi est-ce important | Bénéfice | Bénéfices | "
        "Bénéfices attendus | Intérêt | Domaine de pratique | Champ de pratique | Situation actuelle | "
        "Constat | Motivation | Pertinent | Pourquoi c'est important | Pourquoi cela compte",
    ),
    "strategies": Word(
        "How",
        "Comment",
        "How will you learn it | How will I learn it | How will I learn this | How will you learn this | "
        "Strategy | Strategies | Learning strategies | Resources and strategies | "
        "Learning resources and strategies | Strategies and resources | Resources | Resources needed | "
        "Resources required | Learning resources | Support | Support needed | Support required | "
        "Resources and support | Resources/support | Administrator support | Means | Method | Methods | "
        "Learning methods | Approach | How will I address them | How will I address it | "
        "How will this be addressed | How will you address them | How will I achieve this | "
        "How will I achieve it | How will I do this | How will I meet this need | "
        "How will I meet this learning or maintenance need | "
        "How will I meet this learning and maintenance need | How will this be achieved | "
        "How addressed | Agreed action or goal | Actions or goals | What will I do to achieve this | "
        "Plan of action | Action plan | How are you going to learn it | How are you going to learn this | "
        "How will I learn | Achievable | Attainable | Realistic",
        "Comment allez-vous l'apprendre | Comment vais-je l'apprendre | Comment vais-je y arriver | "
        "Comment y parvenir | Stratégie | Stratégies | Stratégies d'apprentissage | Ressources | "
        "Ressources et stratégies | Stratégies et ressources | Ressources nécessaires | Moyens | Moyen | "
        "Moyens à mettre en œuvre | Moyens mis en œuvre | Moyens et ressources | Méthode | Méthodes | "
        "Modalités | Soutien | Soutien nécessaire | Soutien requis | Accompagnement | Plan d'action | "
        "Démarche | Atteignable | Réalisable | Réaliste",
    ),
    "evidence_kind": Word(
        "Kind of evidence",
        "Type de preuve",
        "Type of evidence | Evidence type",
        "Nature de la preuve",
    ),
    "evidence": Word(
        "How will you know",
        "Comment le saurez-vous",
        "How will you know that you have learned it | How will I know | "
        "How will I know I have learned it | How will I know that I have succeeded | Evidence | "
        "Planned evidence | Evidence of learning | Evidence of accomplishment | "
        "Evidence of accomplishment of objectives | Evidence of achievement | Evidence of completion | "
        "Supporting evidence | How will I demonstrate this | How will it be demonstrated | "
        "How demonstrated | How will I show it | How will I show that I have achieved it | "
        "Evaluation and outcome agreed | Measure | Measures | Measurement | "
        "How will you measure success | How will it be measured | Validation | Evaluation | Assessment | "
        "Demonstration | Deliverable | Deliverables | Product | Outputs | "
        "How are you going to know that you learned it | How will I demonstrate that I have met it | "
        "How will I demonstrate that I have achieved it | How will I demonstrate that I have met this need",
        "Comment saurez-vous que vous l'avez appris | Comment le saurai-je | "
        "Comment saurai-je que j'ai réussi | Preuve | Preuves | Preuves prévues | "
        "Preuves d'apprentissage | Preuves de réalisation | Éléments de preuve | Traces | Évaluation | "
        "Mesure | Mesures | Modalités d'évaluation | Livrable | Livrables | Validation | Production",
    ),
    "criteria": Word(
        "Criteria",
        "Critères",
        "Success criteria | Success criterion | Criterion | Criteria for success | Criteria of success | "
        "Criteria and means of validation | Criteria and means of validating evidence | "
        "Criteria and means for validating evidence | Measures of success | Success measures | "
        "Indicators | Indicators of success | Success indicators | Key results | "
        "What success looks like | What will success look like | Measure of success | Success measure | Verification | "
        "How are you going to prove that you learned it | Measurable",
        "Critère | Critères de réussite | Critère de réussite | Critères de succès | "
        "Critères d'évaluation | Indicateur | Indicateurs | Indicateurs de réussite | "
        "Indicateurs de succès | Critères et moyens de validation | Mesurable",
    ),
    "starts": Word(
        "Starts",
        "Commence le",
        "Start | Start date | Starting date | Planned start | Planned start date | Begin date | From | "
        "Date started | Beginning",
        "Début | Date de début | Date de départ | Début prévu | Commence | À partir de",
    ),
    "due": Word(
        "By when",
        "Pour quand",
        "When | Due | Due date | Target date | Target dates | Target completion date | "
        "Target date for completion | Target date of completion | Planned completion date | "
        "Estimated completion date | Expected completion date | Estimated date | "
        "Date of completion (target) | Date by which I plan to achieve the development goal | Deadline | "
        "Timeframe | Time frame | Timescale | Time scale | Timeline | Timing | Timelines | "
        "When will you work on it | When will I do it | When will I complete the activity | "
        "When will I complete this | By | Complete by | To be completed by | End | End date | Ends | "
        "Target | Review date | Date | Dates | Proposed date | Proposed dates | Target completion | Date estimated | "
        "Date planned | Time-bound | Timely | Time-limited | Finish | Finish date",
        "Quand | Échéance | Échéances | Date d'échéance | Date cible | Date visée | Date limite | "
        "Date prévue | Date de réalisation prévue | Date de fin | Fin | Fin prévue | Délai | Délais | "
        "Calendrier | Échéancier | Quand y travaillerez-vous | Pour le | D'ici au | Date butoir | "
        "Date prévisionnelle | Délai souhaité | Période de réalisation | Temporel | Temporellement défini",
    ),
    "minutes": Word(
        "Time for the objective",
        "Temps pour l'objectif",
        "Total time | Total hours | Estimated hours | Estimated time | Planned hours | Hours planned | "
        "CPD hours | Planned CPD hours | Verifiable hours | Est. hours | Est. hrs | Estimated hrs",
        "Temps total | Heures prévues | Temps prévu | Temps estimé | Heures estimées",
    ),
    "links": Word(
        "Links",
        "Liens",
        "What does it build on, and what does it lead to | Builds on and leads to | "
        "Link to past and future learning | Past and future learning | "
        "Links to past and future learning | Linked to | Link to goals | Builds on | Leads to",
        "Liens avec le passé et l'avenir | Sur quoi cela s'appuie-t-il, et à quoi cela mène-t-il | "
        "Apprentissages passés et futurs | Liens avec mes apprentissages | "
        "Liens avec vos apprentissages passés et futurs | "
        "Liens avec mes apprentissages passés et futurs | S'appuie sur | Mène à",
    ),
    "goal": Word(
        "Serves the goal",
        "Sert le but",
        "Goal served | Lifelong goal | Yearly target | Annual goal | Organisational goal | "
        "Organizational goal | Strategic goal",
        "But à long terme | Cible annuelle | Objectif stratégique",
    ),
    "stage": Word("Stage", "Étape"),
    "state": Word(
        "State of the objective",
        "État de l'objectif",
        "Objective state | Objective status",
        "Statut de l'objectif",
    ),
    "reason": Word(
        "Reason for the state",
        "Motif de l'état",
        "Reason for change | Reason parked | Reason let go",
        "Motif du changement",
    ),
}

ACTIVITY = {
    "key": Word("Key", "Clé"),
    "title": Word(
        "Activity",
        "Activité",
        "Activities | Developmental activity | Developmental activities | "
        "Learning activity | Learning activities | Planned activity | Planned activities | "
        "Development activity | Development activities | Professional learning activity | "
        "Professional learning activities | Initial activities | Follow-up activities | "
        "Initial activity | Follow-up activity | CPD activity | CPD activities | Action | Actions | "
        "Action step | Action steps | Actions required | Action required | Next actions | Next steps | "
        "Steps | Training | Task | Tasks | Task name | Card name | Action item | Action items | What will I do | "
        "Course",
        "Activités | Activités d'apprentissage | Activité d'apprentissage | Activités prévues | "
        "Activité prévue | Activités de développement | Activité de formation | Activités de formation | "
        "Action prévue | Actions prévues | Actions à mener | Actions à entreprendre | Étapes | "
        "Formation | Intitulé de la formation | Intitulé de l'action | Actions de formation | "
        "Actions de formation envisagées | Formation souhaitée | Formations souhaitées | "
        "Tâche | Tâches | Prochaines étapes",
    ),
    "minutes": Word(
        "Minutes",
        "Durée",
        "Time | Duration | Hours | Number of hours | Time needed | Length",
        "Temps | Heures | Temps nécessaire",
    ),
    "format": Word(
        "Format",
        "Forme",
        "Type of activity | Activity type | Learning method",
        "Format | Type d'activité",
    ),
    "context": Word("Context", "Contexte", "Setting", "Cadre"),
    "provider": Word(
        "Provider",
        "Organisme",
        "Offered by | Organisation | Organization | Trainer | Vendor",
        "Fournisseur | Prestataire | Organisme de formation | Offert par",
    ),
    "url": Word("Link", "Lien", "URL | Web address | Website", "Adresse web | Site web"),
    "comes_after": Word(
        "Comes after",
        "Vient après",
        "Depends on | Prerequisite | Prerequisites",
        "Après | Dépend de | Prérequis | Préalable",
    ),
    "earliest": Word("Earliest", "Au plus tôt", "Not before | Earliest start", "Pas avant"),
    "due": Word("Due", "Échéance", "Activity due", "Échéance de l'activité"),
    "state": Word(
        "State",
        "État",
        "Status | Progress | Done | Completed | % complete | Percent complete | Percentage complete",
        "Statut | Avancement | Suivi | Fait | Réalisé | % achevé | % réalisé",
    ),
    "done_on": Word(
        "Done on",
        "Fait le",
        "Completed on | Date completed | Actual completion date | "
        "Actual date | Date actual | Actual completion | Date done | Date achieved | Completed date",
        "Réalisé le | Terminé le | Date de fin réelle | Date réelle",
    ),
}

#: Headings of parts of a file that name no field.
PARTS = {
    "objectives": Word(
        "Objectives",
        "Objectifs",
        "Learning objectives | My objectives | Goals",
        "Mes objectifs",
    ),
    "objective": Word(
        "Objective",
        "Objectif",
        "Goal | Learning objective | Essential question",
        "Question essentielle | But",
    ),
    "activities": Word("Activities", "Activités"),
    "plan": Word("Plan", "Plan", "The plan | About the plan", "Le plan | À propos du plan"),
}

#: Other people's "need": the objective itself where a table has no column for one, otherwise the reason for it.
NEEDS = Word(
    "Learning need",
    "Besoin",
    "Learning needs | Need | Needs | Development need | Development needs | Identified need | "
    "Learning gap | Gap | Learning or development need | What learning needs have I identified | "
    "Training need | Training needs | Area identified for development | Areas identified for development | "
    "Area identified for development of professional practice | "
    "Areas identified for development of professional practice | What development needs have I",
    "Besoins | Besoin d'apprentissage | Besoins d'apprentissage | Besoin de formation | "
    "Besoins de formation | Besoin de développement | Besoin identifié | Besoins identifiés | Écart | "
    "Lacune | Lacunes",
)

#: Other people's "outcome": the objective itself where a table has no column for one, otherwise how success shows.
OUTCOMES = Word(
    "Outcome",
    "Résultat attendu",
    "Outcomes | Expected outcome | Expected outcomes | Intended outcome | Intended outcomes | Desired outcome | "
    "Desired outcomes | Anticipated outcome | Anticipated outcomes",
    "Résultats attendus | Résultat | Résultats | Résultat visé | Résultats visés | Effets attendus",
)

#: Other people's "completion date": when it should be done, or was done where another column has the day it is due.
FINISHES = Word(
    "Completion date",
    "Date d'achèvement",
    "Date of completion",
    "Date de réalisation",
)

#: A profession's own outcomes (such as A to D of dentistry): the objective where there is no other, otherwise a link.
DOMAINS = Word(
    "Development outcome",
    "Domaine de compétence",
    "Development outcomes | Which development outcome does it link to | Which development outcomes does it link to | "
    "Link to development outcome",
    "Domaines de compétence",
)

#: All of these, by what `planfolio.plans.reading` calls them until it has seen what stands beside them.
DEPENDING = {"need": NEEDS, "outcome": OUTCOMES, "domain": DOMAINS, "finish": FINISHES}

#: Questions as forms put them in words of their own, looked for when no name fits: field, and what the bare words
#: (`reading.headings.fold`) look like. The first that fits counts, so how it will be known comes before how.
QUESTIONS = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (
            "evidence",
            r"how (will|do|can|shall|would|am|are) (i|you|we|they|others|my|your|this|it|these|success)\b.*"
            r"\b(know|demonstrated?|shown?|proven?|evidenced?|measured?|evaluated?|assessed|assess|change|tell|recogni[sz]e)\b",
        ),
        ("evidence", r"(what|which) evidence\b"),
        ("evidence", r"(quelles?|quels?) (preuves?|traces?)\b"),
        (
            "evidence",
            r"how (i|you|we) (ll|will|would|can|plan to) (\w+ )?(know|show|prove|measure|demonstrate|tell|see)\b",
        ),
        (
            "evidence",
            r"how (will|can|should) (the |my |your |our )?\w+ be (known|shown|demonstrated|evidenced|measured|"
            r"evaluated|assessed)\b",
        ),
        (
            "evidence",
            r"comment\b.*\b(saurez|saurai|saura|saurons|savoir|demontr\w+|montr\w+|prouv\w+|mesur\w+|evalu\w+|verifi\w+)\b",
        ),
        ("criteria", r"what (will|would|does) (success|it) look like\b|quels (criteres|indicateurs)\b"),
        ("links", r"how (does|do|will) (this|it|these|my|your)\b.*\b(link|links|connect|build|builds)\b"),
        ("links", r"links? (to|with)\b.*\b(learning|goals?|objectives?|plans?|past|future|previous|priorities)\b"),
        ("links", r"liens? avec\b.*\b(apprentissages?|objectifs?|buts?|passes?|futurs?|plans?|carriere)\b"),
        (
            "strategies",
            r"how (will|do|can|shall|am|are) (i|you|we|this|it|these|they)\b.*\b(address|addressed|achieved?|learn|"
            r"meet|met|do|develop|developed|reach|acquire|fulfil|get there|go about)\b",
        ),
        (
            "strategies",
            r"how (i|you|we) (ll|will|plan to|intend to|am going to) (\w+ )?(learn|achieve|do|get|reach|develop|meet|"
            r"address)\b",
        ),
        (
            "strategies",
            r"how (will|can|should) (the |my |your |our )?\w+ be (met|addressed|achieved|reached|developed)\b",
        ),
        ("strategies", r"what (resources|support|help|strategies|methods)\b"),
        ("strategies", r"(quels?|quelles?) (moyens?|ressources?|strategies|methodes)\b"),
        (
            "strategies",
            r"comment\b.*\b(apprendr\w+|faire|ferez|ferai|parvenir|arriver|atteindr\w+|developp\w+|repondre|proceder\w*|"
            r"prendre)\b",
        ),
        ("activity.title", r"what (i|you|we) (will|ll|plan to|am going to|are going to) do\b"),
        ("activity.title", r"what (actions?|activities|steps|training)\b.*\b(i|you|we|needed|required)\b"),
        ("activity.title", r"(quelles?|quels?) (actions?|activites?|etapes?|formations?)\b"),
        ("due", r"(by )?when\b.*\b(i|you|we|completed?|achieved?|do|done|finish|finished|plan)\b"),
        ("due", r"(\w+ )?date\b.*\b(by which|plan|planned|achieved?|completed?|completion)\b"),
        (
            "due",
            r"((pour|d ici|avant) )?quand\b|a quelle date\b|date\b.*\b(prevue|visee|atteinte|atteindre|realisation)\b",
        ),
        ("why", r"why\b.*\b(i|you|we|this|it|need|important|learn)\b|pourquoi\b"),
        ("need", r"(what|which)\b.*\b(needs?|gaps?)\b|(quels?|quelles?) (besoins?|lacunes?)\b"),
        ("what", r"what\b.*\b(i|you|we)\b.*\b(learn|develop|improve)\b"),
        ("what", r"what (i|you|we) (want|wish|need|hope|plan|aim|d like|would like) to (achieve|be able|know)\b"),
        (
            "what",
            r"(que|qu est ce que|quelles? competences?|quels? savoirs?)\b.*\b(apprendre|developper|ameliorer|acquerir|"
            r"maitriser)\b",
        ),
    )
)

#: Labels of the closed words, by field. The English ones are those of `vocabulary`; a test holds them together.
VALUES = {
    "what_kind": {
        "objective": Word("An objective", "Un objectif", "Objective", "Objectif"),
        "question": Word(
            "An essential question",
            "Une question essentielle",
            "Essential question | Question",
            "Question essentielle",
        ),
    },
    "ksa": {
        "knowledge": Word("Knowledge", "Connaissance", "", "Savoir | Connaissances"),
        "skill": Word("Skill", "Savoir-faire", "Skills", "Habileté | Compétence"),
        "ability": Word("Ability", "Aptitude", "Abilities", "Aptitudes | Capacité"),
    },
    "why_kind": {
        "gap": Word(
            "A gap I noticed",
            "Une lacune constatée",
            "Gap",
            "Lacune | Une lacune que j'ai constatée | Un manque constaté",
        ),
        "duty": Word("A new duty", "Une nouvelle tâche", "New duty", "Nouvelle fonction"),
        "target": Word("A yearly target", "Une cible annuelle", "Yearly target", "Cible annuelle"),
        "curiosity": Word("Curiosity", "La curiosité", "", "Curiosité"),
    },
    "evidence_kind": {
        "file": Word("A file", "Un fichier", "File", "Fichier"),
        "link": Word("A link", "Un lien", "Link", "Lien"),
        "note": Word("A note", "Une note", "Note", "Note"),
        "testimony": Word(
            "What somebody says of it",
            "Ce que quelqu'un en dit",
            "Testimony | Testimonial",
            "Témoignage",
        ),
    },
    "stage": {
        "figuring": Word("Figuring out", "Je cherche"),
        "doing": Word("Doing", "Je fais"),
        "showing": Word("Showing it", "Je montre"),
    },
    "objective_state": {
        "draft": Word("Being written", "En cours de rédaction", "Draft", "Brouillon"),
        "active": Word(
            "In the plan",
            "Dans le plan",
            "Active | Current | In progress | Ongoing | Not started | Planned | Open | No | Not yet | False",
            "En cours | Non commencé | Prévu | À faire | Non | Faux",
        ),
        "done": Word(
            "Done",
            "Fait",
            "Complete | Completed | Achieved | Met | Yes | True",
            "Terminé | Atteint | Réalisé | Oui | Vrai",
        ),
        "parked": Word("Parked", "En attente", "On hold", "Mis de côté | Suspendu"),
        "let_go": Word("Let go", "Abandonné", "Dropped", "Laissé"),
    },
    "activity_state": {
        "open": Word(
            "To do",
            "À faire",
            "Open | Not started | In progress | Ongoing | Planned | No | N | Not yet | False",
            "En cours | Prévu | Non commencé | Non | Faux",
        ),
        "done": Word(
            "Done", "Fait", "Complete | Completed | Yes | Y | True | Finished", "Terminé | Réalisé | Oui | O | Vrai"
        ),
        "let_go": Word("Let go", "Abandonné", "Dropped | Cancelled", "Annulé"),
    },
    "format": {
        "reading": Word("Reading", "Lecture"),
        "course": Word("Course", "Cours", "", "Formation"),
        "webinar": Word("Webinar", "Webinaire"),
        "video": Word("Video or audio", "Vidéo ou audio", "Video | Audio | Podcast", "Vidéo | Balado"),
        "practice": Word("Trying it at work", "Essai au travail", "Practice", "Pratique"),
        "observing": Word(
            "Watching somebody do it",
            "Observation de quelqu'un",
            "Observation | Shadowing",
            "Observation",
        ),
        "conversation": Word("Talking it over", "Discussion", "Conversation", "Conversation"),
        "mentoring": Word(
            "Mentoring or coaching",
            "Mentorat ou accompagnement",
            "Mentoring | Coaching",
            "Mentorat",
        ),
        "teaching": Word("Teaching others", "Enseignement aux autres", "Teaching", "Enseignement"),
        "writing": Word("Writing", "Écriture", "", "Rédaction"),
        "event": Word(
            "Conference or meeting",
            "Congrès ou réunion",
            "Conference | Meeting",
            "Congrès | Conférence | Réunion",
        ),
        "other": Word("Something else", "Autre chose", "Other", "Autre"),
    },
    "context": {
        "work": Word("At work", "Au travail", "Work", "Travail"),
        "course": Word("On a course", "En formation", "Course", "Formation"),
        "community": Word(
            "In a professional community",
            "Dans une communauté professionnelle",
            "Community",
            "Communauté",
        ),
        "online": Word("Online", "En ligne"),
        "home": Word("In my own time", "Sur mon temps personnel", "Home", "À la maison"),
        "study": Word("In formal study", "Dans des études", "Study", "Études"),
    },
    "direction": {
        "builds_on": Word("Builds on", "S'appuie sur"),
        "leads_to": Word("Leads to", "Mène à"),
    },
    "link_kind": {
        "words": Word("Words", "En mots"),
        "objective": Word("Objective", "Objectif"),
        "goal": Word("Goal", "But"),
    },
    "word": {
        "personal-learning-plan": Word("Personal learning plan", "Plan d'apprentissage personnel"),
        "personal-development-plan": Word("Personal development plan", "Plan de développement personnel"),
        "professional-development-plan": Word("Professional development plan", "Plan de développement professionnel"),
        "individual-learning-plan": Word("Individual learning plan", "Plan d'apprentissage individuel"),
        "lifelong-learning-plan": Word("Lifelong learning plan", "Plan d'apprentissage tout au long de la vie"),
        "performance-improvement-plan": Word("Performance improvement plan", "Plan d'amélioration du rendement"),
        "learning-agreement": Word("Learning agreement", "Entente d'apprentissage"),
        "learning-contract": Word("Learning contract", "Contrat d'apprentissage"),
        "personal-action-plan": Word("Personal action plan", "Plan d'action personnel"),
        "personal-learning-portfolio": Word("Personal learning portfolio", "Portfolio d'apprentissage personnel"),
    },
}

FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guard_formula(text: str) -> str:
    """`text` with a leading quote when a spreadsheet would run it (OWASP ASVS 1.2.10)."""
    return "'" + text if FORMULA.match(text) else text


def unguard_formula(text: str) -> str:
    """What `guard_formula` was given: for every text, unguard_formula(guard_formula(text)) == text."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def value_label(field: str, key: str, language: str) -> str:
    """The label of a closed word; a word of the person's own is its own label."""
    word = VALUES[field].get(key)
    return word.label(language) if word else key


def value_key(field: str, text: str) -> str:
    """The key of a closed word in either language; empty when `text` is none of them."""
    return _KEYS[field].get(_folded(text), "")


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


_KEYS = {
    field: {_folded(name): key for key, word in reversed(keys.items()) for name in (key, *word.names())}
    for field, keys in VALUES.items()
}


def link_line(link: LinkDoc, *, language: str) -> str:
    """One link as one line: "Builds on: words", "Leads to: Objective 2", "Builds on: Goal: words"."""
    direction = value_label("direction", link.direction, language)
    plain = f"{direction}: {link.words}"
    if link.words and read_link(plain) == link:
        return plain
    kind = " ".join(filter(None, [value_label("link_kind", link.kind, language), link.ref]))
    return f"{direction}: {kind}: {link.words}" if link.words else f"{direction}: {kind}"


def read_link(line: str) -> LinkDoc | None:
    """The link that `link_line` wrote, in either language; None for a line without a direction."""
    start, colon, rest = line.partition(":")
    direction = value_key("direction", start)
    if not colon or not direction:
        return None
    kind, ref, words = _link_kind(rest.strip())
    return LinkDoc(direction=direction, kind=kind, words=words, ref=ref)


def _link_kind(rest: str) -> tuple[str, str, str]:
    start, _, words = rest.partition(":")
    for head, ref in ((start, ""), start.rpartition(" ")[::2]):
        kind = value_key("link_kind", head)
        if kind and " " not in ref:
            return kind, ref, words.strip()
    return "words", "", rest
