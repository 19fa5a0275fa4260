"""What somebody wrote themselves in an answer by mail, without what their mail program quoted below or above it.

Programs differ. Some mark each quoted line with ">", so that words may stand above, between and below; others put one
line ("-----Original Message-----", a block of From and Sent) and everything below it is quoted. A line such as "On ...
wrote:" says either, and which it is shows in the next line. What looks like one of these and is not sure stays (a line
with no address in it, above lines that are not marked): a quotation too much does less harm than a word lost.
"""

import re

#: "On 5 Oct 2026 at 10:12, Planfolio <planfolio@example.org> wrote:" and the like, over up to four lines.
_WROTE = re.compile(
    r"(?:On|Le|El|Il|Am|Op|Em)\s.{0,400}?(?:wrote|a\s+[ée]crit|escribió|ha scritto|schrieb.{0,200}?|schreef|escreveu)"
    r"(?:\s*(?:<[^<>]{0,200}>|\n?[^\s<>]{1,200}@[^\s<>]{1,200}))?\s*:",
    re.DOTALL,
)
_BELOW = re.compile(
    r"-{2,}\s*(?:Original Message|Original Appointment|Message d['’]origine|(?:Message|Mail) original|Message initial|"
    r"Ursprüngliche Nachricht|Mensaje original|Forwarded message|Message transf[ée]r[ée]|Mail transf[ée]r[ée])\s*-{2,}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\-—]{10,}|_{5,}")
_FROM = re.compile(r"\*?(?:From|De|Von|Da)\s?:\*?\s*\S", re.IGNORECASE)
_SENT = re.compile(
    r"\*?(?:Sent|Betreff|An|Date|Envoyé|Envoyée|Envoyé le|Gesendet|To|À|A|Subject|Objet)\s?:", re.IGNORECASE
)
#: What phones and programs add by themselves.
_BY_ITSELF = re.compile(
    r"(?:Sent (?:from|via|with) \[?(?:my|the|a|Yahoo|Outlook|Mail|Proton|Samsung|Gmail)\b.{0,80}|"
    r"Get Outlook for .{0,60}|(?:Obtenir|Obtenez|Télécharger|Téléchargez) Outlook pour .{0,60}|"
    r"Envoyé (?:de|depuis|à partir de|avec|via) (?:mon|ma|l['’]|\[?Proton|Yahoo|Outlook|Mail|Samsung|Courrier).{0,80}|"
    r"Provenance\s?: Courrier.{0,60})",
    re.IGNORECASE,
)
#: Lines that are looked at; a mail of more is somebody's archive.
MOST_LINES = 20_000


def own_words(text: str) -> str:
    """`text` without quotations, the signature below "-- ", and what phones add; each in one pass over the lines."""
    lines = [line.rstrip() for line in text.split("\n", MOST_LINES)[:MOST_LINES]]
    kept, place = [], 0
    while place < len(lines):
        line = lines[place]
        # Both a signature ("-- ", with its space taken off above) and what stands above what is quoted end it all.
        if line == "--" or _all_below_is_quoted(lines, place):
            break
        if length := _length_of_attribution(lines, place):
            if not _next_is_marked(lines, place + length):
                break
            place += length
            continue
        if not _is_marked(line):
            kept.append(line)
        place += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_ending(kept))).strip()


def _is_marked(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def _all_below_is_quoted(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if _BELOW.fullmatch(line):
        return True
    following = [each.strip() for each in lines[place : place + 6]]
    if _RULE.fullmatch(line):
        following = [each for each in following[1:] if each]
    if following and _FROM.match(following[0]):
        return any(_SENT.match(each) for each in following[1:4])
    # Some begin with another of the headers; then the next ones must be theirs too, and one of them say from whom.
    heads = following[:4]
    all_are = len(heads) > 3 and all(_FROM.match(each) or _SENT.match(each) for each in heads)
    return all_are and any(_FROM.match(each) for each in heads)


def _length_of_attribution(lines: list[str], place: int) -> int:
    """How many lines from `place` say who wrote what follows; 0 for none."""
    if not re.match(r"\s*(?:On|Le|El|Il|Am|Op|Em)\s", lines[place]):
        return 0
    for length in range(1, 5):
        some = lines[place : place + length]
        if any(not line or _is_marked(line) for line in some):
            return 0
        words = "\n".join(some).strip()
        if (
            re.search(r"\d", words)
            and _WROTE.fullmatch(words)
            and ("@" in words or _next_is_marked(lines, place + length))
        ):
            return length
    return 0


def _next_is_marked(lines: list[str], place: int) -> bool:
    return next((_is_marked(line) for line in lines[place : place + 4] if line), False)


def _without_ending(lines: list[str]) -> list[str]:
    """Without "Sent from my phone" as the last words of all."""
    lines = list(lines)
    for _time in range(2):
        while lines and not lines[-1]:
            lines.pop()
        if lines and _BY_ITSELF.fullmatch(lines[-1].strip()):
            lines.pop()
    return lines
