"""The wall: names by choice, thanks, comments, hiding and reporting, the feed."""

import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from planfolio.people.models import Person
from planfolio.programmes import atom, taking_part, wall
from planfolio.programmes.models import Participation, WallComment, WallMark, WallPost
from planfolio.testing import words
from tests.programmes.runs import begin, wrote

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def post(people, inside):
    return wrote(inside, "thing-01", "I tried it on my own strategy first", by=people.owner)


@pytest.fixture
def reader(people, run):
    taking_part.join(run, by=people.mentor)
    return people.mentor


def there(post, name, *more) -> str:
    return reverse(name, args=[post.run_id, *(more or (post.pk,))])


def the_wall(post) -> str:
    return reverse("wall", args=[post.run_id])


def test_a_name_is_shown_only_where_its_bearer_said_so(sign_in, people, post, reader, inside):
    client = sign_in(reader)
    for page in (the_wall(post), post.get_absolute_url()):
        assert people.owner.name not in words(client.get(page))
    Participation.objects.filter(pk=inside.pk).update(shows_name=True)
    assert people.owner.name in words(client.get(the_wall(post)))


def test_the_wall_is_there_for_those_inside_alone(client, sign_in, people, post):
    for page in (the_wall(post), post.get_absolute_url()):
        assert sign_in(people.stranger).get(page).status_code == 403
        client.logout()
        assert client.get(page).status_code == 302


def test_a_post_of_one_run_is_not_reached_through_another(sign_in, people, post):
    other = begin(people.stranger, title="Another")
    address = reverse("wall-post", args=[other.pk, post.pk])
    assert sign_in(people.stranger).get(address).status_code == 404


def test_a_post_without_a_name_has_a_heading_that_reads_well(sign_in, people, post, reader):
    client = sign_in(reader)
    assert "A post of somebody in this run" in words(client.get(post.get_absolute_url()))
    Participation.objects.filter(owner=people.owner).update(shows_name=True)
    assert f"A post of {people.owner.name}" in words(client.get(post.get_absolute_url()))


def test_it_narrows_by_thing_and_by_words(sign_in, people, post, inside):
    wrote(inside, "thing-02", "Another matter", by=people.owner)
    client = sign_in(people.owner)
    by_thing = words(client.get(the_wall(post), {"thing": "thing-02"}))
    assert "Another matter" in by_thing
    assert "own strategy" not in by_thing
    by_words = words(client.get(the_wall(post), {"q": "strategy OWN"}))
    assert "own strategy" in by_words
    assert "Another matter" not in by_words


def test_a_post_elsewhere_is_found_by_its_address_and_by_the_title_and_words_of_its_page(people, run, inside):
    found = taking_part.share(inside, "thing-01", by=people.owner, url="https://blog.example/1")
    told = {"page_title": "Grey literature, sorted", "page_words": "Three registers that I had never opened"}
    WallPost.objects.filter(pk=found.pk).update(page_state=WallPost.Page.READ, **told)
    wrote(inside, "thing-02", "Another matter", by=people.owner)
    for said in ("blog.example", "GREY literature", "registers opened", "sorted three blog"):
        posts, _more = wall.find_posts(run, who=people.owner, words=said)
        assert [post.key for post in posts] == [found.pk], said
    assert wall.find_posts(run, who=people.owner, words="registers matter") == ([], False)


def test_signs_that_a_database_takes_for_a_pattern_are_looked_for_as_they_are(people, run, inside):
    found = [wrote(inside, f"thing-0{n}", said, by=people.owner) for n, said in enumerate(("50% of it", "a_b\\c"), 1)]
    for said, expected in (("50%", found[0]), ("%", found[0]), ("a_b", found[1]), ("_", found[1]), ("b\\c", found[1])):
        posts, _more = wall.find_posts(run, who=people.owner, words=said)
        assert [post.key for post in posts] == [expected.pk], said
    for said in ("5_%", "a%b", "aXb", "\\%"):
        assert wall.find_posts(run, who=people.owner, words=said) == ([], False), said


def test_many_words_are_all_asked_for(people, run, inside):
    post = wrote(inside, "thing-01", "one two three four five six", by=people.owner)
    for said in ("one", "six one", "one two three", "six five four three two one"):
        posts, _more = wall.find_posts(run, who=people.owner, words=said)
        assert [each.key for each in posts] == [post.pk], said
        assert wall.find_posts(run, who=people.owner, words=f"{said} seven") == ([], False)


def test_it_goes_on_where_a_page_ends(people, run, inside):
    for number in range(25):
        taking_part.share(inside, "thing-01", by=people.owner, url=f"https://example.org/{number}")
    first, more = wall.find_posts(run, who=people.owner)
    rest, end = wall.find_posts(run, who=people.owner, before=first[-1].key)
    assert (len(first), more, len(rest), end) == (20, True, 5, False)
    assert wall.tiles_of([first[0].key], run, who=people.owner)[first[0].key].post.url == "https://example.org/24"


def test_thanks_count_once_and_can_be_taken_back(sign_in, people, post, reader):
    client = sign_in(reader)
    for _twice in range(2):
        client.post(there(post, "wall-thank"))
    assert WallMark.objects.filter(kind="thanks").count() == 1
    client.post(there(post, "wall-thank"), {"again": "1"})
    assert not WallMark.objects.exists()
    sign_in(people.owner).post(there(post, "wall-thank"))
    assert not WallMark.objects.exists()


def test_a_comment_is_said_once_and_deleted_by_its_writer_alone(sign_in, people, post, reader):
    client = sign_in(reader)
    key = "01900000-0000-7000-8000-000000000002"
    for _twice in range(2):
        client.post(post.get_absolute_url(), {"text": "What did you **find**?", "id": key})
    comment = WallComment.objects.get()
    assert "<strong>find</strong>" in client.get(post.get_absolute_url()).content.decode()
    address = reverse("wall-comment-remove", args=[post.run_id, comment.pk])
    assert sign_in(people.owner).post(address).status_code == 403
    assert sign_in(reader).post(address).status_code == 302
    assert not WallComment.objects.kept().exists()


def test_closed_comments_take_none(sign_in, people, run, post, reader):
    type(run).objects.filter(pk=run.pk).update(comments=False)
    answer = sign_in(reader).post(post.get_absolute_url(), {"text": "Late"})
    assert "Comments are closed" in words(answer)
    assert not WallComment.objects.exists()


def test_the_coordinator_takes_a_post_off_and_its_writer_still_sees_it(sign_in, people, post, reader):
    assert sign_in(reader).post(there(post, "wall-hide")).status_code == 403
    sign_in(people.coordinator).post(there(post, "wall-hide"))
    assert sign_in(reader).get(post.get_absolute_url()).status_code == 404
    assert "Only its writer" in words(sign_in(people.owner).get(post.get_absolute_url()))
    assert "own strategy" not in words(sign_in(reader).get(the_wall(post)))
    sign_in(people.coordinator).post(there(post, "wall-hide"), {"again": "1"})
    assert sign_in(reader).get(post.get_absolute_url()).status_code == 200


def test_a_hidden_comment_is_gone_for_the_others(sign_in, people, run, post, reader):
    comment = wall.comment(post, run, "Unkind words", by=reader)
    sign_in(people.coordinator).post(reverse("wall-comment-hide", args=[run.pk, comment.pk]))
    assert "Unkind words" not in words(sign_in(people.owner).get(post.get_absolute_url()))
    assert "Unkind words" in words(sign_in(reader).get(post.get_absolute_url()))


def test_what_somebody_said_leaves_the_wall_with_them_and_comes_back(sign_in, people, run, post, reader):
    comment = wall.comment(post, run, "Words of mine", by=reader)
    client = sign_in(people.owner)
    taking_part.leave(Participation.objects.get(run=run, owner=reader), by=reader)
    assert "Words of mine" not in words(client.get(post.get_absolute_url()))
    assert [tile.comments for tile in wall.as_tiles([post], run, who=people.owner)] == [0]
    assert client.get(the_wall(post)).status_code == 200
    hide = reverse("wall-comment-hide", args=[run.pk, comment.pk])
    assert sign_in(people.coordinator).post(hide).status_code == 404
    taking_part.join(run, by=reader)
    assert "Words of mine" in words(sign_in(people.owner).get(post.get_absolute_url()))


def test_what_the_coordinator_says_stays(sign_in, people, run, post):
    wall.comment(post, run, "Well found", by=people.coordinator)
    assert "Well found" in words(sign_in(people.owner).get(post.get_absolute_url()))


def test_a_report_reaches_the_coordinator_without_a_name(sign_in, people, post, reader):
    sign_in(reader).post(there(post, "wall-report"))
    page = words(sign_in(people.coordinator).get(reverse("run-progress", args=[post.run_id])))
    assert "Somebody reported these" in page


def test_only_the_writer_takes_a_post_back_and_the_entry_stays(sign_in, people, post, reader):
    assert sign_in(reader).post(there(post, "wall-take-back")).status_code == 403
    sign_in(people.owner).post(there(post, "wall-take-back"))
    assert not WallPost.objects.kept().exists()
    assert post.entry.__class__.objects.kept().filter(pk=post.entry_id).exists()


def test_the_feed_says_what_the_wall_says_and_no_more(client, people, run, post, reader):
    address = reverse("wall-feed", args=[atom.secret_for(run, reader)])
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = ET.fromstring(answer.content)
    (entry,) = tree.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}content").text == "I tried it on my own strategy first"
    assert people.owner.name not in answer.content.decode()


def test_the_feed_ends_with_taking_part_and_serves_nothing_else(client, people, run, reader):
    secret = atom.secret_for(run, reader)
    taking_part.leave(Participation.objects.get(run=run, owner=reader), by=reader)
    for wrong in (secret, secret[:-1], "x", atom.secret_for(run, people.stranger)):
        assert client.get(reverse("wall-feed", args=[wrong])).status_code == 404
    assert client.get(reverse("run-mails", args=[secret])).status_code == 404
    assert client.get(reverse("run-enter", args=[secret])).status_code == 404


def test_words_on_the_wall_cannot_break_the_feed(client, people, run, inside, reader):
    wrote(inside, "thing-03", "<script>&]]> \u2028 “x”\x0b", by=people.owner)
    Person.objects.filter(pk=people.owner.pk).update(name="A <b>name</b> & more")
    Participation.objects.filter(pk=inside.pk).update(shows_name=True)
    tree = ET.fromstring(client.get(reverse("wall-feed", args=[atom.secret_for(run, reader)])).content)
    assert tree.find(f"{ATOM}entry/{ATOM}author/{ATOM}name").text == "A <b>name</b> & more"
