"""The words of a mail that came as HTML alone, as plain text: paragraphs, lists, and quotations marked with ">".

Nothing of it is shown as HTML, so it is neither parsed into a tree nor made safe: tags are read one after the other, in
time that grows as the length, whatever they are.
"""

import re
from html import unescape

#: Longer ones are cut: an answer stands above what it quotes.
LONGEST = 600_000
_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "blockquote", "hr", "pre", "section"),
    *("article", "header", "footer", "li", "dl", "dt", "dd", "address", "body", "center", "br"),
}
_APART = {"p", "ul", "ol", "table", "pre", "blockquote"}
_UNSEEN = {"script", "style", "head", "title"}
_TAG = re.compile(r"(/?)([a-z][a-z0-9]*)([^>]*)>?", re.IGNORECASE)
#: By these Outlook says that what follows is quoted: names of containers, and the line above From and Sent.
_QUOTED_BELOW = re.compile(
    r"\bid\s*=\s*[\"']?(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b"
    r"|border:\s*none;\s*border-top:\s*solid",
    re.IGNORECASE,
)
_MARK = "-----Original Message-----"
_DEEPEST = 9


def words_of(html: str) -> str:
    words = _Words()
    first, *rest = _without_comments(html[:LONGEST]).split("<")
    words.write(first)
    for each in rest:
        tag = _TAG.match(each)
        if tag is None:
            words.write("<" + each)
            continue
        words.tag(tag[2].lower(), tag[3], ends=bool(tag[1]))
        words.write(each[tag.end() :])
    words.end_line()
    return "\n".join(words.lines)


def _without_comments(html: str) -> str:
    """Also without declarations and what Outlook hides in comments; one that does not end takes the rest along."""
    parts, place = [], 0
    while (start := html.find("<!", place)) >= 0:
        parts.append(html[place:start])
        end = "-->" if html.startswith("<!--", start) else ">"
        place = html.find(end, start) + len(end)
        if place < len(end):
            return "".join(parts)
    return "".join([*parts, html[place:]])


class _Words:
    def __init__(self):
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = self.kept = 0
        self.unseen = ""

    def tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if self.unseen or (name in _UNSEEN and not ends):
            self.unseen = "" if ends and name == self.unseen else self.unseen or name
            return
        if name in _BLOCKS:
            self.end_line(always=name == "br")
        if ends and name in _APART and self.lines and self.lines[-1]:
            self.lines.append(self._marked(""))
        step = -1 if ends else 1
        if name == "blockquote":
            self.depth = max(0, self.depth + step)
        elif name == "pre":
            self.kept = max(0, self.kept + step)
        elif not ends:
            self.line += {"li": ["- "], "td": [" "], "th": [" "]}.get(name, [])
        if name == "div" and not ends and _QUOTED_BELOW.search(attributes):
            self.lines.append(_MARK)

    def write(self, text: str) -> None:
        if self.unseen:
            return
        first, *rest = unescape(text).split("\n") if self.kept else [_one_space(unescape(text))]
        self.line.append(first)
        for each in rest:
            self.end_line(always=True)
            self.line.append(each)

    def end_line(self, *, always: bool = False) -> None:
        line = "".join(self.line) if self.kept else _one_space("".join(self.line)).strip()
        self.line = []
        if line or always:
            self.lines.append(self._marked(line))

    def _marked(self, line: str) -> str:
        return f"{'> ' * min(self.depth, _DEEPEST)}{line}".rstrip()


def _one_space(text: str) -> str:
    words = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return before + words + after
