"""Programmes by browser pages: reading, bringing one in, writing one, editions, sharing; for each role."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from planfolio.people.sharing import Role
from planfolio.programmes import actions
from planfolio.programmes.document import canonical_json
from planfolio.programmes.forms import facts_of
from planfolio.programmes.models import Programme, ProgrammeGrant
from planfolio.programmes.packing import packed, read_packed, read_path
from planfolio.testing import words
from tests.programmes.written import small_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(people):
    return actions.add_programme(small_programme(), by=people.owner)


def there(programme, name="programme", *more) -> str:
    return reverse(name, args=[programme.pk, *more])


def facts(doc, **values) -> dict:
    return {name: value for name, value in {**facts_of(doc), **values}.items() if value is not None}


def test_the_list_holds_ones_own_the_built_in_and_what_others_share(sign_in, people, programme):
    other = actions.add_programme(small_programme(title="By a colleague"), by=people.mentor)
    actions.publish(other, by=people.mentor)
    page = words(sign_in(people.owner).get("/programmes/"))
    assert all(title in page for title in ("A small programme", "Learning 2.0 (2006)", "By a colleague"))


def test_a_programme_and_its_things_are_read(sign_in, people, programme):
    client = sign_in(people.owner)
    assert "3. Thing 3" in words(client.get(there(programme)))
    page = words(client.get(there(programme, "programme-thing", "thing-02")))
    assert all(part in page for part in ("Thing 2 of 3", "Do it.", "What now?", "Next: Thing 3", "Before: Thing 1"))
    assert client.get(there(programme, "programme-thing", "nowhere")).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_built_in_programme_is_read_in_either_language(sign_in, people, language):
    page = words(
        sign_in(people.owner).get(f"/programmes/built-in/health-library-23/things/thing-09/?language={language}")
    )
    assert ("Peer review" if language == "en" else "Relecture") in page


def test_a_public_programme_is_read_and_copied_by_others_and_changed_by_nobody_else(sign_in, people, programme):
    actions.publish(programme, by=people.owner)
    client = sign_in(people.stranger)
    assert client.get(there(programme)).status_code == 200
    assert client.get(there(programme, "programme-write")).status_code == 403
    assert client.post(there(programme, "programme-thing-remove", "thing-01")).status_code == 403
    assert client.post(there(programme, "programme-fork")).status_code == 302
    copy = Programme.objects.get(owner=people.stranger)
    assert [each.title for each in copy.doc.attributions] == ["A small programme"]
    assert client.post(there(programme, "programme-publish")).status_code == 403


def test_what_is_no_longer_shared_is_not_there(sign_in, people, programme):
    actions.publish(programme, by=people.owner)
    sign_in(people.owner).post(there(programme, "programme-unpublish"))
    assert sign_in(people.stranger).get(there(programme)).status_code == 404


def test_a_grant_to_one_person_shows_it_to_that_person_alone(sign_in, people, programme):
    ProgrammeGrant.objects.create(
        owner=people.owner, thing=programme, person=people.mentor, role=Role.READER, source="test:1"
    )
    assert sign_in(people.mentor).get(there(programme)).status_code == 200
    assert sign_in(people.stranger).get(there(programme)).status_code == 404
    assert "A small programme" not in words(sign_in(people.stranger).get("/programmes/"))


def test_without_a_licence_nothing_is_shared(sign_in, people):
    programme = actions.add_programme(small_programme(licence=""), by=people.owner)
    answer = sign_in(people.owner).post(there(programme, "programme-publish"))
    assert answer.status_code == 422
    assert not programme.grants.exists()


def test_a_copy_of_a_copy_names_everybody_and_keeps_the_licence(people, programme):
    first = actions.fork(programme.doc, by=people.mentor)
    second = actions.fork(first.doc, by=people.stranger)
    assert [each.author for each in second.doc.attributions] == ["Amara Diallo", people.mentor.name]
    assert {each.licence for each in second.doc.attributions} == {"CC BY 4.0"}
    assert (second.doc.author, second.licence) == (people.stranger.name, "CC BY 4.0")
    assert read_packed(packed(second.doc), name="x.zip").doc == second.doc


def test_export_gives_the_folder(sign_in, people, programme):
    answer = sign_in(people.owner).get(there(programme, "programme-export"))
    assert answer["Content-Disposition"] == 'attachment; filename="a-small-programme.zip"'
    assert read_packed(answer.content, name="x.zip").doc == programme.doc


def upload(client, content: bytes, name="folder.zip"):
    return client.post("/programmes/import/", {"file": SimpleUploadedFile(name, content)})


def test_a_folder_is_looked_over_before_it_is_kept(sign_in, people):
    client, doc = sign_in(people.owner), small_programme(title="From a ZIP")
    page = words(upload(client, packed(doc)))
    assert "Thing 2" in page
    assert not Programme.objects.filter(owner=people.owner).exists()
    answer = client.post("/programmes/import/", {**facts(doc, title="Mine now"), "document": canonical_json(doc)})
    assert answer.status_code == 302
    kept = Programme.objects.get(owner=people.owner)
    assert (kept.title, kept.things, kept.minutes, kept.doc.modules) == ("Mine now", 3, 90, doc.modules)


def test_the_same_look_sent_twice_keeps_one(sign_in, people):
    client, doc = sign_in(people.owner), small_programme()
    sent = {**facts(doc), "document": canonical_json(doc), "id": "01900000-0000-7000-8000-000000000001"}
    assert [client.post("/programmes/import/", sent).status_code for _time in range(2)] == [302, 302]
    assert Programme.objects.filter(owner=people.owner).count() == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda doc: "{",
        lambda doc: "[]",
        lambda doc: json.dumps({**json.loads(doc), "unknown": 1}),
        lambda doc: doc.replace("thing-01", "../thing"),
        lambda doc: doc.replace("thing-01", "thing-02"),
        lambda doc: doc.replace('"both"', '"all"'),
        lambda doc: doc.replace("Do it.", "Do\\u0007 it."),
        lambda doc: doc.replace("Thing 1", "x" * 301),
        lambda doc: "[" * 5000,
    ],
)
def test_a_look_that_was_tampered_with_is_refused(sign_in, people, spoil):
    doc = small_programme()
    answer = sign_in(people.owner).post("/programmes/import/", {**facts(doc), "document": spoil(canonical_json(doc))})
    assert answer.status_code == 422
    assert not Programme.objects.filter(owner=people.owner).exists()


def test_a_file_that_is_no_programme_says_what_to_do(sign_in, people):
    answer = upload(sign_in(people.owner), b"%PDF-1.4", name="x.pdf")
    assert answer.status_code == 422
    assert "Choose a ZIP of the folder" in words(answer)


def test_a_programme_is_written_from_nothing(sign_in, people):
    client = sign_in(people.owner)
    first = {"title": "Ours", "language": "en", "author": "Us", "licence": "CC BY 4.0", "criteria": "all"}
    client.post("/programmes/new/", first)
    programme = Programme.objects.get(title="Ours")
    client.post(there(programme, "programme-module-new"), {"title": "Week 1"})
    thing = {"module": "0", "title": "Try a feed", "try_it": "1. Open it.", "asks": "both", "minutes": "45 min"}
    client.post(
        there(programme, "programme-thing-new"),
        {**thing, "streams": "Learn more: the rest", "links": "https://example.org"},
    )
    found = Programme.objects.get(pk=programme.pk).doc.modules[0].things[0]
    assert (found.key, found.minutes, found.streams[0].name, found.links) == (
        "try-a-feed",
        45,
        "Learn more",
        ("https://example.org",),
    )
    assert Programme.objects.get(pk=programme.pk).minutes == 45


def test_what_is_wrong_is_said_and_what_was_typed_stays(sign_in, people, programme):
    answer = sign_in(people.owner).post(
        there(programme, "programme-thing-write", "thing-01"),
        {"module": "0", "title": "", "try_it": "Typed words", "asks": "both", "links": "javascript:alert(1)"},
    )
    assert answer.status_code == 422
    page = words(answer)
    assert "Fill in “Title”" in page
    assert "Typed words" in page
    assert "Enter a web address" in page


def test_nobody_overwrites_what_they_have_not_seen(sign_in, people, programme):
    client, address = sign_in(people.owner), there(programme, "programme-thing-write", "thing-01")
    thing = {"module": "0", "title": "First", "asks": "both", "revision": programme.revision}
    assert client.post(address, thing).status_code == 302
    answer = client.post(address, {**thing, "title": "Second"})
    assert "Second" in words(answer)
    assert programme.__class__.objects.get(pk=programme.pk).doc.things()[0].title == "First"


def test_things_move_up_and_down_over_the_edges_of_modules(sign_in, people, programme):
    client = sign_in(people.owner)

    def order():
        return [[each.key for each in module.things] for module in Programme.objects.get(pk=programme.pk).doc.modules]

    client.post(there(programme, "programme-thing-shift", "thing-02"), {"to": "down"})
    assert order() == [["thing-01"], [], ["thing-02", "thing-03"]]
    client.post(there(programme, "programme-thing-shift", "thing-02"), {"to": "up"})
    assert order() == [["thing-01", "thing-02"], [], ["thing-03"]]
    client.post(there(programme, "programme-thing-shift", "thing-01"), {"to": "up"})
    assert order() == [["thing-01", "thing-02"], [], ["thing-03"]]
    client.post(there(programme, "programme-module-shift", 3), {"to": "up"})
    assert order() == [["thing-01", "thing-02"], ["thing-03"], []]


@pytest.mark.parametrize(("name", "part"), [("programme-thing-remove", "thing-01"), ("programme-module-remove", 1)])
def test_what_is_taken_out_comes_back_by_undo(sign_in, people, programme, name, part):
    client, before = sign_in(people.owner), programme.doc
    client.post(there(programme, name, part))
    assert Programme.objects.get(pk=programme.pk).doc != before
    client.post(there(programme, "programme-back", 1))
    assert Programme.objects.get(pk=programme.pk).doc == before


def test_a_module_that_holds_things_does_not_become_a_catch_up_week(sign_in, people, programme):
    answer = sign_in(people.owner).post(there(programme, "programme-module", 1), {"title": "W", "catch_up": "on"})
    assert answer.status_code == 422
    assert "Move them to another first" in words(answer)


def test_an_edition_says_what_is_otherwise_now(sign_in, people, programme):
    client = sign_in(people.owner)
    client.post(there(programme, "programme-editions"), {"reason": "As printed"})
    client.post(there(programme, "programme-thing-write", "thing-01"), {"module": "0", "title": "New", "asks": "both"})
    page = words(client.get(there(programme, "programme-edition", 1)))
    assert "As printed" in page
    assert "changed: title" in page
    assert "As printed" in words(client.get(there(programme, "programme-editions")))


def test_the_same_state_is_kept_once(people, programme):
    assert actions.keep_edition(programme, by=people.owner) == actions.keep_edition(programme, by=people.owner)


def test_a_removed_programme_is_gone_and_comes_back(sign_in, people, programme):
    client = sign_in(people.owner)
    client.post(there(programme, "programme-remove"))
    assert client.get(there(programme)).status_code == 404
    client.post(reverse("undo", args=["programme", programme.pk]))
    assert client.get(there(programme)).status_code == 200


def test_lists_cost_the_same_at_one_and_at_many(sign_in, people, programme, count_queries):
    client = sign_in(people.owner)
    client.get("/programmes/")
    one = count_queries(lambda: client.get("/programmes/"))
    for number in range(20):
        actions.publish(
            actions.add_programme(small_programme(title=f"No. {number}"), by=people.mentor), by=people.mentor
        )
        actions.add_programme(small_programme(title=f"Mine {number}"), by=people.owner)
    assert count_queries(lambda: client.get("/programmes/")) == one


def test_the_command_brings_a_folder_in_and_says_what_it_would_do(tmp_path, capsys, people, monkeypatch):
    from planfolio.cli import main
    from planfolio.programmes.writing import written

    for name, text in written(small_programme(title="By command", licence="")).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    import planfolio.commands.programmes as command

    monkeypatch.setattr(command, "ready", lambda: None)
    asked = ["import", "programme", str(tmp_path), "--person", people.owner.email, "--json"]
    assert main([*asked, "--dry-run"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["id"] is None
    assert any("licence" in note["text"] for note in told["notes"])
    assert main([*asked, "--licence", "CC BY 4.0"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Programme.objects.get(pk=told["id"]).licence == "CC BY 4.0"
    assert told["notes"] == []
    assert main(["import", "programme", str(tmp_path / "nowhere"), "--person", people.owner.email]) == 3


def test_the_command_takes_a_programme_out_as_it_comes_in(tmp_path, capsys, people, monkeypatch):
    from planfolio.cli import main

    monkeypatch.setattr("planfolio.commands.export.ready", lambda: None)
    programme = actions.add_programme(small_programme(), by=people.owner)
    file, who = tmp_path / "it.zip", ["--person", people.owner.email]
    assert main(["export", "programme", str(programme.pk), "-o", str(file), *who, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["things"] == 3
    assert read_path(file).doc == programme.doc
    assert main(["export", "programme", "learning-2-0", "-o", str(tmp_path / "house.zip"), *who]) == 0
    assert len(read_path(tmp_path / "house.zip").doc.things()) == 23
    other = ["--person", people.stranger.email]
    assert main(["export", "programme", str(programme.pk), "-o", str(tmp_path / "no.zip"), *other]) == 3
    assert main(["export", "programme", "nothing", "-o", str(tmp_path / "no.zip"), *who]) == 3
    assert main(["export", "programme", "-o", str(tmp_path / "no.zip"), *who]) == 2
    assert not (tmp_path / "no.zip").exists()
