"""An improvement plan: begun, changed and closed by a supervisor, answered by the person it is about."""

from copy import copy

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.errors import NotAllowed
from planfolio.web.answers import page, revision, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import improving
from ..access import get_checkpoint, get_improvement, get_mentorship, supporters_of
from ..improvement_forms import AnswerForm, CheckpointForm, ImprovementForm, OutcomeForm, ThirdForm
from ..models import Improvement

PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _thirds(improvement, person):
    """Whom `person` may let see it too: others who support them, if it is about them."""
    if improvement.owner_id != person.pk:
        return []
    return [each for each in supporters_of(person) if each.supporter != improvement.supervisor]


@signed_in
@PAGE
def begin(request, key):
    mentorship = get_mentorship(request.user, key)
    if mentorship.supporter_id != request.user.pk or mentorship.kind not in improving.SUPERVISING:
        raise NotAllowed(_("Only a supervisor or an employer begins an improvement plan."))
    form = ImprovementForm(sent(request), instance=Improvement(), initial={"starts": request.user.today()})
    begun = []
    if saved(form, lambda: begun.append(_begin(request, form, mentorship))):
        notice(request, _("%(name)s can see it now.") % {"name": mentorship.owner})
        return redirect(begun[0])
    context = {"form": form, "person": mentorship.owner, "improvement": None, "mentorship": mentorship}
    return page(request, "mentoring/improvement_edit.jinja", context)


def _begin(request, form, mentorship):
    values = dict(form.cleaned_data)
    return improving.begin_improvement(mentorship, by=request.user, site=site(request), key=values.pop("id"), **values)


@signed_in
@PAGE
def show(request, key):
    """The page; the person it is about answers here, and says who else sees it."""
    found = get_improvement(request.user, key)
    if "third" in request.POST:
        return _name_third(request, found)
    form = AnswerForm(sent(request), initial={"text": found.answer})
    if saved(form, lambda: _answer(request, form, found)):
        notice(request, _("Saved."))
        return redirect(found)
    return _show(request, _as_stored(found), form=form)


def _name_third(request, found):
    form, seen = ThirdForm(request.POST, thirds=_thirds(found, request.user)), revision(request)
    if saved(form, lambda: improving.name_third(found, by=request.user, expected=seen, **form.cleaned_data)):
        notice(request, _("Saved."))
        return redirect(found)
    return _show(request, _as_stored(found), form=form, third=form, answer=AnswerForm(initial={"text": found.answer}))


def _as_stored(row):
    """The row as it is now, whatever a form that was sent has put into it."""
    row.refresh_from_db()
    return row


def _answer(request, form, found) -> None:
    text = form.cleaned_data["text"]
    improving.answer_improvement(found, by=request.user, text=text, expected=revision(request))


def _show(request, found, **forms):
    context = {
        "improvement": found,
        "mine": found.owner_id == request.user.pk,
        "supervising": improving.supervises(found, request.user),
        "checkpoints": list(found.checkpoints.kept()),
        "answer": forms.get("form") or AnswerForm(),
        "third": ThirdForm(thirds=_thirds(found, request.user), initial={"third": str(found.third_id or "")}),
        "new": CheckpointForm(None, initial={"day": request.user.today()}),
        "outcome": OutcomeForm(),
        **forms,
    }
    return page(request, "mentoring/improvement.jinja", context)


@signed_in
@PAGE
def change(request, key):
    found = get_improvement(request.user, key)
    if not improving.supervises(found, request.user):
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": found.mentorship or ""})
    form = ImprovementForm(sent(request), instance=copy(found))
    if saved(form, lambda: _change(request, form, found)):
        notice(request, _("Saved."))
        return redirect(found)
    shown = _as_stored(found)
    context = {"form": form, "person": shown.owner, "improvement": shown, "mentorship": shown.mentorship}
    return page(request, "mentoring/improvement_edit.jinja", context)


def _change(request, form, found) -> None:
    values = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    improving.revise_improvement(found, by=request.user, expected=revision(request), **values)


@signed_in
@require_POST
def close(request, key):
    found = get_improvement(request.user, key)
    form = OutcomeForm(request.POST)
    if saved(form, lambda: _close(request, form, found)):
        notice(request, _("It is closed. It stays readable for those who are named."))
        return redirect(found)
    return _show(request, _as_stored(found), form=form, outcome=form, answer=AnswerForm())


def _close(request, form, found) -> None:
    improving.revise_improvement(found, by=request.user, expected=None, **form.cleaned_data)


@signed_in
@require_POST
def add_checkpoint(request, key):
    found = get_improvement(request.user, key)
    form = CheckpointForm(request.POST)
    if saved(form, lambda: _add(request, form, found)):
        notice(request, _("Saved."))
        return redirect(found)
    return _show(request, found, form=form, new=form, answer=AnswerForm())


def _add(request, form, found) -> None:
    values = form.cleaned_data
    improving.add_checkpoint(found, by=request.user, day=values["day"], seen=values["seen"], key=values["id"])


@signed_in
@PAGE
def checkpoint(request, key):
    """One look at it: each of the two writes their own part."""
    found = get_checkpoint(request.user, key)
    mine = found.improvement.owner_id == request.user.pk
    form = AnswerForm(sent(request), initial={"text": found.answer if mine else found.seen})
    if not mine:
        form.fields["text"].label = _("What was seen")
    if saved(form, lambda: _write(request, form, found)):
        notice(request, _("Saved."))
        return redirect(found.improvement)
    return page(request, "mentoring/checkpoint.jinja", {"form": form, "checkpoint": _as_stored(found)})


def _write(request, form, found) -> None:
    text = form.cleaned_data["text"]
    improving.write_at_checkpoint(found, by=request.user, text=text, expected=revision(request))
