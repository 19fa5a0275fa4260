"""The wall of a run: tiles, one post with what was said under it, thanks, reports, hiding, and the feed."""

from functools import cache, partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from planfolio.people.deleted import way_back
from planfolio.web.answers import key_in, page, saved, sent
from planfolio.web.answers import way_back as back_to
from planfolio.web.gate import signed_in
from planfolio.web.kept import part
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import atom, taking_part, wall
from ..access import get_thing
from ..blogs.actions import share_address as share_elsewhere
from ..document import find, placed
from ..models import WallPost
from ..run_access import enter, get_comment, get_inside, get_participation, get_post, get_run
from ..run_forms import AddressForm, CommentForm
from .writing import FORMS

READS_EACH_MINUTE = 30


@signed_in
@require_safe
def show_wall(request, key):
    run = enter(request.user, key)
    # PostgreSQL cannot look for a NUL, and no thing or word holds one.
    thing, words = (request.GET.get(name, "").replace("\x00", "") for name in ("thing", "q"))
    words, before = words[:200], key_in(request, "before")
    found, more = wall.find_posts(run, who=request.user, key=thing, words=words, before=before)
    secret = atom.secret_for(run, request.user)
    numbers = {each.thing.key: each for each in placed(run.doc)}
    context = {
        "run": run,
        "tiles": _tiles(request, run, numbers, found),
        "more": found[-1].key if more else "",
        "numbers": numbers,
        "thing": thing,
        "q": words,
        "feed": request.build_absolute_uri(reverse("wall-feed", args=[secret])),
    }
    return page(request, "programmes/wall.jinja", context)


def _tiles(request, run, numbers: dict, found: list[wall.Found]) -> list[str]:
    """The tiles of a page of the wall, each rendered once for all to whom it looks the same."""
    tiles = cache(lambda: wall.tiles_of([each.key for each in found], run, who=request.user))

    def context(each: wall.Found) -> dict:
        return {"each": tiles().get(each.key), "run": run, "numbers": numbers, "whole": False}

    here = (run.pk, run.owner_id, run.title, run.sha256, request.get_full_path())
    shown = [(each, (*here, *each.row)) for each in found]
    return [part(request, "programmes/_tile.jinja", key, partial(context, each)) for each, key in shown]


@require_safe
def read_feed(request, secret):
    found = atom.opened(secret)
    if found is None:
        raise Http404
    run, person = found
    spend(person, "feed", each_minute=READS_EACH_MINUTE)
    with override(person.language):
        body = atom.feed(run, site=request.build_absolute_uri("/")[:-1], address=request.build_absolute_uri())
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    return answer


@signed_in
@FORMS
def show_post(request, key, post):
    run, _participation = get_inside(request.user, key)
    shown = get_post(request.user, run, post)
    form = CommentForm(sent(request))
    if saved(form, lambda: _comment(request, shown, run, form)):
        return redirect(f"{shown.get_absolute_url()}#s-comments")
    (tile,) = wall.as_tiles([shown], run, who=request.user)
    there = find(run.doc, shown.key)
    context = {"run": run, "shown": tile, "numbers": {shown.key: there} if there else {}, "form": form}
    context["said"] = wall.comments_on(shown, run, who=request.user)
    return page(request, "programmes/post.jinja", context)


def _comment(request, post: WallPost, run, form: CommentForm) -> None:
    wall.comment(post, run, form.cleaned_data["text"], by=request.user, key=form.cleaned_data["id"])


@signed_in
@require_POST
def share_address(request, key, thing):
    """Let a post that lies elsewhere on the web count for a thing."""
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    there, form = get_thing(run.doc, thing), AddressForm(request.POST)
    if not form.is_valid():
        notice(request, form.errors["url"][0] if "url" in form.errors else _("Load the page again."), kind="error")
        return redirect("run-thing", key, thing)
    values = form.cleaned_data
    share_elsewhere(participation, there, values["url"], by=request.user, post=values["id"])
    notice(request, _("The address is on the wall."))
    return redirect("run-thing", key, thing)


@signed_in
@require_POST
def thank_post(request, key, post):
    run, _participation = get_inside(request.user, key)
    wall.thank(get_post(request.user, run, post), by=request.user, again="again" in request.POST)
    return redirect(back_to(request, reverse("wall-post", args=[key, post])))


@signed_in
@require_POST
def report_post(request, key, post):
    run, _participation = get_inside(request.user, key)
    wall.report(get_post(request.user, run, post), by=request.user)
    notice(request, _("Thank you. Who coordinates the run will look at it; nobody is told who reported it."))
    return redirect("wall", key)


@signed_in
@require_POST
def hide_post(request, key, post):
    run, _participation = get_inside(request.user, key)
    again = "again" in request.POST
    wall.hide(get_post(request.user, run, post), run, by=request.user, again=again)
    undo = None if again else (reverse("wall-hide", args=[key, post]), {"again": "1"})
    notice(
        request,
        _("It is on the wall again.") if again else _("It is off the wall. Its writer still sees it."),
        undo=undo,
    )
    return redirect("wall", key)


@signed_in
@require_POST
def take_back_post(request, key, post):
    run, _participation = get_inside(request.user, key)
    shown = get_post(request.user, run, post)
    taking_part.take_back(shown, by=request.user)
    notice(
        request,
        _("It is off the wall. Your entry stays in your journal."),
        undo=way_back(shown, to=reverse("wall", args=[key])),
    )
    return redirect("wall", key)


def _get_comment(request, key, comment) -> tuple:
    run, _participation = get_inside(request.user, key)
    return run, get_comment(request.user, run, comment)


@signed_in
@require_POST
def hide_comment(request, key, comment):
    run, row = _get_comment(request, key, comment)
    wall.hide(row, run, by=request.user, again="again" in request.POST)
    return redirect(f"{row.post.get_absolute_url()}#s-comments")


@signed_in
@require_POST
def remove_comment(request, key, comment):
    _run, row = _get_comment(request, key, comment)
    wall.remove_comment(row, by=request.user)
    notice(request, _("Your comment is in Recently deleted."), undo=way_back(row, to=row.post.get_absolute_url()))
    return redirect(row.post)
