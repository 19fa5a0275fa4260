"""The words of a letter as a page of their own, for mail programs that show one: the same, with addresses as links.

It loads nothing, so opening it tells nobody anything.
"""

import re

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)’»”])")
_PAGE = """<!doctype html>
<html lang="{}">
<head><meta charset="utf-8"><title>{}</title></head>
<body>
{}
</body>
</html>"""


def page_of(text: str, *, title: str) -> str:
    """Paragraphs where `text` has an empty line between them, and its line breaks as they are."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return format_html(_PAGE, _language_of(text), title, format_html_join("\n", "<p>{}</p>", map(_lines, paragraphs)))


def _lines(paragraph: str) -> tuple[SafeString]:
    return (format_html_join(mark_safe("<br>\n"), "{}", ((_linked(line),) for line in paragraph.split("\n"))),)


def _linked(line: str) -> SafeString:
    """Every second part is an address: the pattern has one group."""
    parts = enumerate(_ADDRESS.split(line))
    return format_html_join("", "{}", ((_link(part) if place % 2 else part,) for place, part in parts))


def _link(address: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, address)


def _language_of(text: str) -> str:
    """That of the greeting with which every letter begins (people.mails.letter)."""
    for code, _name in settings.LANGUAGES:
        with override(code):
            if text.startswith(gettext("Hello,")):
                return code
    return settings.LANGUAGE_CODE[:2]
