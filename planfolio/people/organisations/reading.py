"""Reading a list of people: pasted addresses, or a CSV file such as those of Moodle, spreadsheets and address books.

Name, address and team are read, by the headings of several programs in English and French; everything else in a file,
passwords among it, is not. Pure: nothing here knows the database.
"""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.web.forms import plain_text

#: People that one list may hold.
ROWS_LIMIT = 5_000
NAME_LENGTH = 120
#: What is shown of a line that could not be read.
SHOWN_LENGTH = 80
_HEADINGS = {
    "email": "email mail emailaddress courriel adresseelectronique adressemail adressedecourriel adressecourriel",
    "first": "firstname givenname forename prenom",
    "last": "lastname surname familyname nom nomdefamille",
    "name": "name fullname displayname nomcomplet nometprenom prenometnom",
    "team": "team equipe cohort1 cohort cohorte group groupe group1 service department",
}
_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*)>\s*")
_FIELDS = {heading: name for name, headings in _HEADINGS.items() for heading in headings.split()}


@dataclass(frozen=True)
class Row:
    name: str
    email: str
    team: str = ""


@dataclass(frozen=True)
class Wrong:
    """A line that is nobody: where, what stood there, what to do."""

    line: int
    text: str
    advice: str


@dataclass
class People:
    """`repeated` counts addresses that came again; the first of each is in `rows`."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    repeated: int = 0


def read_people(text: str) -> People:
    """A list as it was pasted, or the text of a CSV file. Raises Refused when it is longer than ROWS_LIMIT."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _rest, _more = lines.lstrip("\n").partition("\n")
    delimiter = max(",;\t", key=first.count)
    columns = [_FIELDS.get(_folded(cell), "") for cell in next(csv.reader([first], delimiter=delimiter), [])]
    found = _of_table(lines, columns, delimiter) if "email" in columns else _of_lines(lines)
    return _sorted_out(found)


def decoded(content: bytes) -> str:
    """The text of a file, of UTF-8 or of older spreadsheets. Raises Refused for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise Refused(_("This is not a list in text. Save it as CSV, and choose that file."))
    return text


def _folded(heading: str) -> str:
    """Small plain letters: "Prénom" and "E-mail address" as "prenom" and "emailaddress"."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", heading.lower()))


def _of_table(text: str, columns: list[str], delimiter: str):
    """(line, name, address, team) of each row under the headings."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    headed = False
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not headed:
                headed = True
                continue
            of = {}
            for column, cell in zip(columns, cells, strict=False):
                of.setdefault(column, cell.strip())
            name = of.get("name") or f"{of.get('first', '')} {of.get('last', '')}"
            yield reader.line_num, name, of.get("email", ""), of.get("team", "")
    except csv.Error as error:
        raise Refused(_("This file cannot be read as CSV. Save it anew from your spreadsheet.")) from error


def _of_lines(text: str):
    """The same of addresses one a line or between commas or semicolons, bare or as "Name <address>"."""
    for number, line in enumerate(text.split("\n"), start=1):
        for part in line.split(";"):
            # The name may hold a comma ("Okafor, Sam <sam@example.org>"), but no address before it.
            whole = _NAMED.fullmatch(part)
            for each in [part] if whole and "@" not in whole["name"] else part.split(","):
                for name, email in _in_words(each):
                    yield number, name, email, ""


def _in_words(text: str) -> list[tuple[str, str]]:
    """The (name, address) of "Name <address>", of "Name address", or of each address in a row of them."""
    if named := _NAMED.fullmatch(text):
        return [(named["name"].strip("\"'"), named["email"].strip())]
    words = text.split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) == 1:
        return [(" ".join(word for word in words if "@" not in word), addresses[0])]
    return [("", word) for word in addresses or ([text.strip()] if words else [])]


def _sorted_out(found) -> People:
    people, seen = People(), set()
    for place, (line, name, email, team) in enumerate(found):
        if place >= ROWS_LIMIT:
            raise Refused(_("This is more than %(limit)s lines. Send it in parts.") % {"limit": ROWS_LIMIT})
        name, email, team = " ".join(name.split()), email.lower(), " ".join(team.split())
        advice = _advice(name, email, team)
        if advice:
            shown = "".join(char for char in (email or name) if char.isprintable())
            people.wrong.append(Wrong(line, shown[:SHOWN_LENGTH], advice))
        elif email in seen:
            people.repeated += 1
        else:
            seen.add(email)
            people.rows.append(Row(name, email, team))
    return people


def _advice(name: str, email: str, team: str) -> str:
    """What to do about a row that is nobody; empty when it is right."""
    if not email:
        return _("There is no address in this line.")
    try:
        plain_text(name + team)
        validate_email(email)
    except ValidationError:
        return _("This is not an address such as name@example.org.")
    if len(email) > 254 or len(name) > NAME_LENGTH or len(team) > NAME_LENGTH:
        return _("This is too long for a name or an address.")
    return ""
