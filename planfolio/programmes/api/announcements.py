"""What a coordinator tells all of a run: read by those inside; written, changed and withdrawn by who coordinates."""

from copy import copy
from functools import partial
from uuid import UUID

from ninja import Query, Router, Status

from planfolio.people.door import expected
from planfolio.web.bodies import body_of, fill
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import announcing
from ..run_access import get_coordinated, get_inside
from ..run_forms import AnnouncementForm
from .shapes import AnnouncementOut

router = Router(tags=["Announcements"])

AnnouncementIn = body_of(AnnouncementForm, "AnnouncementIn", required=("title", "text"))
AnnouncementChange = body_of(AnnouncementForm, "AnnouncementChange", leave_out=("id",))


@router.get(
    "/runs/{uuid:key}/announcements", response=page_of(AnnouncementOut), summary="What was announced, newest first"
)
def list_announcements(request, key: UUID, query: Query[Since]):
    run, _participation = get_inside(request.person, key)
    return one_page(query.narrow(run.announcements.kept()), request, query)


@router.post("/runs/{uuid:key}/announcements", response={201: AnnouncementOut}, summary="Tell all; coordinator only")
def announce(request, key: UUID, body: AnnouncementIn):
    """It is on the pages of the run, and goes out once by mail to who takes part now and wants mail."""
    run = get_coordinated(request.person, key)
    values = fill(AnnouncementForm, body.model_dump(exclude_unset=True))
    return Status(201, announcing.announce(run, by=request.person, key=values.pop("id"), **values))


@router.get("/runs/{uuid:key}/announcements/{uuid:announcement}", response=AnnouncementOut, summary="One announcement")
def read_announcement(request, key: UUID, announcement: UUID):
    run, _participation = get_inside(request.person, key)
    return announcing.get_announcement(run, announcement)


@router.patch(
    "/runs/{uuid:key}/announcements/{uuid:announcement}",
    response=AnnouncementOut,
    summary="Change an announcement; coordinator only",
)
def change_announcement(request, key: UUID, announcement: UUID, body: AnnouncementChange):
    """Mail that has gone out stays as it was, and none goes out for the change."""
    row = announcing.get_announcement(get_coordinated(request.person, key), announcement)
    revision = expected(request, row)
    values = fill(partial(AnnouncementForm, instance=copy(row)), body.model_dump(exclude_unset=True))
    return announcing.revise(row, title=values["title"], text=values["text"], by=request.person, expected=revision)


@router.delete(
    "/runs/{uuid:key}/announcements/{uuid:announcement}",
    response={204: None},
    summary="Withdraw an announcement; coordinator only",
)
def withdraw_announcement(request, key: UUID, announcement: UUID):
    """Mail of it that waits does not go. It can be restored."""
    row = announcing.get_announcement(get_coordinated(request.person, key), announcement)
    expected(request, row)
    announcing.withdraw(row, by=request.person)
    return Status(204, None)
