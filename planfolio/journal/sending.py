"""Sending a file out so that nothing in it can run in the site's own origin; pages and the API do it alike."""

from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from planfolio.errors import Missing

from .files import shown_name, stored_path
from .kinds import SHOWN
from .models import Attachment

#: Whatever a file holds, a browser that opens it may load and run nothing.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def send_file(kept: Attachment) -> FileResponse:
    """The bytes of an attachment that may be seen. Raises Missing when they are not there any more."""
    path = stored_path(kept.file.name)
    if not path.is_file():
        raise Missing(_("The file itself is not there any more. Ask who runs this site to restore it from a backup."))
    shown = kept.content_type in SHOWN
    kind = kept.content_type if shown else _download_kind(kept.content_type)
    response = FileResponse(path.open("rb"), content_type=kind)
    name = shown_name(kept.name)
    response["Content-Disposition"] = content_disposition_header(not shown, name)
    response["Content-Length"] = kept.size
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "private, no-store"
    return response


def _download_kind(kind: str) -> str:
    """Nothing that a browser would run keeps its own name, even as a download."""
    active = kind.startswith("text/") or "xml" in kind or "html" in kind or "script" in kind
    return "application/octet-stream" if active else kind
