"""Files: streamed in, kept under their key alone, and sent out so that none can run here."""

from uuid import UUID

from ninja import File, Query, Router, Status
from ninja.files import UploadedFile

from planfolio.errors import NotAllowed
from planfolio.people.door import expected
from planfolio.people.sharing import EDIT
from planfolio.web.bodies import Key
from planfolio.web.paging import Since, one_page
from planfolio.web.shapes import page_of

from .. import actions
from ..access import attachments_of, get_attachment, get_entry
from ..files import keep_file
from ..sending import send_file
from .shapes import AttachmentOut

router = Router(tags=["Files"])
BYTES = {"200": {"description": "OK", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}


class Attachments(Since):
    entry: Key | None = None
    plan: Key | None = None


@router.get("/attachments", response=page_of(AttachmentOut), summary="Your files")
def list_attachments(request, query: Query[Attachments]):
    return one_page(query.narrow(attachments_of(request.person)), request, query)


@router.post("/attachments", response={201: AttachmentOut}, summary="Add a file, to be used as evidence")
def add_attachment(request, file: File[UploadedFile]):
    """Send it as multipart/form-data, in the field `file`."""
    return Status(201, keep_file(file, by=request.person))


@router.post("/entries/{uuid:key}/attachments", response={201: AttachmentOut}, summary="Add a file to an entry")
def attach(request, key: UUID, file: File[UploadedFile]):
    """Send it as multipart/form-data, in the field `file`."""
    return Status(201, keep_file(file, by=request.person, entry=get_entry(request.person, key, EDIT)))


@router.get("/attachments/{uuid:key}", response=AttachmentOut, summary="What is known of a file")
def read_attachment(request, key: UUID):
    return get_attachment(request.person, key)


@router.get("/attachments/{uuid:key}/file", summary="The file itself", openapi_extra={"responses": BYTES})
def read_file(request, key: UUID):
    return send_file(get_attachment(request.person, key))


@router.delete("/attachments/{uuid:key}", response={204: None}, summary="Take a file away; it can be restored")
def remove_attachment(request, key: UUID):
    attachment = get_attachment(request.person, key)
    if attachment.owner_id != request.person.pk:
        raise NotAllowed()
    expected(request, attachment)
    actions.remove(attachment, by=request.person)
    return Status(204, None)
