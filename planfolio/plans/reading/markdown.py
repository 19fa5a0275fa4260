"""Markdown as blocks, by the CommonMark rules with pipe tables: headings, paragraphs, list entries, tables."""

import re

from markdown_it import MarkdownIt

from .blocks import Heading, Paragraph, Table, Text, check_size
from .draft import Note, _

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TASK = re.compile(r"\[([ xX])\]\s+")
#: What programs for notes keep above the text: "title: My plan" between two lines of dashes.
FRONT = re.compile(r"\A---[ \t]*\n((?:(?:[\w -]+:|[ \t]|- ).*\n){1,100})---[ \t]*(?:\n|\Z)")


def markdown_blocks(text: str) -> list:
    """Blocks in the order of the file, each placed by its first line. Raises Unreadable beyond 10,000 lines."""
    check_size(rows=text.count("\n") + (not text.endswith("\n")), cells=0)
    blocks, table, line, heading, listed, tables = [], None, 0, None, 0, 0
    if front := FRONT.match(text.replace("\r\n", "\n")):
        text = text.replace("\r\n", "\n")
        blocks += _front(front[1])
        text = "\n" * front[0].count("\n") + text[front.end() :]
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        if token.map:
            line = token.map[0] + 1
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = None
        elif token.type in {"list_item_open", "list_item_close"}:
            listed += token.nesting
        elif token.type == "table_open":
            tables += 1
            table = Table(f"Table {tables}")
        elif token.type == "table_close":
            blocks.append(table)
            table = None
        elif token.type == "tr_open":
            table.rows.append([])
        elif token.type in {"inline", "fence", "code_block", "html_block"}:
            content = _plain(token).strip()
            place = Note(_("line %(line)s"), {"line": line})
            if table is not None:
                row = table.rows[-1]
                place = Note(_("line %(line)s, column %(column)s"), {"line": line, "column": len(row) + 1})
                row.append(Text(content, place))
            elif content and heading is not None:
                blocks.append(Heading(content, place, level=heading))
            elif content:
                blocks.append(_paragraph(content, place, listed=bool(listed), bold=_is_bold(token)))
    for block in blocks:
        if isinstance(block, Table):
            block.rows = [row for row in block.rows if any(cell.text for cell in row)]
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


def _front(lines: str) -> list:
    """The title as a heading; the rest is about the note and listed."""
    blocks: list = []
    for number, line in enumerate(lines.splitlines(), start=2):
        name, _colon, value = line.partition(":")
        place = Note(_("line %(line)s"), {"line": number})
        if name.strip().casefold() in {"title", "titre"} and value.strip(" \"'"):
            blocks.append(Heading(value.strip(" \"'"), place, level=0))
        elif line.strip():
            blocks.append(Paragraph(line.strip(), place, role="aside"))
    return blocks


def _is_bold(token) -> bool:
    """Whether all of the text stands between one pair of double stars."""
    inner = [child.type for child in token.children or [] if child.type != "text" or child.content]
    return inner[:1] == ["strong_open"] and inner[-1:] == ["strong_close"] and inner.count("strong_open") == 1


def _paragraph(content: str, place: Note, *, listed: bool, bold: bool) -> Paragraph:
    """A paragraph or an entry of a list; "[x] " before an entry is a box with a tick."""
    box = TASK.match(content) if listed else None
    if box is None:
        return Paragraph(content, place, role="list" if listed else "bold" if bold else "")
    return Paragraph(f"{'☐' if box[1] == ' ' else '☑'} {content[box.end() :]}", place, role="task")


def _plain(token) -> str:
    """What a reader sees, without marks; a link keeps its address in brackets when it says something else."""
    if token.type != "inline":
        return token.content
    parts, address, start = [], "", 0
    for child in token.children:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "link_open":
            address, start = str(child.attrGet("href") or ""), len(parts)
        elif child.type == "link_close":
            shown = "".join(parts[start:])
            if address and address not in {shown, f"mailto:{shown}"}:
                parts.append(f" ({address})")
        elif child.type == "html_inline":
            parts.append("\n" if BREAK.fullmatch(child.content) else child.content)
        else:
            parts.append(child.content)
    return "".join(parts)
