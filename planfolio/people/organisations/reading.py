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
#: Lines above the headings that programs write: a title, the day of the export, `sep=;`.
TITLE_LINES = 12
_MAIL = r"(?:mail(?!ing|stop|box)|courriel|courrierelectronique|adresseelectronique|messagerie)"
#: Of what is asked for, the headings that mean it, small and without accents and spaces; the better ones first.
_HEADINGS = {
    "email": (
        rf"(?=.*(?:work|professionnel|pro$|business|entreprise|primary|principal)).*{_MAIL}.*",
        rf".*{_MAIL}(?:address|adresse|1?value|required)*",
        r"userprincipalname|upn",
        rf".*{_MAIL}.*",
    ),
    "first": (r".*(?:first|given|fore)name(?:required)?", r"(?:votre)?prenoms?(?:usuel|agent|salarie)?"),
    "last": (
        r".*(?:last|family|sur)name(?:required)?",
        r"nom(?:usuel|dusage)",
        r"nom(?:defamille|agent|salarie|patronymique|denaissance)?",
    ),
    "name": (
        r"(?:display|full|employee|preferred|worker|staff|contact)?name|displayname.*|employee|worker",
        r"(?:nom(?:s|complet|et|ou)?prenoms?|prenoms?(?:et)?nom|nomcomplet|nomaffiche|agent|salarie|collaborateur).*",
    ),
    "team": (
        r"teams?|equipe",
        r"cohorte?1?|groupe?1?",
        r"(?:nomdu)?(?:service|department|departement)(?:name|daffectation|affectation)?",
        r"(?:supervisory)?organi[sz]ation(?:name|alunit)?|orgunitpath.*|division|unite.*|uf|pole|direction|businessunit",
    ),
}
#: Columns of what is private, or somebody else's; taken only where there is no other.
_ASIDE = re.compile(r"perso|priv[ae]|home|domicile|alternat|second[ar]|recovery|manager|supervisor|responsable|n1")
_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>]*)>\s*")
_BETWEEN_COMMAS = re.compile(r'(?:"[^"]*"|[^,])+')
#: What is pasted along and nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


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
    lines = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _sorted_out(_of_headed(lines) or _of_bare_table(lines) or _of_lines(lines))


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


def _of_headed(lines: list[str]):
    """(line, name, address, team) of each row under headings, of which one means addresses; None without them."""
    for place, line in enumerate(lines[:TITLE_LINES]):
        delimiter = max(",;\t|", key=line.count)
        headings = [_folded(cell) for cell in line.split(delimiter)]
        if not any(re.fullmatch(pattern, each) for pattern in _HEADINGS["email"] for each in headings):
            continue
        rows = _rows(lines[place + 1 :], delimiter)
        columns = {name: column for name in _HEADINGS if (column := _column(name, headings, rows)) is not None}
        if "email" in columns:
            return [(place + 1 + number, *_fields(cells, columns)) for number, cells in rows]
    return None


def _rows(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        cells_of = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise Refused(_("This file cannot be read as CSV. Save it anew from your spreadsheet.")) from error
    return [(number, cells) for number, cells in cells_of if any(cells)]


def _column(name: str, headings: list[str], rows: list[tuple[int, list[str]]]) -> int | None:
    """Where what is asked for stands: under the best of its headings, of equals the first."""
    fits = [place for pattern in _HEADINGS[name] for place, each in enumerate(headings) if re.fullmatch(pattern, each)]
    if name == "email":
        fits = [place for place in fits if any("@" in cell for _n, cells in rows for cell in cells[place : place + 1])]
    return min(fits, key=lambda place: bool(_ASIDE.search(headings[place])), default=None)


def _folded(heading: str) -> str:
    """Small plain letters: "Prénom" and "E-mail address" as "prenom" and "emailaddress"."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", heading[:SHOWN_LENGTH].lower()))


def _fields(cells: list[str], columns: dict[str, int]) -> tuple[str, str, str]:
    of = {name: cells[place] for name, place in columns.items() if place < len(cells)}
    name = f"{of.get('first', '')} {of.get('last', '')}".strip() or of.get("name", "")
    return name, _bare(of.get("email", "")), of.get("team", "")


def _of_bare_table(lines: list[str]):
    """The same of a table without headings: two rows or more, with the address in one column; None for other text.

    What stands before the address is the name, but for numbers.
    """
    for delimiter in ";\t|,":
        if all(delimiter in line and line.count("@") == 1 for line in lines if line.strip()):
            rows = _rows(lines, delimiter)
            places = {place for _number, cells in rows for place, cell in enumerate(cells) if "@" in cell}
            if len(rows) > 1 and len(places) == 1:
                place = places.pop()
                return [(number, _words_before(cells, place), _bare(cells[place]), "") for number, cells in rows]
    return None


def _words_before(cells: list[str], place: int) -> str:
    return " ".join(cell for cell in cells[:place] or cells[1:2] if not re.search(r"\d", cell))


def _bare(cell: str) -> str:
    """The address of a cell that holds it as a link or with a name."""
    named = _NAMED.fullmatch(cell)
    return (named["email"].strip() if named else cell).removeprefix("mailto:")


def _of_lines(lines: list[str]):
    """The same of addresses one a line or between commas or semicolons, bare or as "Name <address>"."""
    for number, line in enumerate(lines, start=1):
        for part in line.split(";"):
            # The name may hold a comma ("Okafor, Sam <sam@example.org>"), but no address before it.
            whole = _NAMED.fullmatch(part)
            for each in [part] if whole and "@" not in whole["name"] else _BETWEEN_COMMAS.findall(part):
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
