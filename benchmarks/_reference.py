"""What pages are measured against: a session, two indexed queries, a Django template of 20 rows; and for writes, what
Django's tutorial would do: whoever is signed in, a form that is checked, one row, a message, a redirect."""

from functools import cache

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path
from uuid_utils.compat import uuid7

from planfolio.journal.models import Entry
from planfolio.plans.models import Plan

ROWS = """<!doctype html><html><head><title>{{ plan.title }}</title></head><body><h1>{{ plan.title }}</h1><ul>
{% for entry in entries %}<li><a href="/entries/{{ entry.pk }}/">{{ entry.title }}</a> {{ entry.day|date:"j F" }}
<em>{{ entry.minutes|default:"" }}</em></li>{% endfor %}</ul></body></html>"""


@cache
def template():
    return engines["django"].from_string(ROWS)


def rows(request):
    owner = request.session["_auth_user_id"]
    plan = Plan.objects.filter(owner=owner).order_by("-starts").first()
    entries = Entry.objects.filter(owner=owner, deleted_at=None).order_by("-day", "-id")[:20]
    return HttpResponse(template().render({"plan": plan, "entries": entries}, request))


class EntryForm(forms.ModelForm):
    class Meta:
        model = Entry
        fields = ("title", "day", "minutes", "context", "provider", "url", "summary")


@login_required
def write(request):
    form = EntryForm(request.POST, instance=Entry(id=uuid7(), owner=request.user))
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    entry = form.save()
    messages.success(request, f"Saved: {entry.title}")
    return HttpResponseRedirect("/rows/")


urlpatterns = [path("rows/", rows), path("write/", write)]
