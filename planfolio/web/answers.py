"""How views answer: a form saved, or shown again with what was typed and what to do."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from planfolio.errors import Conflict, Refused


def saved(form, act: Callable[[], Any]) -> bool:
    """Whether `form` was sent, is right, and `act` went through; what `act` refuses becomes an error of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except (Refused, Conflict) as problem:
        form.add_error(None, str(problem.detail))
        return False
    return True


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


def way_back(request, default: str) -> str:
    """Where `next` points if it is an address of this site, else `default`."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return there if safe and there.startswith("/") else default
