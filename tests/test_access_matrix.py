"""Every address x every role. A new route fails here until it is placed in the table.

Not allowed to see: 404. Allowed to see but not to do: 403. Nobody signed in: the way to sign in. The administrator
is a stranger to what people write. (The API has a table of its own in tests/api; sign-in pages are allauth's.)
"""

import re
from functools import cache

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from planfolio.people.sharing import Role
from planfolio.plans.models import PlanGrant
from planfolio.testing import cast
from tests.conftest import sign_in_freshly
from tests.people.organisation_cast import house
from tests.programmes.written import PROGRAMME, RUN
from tests.world import world

pytestmark = pytest.mark.django_db

#: Open to everybody, signed in or not; nothing in them belongs to a person.
OPEN = {
    "run-agreement-answer",
    "run-enter",
    "run-mails",
    "mail-stop",
    "verify",
    "programmes-feed",
    "runs-feed",
    "wall-feed",
    "set_theme",
    "set_language",
    "offline",
    "worker",
    "manifest",
    "robots",
    "favicon",
    "health",
    "launch",
    "invitation",
    "welcome",
    "welcome-skip",
    "demo",
    "demo-leave",
    "guide",
    "guides",
    "joining",
    "organisation-set-up",
    "calendar-address",
    "plan-address",
    "shared",
}
#: Pages of whoever is signed in, about themselves alone; the address names nobody.
OWN = {
    "builtin",
    "builtin-export",
    "builtin-fork",
    "builtin-run",
    "builtin-thing",
    "programme-import",
    "programme-new",
    "programmes",
    "calendar-address-end",
    "calendar-address-new",
    "dates",
    "dates-import",
    "listing-new",
    "asked",
    "mentoring",
    "mentoring-ask",
    "mentoring-offer",
    "mentoring-people",
    "supporter-notes",
    "openings",
    "request-new",
    "review-new",
    "network",
    "organisations",
    "own-data",
    "own-data-file",
    "own-data-in",
    "own-resource-new",
    "own-resources",
    "plan-templates",
    "plan-threads",
    "plan-threads-csv",
    "resource",
    "resource-keep",
    "resources",
    "resources-index",
    "account",
    "account-delete",
    "breaks",
    "mail",
    "busy",
    "capture",
    "capture-bookmark",
    "capture-by-mail",
    "capture-by-mail-end",
    "checkin",
    "credentials",
    "deleted",
    "entry-new",
    "evidence-new",
    "example",
    "examples",
    "goal-new",
    "goals",
    "journal",
    "lately-csv",
    "plan-address-end",
    "plan-address-new",
    "plan-calendar",
    "plan-import",
    "plan-new",
    "plans",
    "plans-all",
    "portfolio",
    "progress",
    "progress-csv",
    "sessions",
    "sessions-end-others",
    "token-new",
    "tokens",
    "week",
    "week-choose",
    "weeks",
    "welcome-plan",
}
#: Only for administrators, about accounts alone.
ADMINISTRATOR = {"invitations", "invitation-take-back", "organisation-new"}
#: Read by the owner and by whoever was given the plan.
READ = {
    "attachment",
    "contract",
    "evidence",
    "objective",
    "plan",
    "plan-copy",
    "plan-export",
    "plan-export-file",
    "plan-timeline-csv",
}
#: Done by the owner; whoever may read is told that they may not (403).
EDIT = {
    "activity",
    "activity-move",
    "activity-new",
    "activity-remove",
    "activity-shift",
    "attachment-remove",
    "evidence-edit",
    "evidence-remove",
    "objective-check",
    "objective-edit",
    "objective-move",
    "objective-new",
    "objective-remark",
    "objective-remove",
    "objective-shift",
    "objective-stage",
    "plan-edit",
    "plan-history",
    "plan-version",
    "plan-version-back",
    "plan-version-keep",
    "plan-forecast-csv",
    "plan-load-csv",
    "plan-remarks",
    "plan-remove",
    "plan-next",
    "plan-replan",
    "plan-roadmap",
    "sharing",
    "sharing-end",
    "sharing-link",
    "question",
    "question-new",
    "question-try",
}
#: Addressed by a key: there for the owner, missing for everybody else. (Programmes have grants of their own, of which
#: tests/programmes tells.)
MINE = {
    "agreement",
    "checkpoint",
    "checkpoint-new",
    "improvement",
    "improvement-close",
    "improvement-edit",
    "improvement-new",
    "meeting",
    "meeting-call-off",
    "meeting-edit",
    "meeting-file",
    "meeting-new",
    "meeting-step",
    "mentorship",
    "mentorship-answer",
    "mentorship-end",
    "mentorship-entries",
    "request",
    "request-close",
    "review",
    "review-comment",
    "review-halfway",
    "review-go-on",
    "cycle-begin",
    "review-copy",
    "review-copy-file",
    "review-edit",
    "review-file",
    "review-move",
    "review-sign",
    "shared-link-end",
    "supporter-note-remove",
    "work-together",
    *PROGRAMME,
    *RUN,
    "certificate-pdf",
    "listing",
    "listing-calendar",
    "listing-edit",
    "listing-plan",
    "listing-remove",
    "own-data-check",
    "own-data-leave",
    "own-resource",
    "own-resource-remove",
    "own-resource-use",
    "break",
    "break-remove",
    "week-time",
    "week-time-remove",
    "weeks-batch-remove",
    "entry",
    "entry-attach",
    "entry-edit",
    "entry-reflect",
    "entry-remove",
    "erase",
    "goal",
    "goal-move",
    "goal-remove",
    "goal-shift",
    "plan-import-check",
    "plan-import-leave",
    "plan-import-undo",
    "session-end",
    "token-revoke",
    "undo",
}
#: Within an organisation, by who in it may at least come there; the rest of it is told 404, or 403 where a coordinator
#: asks for what administrators do. Outside it nothing is there. A list of people is its maker's alone. A leader
#: coordinates or supervises; an opener has opened the round or coordinates, and other leaders are told 403.
ORGANISATION = {
    "organisation": "member",
    "organisation-leave": "member",
    "outcome-consent": "member",
    "outcomes": "coordinator",
    "outcomes-file": "coordinator",
    "organisation-invitation-again": "coordinator",
    "organisation-invitation-take-back": "coordinator",
    "organisation-invitations": "coordinator",
    "organisation-invite": "coordinator",
    "organisation-member": "coordinator",
    "organisation-member-supervisors": "coordinator",
    "organisation-member-teams": "coordinator",
    "organisation-people": "coordinator",
    "organisation-supervision-end": "coordinator",
    "organisation-team": "coordinator",
    "organisation-team-name": "coordinator",
    "organisation-team-people": "coordinator",
    "organisation-team-remove": "coordinator",
    "organisation-team-supervisors": "coordinator",
    "organisation-team-take-from": "coordinator",
    "organisation-teams": "coordinator",
    "organisation-member-role": "administrator",
    "organisation-settings": "administrator",
    "organisation-take-out": "administrator",
    "supervising": "member",
    "cycles": "leader",
    "cycle": "leader",
    "cycle-new": "leader",
    "cycle-remind": "leader",
    "cycle-change": "opener",
    "cycle-end": "opener",
    "cycle-newcomers": "opener",
    "organisation-roster": "maker",
    "organisation-roster-leave": "maker",
}
#: Beside administrators, who may do everything, and what every member may.
MAY = {("coordinator", least) for least in ("coordinator", "leader", "opener")} | {("supervisor", "leader")}
#: Who is who in an organisation (tests.people.organisation_cast).
HOUSE = ("administrator", "coordinator", "supervisor", "member")
#: What belongs to somebody, or to some.
KEPT = READ | EDIT | MINE | set(ORGANISATION)
TABLE = {"open": OPEN, "own": OWN, "administrator": ADMINISTRATOR, "read": READ, "edit": EDIT, "mine": MINE}
TABLE |= {"organisation": set(ORGANISATION)}
#: Answers that mean "done", "shown", "shown again with what to mend", or "another method".
THERE = {200, 204, 302, 303, 304, 405, 409, 422}


@cache
def routes() -> dict[str, str]:
    """Every named route of our own with its pattern."""
    found = {}
    waiting = [("", pattern) for pattern in get_resolver().url_patterns]
    while waiting:
        before, pattern = waiting.pop()
        there = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            waiting += [(there, each) for each in pattern.url_patterns]
        elif not there.startswith(("accounts/", "api/")):
            found[pattern.name or there] = there
    return found


def placed() -> set[str]:
    return set().union(*TABLE.values())


def test_every_route_is_in_the_table_and_in_one_row_of_it():
    assert set(routes()) - placed() == set(), "Place these routes in the table of tests/test_access_matrix.py"
    assert sum(len(row) for row in TABLE.values()) == len(placed())


def address(name: str, values: dict) -> str:
    pattern = routes()[name]
    kind, key = values["plan-row"] if name == "plan" else values.get(name, (None, None))
    if name == "question":
        key = "why"
    names = re.findall(r"<\w+:(\w+)>|<(\w+)>", pattern)
    arguments = {}
    for first, second in names:
        argument = first or second
        arguments[argument] = (
            values[argument] if argument not in {"key", "kind"} else (kind if argument == "kind" else key)
        )
    return reverse(name, kwargs=arguments)


def ask(client, name: str, there: str) -> int:
    """The status of a GET, or of a POST where a GET is refused for its method."""
    status = client.get(there).status_code
    return client.post(there).status_code if status == 405 else status


@pytest.fixture(scope="module")
def people(once):
    with once():
        return cast()


@pytest.fixture(scope="module")
def scene(once, people):
    with once():
        return world(people.owner)


@pytest.fixture(scope="module")
def elsewhere(once):
    with once():
        return house("Another").administrator.person


@pytest.fixture(scope="module")
def sessions(once, people, scene, elsewhere) -> dict:
    """Of everybody who asks here, signed in once for thousands of questions, and begun by a first one."""
    begun = {}
    with once():
        inside = [getattr(scene["here"], role).person for role in HOUSE]
        for person in [*vars(people).values(), *inside, elsewhere]:
            client = sign_in_freshly(Client(), person)
            client.get("/health/")
            begun[person.pk] = client.session.session_key
    return begun


@pytest.fixture
def sign_in(client, sessions):
    def signed_in(person):
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[person.pk]

    return signed_in


def present(row: set[str]) -> list[str]:
    return sorted(name for name in row if name in routes())


@pytest.mark.sweep
@pytest.mark.parametrize("role", ["mentor", "supervisor", "coordinator", "administrator", "stranger"])
@pytest.mark.parametrize("name", present(KEPT - set(ORGANISATION)))
def test_without_a_grant_it_is_not_there(client, people, sign_in, scene, role, name):
    sign_in(getattr(people, role))
    assert ask(client, name, address(name, scene)) == 404


@pytest.mark.sweep
@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("name", present(KEPT - set(ORGANISATION)))
def test_a_grant_gives_reading_and_nothing_more(client, people, sign_in, scene, role, name):
    PlanGrant.objects.create(
        owner=people.owner, thing_id=scene["plan"], person=people.mentor, role=role, source="test:1"
    )
    sign_in(people.mentor)
    status = ask(client, name, address(name, scene))
    if name in READ:
        assert status in THERE
    else:
        assert status == (403 if name in EDIT else 404)


@pytest.mark.parametrize("name", present(KEPT))
def test_it_is_there_for_its_owner(client, people, sign_in, scene, name):
    sign_in(people.owner)
    assert ask(client, name, address(name, scene)) in THERE


@pytest.mark.sweep
@pytest.mark.parametrize("name", present(OWN | ADMINISTRATOR | KEPT))
def test_nobody_signed_in_is_shown_the_way_to_sign_in(client, scene, name):
    there = address(name, scene)
    answer = client.get(there)
    answer = client.post(there) if answer.status_code == 405 else answer
    shown_back = answer.status_code == 403 and b"/accounts/login/" in answer.content
    assert (
        (answer.status_code == 302 and "/accounts/login/" in answer["Location"])
        or shown_back
        or (answer.status_code == 401)
    ), (answer.status_code, answer.get("Location"))


@pytest.mark.parametrize("name", present(ADMINISTRATOR))
def test_accounts_are_for_administrators(client, people, sign_in, scene, name):
    sign_in(people.stranger)
    assert ask(client, name, address(name, scene)) in {403, 404}
    sign_in(people.administrator)
    assert ask(client, name, address(name, scene)) in THERE


@pytest.mark.sweep
@pytest.mark.parametrize("role", [*HOUSE, "of another house", "of the instance"])
@pytest.mark.parametrize("name", present(set(ORGANISATION)))
def test_an_organisation_shows_each_role_what_it_may_see(client, people, sign_in, scene, elsewhere, name, role):
    least = ORGANISATION[name]
    if role in HOUSE:
        sign_in(getattr(scene["here"], role).person)
    else:
        sign_in(people.administrator if role == "of the instance" else elsewhere)
    status = ask(client, name, address(name, scene))
    if role not in HOUSE:
        assert status == 404
    elif role == "administrator" or least == "member" or (role, least) in MAY:
        assert status in THERE
    else:
        told = {("coordinator", "administrator"), ("supervisor", "opener")}
        assert status == (403 if (role, least) in told else 404)


@pytest.mark.parametrize("name", present(OWN))
def test_pages_about_oneself_hold_nothing_of_another(client, people, sign_in, scene, name):
    sign_in(people.stranger)
    answer = client.get(address(name, scene), follow=True)
    assert b"MARK-OF-THE-OWNER" not in b"".join(answer)


def test_the_mark_is_really_on_the_pages_of_its_owner(client, people, sign_in, scene):
    sign_in(people.owner)
    pages = [client.get(address(name, scene), follow=True).content for name in ("goals", "plans", "deleted")]
    assert all(b"MARK-OF-THE-OWNER" in page for page in pages)
