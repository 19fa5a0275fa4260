from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planfolio.plans.document import LinkDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.starters import starters
from planfolio.plans.wording import feedback, level_spread, plan_feedback, put_away

TODAY = date(2027, 2, 1)
PLAN = PlanDoc(starts=date(2027, 1, 1), ends=date(2027, 12, 31))
GOOD = ObjectiveDoc(
    what="Explain the PRISMA flow diagram to a student",
    why="Students ask me and I pass them on",
    evidence="A one-page handout",
    criteria=("A colleague agrees that nothing is missing",),
    due=date(2027, 6, 30),
)


def codes(objective, *, language="en", plan=PLAN):
    plan = replace(plan, language=language)
    return [each.code for each in feedback(objective, plan=plan, today=TODAY, language=language)]


def what_codes(text, language):
    return codes(replace(GOOD, what=text), language=language)


CLEAR = [
    ("en", "Explain the PRISMA flow diagram to a student"),
    ("en", "Be able to run a reference interview at the desk"),
    ("en", "I can critically appraise a randomised trial"),
    ("en", "Learn how to search Embase with field tags"),
    ("en", "Develop the ability to present figures to the board"),
    ("en", "Search MEDLINE and export the results to a reference manager"),
    ("en", "Write a guide and test it with two readers"),
    ("en", "Design and deliver a workshop on Zotero"),
    ("en", "Attend the PRESS workshop so that I can review a colleague's strategy"),
    ("en", "Read a forest plot aloud to the journal club"),
    ("en", "Register a protocol in PROSPERO"),
    ("en", "Assess a chronic wound and justify the dressing I choose"),
    ("en", "Plumb the depths of the catalogue"),
    ("en", "Teach evaluation and design of searches to nurses"),
    ("fr", "Expliquer le diagramme PRISMA à un étudiant"),
    ("fr", "Être capable d’animer un entretien de référence"),
    ("fr", "Je sais interroger Embase avec des étiquettes de champ"),
    ("fr", "Apprendre à évaluer un essai randomisé"),
    ("fr", "Rédiger un guide et le tester avec deux usagers"),
    ("fr", "Former mes collègues à Zotero"),
    ("fr", "Suivre un webinaire pour savoir relire une stratégie"),
    ("fr", "J’analyse une stratégie de recherche"),
    ("fr", "Stériliser les instruments entre deux patients"),
    ("fr", "Décider au dermatoscope s’il faut rassurer, revoir ou adresser"),
    ("fr", "Suivre une patiente après son opération et adapter les soins à ses besoins"),
]
VAGUE = [
    ("en", "Understand systematic reviews", "“understand”"),
    ("en", "I want to learn about AI", "“learn”"),
    ("en", "Improve my teaching", "“improve”"),
    ("en", "Demonstrate a sound understanding of bibliometrics", "“demonstrate a sound understanding”"),
    ("en", "Get to know the data", "“know”"),
    ("fr", "Comprendre les revues systématiques", "« comprendre »"),
    ("fr", "Je veux approfondir mes connaissances en bibliométrie", "« approfondir »"),
    ("fr", "Me former à Zotero", "« me former »"),
    ("fr", "Maîtriser les données de la recherche", "« maîtriser »"),
]
ACTIVITIES = [
    ("en", "Attend the PRESS workshop", "“Attend”"),
    ("en", "Take an online course in R", "“Take”"),
    ("en", "Read two articles on peer review", "“Read”"),
    ("en", "I will visit three other libraries", "“visit”"),
    ("en", "Course on statistics", "“Course”"),
    ("fr", "Assister à un webinaire sur le libre accès", "« Assister »"),
    ("fr", "Suivre une formation à R", "« Suivre »"),
    ("fr", "M’inscrire à un MOOC", "« M’inscrire »"),
    ("fr", "Formation à Zotero", "« Formation »"),
    ("fr", "Lire deux articles par mois", "« Lire »"),
]
TWO = [
    ("en", "Search MEDLINE and manage the library budget"),
    ("en", "Explain open licences to authors and configure the discovery system"),
    ("fr", "Interroger MEDLINE et gérer le budget de la bibliothèque"),
    ("fr", "Expliquer les licences aux auteurs et paramétrer le catalogue"),
]
NO_VERB = [("en", "Systematic reviews"), ("en", "Zotero!"), ("fr", "Revues systématiques"), ("fr", "Zotero")]


def spaces(text):
    """Any space as a plain one, so that the tables above stay readable."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_a_clear_objective_gets_no_remark(language, text):
    assert what_codes(text, language) == []


@pytest.mark.parametrize(("language", "text", "quoted"), VAGUE)
def test_a_verb_that_nobody_can_see_is_named_with_others_to_choose_from(language, text, quoted):
    (remark,) = feedback(
        replace(GOOD, what=text), plan=replace(PLAN, language=language), today=TODAY, language=language
    )
    assert (remark.code, remark.field) == ("verb-vague", "what")
    assert quoted in spaces(remark.text)
    assert ("explain, compare, choose" if language == "en" else "expliquer, comparer, choisir") in remark.text


@pytest.mark.parametrize(("language", "text", "quoted"), ACTIVITIES)
def test_an_activity_is_told_from_learning(language, text, quoted):
    (remark,) = feedback(
        replace(GOOD, what=text), plan=replace(PLAN, language=language), today=TODAY, language=language
    )
    assert (remark.code, remark.field) == ("activity", "what")
    assert quoted in spaces(remark.text)


@pytest.mark.parametrize(("language", "text"), TWO)
def test_two_unrelated_verbs_suggest_two_objectives(language, text):
    assert what_codes(text, language) == ["split"]


@pytest.mark.parametrize(("language", "text"), NO_VERB)
def test_a_topic_without_a_verb_is_noticed(language, text):
    assert what_codes(text, language) == ["verb-missing"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_starters_that_we_offer_draw_no_remark_on_their_words(language):
    drawn = {starter.what: what_codes(starter.what, language) for starter in starters(language)}
    objectives = {what: found for what, found in drawn.items() if found and not what.endswith("?")}
    assert objectives == {}


def test_an_essential_question_needs_no_verb():
    assert codes(replace(GOOD, what="Why do nurses not use the library?", what_kind="question")) == []


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (None, "date-missing"),
        (date(2026, 12, 31), "date-before"),
        (date(2027, 1, 31), "date-past"),
        (date(2028, 1, 1), "date-after"),
    ],
)
def test_a_date_that_is_missing_past_or_outside_the_plan_is_noticed(due, code):
    assert codes(replace(GOOD, due=due)) == [code]


@pytest.mark.parametrize("due", [TODAY, PLAN.ends])
def test_today_and_the_last_day_of_the_plan_are_good_dates(due):
    assert codes(replace(GOOD, due=due)) == []


def test_dates_are_written_as_the_language_writes_them():
    late = replace(GOOD, due=date(2028, 3, 1))
    english = feedback(late, plan=PLAN, today=TODAY, language="en")[0].text
    french = feedback(late, plan=PLAN, today=TODAY, language="fr")[0].text
    assert "1 March 2028" in english
    assert "31 December 2027" in english
    assert "1 mars 2028" in spaces(french)


def test_a_plan_without_dates_puts_nothing_outside_it():
    assert codes(replace(GOOD, due=date(2031, 1, 1)), plan=PlanDoc()) == []


def test_no_evidence_planned_is_one_remark_and_not_two():
    assert codes(replace(GOOD, evidence="", criteria=())) == ["evidence"]


@pytest.mark.parametrize(
    ("language", "evidence"),
    [
        ("en", "I will feel surer of it"),
        ("fr", "Je me sentirai plus à l’aise"),
    ],
)
def test_evidence_by_which_nobody_could_judge_asks_for_a_criterion(language, evidence):
    what = GOOD.what if language == "en" else "Expliquer les licences ouvertes"
    what = what.replace(" to a student", "")
    assert codes(replace(GOOD, what=what, evidence=evidence, criteria=()), language=language) == ["criterion"]


@pytest.mark.parametrize(
    ("language", "evidence"),
    [
        ("en", "A report"),
        ("en", "My mentor says so"),
        ("en", "9 of 10 found"),
        ("en", "Without help"),
        ("fr", "Une fiche d’une page"),
        ("fr", "L’avis de ma responsable"),
        ("fr", "80 % de bonnes réponses"),
    ],
)
def test_a_product_a_judge_or_a_number_is_criterion_enough(language, evidence):
    what = "Expliquer les licences" if language == "fr" else "Explain licences"
    assert codes(replace(GOOD, what=what, evidence=evidence, criteria=()), language=language) == []


def test_no_reason_is_noticed_and_a_goal_is_a_reason():
    bare = replace(GOOD, why="")
    assert codes(bare) == ["why"]
    assert codes(replace(bare, why_kind="duty")) == []
    assert codes(replace(bare, goal="Lead the service")) == []
    assert codes(replace(bare, links=(LinkDoc(direction="leads_to", kind="goal", words="Lead the service"),))) == []


@pytest.mark.parametrize("state", ["done", "parked", "let_go"])
def test_nothing_is_said_of_what_is_no_longer_worked_on(state):
    assert codes(ObjectiveDoc(what="Understand", state=state)) == []


def test_an_empty_objective_is_simply_not_answered():
    assert codes(ObjectiveDoc(what="  ")) == []


def test_verbs_are_read_in_the_language_of_the_plan_and_remarks_in_that_of_the_reader():
    remarks = feedback(
        replace(GOOD, what="Comprendre PRISMA"), plan=replace(PLAN, language="fr"), today=TODAY, language="en"
    )
    assert remarks[0].text.startswith("This starts with “comprendre”.")
    assert "expliquer" in remarks[0].text


def whole(count, **more):
    return replace(PLAN, objectives=tuple(replace(GOOD, number=number, **more) for number in range(1, count + 1)))


def plan_codes(plan, needed=60, available=120):
    found = plan_feedback(plan, needed_minutes=needed, available_minutes=available, language="en")
    return [each.code for each in found]


def test_more_than_five_objectives_are_many():
    assert plan_codes(whole(5)) == ["levels"]
    assert plan_codes(whole(6)) == ["many", "levels"]
    assert plan_codes(whole(6, state="parked")) == []


def test_hours_over_capacity_are_said_in_hours_that_do_not_flatter():
    found = plan_feedback(whole(1), needed_minutes=601, available_minutes=599, language="en")
    assert "11 h" in spaces(found[0].text)
    assert "9 h" in spaces(found[0].text)
    assert plan_codes(whole(1), needed=600, available=600) == ["levels"]


def test_the_spread_of_levels_is_told_without_praise_or_blame():
    plan = replace(whole(2), objectives=(GOOD, replace(GOOD, what="Design a search and write a guide"), GOOD))
    assert level_spread(plan) == {"understand": 2, "create": 1}
    (remark,) = plan_feedback(plan, needed_minutes=0, available_minutes=0, language="fr")
    assert "comprendre (2), créer (1)" in remark.text


def test_a_plan_without_objectives_has_nothing_to_say():
    assert plan_codes(PLAN) == []


objectives = st.builds(
    ObjectiveDoc,
    what=st.text(max_size=300),
    what_kind=st.sampled_from(["objective", "question"]),
    why=st.text(max_size=20),
    evidence=st.text(max_size=100),
    criteria=st.lists(st.text(max_size=50), max_size=3).map(tuple),
    due=st.none() | st.dates(),
)
plans = st.builds(
    PlanDoc,
    starts=st.none() | st.dates(),
    ends=st.none() | st.dates(),
    language=st.sampled_from(["en", "fr", "de", "fr-CA", ""]),
)


@given(objectives, plans, st.dates(), st.sampled_from(["en", "fr", "es", ""]))
@example(ObjectiveDoc(what="{verb} %s {0} and {"), PLAN, TODAY, "en")
@example(ObjectiveDoc(what="’’’ — … and , / &"), PLAN, TODAY, "fr")
def test_feedback_never_raises_and_says_one_thing_of_each_kind(objective, plan, today, language):
    remarks = feedback(objective, plan=plan, today=today, language=language)
    assert len({each.code for each in remarks}) == len(remarks) <= 4
    assert all(each.text and each.field for each in remarks)
    whole_plan = replace(plan, objectives=(objective,) * 7)
    plan_feedback(whole_plan, needed_minutes=1, available_minutes=0, language=language)


words = st.lists(
    st.sampled_from(
        [
            "and",
            "to",
            "able",
            "demonstrate",
            "understanding",
            "ability",
            "the",
            "search",
            ",",
            ".",
            "/",
            "et",
            "savoir",
            "me",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(words, st.sampled_from(["en", "fr"]))
def test_any_order_of_the_words_the_rules_look_for_is_read(text, language):
    codes(replace(GOOD, what=text), language=language)


@pytest.mark.parametrize("code", ["", "a\x00b", "verb vague", "x" * 41, "<b>", "split\n"])
def test_what_is_no_code_of_a_remark_is_not_put_away(code):
    assert put_away(["split"], code) == ["split"]


def test_a_remark_is_put_away_once_beside_the_others():
    assert put_away(put_away(["split"], "one-way"), "split") == ["one-way", "split"]
