"""Every text that a person sees is marked, has French, and is typeset as French is."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from babel.messages.catalog import Catalog, Message
from jinja2 import nodes

from tools import messages

PACKAGE = messages.PACKAGE
TEMPLATES = sorted([*PACKAGE.rglob("*.jinja"), *PACKAGE.rglob("jinja2/**/*.txt")])
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
MARKERS = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"})
SHOWN_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder", "label", "content"})
#: Names, and languages in their own words.
AS_IT_IS = frozenset({"Planfolio", "English", "Français", "OpenAPI", "JSON"})
LETTERS = re.compile(r"[^\W\d_]{2,}")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def texts() -> list[tuple[str, str]]:
    """Each French text beside the English one that it stands for."""
    return [
        (said, messages.forms(message.id)[min(place, len(messages.forms(message.id)) - 1)])
        for message in messages.known()
        if message.id
        for place, said in enumerate(messages.forms(message.string))
    ]


@pytest.fixture(scope="module")
def collected() -> Catalog:
    """Reading the whole package takes seconds."""
    return messages.collect()


class TestCatalogue:
    def test_every_marked_text_stands_in_it_and_nothing_else(self, collected):
        marked, written = (
            {(messages.forms(message.id), message.context) for message in catalogue if message.id}
            for catalogue in (collected, messages.known())
        )
        assert marked - written == set(), "Run `make messages`, then write the French."
        assert written - marked == set(), "Run `make messages`: these are no longer said."
        assert messages.known().obsolete == {}

    def test_every_text_has_french(self):
        assert [message.id for message in messages.missing(messages.known())] == []
        assert [message.id for message in messages.known() if message.id and message.fuzzy] == []

    def test_it_is_written_and_compiled_as_the_tool_does(self, collected):
        catalogue = messages.update(collected, messages.known())
        assert messages.WRITTEN.read_text(encoding="utf-8") == messages.written(catalogue)
        assert messages.COMPILED.read_bytes() == messages.compiled(catalogue)

    def test_it_says_nothing_of_the_machine_it_was_made_on(self):
        head = messages.WRITTEN.read_text(encoding="utf-8").partition("\n#")[0]
        assert not re.search(r"Date|Translator|Team|Generated|Version", head)

    def test_the_french_has_the_same_placeholders(self):
        assert [message.id for message in messages.known() if message.id and not same_placeholders(message)] == []

    @pytest.mark.parametrize(
        "pattern",
        [
            pytest.param(r"[^\u202f][;!?](?!\w)", id="narrow space before high punctuation"),
            pytest.param(r"[^\u202f]:(?=\s|$)", id="narrow space before a colon"),
            pytest.param(r"«[^\u00a0]|[^\u00a0]»|[“”\"]", id="quotation marks"),
            pytest.param(r"'", id="apostrophe"),
            pytest.param(r"\d (h|min|Mo|ko|%|\d{3})\b", id="numbers keep their units"),
            pytest.param(r"\s[,.](?!\w)| {2}|…", id="spaces"),
        ],
    )
    def test_it_is_typeset_as_french(self, pattern):
        assert [said for said, _ in texts() if re.search(pattern, prose(said))] == []

    def test_it_keeps_to_the_words_of_the_glossary(self):
        forbidden = r"\b(échou\w*|échecs?|invalides?|en retard|e-?mails?|mails?|tu|ton|ta|tes)\b|·"
        assert [said for said, _ in texts() if re.search(forbidden, prose(said), re.IGNORECASE)] == []

    def test_edges_and_ends_are_those_of_the_english(self):
        assert [said for said, english in texts() if edges(said) != edges(english)] == []


def same_placeholders(message: Message) -> bool:
    """Each form names what the English form of its number names; French counts 0 with 1, so either form may serve."""
    english = [placeholders(form) for form in messages.forms(message.id)]
    return all(
        placeholders(said) in (english[-1], english[min(place, len(english) - 1)])
        for place, said in enumerate(messages.forms(message.string))
    )


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%%|\{\w*\}|\bCOUNT\b|`[^`]+`", without_metavariables(text)))


def without_metavariables(text: str) -> str:
    """A command as it is typed may name its arguments in the reader's language."""
    return re.sub(r"`[^`]+`", lambda command: re.sub(r"\b[A-Z]{2,}\b", "X", command[0]), text)


def prose(text: str) -> str:
    """`text` without what is filled in or typed: placeholders, commands, options, addresses, headers."""
    code = r"`[^`]*`|--\w+ '[^']*'|\S*'[^']*=[^']*'|https?://\S*|\b[\w-]+: (?:application/|Bearer \.\.\.)|'h'"
    return re.sub(code + r"|%\(\w+\)[sd]|\{\w*\}", "X", text)


def edges(text: str) -> tuple[str, str]:
    """Space at either end, and what a sentence ends with."""
    end = re.search(r"[.!?:]?\s*$", text)[0].replace(" ", " ")
    return text[: len(text) - len(text.lstrip(" "))], end


class Shown(HTMLParser):
    """Collects what a page would show: texts, and the attributes that are read out or stand in a field."""

    QUIET = frozenset({"script", "style", "code", "kbd", "pre", "samp"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag, attrs):
        self.quiet += tag in self.QUIET
        shown = [value or "" for key, value in attrs if key in SHOWN_ATTRIBUTES and tag != "meta"]
        self.found += shown

    def handle_endtag(self, tag):
        self.quiet -= tag in self.QUIET and self.quiet > 0

    def handle_data(self, data):
        if not self.quiet:
            self.found.append(data)


def bare_html(source: str) -> str:
    """The template's own HTML: without its statements, its comments and the bodies of {% trans %}."""
    kept: list[str] = []
    translated, statement = False, ""
    for _line, kind, text in jinja2.Environment().lex(source):
        if kind == "block_begin":
            statement = ""
        elif kind == "name" and not statement:
            statement = text
            translated = text in {"trans", "pluralize"} or (translated and text != "endtrans")
        elif kind == "variable_begin":
            kept.append("\N{OBJECT REPLACEMENT CHARACTER}")
        elif kind == "data" and not translated:
            kept.append(text)
    return "".join(kept)


def unmarked_html(source: str) -> list[str]:
    parser = Shown()
    parser.feed(bare_html(source))
    parser.close()
    # A macro may write attributes alone, which here look like a text.
    return [text.strip() for text in parser.found if words(re.sub(r'[\w-]+="[^"]*"', "", text))]


def words(text: str) -> bool:
    return any(word not in AS_IT_IS for word in LETTERS.findall(text))


def unmarked_values(source: str) -> list[str]:
    """Sentences and capitalised words in expressions, outside of a call that translates them."""
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    return [value for value in constants(environment.parse(source)) if like_words(value)]


def constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKERS:
        # What is put into a text is itself shown.
        for value in node.kwargs:
            yield from constants(value)
        return
    if isinstance(node, nodes.Compare):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from constants(child)


def like_words(text: str) -> bool:
    """Whether it begins as an English text does: a capital and small letters, not the name of a file or a header."""
    return bool(re.match(r"\s?[A-Z](?:[a-z]+(?![\w./-])| [a-z])", text)) and words(text)


class TestTemplates:
    def test_every_text_is_marked(self):
        sources = {name(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
        found = {path: unmarked_html(source) + unmarked_values(source) for path, source in sources.items()}
        assert {path: texts for path, texts in found.items() if texts} == {}

    @pytest.mark.parametrize(
        "source",
        [
            "<p>Hello</p>",
            '<img alt="A lamp">',
            '{% if x %}<a title="Go on">{{ x }}</a>{% endif %}',
            '{{ button("Save") }}',
            '{{ _("%(a)s", a="Save it") }}',
            "{% trans %}One{% endtrans %} two",
        ],
    )
    def test_what_is_not_marked_is_found(self, source):
        assert unmarked_html(source) + unmarked_values(source) != []

    @pytest.mark.parametrize(
        "source",
        [
            '<p class="Lead">{{ _("Hello") }}, Planfolio</p>',
            "{% trans count=n %}One{% pluralize %}{{ count }} of them{% endtrans %}",
            "<code>planfolio start</code>{# A word to the reader. #}",
            '{{ ngettext("One", "%(num)s of them", n) }}',
        ],
    )
    def test_what_is_marked_is_left_alone(self, source):
        assert unmarked_html(source) + unmarked_values(source) == []


#: Arguments that people read, wherever they are given; and our own exceptions, whose first argument is read.
SHOWN_ARGUMENTS = frozenset(
    {"label", "help_text", "verbose_name", "verbose_name_plural", "message", "hint", "empty_label", "legend", "lede"}
)
SHOWN_CALLS = frozenset(
    {"ValidationError", "Refused", "NotAllowed", "NotFound", "Conflict", "Stop", "success", "notice"}
)


def unmarked_python(source: str) -> list[str]:
    """Literal texts in places that people read, and marked texts that are put together."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            found += _unmarked_call(node)
        elif isinstance(node, ast.ClassDef) and any(
            _called(base) in {"TextChoices", "IntegerChoices"} for base in node.bases
        ):
            found += [_text(row.value.elts[-1]) for row in node.body if _is_choice(row)]
        elif isinstance(node, ast.Tuple) and _is_pair(node):
            found.append(_text(node.elts[1]))
    return [text for text in found if text and words(text)]


def _unmarked_call(node: ast.Call) -> list[str]:
    if _called(node.func) in MARKERS:
        # A name holds a text that was marked where it was written; words put together cannot be found by anybody.
        made_up = any(isinstance(value, ast.JoinedStr | ast.BinOp) for value in node.args)
        return ["Put together in line", str(node.lineno)] if made_up else []
    shown = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_ARGUMENTS]
    if _called(node.func) in SHOWN_CALLS:
        shown += node.args[:2]
    return [_text(value) for value in shown]


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.expr) -> str:
    """A literal, or the words of an f-string, when it reads like a text for people."""
    if isinstance(node, ast.JoinedStr):
        return " ".join(_text(part) for part in node.values)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if like_words(text) else ""


def _is_pair(node: ast.Tuple) -> bool:
    """A key in small letters and a label, as in choices."""
    if len(node.elts) != 2 or not all(isinstance(each, ast.Constant) for each in node.elts):
        return False
    return bool(re.fullmatch("[a-z][a-z_-]*", str(node.elts[0].value)))


def _is_choice(row: ast.stmt) -> bool:
    return isinstance(row, ast.Assign) and isinstance(row.value, ast.Tuple) and len(row.value.elts) == 2


class TestCode:
    def test_every_text_is_marked(self):
        found = {name(path): unmarked_python(path.read_text(encoding="utf-8")) for path in SOURCES}
        assert {path: texts for path, texts in found.items() if texts} == {}

    @pytest.mark.parametrize(
        "source",
        [
            'forms.CharField(label="Your name")',
            'raise Refused("Choose another.")',
            'raise Refused(f"Choose {one}.")',
            '_(f"Hello {name}")',
            '[("letter", "Letter")]',
            'class Kind(models.TextChoices):\n    FILE = "file", "A file"',
        ],
    )
    def test_what_is_not_marked_is_found(self, source):
        assert unmarked_python(source) != []

    def test_what_is_marked_is_left_alone(self):
        assert unmarked_python('Refused(_("Choose another."), code="x"); f(label=_("Name"), help_text="")') == []
