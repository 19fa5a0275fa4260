"""What pages are measured against: a session, two indexed queries, a Django template of 20 rows, and one write."""

from functools import cache

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


def write(request):
    Entry.objects.create(
        id=uuid7(), owner_id=request.session["_auth_user_id"], title=request.POST["text"], day="2026-11-23", minutes=30
    )
    return HttpResponseRedirect("/rows/")


urlpatterns = [path("rows/", rows), path("write/", write)]
