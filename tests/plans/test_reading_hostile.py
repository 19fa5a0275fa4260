"""Files that are not what they say, or mean harm, are refused with a sentence that says what to do."""

import io
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planfolio.plans.reading import LARGEST, Unreadable, archive, read_plan
from tests.plans.reading_files import docx_with, not_found, read_docx, read_text, repacked, saved, xlsx_with

WORD = saved(docx_with([["Objective", "Why"], ["Search", "a gap"]]))
EXCEL = saved(xlsx_with([["Objective", "Why"], ["Search", "a gap"]]))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(content: bytes, name: str = "plan.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read_plan(io.BytesIO(content), name=name)
    return caught.value.note.key


@pytest.mark.parametrize(
    ("content", "name", "advice"),
    [
        (b"", "plan.docx", "is empty"),
        (b" \r\n\t ", "plan.csv", "is empty"),
        (b",,\n,,\n", "plan.csv", "holds no text"),
        (saved(Document()), "plan.docx", "holds no text"),
        (saved(openpyxl.Workbook()), "plan.xlsx", "holds no text"),
        (b"Objective", "plan.docx", "not a Word document"),
        (b"Objective", "plan.xlsx", "not an Excel workbook"),
        (b"Objective", "plan.exe", "Choose a Word"),
        (b"%PDF-1.7 x", "plan.docx", "save it as .docx"),
        (OLE + b"\0" * 600, "plan.doc", "old Word or Excel format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "plan.docx", "password"),
        (b"PK\x03\x04 and no more", "plan.docx", "damaged"),
        (WORD[:-100], "plan.docx", "damaged"),
        (b"Objective,Why\nA\0,b\n", "plan.csv", "is not text"),
        (b"# Plan\0", "plan.md", "is not text"),
        (b"x" * (LARGEST + 1), "plan.csv", "larger than 10 MB"),
        (b"Objective\n" + b"x\n" * 10_001, "plan.csv", "more than 10000 rows"),
        (b"x\n" * 10_001, "plan.md", "more than 10000 rows"),
        (b"," * 200_001 + b"\n", "plan.csv", "more than 200000 cells"),
        (b"x " * 1_048_577, "plan.md", "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content, name, advice):
    assert advice in refused(content, name)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def test_an_archive_that_is_no_office_file():
    assert "no Word or Excel file" in refused(zipped(word__document=b"x"))


@pytest.mark.slow
def test_a_bomb_is_refused_by_its_directory_before_anything_is_unpacked():
    bomb = repacked(WORD, {"word/media/image1.png": b"\0" * (200 * 1024 * 1024)})
    assert len(bomb) < 300_000
    tracemalloc.start()
    assert "far more than a plan needs" in refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_bomb_below_the_total_is_refused_by_its_ratio():
    assert "far more than a plan needs" in refused(repacked(WORD, {"word/document.xml": b" " * (20 * 1024 * 1024)}))


def test_too_many_entries():
    assert "far more than a plan needs" in refused(
        repacked(WORD, {f"word/{n}.xml": b"" for n in range(archive.ENTRIES + 1)})
    )


def test_a_directory_that_lies_about_sizes_yields_no_more_than_the_limit():
    bomb = bytearray(repacked(WORD, {"word/document.xml": b"<a>" + b" " * (80 * 1024 * 1024) + b"</a>"}))
    # The central directory claims 1,000 bytes for every part.
    start = bomb.find(b"PK\x01\x02")
    while start >= 0:
        bomb[start + 24 : start + 28] = (1000).to_bytes(4, "little")
        start = bomb.find(b"PK\x01\x02", start + 4)
    tracemalloc.start()
    refused(bytes(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_what_comes_out_is_counted_as_well(monkeypatch):
    monkeypatch.setattr(archive.Archive, "left", 10)
    opened = archive.open_archive(WORD)
    opened.left = 10
    with pytest.raises(Unreadable):
        archive.read_part(opened, "word/document.xml")


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHARED = repacked(
    EXCEL,
    {
        "xl/sharedStrings.xml": b"<sst><si><t>one</t></si>"
        b"<si><r><t>t</t></r><r><t>wo</t></r><rPh><t>x</t></rPh></si></sst>",
        "xl/worksheets/sheet1.xml": b'<worksheet><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        b'<c t="s"><v>9</v></c></row></worksheet>',
        "xl/_rels/workbook.xml.rels": f'''<Relationships>
            <Relationship Id="rId1" Type="{RELATED}/worksheet" Target="/xl/worksheets/sheet1.xml"/>
            <Relationship Id="rId9" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/>
            </Relationships>'''.encode(),
    },
)


def test_shared_strings_are_read_without_their_phonetic_guides():
    assert not_found(read_plan(io.BytesIO(SHARED), name="plan.xlsx")) == ["one", "two"]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    + b"".join(b'<!ENTITY %c "%b">' % (n + 1, b"&%c;" % n * 10) for n in range(ord("b"), ord("k")))
    + b"]><d>&k;</d>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, OUTSIDE.decode().encode("utf-16"), b"<!DOCTYPE d><d/>"])
@pytest.mark.parametrize(
    ("content", "part"),
    [
        (WORD, "word/document.xml"),
        (WORD, "word/styles.xml"),
        (WORD, "_rels/.rels"),
        (EXCEL, "xl/workbook.xml"),
        (EXCEL, "xl/worksheets/sheet1.xml"),
        (EXCEL, "xl/styles.xml"),
        (SHARED, "xl/sharedStrings.xml"),
    ],
)
def test_xml_with_declarations_is_refused(xml, content, part):
    said = refused(repacked(content, {part: xml}))
    # The XML parser itself stops at entities that grow without end.
    assert "declares entities" in said or (xml is LAUGHS and "damaged" in said)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_broken_xml_is_refused(part):
    assert "damaged" in refused(repacked(WORD, {part: b"<w:document><w:body>"}))


def test_an_archive_with_a_password():
    locked = bytearray(WORD)
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(bytes(locked))


def test_macros_and_embedded_files_are_never_opened():
    content = repacked(WORD, {"word/vbaProject.bin": b"\xff" * 100, "word/embeddings/x.docx": b"not a zip"})
    draft = read_plan(io.BytesIO(content), name="plan.docm")
    assert draft.document.objectives[0].what == "Search"


def sheet(inside: str) -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return repacked(EXCEL, {"xl/worksheets/sheet1.xml": f"<worksheet {main}>{inside}</worksheet>".encode()})


def test_a_merged_range_over_a_whole_sheet_costs_nothing():
    cells = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 1000
    began = time.process_time()
    draft = read_plan(io.BytesIO(sheet(cells + merges)), name="plan.xlsx")
    assert [cell.where for cell in draft.cells] == ["Sheet!A1"]
    assert time.process_time() - began < 2


def test_two_cells_in_far_corners_are_no_million_cells():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    draft = read_plan(io.BytesIO(sheet(f"<sheetData>{far}</sheetData>")), name="plan.xlsx")
    assert not_found(draft) == ["1", "2"]


def test_a_thousand_wide_rows_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1001))
    assert "cells" in refused(sheet(f"<sheetData>{rows}</sheetData>"), "plan.xlsx")


def test_formulas_of_excel_give_their_last_value_and_are_never_run():
    cells = (
        '<row r="1"><c r="A1"><f>HYPERLINK("http://x")</f><v>7</v></c><c r="B1" t="str"><f>A2</f><v>so</v></c></row>'
    )
    draft = read_plan(io.BytesIO(sheet(f"<sheetData>{cells}</sheetData>")), name="plan.xlsx")
    assert [cell.text for cell in draft.cells] == ["7", "so"]


def test_dates_that_excel_cannot_mean_stay_text():
    book = openpyxl.Workbook()
    book.active.append(["Objective", "Due date"])
    book.active.append(["Search", 1e12])
    book.active["B2"].number_format = "yyyy-mm-dd"
    draft = read_plan(io.BytesIO(saved(book)), name="plan.xlsx")
    assert not_found(draft) == ["1000000000000"]


def test_tables_nested_beyond_reason_are_refused():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    for _level in range(30):
        cell = cell.add_table(1, 1).cell(0, 0)
    cell.text = "deep"
    with pytest.raises(Unreadable):
        read_docx(document)


def test_a_span_of_a_million_columns_is_cut():
    content = WORD
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        xml = file.read("word/document.xml").replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999999"/>')
    draft = read_plan(io.BytesIO(repacked(content, {"word/document.xml": xml})), name="plan.docx")
    assert len(draft.cells) == 4


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), content=st.sampled_from([WORD, EXCEL]))
def test_an_archive_with_wrong_bytes_is_read_or_refused(data, content):
    damaged = bytearray(content)
    for _each in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        said = read_plan(io.BytesIO(bytes(damaged)), name="plan.docx").cells[0].where
    except Unreadable as error:
        said = error.note.key
    assert said


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(),
    which=st.sampled_from(
        [
            (WORD, "word/document.xml"),
            (EXCEL, "xl/worksheets/sheet1.xml"),
            (WORD, "word/styles.xml"),
            (EXCEL, "xl/workbook.xml"),
            (EXCEL, "xl/styles.xml"),
        ]
    ),
)
def test_well_formed_xml_with_odd_values_is_read_or_refused(data, which):
    content, part = which
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        xml = file.read(part).decode()
    odd = data.draw(
        st.sampled_from(["-1", "", "99999999999999999999", "x", "1e9", "NaN", "inf", "²", "٣", "A0", "ZZZZ9", "A1:"])
    )
    places = [
        (start, xml.find('"', start)) for start in range(len(xml)) if xml.startswith('="', start - 2) and start > 2
    ]
    start, end = data.draw(st.sampled_from(places))
    try:
        said = str(
            len(
                read_plan(
                    io.BytesIO(repacked(content, {part: (xml[:start] + odd + xml[end:]).encode()})), name="plan.docx"
                ).cells
            )
        )
    except Unreadable as error:
        said = error.note.key
    assert said


def test_text_that_would_make_patterns_slow_is_read_at_once():
    began = time.process_time()
    for text in ("1 " * 50_000, "a" * 100_000, "from " * 20_000, "(" * 50_000, "d'ici " * 20_000, "- \n" * 4_000):
        read_text(f'Objective,Due date,Hours,Criteria\n"{text}","{text}","{text}","{text}"\n')
        read_text(f"## Objective 1: {text[:5000]}\n\nWhen: {text}\n", name="plan.md")
    assert time.process_time() - began < 10


@pytest.mark.slow
def test_a_large_honest_file_is_read_within_seconds():
    rows = ["Objective,Why,Activities,Due date"] + [
        f"Objective number {n},because {n},act {n},2027-01-01" for n in range(9_900)
    ]
    began = time.process_time()
    draft = read_text("\n".join(rows))
    assert len(draft.document.objectives) == 9_900
    assert time.process_time() - began < 10


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Objective,Why\n" * 5_000,
        "Objective,Due date\n" + "x,03/04/2027\n" * 9_000,
        "Activity,Comes after\n" + "".join(f"act {n},act {n + 1}\n" for n in range(9_000)),
        "Objective,x\nWhy,y\n" + ",more\n" * 9_000,
    ],
)
def test_tables_made_to_be_slow_are_read_within_seconds(text):
    began = time.process_time()
    assert read_text(text).cells
    assert time.process_time() - began < 10
