"""The Markdown of exercises that others wrote, as safe HTML: headings, lists, tables, quotes, code, links to the web.

markdown-it-py passes no HTML through, nh3 keeps a short list of elements, links leave the site only for the web or
mail, and a picture becomes a link to it, so that reading asks no other site for anything.
"""

import re
from functools import lru_cache

import nh3
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from .links import to_the_web

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 24}).enable("table")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "code", "pre", "h3", "h4", "h5", "h6", "hr"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
_SCHEMES = {"http", "https", "mailto"}
#: A space that does not break is no space to the parser, which then sees no list.
_MARKER = re.compile(r"^([ \t]*(?:\d{1,9}[.)]|[-*+]))[\u00a0\u202f]+", re.MULTILINE)


def lesson(text: str) -> Markup:
    """Safe HTML of an exercise; its highest heading becomes an h3."""
    return _rendered(text, get_language() or "en") if text else Markup("")


@lru_cache(maxsize=512)
def _rendered(text: str, _language: str) -> Markup:
    tokens = _PARSER.parse(_MARKER.sub(r"\1 ", text))
    levels = [int(each.tag[1]) for each in tokens if each.type == "heading_open"]
    down = 3 - min(levels, default=3)
    for each in tokens:
        if each.type in ("heading_open", "heading_close"):
            each.tag = f"h{min(6, int(each.tag[1]) + down)}"
        if each.children:
            each.children = to_the_web(_without_pictures(each.children))
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=_SCHEMES,
            url_relative="deny",
            link_rel="nofollow noopener",
        )
    )


def _without_pictures(children: list[Token]) -> list[Token]:
    """A picture stands for the words beside it: a link to it where it is on the web and in no link already."""
    made, depth = [], 0
    for each in children:
        depth += {"link_open": 1, "link_close": -1}.get(each.type, 0)
        if each.type != "image":
            made.append(each)
            continue
        words = Token("text", "", 0)
        words.content = gettext("Picture: %(words)s") % {"words": each.content or gettext("without a description")}
        address = str(each.attrGet("src") or "")
        if depth or not address.startswith(("https://", "http://")):
            made.append(words)
        else:
            made += [Token("link_open", "a", 1, attrs={"href": address}), words, Token("link_close", "a", -1)]
    return made
