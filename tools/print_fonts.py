"""Cut the web fonts into the static TrueType files that PDFs are set in.

The compiler of PDFs reads neither woff2 nor variable fonts split by script, so each weight is pinned and the
Latin and Latin Extended halves are merged. Needed only when a font changes:

    uv run --with fonttools --with brotli tools/print_fonts.py FOLDER_OF_WOFF2 planfolio/web/fonts/print

The fonts are under the SIL Open Font License 1.1, whose text lies beside them.
"""

import sys
import tempfile
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

CUTS = (
    ("Newsreader-Regular", "Newsreader", "Regular", 400, "newsreader", {"wght": 400, "opsz": 18}),
    ("Newsreader-Medium", "Newsreader", "Medium", 500, "newsreader", {"wght": 500, "opsz": 28}),
    ("Newsreader-Italic", "Newsreader", "Italic", 400, "newsreader-italic", {}),
    ("SourceSans3-Regular", "Source Sans 3", "Regular", 400, "source-sans-3", {"wght": 400}),
    ("SourceSans3-Semibold", "Source Sans 3", "Semibold", 600, "source-sans-3", {"wght": 600}),
)


def cut(stem: str, axes: dict, folder: Path, work: Path) -> TTFont:
    halves = []
    for script in ("latin", "latin-ext"):
        source = folder / f"{stem}-{script}.woff2"
        if not source.exists():
            continue
        font = TTFont(source)
        if axes:
            font = instancer.instantiateVariableFont(font, axes, inplace=False)
        font.flavor = None
        for table in ("STAT", "avar", "MVAR", "HVAR", "DSIG"):
            if table in font:
                del font[table]
        halves.append(str(work / f"{stem}-{script}.ttf"))
        font.save(halves[-1])
    return merge.Merger().merge(halves) if len(halves) > 1 else TTFont(halves[0])


def name(font: TTFont, *, file: str, family: str, style: str, weight: int) -> None:
    basic = style in ("Regular", "Italic")
    names = {
        1: family if basic else f"{family} {style}",
        2: style if basic else "Regular",
        4: f"{family} {style}",
        6: file,
        16: family,
        17: style,
    }
    for each in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=each)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(f"Planfolio {file}", 3, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    for file, family, style, weight, stem, axes in CUTS:
        with tempfile.TemporaryDirectory() as work:
            font = cut(stem, axes, source, Path(work))
        name(font, file=file, family=family, style=style, weight=weight)
        font.save(target / f"{file}.ttf")


main()
