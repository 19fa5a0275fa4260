"""What a picture on paper is made of: a sentence, panels of marks that the template of the PDF draws, and a table.

Marks have x and width in percent, and y in the pixels of the page.
"""

from dataclasses import asdict, dataclass, field

from planfolio.web.charts import Place


@dataclass
class Panel:
    """A part of a picture that stays on one page; later marks lie on earlier ones."""

    height: float
    marks: list[dict] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, pale: bool = False) -> None:
        self.marks.append({"kind": "line", "x1": x1, "y1": y1, "x2": x2, "y2": y2, "look": "pale" if pale else "ink"})

    def bar(self, look: str, x: float, y: float, width: float, height: float) -> None:
        """`look` is fill, mid, soft, dash, away or hatch."""
        self.marks.append({"kind": "bar", "look": look, "x": x, "y": y, "width": width, "height": height})

    def word(self, text: str, place: Place, *, look: str = "") -> None:
        """`look` is strong, warn or nothing."""
        self.marks.append(
            {"kind": "word", "look": look, "text": text, "x": place.x, "y": place.y, "anchor": place.anchor}
        )


@dataclass
class Picture:
    """`quiet` is said below the sentence; `numbers` are the columns of the table that hold figures."""

    label: str
    finding: str
    quiet: str = ""
    panels: list[Panel] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def panel(self, height: float) -> Panel:
        self.panels.append(Panel(height))
        return self.panels[-1]

    def values(self) -> dict:
        """JSON-ready; `short` says that the table has room on one page."""
        letters = sum(len(cell) for row in self.rows for cell in row)
        return asdict(self) | {"short": len(self.rows) <= 14 and letters < 1_200}
