"""What somebody without an account reads by a link: one page, no cookie, no request to anybody else."""

from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from planfolio.journal.access import get_entry
from planfolio.people.sharing import VIEW
from planfolio.plans.access import get_plan
from planfolio.plans.copying import readable_document
from planfolio.plans.writing.sheet import shown
from planfolio.web.answers import page, saved

from .. import links
from ..forms import CommentForm, PasswordForm


# No session and no cookie stands behind this page, so there is nothing that another site could make use of.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request, secret):
    """The thing behind a link; where the link has a password, the page that asks for it."""
    link = links.find_link(secret)
    password = request.POST.get("password", "")
    who = links.bearer(link, password) if password or not link.password else None
    if who is None:
        form = PasswordForm(request.POST if "password" in request.POST else None)
        if form.is_bound and form.is_valid():
            form.add_error("password", form.wrong)
        return page(request, "mentoring/password.jinja", {"form": form})
    form = CommentForm(request.POST if "text" in request.POST else None)
    done = saved(form, lambda: _comment(link, form))
    context = {
        "link": link,
        "form": CommentForm() if done else form,
        "done": done,
        "password": password,
        "comments": list(link.comments_made.kept()[:200]),
    }
    return page(request, "mentoring/visitor.jinja", {**context, **_thing(link, who)})


def _comment(link, form) -> None:
    values = form.cleaned_data
    links.comment(link, name=values["name"], text=values["text"], key=values["id"])


def _thing(link, who) -> dict:
    """What the link lets be read, by the one rule of access."""
    if link.plan_id:
        plan = get_plan(who, link.plan_id, VIEW)
        return {"plan": plan, "sheet": shown(readable_document(plan, who=who)), "entry": None}
    return {"entry": get_entry(who, link.entry_id, VIEW), "plan": None, "sheet": None}
