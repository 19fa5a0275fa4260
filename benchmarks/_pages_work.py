"""The two workers of `benchmarks.pages`: requests straight through the WSGI handler, as the server would send them."""

import gzip
from datetime import date, timedelta
from io import BytesIO

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from benchmarks.pages import PEOPLE, SUPERVISORS, timed

state: dict = {}


def seed(entries: int) -> dict:
    """One person with a plan of 20 objectives and 60 activities, and so many entries over the last years."""
    from planfolio.journal.models import Entry, EntryObjective
    from planfolio.plans.models import Activity, Objective
    from planfolio.testing import PersonFactory, PlanFactory

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    person = PersonFactory()
    plan = PlanFactory(owner=person)
    objectives = Objective.objects.bulk_create(
        Objective(owner=person, plan=plan, number=n, position=n, what=f"Objective {n}, worded as people do", why="Why")
        for n in range(1, 21)
    )
    Activity.objects.bulk_create(
        Activity(owner=person, objective=each, position=n, title=f"Activity {n} of it", minutes=60)
        for each in objectives
        for n in range(1, 4)
    )
    today = date.today()
    for start in range(0, entries, 5_000):
        rows = [
            Entry(owner=person, title=f"Learned thing {n}", day=today - timedelta(days=n % 1_500), minutes=30)
            for n in range(start, min(entries, start + 5_000))
        ]
        Entry.objects.bulk_create(rows)
        EntryObjective.objects.bulk_create(
            EntryObjective(owner=person, entry=row, objective=objectives[n % 20], minutes=30)
            for n, row in enumerate(rows)
        )
    organisation = seed_organisation(person)
    supervised = {f"supervised {size}": str(seed_supervised(person, size).pk) for size in SUPERVISORS}
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA optimize")
    else:
        connection.cursor().execute("ANALYZE")
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    state.update(plan=str(plan.pk), person=person)
    sign_in(session)
    keys = {"plan": str(plan.pk), "organisation": str(organisation.pk)}
    return {"session": session, "plain session": plain_session(person), **keys, **supervised}


def seed_organisation(coordinator):
    """One with PEOPLE members, each in one of 50 teams, which `coordinator` administers."""
    from planfolio.people.models import Membership, Organisation, Person, Team, TeamPlace

    organisation = Organisation.objects.create(name="City Hospital Library")
    Membership.objects.create(organisation=organisation, person=coordinator, role="administrator")
    people = Person.objects.bulk_create(
        (Person(name=f"Person {n}", email=f"member{n}@example.org") for n in range(PEOPLE)), batch_size=500
    )
    members = Membership.objects.bulk_create(
        (Membership(organisation=organisation, person=each, email=each.email) for each in people), batch_size=500
    )
    teams = Team.objects.bulk_create(Team(organisation=organisation, name=f"Team {n}") for n in range(50))
    TeamPlace.objects.bulk_create(
        (TeamPlace(team=teams[n % 50], member=each) for n, each in enumerate(members)), batch_size=500
    )
    return organisation


def seed_supervised(supervisor, size: int):
    """An organisation in which `supervisor` supervises a team of so many, who share plans and reviews."""
    from planfolio.mentoring.models import Cycle, CyclePlace, Mentorship, Review
    from planfolio.people.models import Membership, Organisation, Person, Supervision, Team, TeamPlace
    from planfolio.plans.models import Plan, PlanGrant

    today = date.today()
    days = {"starts": today - timedelta(days=300), "ends": today}
    organisation = Organisation.objects.create(name=f"Library of {size}")
    team = Team.objects.create(organisation=organisation, name="Reference desk")
    own = Membership.objects.create(organisation=organisation, person=supervisor)
    over = Supervision.objects.create(supervisor=own, team=team)
    cycle = Cycle.objects.create(organisation=organisation, team=team, by=supervisor, title="Review", **days)
    for n in range(size):
        person = Person.objects.create(name=f"Supervised {n}", email=f"supervised{n}of{size}@example.org")
        member = Membership.objects.create(organisation=organisation, person=person)
        place = TeamPlace.objects.create(team=team, member=member)
        CyclePlace.objects.create(cycle=cycle, member=member)
        ties = {"kind": "supervisor", "state": "running", "supervision": over, "place": place}
        agreed = Mentorship.objects.create(owner=person, supporter=supervisor, **ties)
        plan = Plan.objects.create(owner=person, title=f"Plan {n}", **days)
        PlanGrant.objects.create(owner=person, thing=plan, person=supervisor, role="commenter", source=agreed.source)
        state = "shared" if n % 2 else "draft"
        Review.objects.create(owner=person, mentorship=agreed, cycle=cycle, plan=plan, title="R", state=state, **days)
    return organisation


def plain_session(person) -> str:
    """A sign-in that Django alone understands, for the reference."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return session.session_key


def sign_in(session: str) -> dict:
    state.update(session=session, application=get_wsgi_application())
    return {}


def request(path: str, data: bytes | None = None) -> tuple[str, bytes]:
    """Status and body of one request through the handler."""
    got = {}
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET" if data is None else "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={state['session']}; {settings.CSRF_COOKIE_NAME}={'a' * 32}",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(data or b""),
    }
    if data is not None:
        environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(data))}
    answer = state["application"](environ, lambda status, headers: got.update(status=status))
    body = b"".join(answer)
    answer.close()
    return got["status"], body


def read(path: str, *, changed: bool = False, before=lambda: None) -> dict:
    """Look at a page; `changed` writes something that it shows before each look, or that is what `before` does."""
    before = change if changed else before
    request(path)
    before()
    with CaptureQueriesContext(connection) as queries:
        status, body = request(path)
    count = len(queries)
    if not status.startswith("200"):
        raise SystemExit(f"{path} answered {status}")
    return {
        **timed(lambda: request(path), before=before),
        "queries": count,
        "bytes": len(body),
        "gzip": len(gzip.compress(body)),
    }


def change() -> None:
    """One activity is ticked or open again, the one after it the next time, and a latest entry has another title."""
    from planfolio.journal.models import Entry
    from planfolio.plans.models import Activity

    turn = state["changes"] = state.get("changes", 0) + 1
    activities = Activity.objects.filter(objective__plan=state["plan"]).order_by("pk")
    row = activities[turn % activities.count()]
    done = {"state": "open", "done_on": None} if row.state == "done" else {"state": "done", "done_on": date.today()}
    Activity.objects.filter(pk=row.pk).update(**done)
    latest = Entry.objects.order_by("-day", "-pk").values("pk")[turn % 10 : turn % 10 + 1]
    Entry.objects.filter(pk__in=latest).update(title=f"Learned thing of turn {turn}")


def write(what: str) -> dict:
    send = WRITES[what]
    with CaptureQueriesContext(connection) as queries:
        send()
    count = len(queries)
    return {**timed(send), "queries": count, "bytes": 0, "gzip": 0}


def post(path: str, body: str) -> None:
    status, answer = request(path, f"csrfmiddlewaretoken={'a' * 32}&{body}".encode())
    if not status.startswith("302"):
        raise SystemExit(f"{path} answered {status}: {answer[:500]}")


def log_entry() -> None:
    post("/capture/", f"text=RDA+webinar&id={uuid7()}")


def tick() -> None:
    """Tick an activity, then take the tick off without counting that."""
    from planfolio.plans.models import Activity

    if "activities" not in state or not state["activities"]:
        Activity.objects.update(state="open", done_on=None)
        state["activities"] = list(Activity.objects.values_list("pk", flat=True))
    post(f"/activities/{state['activities'].pop()}/moves/finish/", "next=/")


WRITES = {
    "reference": lambda: post("/write/", "title=RDA+webinar&day=2026-11-23&minutes=30"),
    "Log an entry": log_entry,
    "Tick an activity": tick,
}
ACTS = {"seed": seed, "sign in": sign_in, "read": read, "write": write}
