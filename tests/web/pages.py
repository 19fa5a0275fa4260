"""Addresses that only these tests have: the component sheet, a capture page, and a view for every kind of problem."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from planfolio.errors import Conflict, Missing, NotAllowed, Refused, StorageFull, TooMany
from planfolio.web import forms as ours
from planfolio.web.notices import notice
from planfolio.web.urls import urlpatterns as shell

handler400 = "planfolio.web.errors.bad_request"
handler403 = "planfolio.web.errors.forbidden"
handler404 = "planfolio.web.errors.not_found"
handler500 = "planfolio.web.errors.server_error"

HOSTILE = """"><script>alert(1)</script><img src=x onerror='alert(2)'>'}}{{ 7*7 }}"""
TAKEN: dict[str, str] = {}


class Sheet(ours.Form):
    once = ours.OnceField()
    what = forms.CharField(label="What do you want to learn?", max_length=20)
    why = forms.CharField(label="Why this, why now?", widget=forms.Textarea)
    end = ours.DateField(label="When does it end?")
    minutes = ours.MinutesField(label="About how many hours?", bare="hours")
    time = forms.ChoiceField(label="Time spent", choices=[("15", "15 min"), ("60", "1 h")], widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Why", choices=[("gap", "A gap"), ("duty", "A duty")], widget=forms.RadioSelect)
    formats = forms.MultipleChoiceField(
        label="Formats", choices=[("r", "Reading"), ("v", "Video")], widget=forms.CheckboxSelectMultiple
    )
    do = forms.ChoiceField(label="What to do", choices=[("keep", "Keep"), ("move", "Move")])
    review = forms.BooleanField(label="Include in my review of 2026")
    file = forms.FileField(label="Add a file", widget=forms.FileInput(attrs={"accept": ".pdf"}))
    address = forms.URLField(label="Address", assume_scheme="https")


class Quick(ours.Form):
    once = ours.OnceField()
    text = forms.CharField(label="What did you learn?", widget=forms.Textarea)


def render(request, source: str, **context) -> HttpResponse:
    return HttpResponse(engines["jinja2"].from_string(source).render(context, request))


def sheet(request, hostile: str = ""):
    from django.utils import timezone

    sent = {"what": "a" * 30, "end-day": hostile or "31", "end-month": "2", "end-year": "2027", "minutes": "a dozen"}
    source = (Path(__file__).parent / "sheet.jinja").read_text(encoding="utf-8")
    return render(
        request,
        source,
        hostile=hostile,
        empty_form=Sheet(prefix="e"),
        wrong=Sheet(sent, prefix=None),
        quick=Quick(prefix=None, auto_id="quick_%s"),
        start=date(2026, 9, 7),
        end=date(2027, 6, 30),
        moment=timezone.now().strftime("%H:%M"),
    )


@login_required
def capture(request):
    form = Quick(request.POST or None, initial={"text": request.GET.get("text", "")})
    if request.method == "POST" and form.is_valid():
        TAKEN[str(form.cleaned_data["once"])] = form.cleaned_data["text"]
        notice(request, f"Saved: {form.cleaned_data['text']}", undo=("/undo/", {"id": form.cleaned_data["once"]}))
        return redirect("/")
    source = """{% extends "base.jinja" %}{% from "components/week.jinja" import capture %}
      {% from "components/field.jinja" import error_summary %}
      {% block title %}Capture{% endblock %}
      {% block main %}<h1>Capture</h1>{{ error_summary(form) }}{{ capture(csrf_input, form) }}{% endblock %}"""
    return render(request, source, form=form)


def home(request):
    source = '{% extends "base.jinja" %}{% set place = "week" %}{% block title %}Home{% endblock %}'
    return render(request, source + "{% block main %}<h1>This week</h1>{% endblock %}")


def undo(request):
    TAKEN.pop(str(UUID(request.POST["id"])), None)
    notice(request, "Undone")
    return redirect("/")


def problem(request, kind: str):
    problems = SimpleNamespace(
        missing=Missing(),
        not_allowed=NotAllowed(),
        conflict=Conflict.moved_on(),
        refused=Refused("The activities come after each other in a circle: leave one link out."),
        many=TooMany(),
        full=StorageFull(),
        denied=PermissionDenied(),
        locked=OperationalError("database is locked"),
        disk=OperationalError("database or disk is full"),
        readonly=OperationalError("attempt to write a readonly database"),
        fault=ValueError("a fault of ours, with private words"),
    )
    raise getattr(problems, kind)


urlpatterns = [
    path("", home, name="home"),
    path("sheet/", sheet, name="sheet"),
    path("hostile/", sheet, {"hostile": HOSTILE}),
    path("capture/", capture, name="capture"),
    path("undo/", undo),
    path("problem/<str:kind>/", problem),
    path("api/problem/<str:kind>/", problem),
    *(path(address, home) for address in ("plans/", "journal/", "portfolio/", "network/", "help/", "account/")),
    *shell,
    path("accounts/", include("allauth.urls")),
]
