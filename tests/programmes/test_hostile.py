"""What others wrote into a programme runs nothing and fetches nothing, however it is shown."""

import pytest

from planfolio.programmes import actions
from planfolio.testing import cast
from planfolio.web.lessons import lesson
from tests.browser import accessibility_faults
from tests.journeys.ways import sign_in_page
from tests.programmes.written import small_programme, thing

HOSTILE = [
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "<iframe src='https://evil.example/'></iframe><object data='https://evil.example/'></object>",
    "[click](javascript:document.title='ran') [data](data:text/html,<script>1</script>) [vb](vbscript:x)",
    "[entity](&#106;avascript:alert(1)) [tab](java\tscript:alert(1)) <javascript:alert(1)>",
    "![pixel](https://evil.example/p.png) ![huge](data:image/png;base64," + "A" * 5_000 + ")",
    "[![in a link](https://evil.example/p.png)](https://example.org)",
    "[ours](/account/delete/) [ours too](//evil.example/x) [anchor](#s-try)",
    "> " * 400 + "deep",
    "- " * 400 + "deep",
    "*" * 2_000 + "a" + "*" * 2_000,
    "[" * 2_000 + "a" + "](x)" * 2_000,
    "| a |\n|---|\n| <b onclick=x>b</b> |",
    "```<script>\ndocument.title='ran'\n```",
    "<svg onload=\"document.title='ran'\"/><math><mi xlink:href='javascript:1'>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<style>body{display:none}</style><base href='https://evil.example/'><meta http-equiv=refresh content='0'>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_only_a_short_list_of_elements_comes_through(text):
    html = str(lesson(text)).lower()
    for word in ("<script", "<img", "<iframe", "<object", "<svg", "<style", "<base", "<meta", "<math"):
        assert word not in html
    for scheme in ("javascript:", "data:", "vbscript:"):
        assert f'href="{scheme}' not in html
    assert 'href="/' not in html


def test_pictures_are_links_and_headings_begin_at_the_third_level():
    html = str(lesson("# Top\n\n## Below\n\n![A tree](https://example.org/t.png)\n\n![Here](../images/t.png)"))
    assert "<h3>Top</h3>" in html
    assert "<h4>Below</h4>" in html
    assert 'href="https://example.org/t.png"' in html
    assert "Picture: A tree</a>" in html
    assert "<p>Picture: Here</p>" in html


@pytest.mark.parametrize("written", ["#s-try", "../images/t.png", "file.pdf", "/account/delete/", "//evil.example/x"])
def test_a_link_that_leads_nowhere_is_its_words_alone(written):
    assert str(lesson(f"See [the page]({written}) and [*ours*](https://example.org).")) == (
        '<p>See the page and <a href="https://example.org" rel="nofollow noopener"><em>ours</em></a>.</p>\n'
    )


@pytest.mark.parametrize("written", ["ardc.edu.au", "www.example.org", "data.example.org/a?b=c#d"])
def test_a_host_without_its_scheme_is_on_the_web(written):
    assert f'<a href="https://{written}"' in str(lesson(f"[ARDC]({written} 'ARDC')"))


def test_a_list_whose_marks_are_followed_by_spaces_that_do_not_break_is_a_list():
    assert "<ol>" in str(lesson("1.\u00a0\u00a0Try\n2.\u00a0Look"))
    assert '<ol start="5">' in str(lesson("5.\u00a0 Try"))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_runs_in_a_browser(open_page, live_server):
    owner = cast().owner
    things = tuple(
        thing(number, try_it=text, why=text[:2000], reflect=text[:2000]) for number, text in enumerate(HOSTILE, 1)
    )
    module = small_programme().modules[0]
    doc = small_programme(modules=(type(module)(title="Week 1", things=things),))
    programme = actions.add_programme(doc, by=owner)
    page, asked = open_page(), []
    sign_in_page(page, live_server.url, owner)
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for number in range(1, len(HOSTILE) + 1):
        page.goto(f"{live_server.url}{programme.get_absolute_url()}things/thing-{number:02}/")
        assert page.title() == f"{number}. Thing {number} – Planfolio"
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    page.goto(f"{live_server.url}{programme.get_absolute_url()}things/thing-13/")
    assert accessibility_faults(page) == []
