"""The blog of somebody in a run: where it is, and what was found in it."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..access import get_thing
from ..blogs import actions, proposing
from ..models import ProposedPost
from ..run_access import get_participation, get_run
from ..run_forms import BlogForm, ProposedForm
from .writing import FORMS

SHOWN = 50
#: Tags as people write them, for the page to show.
EXAMPLES = ("Thing 5", "thing-05")


@signed_in
@FORMS
def show_blog(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    form = BlogForm(sent(request), instance=getattr(participation, "blog", None))
    if saved(form, lambda: actions.name_blog(participation, by=request.user, **form.cleaned_data)):
        notice(request, _("Your blog is read now, and about once an hour from now on."))
        return redirect("run-blog", key)
    blog = getattr(get_participation(request.user, run), "blog", None)
    waiting = blog.proposed.filter(state=ProposedPost.State.WAITING)[:SHOWN] if blog else []
    context = {"run": run, "form": form, "blog": blog, "examples": EXAMPLES}
    context |= {"waiting": list(waiting), "choice": ProposedForm(run=run)}
    return page(request, "programmes/blog.jinja", context)


@signed_in
@require_POST
def forget_blog(request, key):
    run = get_run(request.user, key)
    actions.forget_blog(get_participation(request.user, run), by=request.user)
    notice(request, _("Your blog is not read any more. What is on the wall stays there."))
    return redirect("run-blog", key)


@signed_in
@require_POST
def answer_proposed(request, key, post):
    """Take a post to the wall, or leave it out; `again` lets one that was left out wait again."""
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    found = proposing.get_proposed(participation, post, by=request.user)
    if "leave" in request.POST or "again" in request.POST:
        again = "again" in request.POST
        proposing.leave_out(found, by=request.user, again=again)
        undo = None if again else (reverse("run-proposed", args=[key, post]), {"again": "1"})
        notice(request, _("It waits again.") if again else _("Left out."), undo=undo)
        return redirect("run-blog", key)
    form = ProposedForm(request.POST, run=run)
    if form.is_valid():
        there = get_thing(run.doc, form.cleaned_data["thing"])
        proposing.show_proposed(found, there, participation, by=request.user)
        notice(request, _("It is on the wall."))
    else:
        notice(request, _("Choose the thing that it is about."), kind="error")
    return redirect("run-blog", key)
