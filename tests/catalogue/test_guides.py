"""Help: every guide is read by everybody, leads where it says, and names the screen as the screen does."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.urls import reverse

from planfolio.catalogue.guides import GUIDES, guide
from planfolio.errors import Missing
from planfolio.testing import PersonFactory
from planfolio.web.articles import anchor, article
from tests.browser import DESK, PHONE, accessibility_faults, scrolls_sideways
from tests.catalogue.test_typography import FORBIDDEN

HOUSE = Path(__file__).resolve().parents[2] / "planfolio"
MESSAGES = HOUSE / "locale" / "fr" / "LC_MESSAGES" / "django.po"
FOLDER = HOUSE / "content" / "guides"
LANGUAGES = ("en", "fr")
BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"```.*?```|`[^`]*`|^ {4}[^\n]*$", re.DOTALL | re.MULTILINE)
every = pytest.mark.parametrize("slug", GUIDES)
both = pytest.mark.parametrize("language", LANGUAGES)


def written(slug: str, language: str) -> str:
    return (FOLDER / f"{slug}.{language}.md").read_text(encoding="utf-8")


def prose(slug: str, language: str) -> str:
    """A guide without its code and the addresses of its links."""
    return re.sub(r"\]\([^)]*\)|^\|[-|]+\|$", "]", CODE.sub("x", written(slug, language)), flags=re.MULTILINE)


@pytest.mark.django_db
class TestPages:
    @every
    @both
    def test_a_visitor_reads_every_guide_in_both_languages(self, client, slug, language):
        response = client.get(reverse("guide", args=[slug]), {"language": language})
        text = response.content.decode()
        assert response.status_code == 200
        assert f'<h1 lang="{language}">{guide(slug, language).title}</h1>' in text
        assert text.count('<section class="section" id="') == len(guide(slug, language).sections)

    def test_help_lists_the_guides_and_their_tasks(self, client):
        text = client.get(reverse("guides")).content.decode()
        assert f'href="/help/learner/#{guide("learner", "en").sections[0].anchor}"' in text

    def test_help_stands_in_the_shell_of_whoever_is_signed_in(self, client):
        client.force_login(PersonFactory(language="fr"))
        text = client.get(reverse("guides")).content.decode()
        assert 'class="places"' in text
        assert guide("learner", "fr").title in text

    def test_a_language_that_was_asked_for_is_kept_from_page_to_page(self, client):
        text = client.get(reverse("guides"), {"language": "fr"}).content.decode()
        assert 'href="/help/learner/?language=fr#' in text

    @pytest.mark.parametrize("name", ["nothing", "learner-en", "..", "README"])
    def test_a_name_that_no_guide_has_is_not_found(self, client, name):
        assert client.get(f"/help/{name}/").status_code == 404

    def test_a_language_that_is_not_there_is_passed_over(self, client):
        assert client.get(reverse("guide", args=["learner"]), {"language": "../x"}).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "theme", "language"),
    [
        (320, "light", "fr"),
        (320, "dark", "en"),
        (PHONE, "light", "en"),
        (PHONE, "dark", "fr"),
        (DESK, "light", "fr"),
        (DESK, "dark", "en"),
    ],
)
def test_axe_finds_nothing_on_help_and_nothing_scrolls_sideways(live_server, open_page, theme, width, language):
    page = open_page(width=width, theme=theme, language=language)
    for address in ("/help/", *(f"/help/{slug}/" for slug in GUIDES)):
        page.goto(f"{live_server}{address}")
        assert accessibility_faults(page) == []
        assert not scrolls_sideways(page)


class TestArticle:
    def test_headings_part_the_text(self):
        found = article("# Title\n\nLead.\n\n## What’s new?\n\nOne.\n\n### More\n\nTwo.\n")
        assert (found.title, str(found.lead).strip()) == ("Title", "<p>Lead.</p>")
        assert [(part.anchor, part.title) for part in found.sections] == [("whats-new", "What’s new?")]
        assert '<h3 id="more">More</h3>' in found.sections[0].body

    def test_a_table_says_its_columns_again_for_a_narrow_screen(self):
        body = article("# T\n\n## S\n\n| Name | Use |\n|---|---|\n| a | b |\n").sections[0].body
        assert re.findall(r'data-label="(\w+)"', body) == ["Use"]
        assert '<th role="rowheader" scope="row">a</th>' in body

    def test_nothing_runs(self):
        body = article("# T\n\n## S\n\n<script>alert(1)</script> [x](javascript:alert(1))\n").sections[0].body
        assert "<script" not in body
        assert 'href="javascript' not in body

    def test_a_text_without_a_title_is_refused(self):
        with pytest.raises(ValueError, match="title"):
            article("## Only a section")


class TestWriting:
    def test_the_guides_are_the_files(self):
        assert {path.name for path in FOLDER.iterdir()} == {
            f"{slug}.{code}.md" for slug in GUIDES for code in LANGUAGES
        }

    def test_a_name_that_none_has_is_missing(self):
        with pytest.raises(Missing):
            guide("nothing", "en")

    @every
    def test_the_two_languages_tell_the_same(self, slug):
        shapes = []
        for language in LANGUAGES:
            parts = re.split(r"^## ", written(slug, language), flags=re.MULTILINE)
            shapes.append([(len(BOLD.findall(part)), part.count("\n- "), CODE.findall(part)) for part in parts])
        assert shapes[0] == shapes[1]

    @every
    @both
    def test_no_two_headings_share_an_anchor(self, slug, language):
        anchors = [anchor(heading) for heading in re.findall(r"^###? (.+)$", written(slug, language), re.MULTILINE)]
        assert len(anchors) == len(set(anchors))

    @every
    def test_what_is_bold_stands_on_the_screen(self, slug):
        known = marked()
        assert [name for name in BOLD.findall(written(slug, "en")) if name not in known] == []

    @every
    def test_what_is_bold_stands_on_the_french_screen(self, slug):
        with MESSAGES.open("rb") as file:
            said = {message.id: message.string for message in read_po(file)}
        names = zip(BOLD.findall(written(slug, "en")), BOLD.findall(written(slug, "fr")), strict=True)
        # What has no French yet is told by the test of the messages.
        wrong = [(said.get(english), name) for english, name in names if (said.get(english) or name) != name]
        assert wrong == []

    @every
    @both
    def test_it_is_typeset_like_everything_else(self, slug, language):
        patterns = {
            "en": r"[\s][;:!?]|[«»]|['\"]|\.\.\.|--|[ \t]$",
            "fr": r"[^\u202f][;:!?]|«[^\u00a0]|[^\u00a0]»|[“”]|['\"]|\.\.\.|--|[ \t]$|\d (?:%|h|min|\d{3})\b",
        }
        assert re.findall(f".*(?:{patterns[language]}).*", prose(slug, language), re.MULTILINE) == []

    @every
    @both
    def test_no_word_is_used_that_people_should_not_read(self, slug, language):
        assert re.findall(FORBIDDEN[language], prose(slug, language), re.IGNORECASE) == []


def marked() -> set[str]:
    """Every text of ours that is marked for translation, as it stands in the source."""
    found: set[str] = set()
    for path in [*HOUSE.rglob("*.py"), *HOUSE.rglob("*.jinja")]:
        found |= set(re.findall(r"""_\(\s*"([^"]+)"\s*[),]""", path.read_text(encoding="utf-8")))
    return found
