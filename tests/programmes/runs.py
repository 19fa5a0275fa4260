"""Runs that tests talk about."""

from datetime import date, timedelta

from django.utils import timezone

from planfolio.people.base import new_key
from planfolio.programmes import announcing, asking, running, survey, taking_part, wall
from planfolio.programmes.document import find
from planfolio.programmes.models import Agreement, Blog, Certificate, GroupPost, ProposedPost, Run, RunGroup
from tests.programmes.written import small_programme


def begin(owner, doc=None, **values) -> Run:
    doc = doc or small_programme()
    first = {"title": "A run", "starts": owner.today(), "joining": "open", "source": "small"}
    return running.begin(doc, by=owner, **{**first, **values})


def wrote(participation, key: str, summary: str, *, by, share: bool = True, note: str = ""):
    """What somebody writes of a thing; the post, where it is shared."""
    there = find(participation.run.doc, key)
    return taking_part.reflect(
        participation, there, by=by, note=note, summary=summary, share_it=share, usefulness=None, key=new_key()
    )


def run_with_everything(owner, programme, *, mark: str) -> tuple[Run, dict]:
    """A run whose coordinator takes part, with a post, a comment and a certificate; and what its addresses need."""
    run = begin(owner, programme.doc, title=f"Run {mark}", joining="invited", programme=programme)
    participation = taking_part.join(run, by=owner)
    post = wrote(participation, "thing-01", f"Summary {mark}", by=owner)
    comment = wall.comment(post, run, f"Comment {mark}", by=owner)
    Agreement.objects.create(
        owner=owner,
        participation=participation,
        email="manager@example.org",
        words=f"Words {mark}",
        secret_hash="7" * 64,
        expires_at=timezone.now() + timedelta(days=30),
    )
    group = RunGroup.objects.create(owner=owner, run=run, number=1)
    run.participations.update(group=group, wants_group=True)
    GroupPost.objects.create(id=post.pk, owner=owner, group=group, participation=participation, text=f"Said {mark}")
    blog = Blog.objects.create(
        owner=owner, participation=participation, url=f"https://{mark}.example/", url_hash="5" * 64
    )
    # Under the key of the post, so that one key serves every address of a run.
    ProposedPost.objects.create(id=post.pk, owner=owner, blog=blog, mark="6" * 64, url=blog.url, title=mark)
    certificate = Certificate.objects.create(
        owner=owner,
        participation=participation,
        code="code-of-the-owner",
        name=owner.name,
        title=mark,
        programme=mark,
        criteria="All things",
        coordinator=owner.name,
        done=3,
        of=3,
        issued_on=date(2026, 11, 25),
    )
    announcement = announcing.announce(run, title=f"News {mark}", text=f"Announcement {mark}", by=owner)
    question = asking.ask(participation, text=f"Question {mark}", public=False, by=owner)
    survey.open_survey(run, without=["pace"], own=[f"Own {mark}?"], by=owner)
    inside = {
        "announcement": announcement.pk,
        "inquiry": question.pk,
        "post": post.pk,
        "comment": comment.pk,
        "person": participation.pk,
    }
    return run, {**inside, "code": certificate.code, "certificate": certificate.pk}
