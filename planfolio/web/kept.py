"""Pages kept as they were rendered, and shown again while nothing of their owner has changed.

A kept page is found by everything it depends on: the person, the address, the language, the theme, the hour, and a
stamp that goes up with every write (`people.pulse`). A page whose stamp has passed is not found again; it leaves when
the next page of that person is kept, when anything is erased, or with the oldest when there are many. What
is new on every showing (the token of forms, the keys of rows to be added) is put in afresh; a page that has something
to announce is rendered, and not kept.

Each process keeps its own, parts of pages too; what was erased leaves at once in the process that erased it, and in
others when newer ones push it out, never shown till then. Only answers of status 200 are kept, never files, and never
a page of what belongs to somebody else: a grant that ends, or a change that they make, does not move the reader's own
stamp. (The pages of a run ask for the right to read at each look, and are found by what others did as well.)
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from jinja2 import pass_context
from markupsafe import Markup
from uuid_utils.compat import uuid7

from .form_tokens import form_token
from .notices import Storage

#: Pages kept in one process at most: some 40 kB each.
MOST = 400
#: Letters of all parts of pages that one process keeps, at most.
MOST_LETTERS = 20_000_000
#: Stands for the form token in a kept page. Nobody can write it into a page of their own, so that no text or link
#: that somebody typed is ever filled with the token of whoever reads it.
TOKEN = f"form-token-{secrets.token_hex(16)}"
_ONCE = re.compile(r'(<input type="hidden"[^>]* name="(?:id|once)" value=")[0-9a-f-]{36}(?=")')
_pages: OrderedDict[tuple, list[str]] = OrderedDict()
_parts: OrderedDict[tuple, str] = OrderedDict()
_letters = 0
_lock = Lock()


def kept(
    request,
    template: str,
    context: Callable[[], dict],
    *,
    stamp: int,
    others: tuple = (),
    mine: Callable[[dict], bool] = lambda found: True,
) -> HttpResponse:
    """The page of `template` for the person who is signed in; `context` is only called when it must be rendered.

    `others` is what the page depends on beside that person's own rows, as values that can be compared.
    `mine` says of the context whether all of it belongs to that person; where it does not, nothing is kept.
    """
    if not settings.KEEP_PAGES or request.COOKIES.get(Storage.cookie_name):
        return render(request, template, context())
    key = (
        str(request.user.pk),
        request.get_full_path(),
        get_language(),
        request.COOKIES.get(settings.THEME_COOKIE_NAME, ""),
        timezone.localtime().strftime("%Y-%m-%d %H"),
        template,
        others,
        stamp,
    )
    parts = _found(key)
    if parts is None:
        found = context()
        answer = render(request, template, found)
        if not mine(found):
            return answer
        parts = _ONCE.sub(r"\1\0", answer.content.decode().replace(form_token(request), TOKEN)).split("\0")
        _keep(key, parts)
    page = "".join(part + str(uuid7()) for part in parts[:-1]) + parts[-1]
    return HttpResponse(page.replace(TOKEN, form_token(request)))


def part(request, template: str, shown: tuple, context: Callable[[], dict]) -> Markup:
    """A part of a page, rendered once for everybody who sees it the same.

    `shown` must hold all that it shows, but for the language, the time zone and the token of forms.
    """
    return _part(request, (template, *shown), lambda: render_to_string(template, context(), request))


@pass_context
def kept_piece(context, name: str, *shown, caller: Callable[[], str]) -> Markup:
    """A piece of a template as such a part: `{% call kept_piece("name", all, that, it, shows) %}...{% endcall %}`."""
    return _part(context["request"], (name, *shown), caller)


def _part(request, shown: tuple, render: Callable[[], str]) -> Markup:
    if not settings.KEEP_PAGES:
        return Markup(render())
    key = (get_language(), timezone.get_current_timezone_name(), *shown)
    with _lock:
        text = _parts.get(key)
        if text is not None:
            _parts.move_to_end(key)
    if text is None:
        text = str(render())
        # A part without a form asks for no token, so that the page sets no cookie for it.
        text = text.replace(form_token(request), TOKEN) if hasattr(request, "form_token") else text
        _keep_part(key, text)
    return Markup(text.replace(TOKEN, form_token(request))) if TOKEN in text else Markup(text)


def _keep_part(key: tuple, text: str) -> None:
    global _letters
    with _lock:
        _letters += len(text) - len(_parts.pop(key, ""))
        _parts[key] = text
        while _letters > MOST_LETTERS:
            _letters -= len(_parts.popitem(last=False)[1])


def _found(key: tuple) -> list[str] | None:
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
        return _pages.get(key)


def _keep(key: tuple, parts: list[str]) -> None:
    with _lock:
        _drop(lambda there: there[0] == key[0] and (there[-1] < key[-1] or there[:-2] == key[:-2]))
        _pages[key] = parts
        while len(_pages) > MOST:
            _pages.popitem(last=False)


def forget() -> None:
    """Let go of every page and part that this process keeps; for what was erased, which others may have read."""
    global _letters
    with _lock:
        _pages.clear()
        _parts.clear()
        _letters = 0


def _drop(passed: Callable[[tuple], bool]) -> None:
    """Pages of an earlier stamp are never shown again, so what they tell of need not stay in memory."""
    for key in [key for key in _pages if passed(key)]:
        del _pages[key]
