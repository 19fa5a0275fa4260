"""A plan goes out: choose the kind of file, and have it."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from planfolio.errors import Missing
from planfolio.web.answers import page
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend

from ..access import get_plan
from ..copy_forms import FORMATS, ExportForm
from ..copying import readable_document
from ..paper_pictures import plan_pictures
from ..printing import plan_file
from ..writing import CONTENT_TYPES

#: Files that one person may take out within a minute, of all kinds together (the administrator’s guide says so).
EXPORTS_EACH_MINUTE = 20


@signed_in
@require_safe
def choose_export(request, key):
    """A form that is sent by GET leads to the file; without an answer it is the page that asks."""
    plan = get_plan(request.user, key)
    form = ExportForm(request.GET if "format" in request.GET else None, initial={"paper": request.user.paper})
    if form.is_bound and form.is_valid():
        there = reverse("plan-export-file", args=[key, form.cleaned_data["format"]])
        asked = {"paper": form.cleaned_data["paper"] or request.user.paper, "pictures": form.cleaned_data["pictures"]}
        return redirect(f"{there}?{urlencode(asked)}")
    uses = {key: use for key, _label, use in FORMATS}
    return page(request, "plans/export.jinja", {"form": form, "plan": plan, "uses": uses})


@signed_in
@require_safe
def export(request, key, format):
    plan = get_plan(request.user, key)
    if format not in CONTENT_TYPES:
        raise Missing(_("Choose PDF, Word, Markdown, CSV or JSON."))
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    paper = request.GET.get("paper", "")
    paper = paper if paper in {"a4", "letter"} else request.user.paper
    doc = readable_document(plan, who=request.user)
    who = {"person": plan.owner.name, "on": request.user.today()}
    wanted = request.GET.get("pictures") != "0"
    pictures = partial(plan_pictures, plan, who=request.user) if wanted else list
    name, content = plan_file(doc, format=format, paper=paper, pictures=pictures, **who)
    response = HttpResponse(content, content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
