"""Dates and lengths of time as people write them in English and French; what reads two ways is said to do so."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from planfolio.plans.vocabulary import MINUTES_LIMIT

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
LEAD = re.compile(
    r"^(?:(?:by|until|till|on|before|due|no later than|not later than|le|d'ici au|d'ici le|d'ici|pour le|avant le|"
    r"jusqu'au|au plus tard le|au plus tard|au|"
    rf"(?:{WEEKDAYS}),?)\s+)+"
)
TAIL = re.compile(r",? (?:at the latest|au plus tard)$|\s*\((?:at the latest|au plus tard)\)$")
#: "mid" is the day that lies in the middle, whichever month it is.
PART_OF = re.compile(
    r"^(?:the )?(?:(?P<start>beginning of|start of|debut de|debut)|(?P<mid>middle of|mid|mi)[ -])\s*"
    r"(?P<month>[a-z]+\.?,? \d{4})$"
)
END_OF = re.compile(r"^(?:the )?(?:end of|end|fin de|fin du|fin)\s+(?=[a-z]+\.?,? \d)")
END_OF_YEAR = re.compile(r"(?:the )?(?:end of|end|fin de|fin)\s+(\d{4})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
NUMBERS = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e)?(?: of)?[ \-/.]+([a-z]+)\.?,?[ \-/.]+(\d{4}|\d{2})")
MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
MONTH_ONLY = re.compile(r"([a-z]+)\.?,?(?: of)?[ \-/.]+(\d{4})")
#: The day a spreadsheet counts from, and the numbers of 2000 to 2099.
EPOCH, SERIALS = date(1899, 12, 30), range(36_526, 73_051)
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_SHORT = re.compile(r"([a-z]+)\.?,? '(\d{2})")
MONTH_NUMBER = re.compile(r"(\d{1,2})[/.\-](\d{4})")
RANGE = re.compile(
    r"^(?:from|between|du|de|entre|entre le)?\s*(.+?)\s+(?:to|until|till|and|au|a|et|et le|jusqu'au|-|–|—)\s+(.+)$"
)
#: "March-May 2027" and "1-5 March 2027", where the line stands without spaces.
SHORT_RANGE = re.compile(r"(\d{1,2}|[a-z]{3,})\s?[-–—]\s?((?:\d{1,2} )?[a-z]{3,}\.? \d{4})$")
FROM = re.compile(r"^(?:from|starting|since|a partir du|a partir de|des le|depuis le)\s+(.+)$")
#: No day or period takes more characters to say; longer texts are not looked at.
LONGEST = 100
#: No plan of a living person has other years.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Ambiguous:
    """A date of numbers that is two days: the day written first, and the month written first."""

    day_first: date
    month_first: date


def read_date(text: str, *, order: str = "", month: str = "end") -> date | Ambiguous | None:
    """The one day that `text` names, two where it is not clear which, None where it names none.

    `order` ("dmy" or "mdy") settles 03/04/2027; `month` ("start" or "end") is the day meant by "June 2027".
    """
    if len(text) > LONGEST:
        return None
    text = LEAD.sub("", TAIL.sub("", _plain(text)))
    if (found := PART_OF.fullmatch(text)) and (known := MONTH_ONLY.fullmatch(found["month"])):
        number = MONTHS.get(known[1], 0)
        return _day(int(known[2]), number, 15) if found["mid"] else _of_month(int(known[2]), number, "start")
    if found := END_OF_YEAR.fullmatch(text):
        return _of_month(int(found[1]), 12, "end")
    text = END_OF.sub("", text)
    if found := ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := NUMBERS.fullmatch(text):
        return _of_numbers(*found.groups(), order=order)
    if found := DAY_FIRST.fullmatch(text):
        return _day(_year(found[3]), MONTHS.get(found[2], 0), int(found[1]))
    if found := MONTH_FIRST.fullmatch(text):
        return _day(_year(found[3]), MONTHS.get(found[1], 0), int(found[2]))
    if found := MONTH_ONLY.fullmatch(text):
        return _of_month(int(found[2]), MONTHS.get(found[1], 0), month)
    if found := MONTH_SHORT.fullmatch(text):
        return _of_month(_year(found[2]), MONTHS.get(found[1], 0), month)
    if found := MONTH_NUMBER.fullmatch(text):
        return _of_month(int(found[2]), int(found[1]), month)
    if found := YEAR_MONTH.fullmatch(text):
        return _of_month(int(found[1]), int(found[2]), month)
    if text.isascii() and text.isdecimal() and int(text) in SERIALS:
        return EPOCH + timedelta(days=int(text))
    return None


def read_period(text: str, *, order: str = "") -> tuple[date | None, date | None] | None:
    """(first, last) of "1 May to 30 June 2027" or "From May 2027"; None when it is no period of clear dates."""
    if len(text) > LONGEST:
        return None
    plain = SHORT_RANGE.sub(r"\1 - \2", _plain(text))
    if found := RANGE.fullmatch(plain):
        order = order or settled_order([found[1], found[2]])[0]
        last = read_date(found[2], order=order)
        year = f" {last.year}" if isinstance(last, date) and not re.search(r"\d{4}|[/.\-]\d{2}$", found[1]) else ""
        month = f" {found[2].split()[1]}" if found[1].isdecimal() and len(found[2].split()) == 3 else ""
        first = read_date(found[1] + month + year, order=order, month="start")
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return first, last
    if found := FROM.fullmatch(plain):
        first = read_date(found[1], order=order, month="start")
        return (first, None) if isinstance(first, date) else None
    return None


def settled_order(texts: list[str]) -> tuple[str, str]:
    """The order of day and month that the clear dates among `texts` agree on, and one of them; empty without one."""
    proofs = {}
    for text in texts:
        found = len(text) <= LONGEST and NUMBERS.fullmatch(LEAD.sub("", _plain(text)))
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                proofs.setdefault("dmy", text)
            elif second > 12 >= first:
                proofs.setdefault("mdy", text)
    return next(iter(proofs.items())) if len(proofs) == 1 else ("", "")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(each for each in text if not unicodedata.combining(each)).split()).strip(" .;,")


def _year(text: str) -> int:
    """Two digits are 1970 to 2069, as POSIX reads them to within a year."""
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) >= 70 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _of_month(year: int, month: int, which: str) -> date | None:
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    return date(year, month, 1 if which == "start" else calendar.monthrange(year, month)[1])


def _of_numbers(first: str, second: str, year: str, *, order: str) -> date | Ambiguous | None:
    day_first = _day(_year(year), int(second), int(first))
    month_first = _day(_year(year), int(first), int(second))
    if day_first and month_first and day_first != month_first:
        return {"dmy": day_first, "mdy": month_first}.get(order) or Ambiguous(day_first, month_first)
    return day_first or month_first


HOURS = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:h|hr|hrs|hour|hours|heure|heures)\.?")
MINUTES = re.compile(r"(\d{1,5}) ?(?:m|min|mins|minute|minutes|')\.?")
BOTH = re.compile(
    r"(\d{1,4}) ?(?:h|hr|hrs|hour|hours|heure|heures)\.?,? ?(?:and |et )?(\d{1,2}) ?(?:m|min|mins|minute|minutes)?\.?"
)
CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")


def read_minutes(text: str, *, unit: int = 0) -> int | None:
    """Minutes of "2 h", "1 h 30", "90 min", "1,5 heure"; None for anything less exact.

    `unit` is what a bare number counts, in minutes (60 under "Hours"); 0 leaves it unread.
    """
    plain, minutes = _plain(text), None
    if (found := BOTH.fullmatch(plain)) or (found := CLOCK.fullmatch(plain)):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := HOURS.fullmatch(plain):
        minutes = round(float(found[1].replace(",", ".")) * 60)
    elif found := MINUTES.fullmatch(plain):
        minutes = int(found[1])
    elif unit and NUMBER.fullmatch(plain):
        minutes = round(float(plain.replace(",", ".")) * unit)
    return minutes if minutes is not None and minutes <= MINUTES_LIMIT else None
