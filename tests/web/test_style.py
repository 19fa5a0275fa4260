"""What is served as style, script and drawing: small, named by content, true to the design's own rules."""

import gzip
import re
from pathlib import Path

import pytest

from planfolio.web import assets
from planfolio.web.jinja import environment, icon

HERE = Path(assets.__file__).parent
KILOBYTE = 1000


def declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", block))


def test_the_two_sets_of_dark_tokens_are_the_same():
    css = (HERE / "css" / "tokens.css").read_text()
    by_system = re.search(r"prefers-color-scheme: dark\) \{\s*:root[^{]*\{([^}]*)\}", css)[1]
    by_hand = re.search(r':root\[data-theme="dark"\] \{([^}]*)\}', css)[1]
    assert declarations(by_system) == declarations(by_hand)
    assert len(declarations(by_hand)) > 15


def test_style_and_script_stay_within_forty_kilobytes():
    squeezed = [gzip.compress(assets.asset(name).content, 9) for name in ("planfolio.css", "planfolio.js")]
    assert sum(map(len, squeezed)) <= 40 * KILOBYTE


def test_every_style_file_is_served_but_the_sheet():
    entry = (HERE / "css" / "planfolio.css").read_text()
    named = set(re.findall(r'url\("([^"]+)"\)', entry))
    there = {str(path.relative_to(HERE / "css")) for path in (HERE / "css").rglob("*.css")} - {"planfolio.css"}
    assert named == there
    served = assets.asset("planfolio.css").content.decode()
    assert ".swatch" not in served
    assert "@import" not in served
    assert "../" not in served


def test_the_style_keeps_the_house_rules():
    for path in (HERE / "css").rglob("*.css"):
        css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        assert "!important" not in css, path
        assert not re.search(r"(?:^|[\s,}])#[a-z][\w-]*\s*[{,.:]", css), path


def test_no_source_holds_control_characters_or_arrows():
    for path in HERE.parent.rglob("*"):
        if path.suffix in {".jinja", ".css", ".js", ".svg"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), path
            assert not re.search("[\u2190-\u21ff\u27f0-\u27ff\u2794-\u27be]", text), path


def test_templates_hold_nothing_inline():
    for path in Path(assets.__file__).parents[1].rglob("*.jinja"):
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"<style|\s(?:style|on[a-z]+)\s*=|javascript:", text), path
        assert all(rest.startswith(' type="module" src=') for rest in text.split("<script")[1:]), path


def test_every_template_compiles():
    from jinja2 import FileSystemLoader

    env = environment(loader=FileSystemLoader(HERE / "jinja2"), autoescape=True)
    for name in env.list_templates():
        env.get_template(name)


def test_an_icon_that_is_not_drawn_is_an_error():
    assert 'aria-hidden="true"' in icon("lock")
    with pytest.raises(LookupError):
        icon("unicorn")


def test_static_files_are_kept_for_a_year_and_squeezed(client):
    answer = client.get(assets.static("planfolio.css"), headers={"accept-encoding": "gzip, br"})
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == assets.asset("planfolio.css").content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = client.get(assets.static("planfolio.css"), headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_address_of_an_older_version_still_has_style_but_is_not_kept(client):
    answer = client.get("/static/planfolio.000000000000.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["../settings.py", "nothing.css", "fonts/", "js/worker/worker.js", "%2e%2e/settings.py"]
)
def test_nothing_else_is_served(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_every_font_of_the_style_is_there(client):
    addresses = re.findall(r'url\("([^"]+)"\)', assets.asset("planfolio.css").content.decode())
    assert len(addresses) >= 5
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "font/woff2")
