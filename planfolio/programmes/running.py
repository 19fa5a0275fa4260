"""The verbs of whoever coordinates a run: begin it, change it, take a correction over, ask people in, end it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import NotAllowed, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, change, new_key
from planfolio.people.secrets import hash_of, new_secret
from planfolio.people.sharing import Role

from . import actions
from .document import ProgrammeDoc, as_dict, sha256
from .models import Joining, Programme, Run, RunGrant, RunInvitation

#: The grant by which anybody here finds and reads a run that is open.
OPEN = "open"
INVITATIONS_LIMIT = 10_000


def _own(run: Run, by) -> None:
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))


@transaction.atomic
def begin(doc: ProgrammeDoc, *, by, source: str, programme: Programme | None = None, key: UUID | None = None, **values):
    """A run of `doc` as it stands now, which stays so. One's own programme is kept as an edition too."""
    if not doc.things():
        raise Refused(_("There is nothing to try in this programme yet. Write a thing first."))
    if programme is not None and programme.owner_id == by.pk:
        actions.keep_edition(programme, by=by, reason=_("A run began with it"))
    run, _added = add_once(
        Run(
            id=key or new_key(),
            owner=by,
            programme=programme,
            source=source,
            document=as_dict(doc),
            sha256=sha256(doc),
            language=doc.language,
            modules=len(doc.modules),
            **values,
        )
    )
    _open(run)
    return run


def _open(run: Run) -> None:
    """Let the grant to everybody be there if the run is open, and only then."""
    if run.joining == Joining.OPEN:
        RunGrant.objects.get_or_create(
            owner_id=run.owner_id, thing=run, public=True, source=OPEN, defaults={"role": Role.READER}
        )
    else:
        RunGrant.objects.filter(thing=run, source=OPEN).delete()


@transaction.atomic
def revise(run: Run, *, by, expected: int | None = None, **values) -> Run:
    _own(run, by)
    for name, value in values.items():
        setattr(run, name, value)
    change(run, expected=expected, fields=list(values))
    _open(run)
    return run


@transaction.atomic
def correct(run: Run, doc: ProgrammeDoc, *, by, expected: int | None = None) -> Run:
    """Take what the programme says now over for everybody in the run; what people did stays with them."""
    _own(run, by)
    run.document, run.sha256, run.modules = as_dict(doc), sha256(doc), len(doc.modules)
    return change(run, expected=expected, fields=["document", "sha256", "modules"])


@transaction.atomic
def end(run: Run, *, by) -> None:
    """Nobody joins any more and no mail goes out; what people wrote stays to be read."""
    _own(run, by)
    Run.objects.filter(pk=run.pk, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def take_up(run: Run, *, by) -> None:
    _own(run, by)
    Run.objects.filter(pk=run.pk).update(ended_at=None)


@transaction.atomic
def remove(run: Run, *, by) -> None:
    _own(run, by)
    removal.remove(run)


def make_link(run: Run, *, by) -> str:
    """A new secret by which whoever has the link may join, stored nowhere; the link before it opens nothing now."""
    _own(run, by)
    secret = new_secret()
    Run.objects.filter(pk=run.pk).update(link_hash=hash_of(secret))
    return secret


def end_link(run: Run, *, by) -> None:
    _own(run, by)
    Run.objects.filter(pk=run.pk).update(link_hash="")


@transaction.atomic
def invite(run: Run, people: Iterable[tuple[str, str]], *, by) -> list[tuple[RunInvitation, str]]:
    """Ask addresses into the run, but those who were asked before. Returns the new ones, each with its secret."""
    _own(run, by)
    Run.objects.select_for_update().get(pk=run.pk)
    wanted = {email.strip().lower(): name for email, name in people}
    there = set(run.invitations.values_list("email", flat=True))
    if len(there | set(wanted)) > INVITATIONS_LIMIT:
        raise Refused(_("A run holds 10,000 invitations at most."))
    made = []
    for email, name in wanted.items():
        if email not in there:
            secret = new_secret()
            made.append((RunInvitation(owner=by, run=run, email=email, name=name, secret_hash=hash_of(secret)), secret))
    RunInvitation.objects.bulk_create([invitation for invitation, _secret in made], batch_size=500)
    return made


def opened(secret: str) -> tuple[Run, RunInvitation | None] | None:
    """The run that a link or an invitation opens, while it can be joined; None for everything else."""
    invitation = RunInvitation.objects.select_related("run__owner").filter(secret_hash=hash_of(secret)).first()
    if invitation:
        run = invitation.run
    else:
        run = Run.objects.select_related("owner").filter(link_hash=hash_of(secret)).first()
    if run is None or run.deleted_at or run.ended_at:
        return None
    return run, invitation
