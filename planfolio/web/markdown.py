"""The Markdown people may write: paragraphs, emphasis, lists, quotes, links, code. No HTML, pictures or tables.

markdown-it-py never passes HTML through here; nh3 then keeps a short list of elements, so that a fault in one of
the two is not enough to run anything.
"""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from .links import to_the_web

_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "html_block", "html_inline", "heading", "lheading", "hr", "reference"]
)
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "code", "pre"}
_SCHEMES = {"http", "https", "mailto"}


@lru_cache(maxsize=2048)
def _rendered(text: str) -> Markup:
    tokens = _PARSER.parse(text)
    for each in tokens:
        if each.children:
            each.children = to_the_web(each.children)
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


def markdown(text: str | None) -> Markup:
    """Safe HTML of what somebody wrote; links carry rel="nofollow noopener" and lead to the web or to mail alone."""
    return _rendered(text) if text else Markup("")
