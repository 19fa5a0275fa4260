"""The part of YAML that front matter of Markdown files is written in, read and written without running anything.

Understood: `key: value` with plain, single- and double-quoted values, `|` and `>` blocks, values that go on in deeper
lines, lists of `- value` or `[a, b]`, and one level of keys below a key (also as a list of single pairs). Not
understood, and refused by name: anchors, tags, several documents. All values are texts; who reads them knows their
kind. What `write` writes, `read` gives back. Some site builders write TOML between lines of three plus signs instead.
"""

import json
import re
import tomllib

from django.utils.translation import gettext as _

FENCE = "---"
TOML_FENCE = "+++"
_PAIR = re.compile(
    r"""(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!|>\[\]{},:-][^:]*?)\s*:(?:\s+(?P<value>.*))?$"""
)
_ESCAPES = re.compile(r"""\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)""", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\"}
Value = str | list | dict


class FrontMatterError(ValueError):
    """The front matter cannot be read; `line` counts from 1 within the file."""

    def __init__(self, line: int, reason: str):
        super().__init__(f"{line}: {reason}")
        self.line, self.reason = line, reason


def split(text: str) -> tuple[str, str]:
    """The front matter and the body of a file; the first is empty where the file does not begin with a fence."""
    lines = text.split("\n")
    ends = {FENCE: (FENCE, "..."), TOML_FENCE: (TOML_FENCE,)}.get(lines[0].rstrip())
    if ends is None:
        return "", text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ends:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    raise FrontMatterError(1, _("the front matter has no end; close it with the line that it begins with"))


def read(text: str) -> dict[str, Value]:
    """The values of front matter. Raises FrontMatterError with the line of the file (the fence is line 1)."""
    return _Lines(text).mapping(0)


def read_toml(text: str) -> dict[str, Value]:
    """The same of front matter in TOML; what is no text becomes one."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise FrontMatterError(int(line[1]) + 1 if line else 2, str(error)) from error
    return {key: _as_text(value) for key, value in values.items()}


def _as_text(value) -> Value:
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return {key: _as_text(each) for key, each in value.items()} if isinstance(value, dict) else str(value)


class _Lines:
    """A place in the lines, moving down."""

    def __init__(self, text: str):
        self.lines = [line.rstrip(" \r") for line in text.expandtabs(2).split("\n")]
        self.at = 0

    def peek(self) -> tuple[int, str] | None:
        """The indent and the words of the next line that says something."""
        while self.at < len(self.lines):
            words = self.lines[self.at].lstrip(" ")
            if words and not words.startswith("#"):
                return len(self.lines[self.at]) - len(words), words
            self.at += 1
        return None

    def wrong(self, reason: str):
        raise FrontMatterError(self.at + 2, reason)

    def mapping(self, indent: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while (there := self.peek()) and there[0] >= indent:
            depth, words = there
            if depth > indent:
                self.wrong(_("this line stands further in than the one above; write each key at the same place"))
            pair = _PAIR.match(words)
            if not pair:
                self.wrong(_("write it as a key, a colon and a value"))
            key = _scalar(pair["key"])
            if key in found:
                self.wrong(_("“%(key)s” stands here twice; keep one") % {"key": key})
            self.at += 1
            found[key] = self.value(indent, pair["value"] or "")
        return found

    def value(self, indent: int, words: str) -> Value:
        words = words.strip()
        if words and words[0] in "&*!":
            self.at -= 1
            self.wrong(_("anchors, aliases and tags are not read here; write the value out"))
        if re.fullmatch(r"[|>][+-]?[1-9]?[+-]?", words):
            return self.block(indent, folded=words[0] == ">")
        if words and words[0] in "\"'":
            return self.quoted(words)
        if words.startswith("[") and words.endswith("]"):
            return _flow_list(words)
        if words and not words.startswith("#"):
            return " ".join([_plain(words), *self.deeper(indent)])
        return self.nested(indent)

    def nested(self, indent: int) -> Value:
        """What stands below a key that has no value of its own: a list, keys, a text, or nothing."""
        there = self.peek()
        if there and (there[1] == "-" or there[1].startswith("- ")):
            return self.listed(there[0]) if there[0] >= indent else ""
        if not there or there[0] <= indent:
            return ""
        if _PAIR.match(there[1]):
            return self.mapping(there[0])
        return " ".join(self.deeper(indent))

    def listed(self, indent: int) -> list:
        found = []
        while (there := self.peek()) and there[0] == indent and (there[1] == "-" or there[1].startswith("- ")):
            words = there[1][1:].strip()
            pair = _PAIR.match(words) if words and words[0] not in "\"'[" else None
            self.at += 1
            if pair:
                found.append({_scalar(pair["key"]): self.value(indent, pair["value"] or "")})
            else:
                found.append(self.value(indent, words) if words else "")
        return found

    def deeper(self, indent: int) -> list[str]:
        """The lines that a plain value goes on in."""
        found = []
        while (there := self.peek()) and there[0] > indent:
            found.append(there[1])
            self.at += 1
        return found

    def quoted(self, words: str) -> str:
        mark, start = words[0], self.at
        while not (end := _end_of_quote(words, mark)):
            if self.at >= len(self.lines):
                self.at = start - 1
                self.wrong(_("this quotation mark is never closed"))
            words += (
                f"\n{self.lines[self.at].strip()}"
                if not self.lines[self.at].strip()
                else f" {self.lines[self.at].strip()}"
            )
            self.at += 1
        rest = words[end:].strip()
        if rest and not rest.startswith("#"):
            self.at -= 1
            self.wrong(_("nothing may follow the closing quotation mark"))
        return _scalar(words[:end])

    def block(self, indent: int, *, folded: bool) -> str:
        taken, inner = [], None
        while self.at < len(self.lines):
            line = self.lines[self.at]
            depth = len(line) - len(line.lstrip(" "))
            if line and depth <= indent:
                break
            if line and inner is None:
                inner = depth
            taken.append(line[inner if inner is not None and depth >= inner else depth :] if line else "")
            self.at += 1
        text = "\n".join(taken).strip("\n")
        return re.sub(r"(?<!\n)\n(?!\n)", " ", text) if folded else text


def _end_of_quote(words: str, mark: str) -> int:
    """Where the quote that begins `words` ends, one past its mark; 0 where it goes on."""
    pattern = r'"(?:[^"\\]|\\.)*"' if mark == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, words, re.DOTALL)
    # A single quote may be the first half of a doubled one that the next line completes; it is not in practice.
    return match.end() if match else 0


def _scalar(words: str) -> str:
    words = words.strip()
    if words[:1] == '"':
        return _ESCAPES.sub(
            lambda m: _SIMPLE.get(m[1]) or (chr(int(m[1][1:], 16)) if m[1][0] in "xuU" and len(m[1]) > 1 else m[1]),
            words[1:-1],
        )
    if words[:1] == "'":
        return words[1:-1].replace("''", "'")
    return words


def _plain(words: str) -> str:
    return re.split(r"\s#", words, maxsplit=1)[0].strip()


def _flow_list(words: str) -> list[str]:
    parts = re.findall(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,]+', words[1:-1])
    return [_scalar(part) for part in parts if part.strip()]


def write(values: dict[str, Value]) -> str:
    """`values` as front matter between its fences; empty values are left out."""
    lines = [FENCE]
    for key, value in values.items():
        if isinstance(value, dict):
            lines += (
                [f"{_quoted(key)}:", *(f"  {_quoted(name)}: {_quoted(text)}" for name, text in value.items())]
                if value
                else []
            )
        elif isinstance(value, list | tuple):
            lines += [f"{_quoted(key)}:", *(f"  - {_quoted(text)}" for text in value)] if value else []
        elif value and "\n" in value:
            lines += [f"{_quoted(key)}: |", *(f"  {line}".rstrip() for line in value.split("\n"))]
        elif value:
            lines.append(f"{_quoted(key)}: {_quoted(value)}")
    return "\n".join([*lines, FENCE, ""])


def _quoted(text: str) -> str:
    """Plain where every reader of YAML takes it for the same text, else in double quotes."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z_ -]*[A-Za-z_]", text) and text.lower() not in {
        "yes",
        "no",
        "true",
        "false",
        "null",
        "on",
        "off",
    }:
        return text
    return text if re.fullmatch(r"[1-9][0-9]{0,6}", text) else json.dumps(text, ensure_ascii=False)
