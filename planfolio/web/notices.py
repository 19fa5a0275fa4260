"""What just happened, told once on the next page, with a way back.

A notice travels in a signed cookie, needs no database, and is a plain form: Undo works without JavaScript.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage

#: A cookie holds 2,000 characters; a title longer than this is cut by `shorten`.
LONGEST = 300
ICONS = {"success": "check", "info": "help", "warning": "alert", "error": "alert"}


class Storage(CookieStorage):
    cookie_name = f"{settings.PREFIX}notices"


@dataclass(frozen=True)
class Notice:
    text: str
    kind: str
    icon: str
    undo_url: str
    undo_fields: dict[str, str]
    undo_label: str


def notice(
    request, text: str, *, undo: tuple[str, dict[str, str]] | None = None, kind: str = "success", label=""
) -> None:
    """Say `text` on the next page that is shown.

    `undo` is an address that takes a POST and the hidden fields to send; `label` replaces the word Undo.
    `kind` is success, info, warning or error.
    """
    url, fields = undo or ("", {})
    extra = {
        "kind": kind,
        "url": url,
        "fields": {name: str(value) for name, value in fields.items()},
        "label": str(label),
    }
    messages.add_message(
        request, messages.INFO, shorten(str(text)), extra_tags=json.dumps(extra, separators=(",", ":"))
    )


def shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def notices(request) -> list[Notice]:
    """The notices waiting for this page; reading them takes them away."""
    if request is None or not hasattr(request, "_messages"):
        return []
    return [_read(message) for message in messages.get_messages(request)]


def _read(message) -> Notice:
    try:
        extra = json.loads(message.extra_tags or "{}")
    except ValueError:
        # Sign-in (allauth) adds its own words as plain tags.
        extra = {}
    kind = extra.get("kind") or ("error" if message.level >= messages.ERROR else "success")
    return Notice(
        text=str(message.message),
        kind=kind,
        icon=ICONS.get(kind, "check"),
        undo_url=extra.get("url", ""),
        undo_fields=extra.get("fields", {}),
        undo_label=extra.get("label", ""),
    )
