"""The words of a plan's template in place of the plain ones: for the plan, its objectives and the six questions.

A template changes what a page says and nothing that is stored, so choosing another loses nothing. The words are in
the reader's language.
"""

from django.utils.translation import get_language

from planfolio.catalogue.templates import GENERAL, PlanTemplate, template, templates

from .vocabulary import SIX, PlanWord


def terms(plan) -> PlanTemplate | None:
    """The template whose words `plan` uses; None for the plain words, and for a template that is not here."""
    if plan.template in ("", GENERAL):
        return None
    found = template(plan.template, get_language() or "en")
    return found if found.id == plan.template else None


def word_label(plan) -> str:
    """What the plan is called: the person's own word, else the template's, else the usual one."""
    chosen = terms(plan) if plan.word == PlanWord.LEARNING else None
    return chosen.plan_term if chosen else str(dict(PlanWord.choices).get(plan.word, plan.word))


def six_questions(plan) -> tuple[tuple[str, str, str], ...]:
    """Key, short label and question of each of the six, the question in the words of the plan's template."""
    chosen = terms(plan)
    if chosen is None:
        return SIX
    return tuple((key, label, chosen.question(key).label) for key, label, _question in SIX)


def template_choices(current: str = "") -> list[tuple[str, str]]:
    """What a plan can choose from. The general template is the plain words; one that is not here any more stays."""
    known = templates(get_language() or "en")
    choices = [("" if each.id == GENERAL and current != GENERAL else each.id, each.name) for each in known]
    return choices if current in dict(choices) or not current else [*choices, (current, current)]
