"""Posts that lie elsewhere on the web: an address counts at once, a blog's posts are proposed, and that is all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from planfolio.errors import NotNow, TooMany
from planfolio.programmes import running, taking_part
from planfolio.programmes.blogs import actions, proposing, reading
from planfolio.programmes.document import find
from planfolio.programmes.models import Blog, ProposedPost, WallPost
from planfolio.programmes.run_pages import states_of
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin
from tests.web.sites import answer, moved, network, site

pytestmark = pytest.mark.django_db
HOME = "http://blog.example/feed"


@pytest.fixture
def run(people):
    return begin(people.coordinator, tag="23things")


def there(run, name, *more):
    return reverse(name, args=[run.pk, *more])


def entry(number, tags=("thing-01",), title="About tags", when=None, link=None) -> str:
    day = (when or timezone.now()).isoformat()
    labels = "".join(f'<category term="{tag}"/>' for tag in tags)
    link = link or f"http://blog.example/{number}"
    return (
        f'<entry><id>tag:{number}</id><title>{title}</title><link href="{link}"/>{labels}'
        f"<published>{day}</published><summary>What I found</summary></entry>"
    )


def feed(*entries, **headers) -> bytes:
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>{"".join(entries)}</feed>'.encode()
    return answer(body, **{"Content_Type": "application/atom+xml", **headers})


def read(blog, answers, **more) -> tuple[int, list[str]]:
    """What reading the blog brings, and which requests the site got."""
    answers = answers if isinstance(answers, dict) else {"/feed": answers}
    with site(answers) as made:
        return reading.read(str(blog.pk), network=network(made, **more)), made.asked


# --- an address


def test_an_address_counts_at_once_and_its_page_is_looked_at_afterwards(sign_in, people, run, inside):
    client = sign_in(people.owner)
    address = "http://blog.example/5"
    for _twice in range(2):
        client.post(there(run, "run-address", "thing-01"), {"url": address})
    post = WallPost.objects.get()
    assert states_of(inside) == {"thing-01": "done"}
    assert address in words(client.get(there(run, "wall")))
    assert DBTaskResult.objects.filter(task_path="planfolio.programmes.blogs.reading.look_at").exists()
    page = b"<title>My <b>post</title><meta name=description content='Of <script>x</script>it'>"
    with site({"/5": answer(page)}) as made:
        reading.look(str(post.pk), network=network(made))
    shown = client.get(there(run, "wall")).content.decode()
    assert "My &lt;b&gt;post" not in shown
    assert ">My post</a>" in shown
    assert "<script>x" not in shown


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://blog.example:22/", "http://inside.example/"])
def test_a_page_that_the_door_does_not_open_to_is_told_kindly_to_its_writer_alone(sign_in, people, run, inside, url):
    taking_part.join(run, by=people.stranger)
    post = actions.share_address(inside, find(run.doc, "thing-01"), url, by=people.owner)
    with site({"/": answer()}) as made:
        reading.look(str(post.pk), network=network(made, {"inside.example": [["10.0.0.1"]]}))
    assert made.asked == []
    kind = "The page could not be reached just now"
    assert kind in words(sign_in(people.owner).get(there(run, "wall")))
    assert kind not in words(sign_in(people.stranger).get(there(run, "wall")))


@pytest.mark.usefixtures("one_minute")
def test_addresses_are_counted_by_the_minute(people, run, inside):
    for number in range(actions.EACH_MINUTE):
        actions.share_address(inside, find(run.doc, "thing-01"), f"http://b.example/{number}", by=people.owner)
    with pytest.raises(TooMany):
        actions.share_address(inside, find(run.doc, "thing-01"), "http://b.example/x", by=people.owner)


# --- a blog


@pytest.fixture
def blog(people, inside) -> Blog:
    return actions.name_blog(inside, HOME, by=people.owner, automatic=False)


def test_a_post_with_the_tag_of_a_thing_waits_until_its_writer_shows_it(sign_in, people, run, inside, blog):
    new, _asked = read(blog, feed(entry(1), entry(2, tags=("cats",)), entry(3, tags=("23things",), title="My week")))
    assert new == 2
    assert not WallPost.objects.exists()
    assert states_of(inside) == {}
    client = sign_in(people.owner)
    assert "About tags" in words(client.get(there(run, "run-blog")))
    first = ProposedPost.objects.get(url="http://blog.example/1")
    client.post(there(run, "run-proposed", first.pk), {"thing": "thing-01"})
    client.post(there(run, "run-proposed", first.pk), {"thing": "thing-02"})
    post = WallPost.objects.get()
    assert (post.key, post.page_title, post.page_words) == ("thing-01", "About tags", "What I found")
    assert states_of(inside) == {"thing-01": "done"}
    other = ProposedPost.objects.get(url="http://blog.example/3")
    assert other.key == ""
    client.post(there(run, "run-proposed", other.pk), {"thing": ""})
    assert WallPost.objects.count() == 1
    client.post(there(run, "run-proposed", other.pk), {"leave": "1"})
    assert "My week" not in words(client.get(there(run, "run-blog")))
    client.post(there(run, "run-proposed", other.pk), {"again": "1"})
    assert "My week" in words(client.get(there(run, "run-blog")))


def test_a_post_is_proposed_once_and_not_when_its_address_is_on_the_wall(people, run, inside, blog):
    actions.share_address(inside, find(run.doc, "thing-01"), "http://blog.example/1", by=people.owner)
    assert read(blog, feed(entry(1), entry(2)))[0] == 1
    assert read(blog, feed(entry(1), entry(2)))[0] == 0


def test_what_was_written_before_one_joined_is_left_alone(people, run, inside, blog):
    assert read(blog, feed(entry(1, when=timezone.now() - timedelta(days=3)), entry(2)))[0] == 1


def test_where_one_chose_so_a_post_that_says_its_thing_is_shown_at_once(people, run, inside):
    blog = actions.name_blog(inside, HOME, by=people.owner, automatic=True)
    assert read(blog, feed(entry(1), entry(2, tags=("23things",), title="Which?")))[0] == 2
    assert [post.key for post in WallPost.objects.all()] == ["thing-01"]
    assert ProposedPost.objects.get(state="waiting").title == "Which?"


def test_a_blog_whose_page_names_its_feed_is_read_by_that(people, blog):
    page = b'<!DOCTYPE html><html><head><link rel="alternate" type="application/atom+xml" href="/atom.xml"></head>'
    assert read(blog, {"/feed": answer(page), "/atom.xml": feed(entry(1))})[0] == 1


def test_a_feed_is_asked_with_what_tells_whether_it_changed(people, blog):
    tell = {"ETag": '"v1"', "Last_Modified": "Mon, 05 Oct 2026 08:00:00 GMT"}
    read(blog, feed(entry(1), **tell))
    _new, asked = read(blog, answer(b"", "304 Not Modified"))
    assert 'If-None-Match: "v1"' in asked[0]
    assert "If-Modified-Since: Mon, 05 Oct 2026 08:00:00 GMT" in asked[0]
    blog.refresh_from_db()
    assert (blog.failures, blog.etag) == (0, '"v1"')


def test_several_with_one_feed_have_it_read_once(people, run, inside, blog):
    for _each in range(3):
        person = PersonFactory()
        actions.name_blog(taking_part.join(run, by=person), HOME, by=person, automatic=False)
    DBTaskResult.objects.all().delete()
    assert reading.read_blogs.func() == 1
    assert reading.read_blogs.func() == 0
    new, asked = read(blog, feed(entry(1)))
    assert (new, len(asked)) == (4, 1)


def test_who_names_a_feed_that_is_read_already_gets_all_that_is_in_it(people, run, inside, blog):
    read(blog, feed(entry(1), ETag='"v1"'))
    person = PersonFactory()
    other = actions.name_blog(taking_part.join(run, by=person), HOME, by=person, automatic=False)
    new, asked = read(other, feed(entry(1), ETag='"v1"'))
    assert new == 1
    assert "If-None-Match" not in asked[0]


@pytest.mark.parametrize(
    "given",
    [
        answer(status="500 Oh"), answer(b"<html>no feed"), moved("http://127.0.0.1/"), feed("x" * 1_000_001),
        answer(b'<!DOCTYPE f [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>', Content_Type="text/xml"),
    ],
    ids=["broken", "page", "inside", "large", "entities"],
)  # fmt: skip
def test_what_cannot_be_read_is_asked_ever_later_and_in_the_end_no_more(sign_in, people, run, blog, given):
    waits = []
    for _time in range(3):
        assert read(blog, given)[0] == 0
        blog.refresh_from_db()
        waits.append(round((blog.next_at - timezone.now()) / timedelta(hours=1)))
    assert waits == [2, 4, 8]
    assert "could not be read the last time" in words(sign_in(people.owner).get(there(run, "run-blog")))
    Blog.objects.update(failures=reading.FAILURES - 1)
    read(blog, given)
    blog.refresh_from_db()
    assert blog.next_at is None
    assert reading.read_blogs.func() == 0
    assert actions.name_blog(blog.participation, HOME, by=people.owner, automatic=False).next_at


def test_one_good_answer_after_bad_ones_begins_anew(people, blog):
    read(blog, answer(status="500 Oh"))
    read(blog, feed(entry(1)))
    blog.refresh_from_db()
    assert blog.failures == 0


def test_scripts_in_a_feed_are_words_or_nothing(sign_in, people, run, blog):
    bad = "&lt;img src=x onerror=alert(1)&gt;Hi&lt;script&gt;alert(2)&lt;/script&gt;"
    read(blog, feed(entry(1, title=bad), entry(2, link="javascript:alert(1)"), entry(3, link="data:text/html,x")))
    assert [each.title for each in ProposedPost.objects.all()] == ["Hi"]
    page = sign_in(people.owner).get(there(run, "run-blog")).content.decode()
    assert "onerror" not in page
    assert "alert(" not in page


def test_a_blog_is_read_while_its_person_takes_part_and_the_run_goes_on(people, run, inside, blog):
    taking_part.leave(inside, by=people.owner)
    assert reading.read_blogs.func() == 0
    assert read(blog, feed(entry(1))) == (0, [])
    taking_part.join(run, by=people.owner)
    assert reading.read_blogs.func() == 1
    running.end(run, by=people.coordinator)
    Blog.objects.update(next_at=timezone.now())
    assert reading.read_blogs.func() == 0


def test_a_blog_that_is_forgotten_takes_what_waits_along_and_leaves_the_wall(sign_in, people, run, inside, blog):
    read(blog, feed(entry(1), entry(2)))
    first = ProposedPost.objects.first()
    proposing.show_proposed(first, find(run.doc, "thing-01"), inside, by=people.owner)
    with pytest.raises(NotNow):
        proposing.show_proposed(first, find(run.doc, "thing-01"), inside, by=people.owner)
    sign_in(people.owner).post(there(run, "run-blog-forget"))
    assert not ProposedPost.objects.exists()
    assert WallPost.objects.count() == 1


def test_the_blog_of_another_is_nobody_elses(sign_in, people, run, inside, blog):
    read(blog, feed(entry(1)))
    proposed = ProposedPost.objects.get()
    stranger = sign_in(people.stranger)
    for name in ("run-blog", "run-blog-forget"):
        assert stranger.post(there(run, name), {"url": "http://x.example/"}).status_code == 403
    taking_part.join(run, by=people.stranger)
    assert stranger.post(there(run, "run-proposed", proposed.pk), {"thing": "thing-01"}).status_code == 404
    assert "About tags" not in words(stranger.get(there(run, "run-blog")))
    assert sign_in(people.coordinator).get(there(run, "run-blog")).status_code == 403
    assert ProposedPost.objects.get().state == "waiting"


def test_an_address_that_is_none_is_refused_with_what_was_typed(sign_in, people, run, inside):
    answer = sign_in(people.owner).post(there(run, "run-blog"), {"url": "javascript:alert(1)"})
    assert answer.status_code == 422
    assert "Enter a web address" in words(answer)
    assert "javascript:alert(1)" in answer.content.decode()
    assert not Blog.objects.exists()


def test_the_page_costs_the_same_with_one_post_and_with_many(sign_in, people, run, blog, count_queries):
    client = sign_in(people.owner)
    read(blog, feed(entry(0)))
    client.get(there(run, "run-blog"))
    one = count_queries(lambda: client.get(there(run, "run-blog")))
    read(blog, feed(*(entry(number) for number in range(40))))
    assert count_queries(lambda: client.get(there(run, "run-blog"))) == one


def test_a_blog_that_shows_by_itself_waits_until_the_manager_has_agreed(people, run, inside, blog):
    Blog.objects.filter(pk=blog.pk).update(automatic=True)
    type(run).objects.filter(pk=run.pk).update(agreement="first")
    person = PersonFactory()
    other = taking_part.join(run, by=person)
    actions.name_blog(other, HOME, by=person, automatic=False)
    assert read(blog, feed(entry(1)))[0] == 2
    assert not WallPost.objects.exists()
    assert set(ProposedPost.objects.values_list("state", flat=True)) == {ProposedPost.State.WAITING}
