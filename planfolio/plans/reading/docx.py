"""A Word document as blocks, read from its own XML so that content controls, insertions and merged cells are all seen.

Deleted text and the prompts of empty form fields are not part of what a document says, and are passed over.
Page headers, footers and notes are kept as asides: listed, never placed.
"""

from datetime import date

from .archive import Archive, attribute, local, main_part, read_xml, relations
from .blocks import Heading, Paragraph, Table, Text, check_size
from .draft import Note, Unreadable, _

#: The most columns Word itself can make; a larger span is a trick.
SPAN = 63
DEEPEST = 20
#: What only wraps paragraphs, rows, cells or runs: content controls and accepted changes.
HOLDERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
SKIPPED = {"del", "moveFrom", "Fallback", "rPr", "pPr", "sdtPr", "sdtEndPr", "instrText", "delText", "txbxContent"}
#: The boxes and ticks of the Wingdings font, by the end of their number.
SYMBOLS = {"A8": "☐", "6F": "☐", "FE": "☑", "FD": "☒", "FC": "✓"}
ASIDES = {
    "header": _("Page header %(number)s"),
    "footer": _("Page footer %(number)s"),
    "footnotes": _("Footnote %(number)s"),
    "endnotes": _("Endnote %(number)s"),
    "comments": _("Comment %(number)s"),
}


def docx_blocks(archive: Archive) -> list:
    """Headings, paragraphs and tables of the body in order, then the asides. Raises Unreadable."""
    part = main_part(archive)
    body = next((child for child in read_xml(archive, part) if local(child) == "body"), None)
    if body is None:
        raise Unreadable(_("There is no text in this Word document. Check that it is the right file."))
    links = relations(archive, part)
    reading = _Reading(levels=_heading_levels(archive, links))
    _read_body(body, reading, depth=0)
    blocks = reading.blocks
    for kind, name in links.values():
        if kind in ASIDES and name in archive.names:
            blocks += _asides(archive, kind, name, reading)
    check_size(rows=sum(len(block.rows) if isinstance(block, Table) else 1 for block in blocks), cells=reading.cells)
    return blocks


class _Reading:
    """What is known so far: heading levels by style, counts for naming places, the blocks."""

    def __init__(self, levels):
        self.levels = levels
        self.paragraphs = self.tables = self.asides = self.cells = 0
        self.blocks = []


def _heading_levels(archive, links) -> dict[str, int | str]:
    """Style id to heading level, 0 for Title and "subtitle". Built-in styles keep English names in every language."""
    name = next((target for kind, target in links.values() if kind == "styles" and target in archive.names), None)
    if name is None:
        return {}
    levels, parents = {}, {}
    for style in read_xml(archive, name).iter("{*}style"):
        key, parts = attribute(style, "styleId"), {local(child): child for child in style}
        called = attribute(parts["name"], "val").lower() if "name" in parts else ""
        outline = next((attribute(each, "val") for each in style.iter("{*}outlineLvl")), "")
        if called.startswith("heading ") and called[8:].isdecimal():
            levels[key] = int(called[8:])
        elif called in {"title", "subtitle"}:
            levels[key] = 0 if called == "title" else "subtitle"
        elif outline.isdecimal() and int(outline) < 9:
            levels[key] = int(outline) + 1
        elif "basedOn" in parts:
            parents[key] = attribute(parts["basedOn"], "val")
    for key in parents:
        seen, parent = set(), key
        while parent in parents and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        if parent in levels:
            levels[key] = levels[parent]
    return levels


def _read_body(body, reading, *, depth: int) -> None:
    if depth > DEEPEST:
        raise Unreadable(_("The tables of this document lie too deep in one another. Take them apart, and try again."))
    for child in body:
        name = local(child)
        if name == "p":
            _read_paragraph(child, reading, depth=depth)
        elif name == "tbl":
            _read_table(child, reading, depth=depth)
        elif name in HOLDERS | {"AlternateContent", "Choice"} and not _is_prompt(child):
            _read_body(child, reading, depth=depth + 1)


def _read_paragraph(element, reading, *, depth: int) -> None:
    reading.paragraphs += 1
    reading.cells += 1
    text = _text(element)
    place = Note(_("Paragraph %(number)s"), {"number": reading.paragraphs})
    level, listed = _style(element, reading.levels)
    if text.strip():
        if isinstance(level, int):
            reading.blocks.append(Heading(text.strip(), place, level=level))
        else:
            role = level or ("list" if listed else "bold" if _is_bold(element) else "")
            reading.blocks.append(Paragraph(text.strip(), place, role=role, when=_picked_date(element)))
    for box in _boxes(element):
        _read_body(box, reading, depth=depth + 1)


def _is_bold(element) -> bool:
    """Whether all of the paragraph is bold, as a heading is that somebody made by hand."""
    runs = [
        run for run in element.iter("{*}r") if any(local(each) == "t" and (each.text or "").strip() for each in run)
    ]
    marks = [next((attribute(each, "val", "1") for each in run.iter("{*}b")), "0") for run in runs]
    return bool(marks) and all(mark not in {"0", "false", "off"} for mark in marks)


def _style(element, levels) -> tuple[int | str | None, bool]:
    style, listed, outline = "", False, ""
    for child in element:
        if local(child) == "pPr":
            for each in child:
                if local(each) == "pStyle":
                    style = attribute(each, "val")
                elif local(each) == "numPr":
                    listed = True
                elif local(each) == "outlineLvl":
                    outline = attribute(each, "val")
    if outline.isdecimal() and int(outline) < 9:
        return int(outline) + 1, listed
    return levels.get(style), listed or style.startswith("List")


def _read_table(element, reading, *, depth: int) -> None:
    reading.tables += 1
    table, number, inner = Table(f"Table {reading.tables}"), reading.tables, []
    above: list[Text | None] = []
    for index, row in enumerate(_rows(element), start=1):
        # A table without text may still be made of a million merged cells.
        check_size(rows=index, cells=reading.cells)
        line: list[Text | None] = [None] * _number(row, "gridBefore", 0)
        for cell in _cells(row):
            column = len(line)
            text = _cell_text(cell).strip()
            merge = next((attribute(each, "val", "continue") for each in _properties(cell, "vMerge")), None)
            if merge == "continue" and not text and column < len(above):
                content = above[column]
            else:
                place = Note(
                    _("Table %(table)s, row %(row)s, column %(column)s"),
                    {"table": number, "row": index, "column": column + 1},
                )
                content = Text(text, place, when=_picked_date(cell))
            line += [content] * _number(cell, "gridSpan", 1)
            inner += _nested(cell)
        reading.cells += len(line)
        above = line
        if any(each is not None and each.text for each in line):
            table.rows.append(line)
    width = max(map(len, table.rows), default=0)
    table.rows = [line + [None] * (width - len(line)) for line in table.rows]
    reading.cells += width * len(table.rows)
    check_size(rows=len(table.rows), cells=reading.cells)
    if table.rows:
        reading.blocks.append(table)
    for each in inner:
        if local(each) == "tbl":
            if depth >= DEEPEST:
                raise Unreadable(
                    _("The tables of this document lie too deep in one another. Take them apart, and try again.")
                )
            _read_table(each, reading, depth=depth + 1)
        else:
            _read_body(each, reading, depth=depth + 1)


def _rows(table):
    return _children(table, "tr")


def _cells(row):
    return _children(row, "tc")


def _children(element, name):
    """Children called `name`, also those that stand in a content control or a tracked insertion."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in HOLDERS:
            yield from _children(child, name)


def _properties(cell, name):
    for child in cell:
        if local(child) in {"tcPr", "trPr"}:
            yield from (each for each in child if local(each) == name)


def _number(element, name, default) -> int:
    value = next((attribute(each, "val") for each in _properties(element, name)), "")
    return min(int(value), SPAN) if value.isascii() and value.isdecimal() and len(value) < 9 and int(value) else default


def _cell_text(cell) -> str:
    return "\n".join(_text(each) for each in _paragraphs(cell))


def _paragraphs(element):
    for child in element:
        name = local(child)
        if name == "p":
            yield child
        elif name in HOLDERS and not _is_prompt(child):
            yield from _paragraphs(child)


def _nested(cell):
    """Tables and text boxes inside a cell, which are read after the table that holds them."""
    for child in cell:
        if local(child) == "tbl":
            yield child
        elif local(child) == "p":
            yield from _boxes(child)
        elif local(child) in HOLDERS:
            yield from _nested(child)


def _boxes(element):
    for child in element:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name not in {"Fallback", "del", "moveFrom"}:
            yield from _boxes(child)


def _text(element) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element, parts) -> None:
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("\u2011")
        elif name == "sym":
            parts.append(SYMBOLS.get(attribute(child, "char").upper()[-2:], ""))
        elif name == "ffData":
            parts.append(_form_field(child))
        elif name not in SKIPPED and not _is_prompt(child):
            _collect(child, parts)


def _form_field(element) -> str:
    """What a box or a list of a form made in an older Word shows: neither has a text of its own."""
    parts = {local(child): child for child in element}
    if "checkBox" in parts:
        marks = {local(child): attribute(child, "val", "1") for child in parts["checkBox"]}
        return "☐" if marks.get("checked", marks.get("default", "0")) in {"0", "false", "off"} else "☒"
    if "ddList" in parts:
        listed = [attribute(child, "val") for child in parts["ddList"] if local(child) == "listEntry"]
        chosen = next((attribute(child, "val") for child in parts["ddList"] if local(child) == "result"), "0")
        return listed[int(chosen)] if chosen.isascii() and chosen.isdecimal() and int(chosen) < len(listed) else ""
    return ""


def _is_prompt(element) -> bool:
    """Whether a content control still shows its own prompt instead of what somebody typed."""
    return local(element) == "sdt" and any(
        local(each) == "showingPlcHdr" for child in element if local(child) == "sdtPr" for each in child
    )


def _picked_date(element) -> date | None:
    """The date of a date picker, when the element holds exactly one."""
    found = [attribute(each, "fullDate")[:10] for each in element.iter("{*}date") if attribute(each, "fullDate")]
    try:
        return date.fromisoformat(found[0]) if len(found) == 1 else None
    except ValueError:
        return None


def _asides(archive, kind, name, reading) -> list[Paragraph]:
    found = []
    for element in read_xml(archive, name).iter("{*}p"):
        text = _text(element).strip()
        if text:
            reading.asides += 1
            found.append(Paragraph(text, Note(ASIDES[kind], {"number": reading.asides}), role="aside"))
    return found
