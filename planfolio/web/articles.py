"""Long texts of our own, in Markdown: a title, a lead, and sections that can each be linked to.

Written once, they are read on a page here and as files beside the code; so a heading has the anchor that the usual
readers of Markdown give it, and the caller says what becomes of an address.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "code", "pre", "h3"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_ROLES = {
    "table_open": "table",
    "thead_open": "rowgroup",
    "tbody_open": "rowgroup",
    "tr_open": "row",
    "th_open": "columnheader",
    "td_open": "cell",
}
_ATTRIBUTES = {
    "a": {"href"},
    "h3": {"id"},
    "ol": {"start"},
    "table": {"class", "role"},
    "th": {"scope", "role"},
    "td": {"role", "data-label"},
    **{name: {"role"} for name in ("thead", "tbody", "tr")},
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """What stands under a heading of the second level."""

    anchor: str
    title: str
    body: Markup


@dataclass(frozen=True, kw_only=True)
class Article:
    """`lead` is what stands between the title and the first section."""

    title: str
    lead: Markup
    sections: tuple[Section, ...]


def article(text: str, *, address: Callable[[str], str] = str) -> Article:
    """Parts of the Markdown in `text`, as safe HTML; every link is sent through `address`.

    The one heading of the first level is the title. Raises ValueError where there is none.
    """
    tokens = _PARSER.parse(text)
    _dress(tokens, address)
    parts = list(_parts(tokens))
    if not parts or parts[0][0] != "h1":
        raise ValueError("Begin the text with its title: # Title")
    (_tag, title, lead), *sections = parts
    return Article(
        title=title,
        lead=_html(lead),
        sections=tuple(Section(anchor=anchor(name), title=name, body=_html(body)) for _tag, name, body in sections),
    )


def anchor(heading: str) -> str:
    """ "What’s new?" becomes "whats-new", as where code is hosted."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _parts(tokens: list[Token]) -> Iterator[tuple[str, str, list[Token]]]:
    """Each heading of the first two levels with what follows it: tag, words, tokens."""
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag in ("h1", "h2")]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start].tag, tokens[start + 1].content, tokens[start + 3 : end]


def _dress(tokens: list[Token], address: Callable[[str], str]) -> None:
    """Give headings their anchors, links their addresses, and tables the roles and labels by which they stack."""
    columns: list[str] = []
    place = 0
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", address(str(child.attrGet("href"))))
        if token.type == "heading_open" and token.tag == "h3":
            token.attrSet("id", anchor(following.content))
        if token.type == "table_open":
            token.attrSet("class", "table table--stack")
            columns = []
        if token.type in _ROLES:
            token.attrSet("role", _ROLES[token.type])
        if token.type == "th_open":
            token.attrSet("scope", "col")
            columns.append(following.content)
        elif token.type == "tr_open":
            place = 0
        elif token.type == "td_open":
            _dress_cell(token, columns[place], first=not place)
        elif token.type == "td_close":
            token.tag = "td" if place else "th"
            place += 1


def _dress_cell(token: Token, column: str, *, first: bool) -> None:
    """The first cell of a row is its heading; the others say their column again where the table stacks."""
    if first:
        token.tag = "th"
        token.attrSet("scope", "row")
        token.attrSet("role", "rowheader")
    else:
        token.attrSet("data-label", column)


def _html(tokens: list[Token]) -> Markup:
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=_TAGS | _TABLE,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener",
        )
    )
