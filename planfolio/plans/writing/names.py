"""What an exported file is called and served as: chosen by the server, readable, harmless everywhere."""

import re
import unicodedata

from planfolio.plans.document import PlanDoc

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
EXTENSIONS = {format: f".{format}" for format in CONTENT_TYPES}
LONGEST = 80
#: Names that Windows keeps for devices, whatever the ending.
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def file_name(doc: PlanDoc, format: str) -> str:
    """The title in lower-case ASCII words joined by hyphens, else "plan", then the ending of `format`."""
    spelled = doc.title.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    plain = "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))
    stem = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    if not stem or RESERVED.fullmatch(stem):
        stem = "-".join(filter(None, ["plan", stem]))
    return f"{stem}{EXTENSIONS[format]}"
