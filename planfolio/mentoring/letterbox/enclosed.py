"""The files in a mail that becomes an entry: kept with it, under the same rules as files chosen on its page."""

from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from mimetypes import guess_extension

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Problem
from planfolio.journal.files import keep_file, shown_name
from planfolio.journal.incoming import incoming
from planfolio.journal.models import Attachment

from .reading import Attached

#: Files of one mail that are kept.
MOST = 10
#: Bytes of files by mail that are kept for one person within a day: somebody else may have come to know the address.
EACH_DAY = 200_000_000
DAY = timedelta(days=1)


def called(attached: Attached) -> str:
    """The name that the file is kept under; of one without a name it says the kind."""
    ending = ".eml" if attached.kind == "message/rfc822" else guess_extension(attached.kind) or ""
    return shown_name(attached.name or _("file") + ending)


def keep_enclosed(attached: Sequence[Attached], *, by, entry) -> int:
    """Keep what can be kept of these files; returns how many cannot. One query, and what keeping a file takes."""
    if not attached:
        return 0
    room = EACH_DAY - _kept_lately(by)
    kept = 0
    for each in attached[:MOST]:
        content = each.content()
        if len(content) <= room and _keep(called(each), each.kind, content, by=by, entry=entry):
            room -= len(content)
            kept += 1
    return len(attached) - kept


def _keep(name: str, kind: str, content: bytes, *, by, entry) -> bool:
    try:
        with closing(incoming(name, kind, [content])) as upload:
            keep_file(upload, by=by, entry=entry)
    except Problem:
        return False
    return True


def _kept_lately(person) -> int:
    by_mail = Attachment.objects.filter(owner=person, entry__came_by="mail", created_at__gt=timezone.now() - DAY)
    return by_mail.aggregate(sum=Sum("size"))["sum"] or 0
