"""How views answer: a form saved, or shown again with what was typed and what to do."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.choices import flatten_choices
from django.utils.http import http_date, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Refused

from .dates import day_long


def saved(form, act: Callable[[], Any]) -> bool:
    """Whether `form` was sent, is right, and `act` went through; what `act` refuses becomes an error of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except (Refused, Conflict) as problem:
        form.add_error(None, str(problem.detail))
        if row := getattr(problem, "row", None):
            _show_beside(form, row)
        return False
    return True


def _show_beside(form, row) -> None:
    """Tell, at each field that says something else, what `row` says by now."""
    for part in getattr(form, "parts", {"": form}).values():
        asked = {field.name for field in part.visible_fields()} & {*part.cleaned_data}
        for name in (field.name for field in row._meta.concrete_fields if field.name in asked):
            there = getattr(row, name)
            if (there or "") != (part.cleaned_data[name] or ""):
                part.add_error(name, _("Saved by now: %(words)s") % {"words": _in_words(part.fields[name], there)})


def _in_words(field, value) -> str:
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, date):
        return day_long(value)
    if isinstance(value, list):
        return ", ".join(_in_words(field, each) for each in value)
    choices = dict(flatten_choices(getattr(field, "choices", ())))
    return str(choices.get(getattr(value, "pk", value), "") or field.prepare_value(value))


def sent(request):
    """What a form was sent with; None when the page is only being looked at. An empty POST counts as sent."""
    return request.POST if request.method == "POST" else None


def page(request, template: str, context: dict):
    """Render a page; 422 when its form has errors, so that programs see what people see."""
    form = context.get("form")
    wrong = form is not None and form.is_bound and not form.is_valid()
    return render(request, template, context, status=422 if wrong else 200)


def revision(request) -> int | None:
    """The revision that the form was opened with, from its hidden field; None where there is none."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def key_in(request, name: str) -> UUID | None:
    """The key of a row that the address names, such as one to go on from; None where there is none or it is no key."""
    try:
        return UUID(request.GET[name]) if name in request.GET else None
    except ValueError:
        return None


def way_back(request, default: str) -> str:
    """Where `next` points if it is an address of this site, else `default`."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return there if safe and there.startswith("/") else default


def site(request) -> str:
    """Where this site is, for addresses that leave it, such as "https://learn.example.org"."""
    return settings.PUBLIC_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"


def calendar_file(body: bytes, *, name: str) -> HttpResponse:
    """A calendar to be saved under `name`."""
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def calendar_feed(request, body: bytes, *, name: str, changed: datetime | None = None) -> HttpResponse:
    """A calendar that a program reads again and again: 304 where it has this state of it already.

    A program may keep it for itself if it asks each time whether it still holds, so an address that was ended is gone
    for it at its next look. `changed` is when the calendar last became another.
    """
    answer = calendar_file(body, name=name)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    stamp = None
    # Within the second in which it changed, it may change again and bear the same stamp.
    if changed and timezone.now() - changed > timedelta(seconds=2):
        stamp = int(changed.timestamp())
        answer.headers["Last-Modified"] = http_date(stamp)
    return get_conditional_response(request, answer.headers["ETag"], stamp, answer)
