"""Keeping the files of people: under their key alone, on the disk before their row, gone after it.

The name that somebody gave a file is only ever shown. A file is written and synced first, its row committed after;
what a crash leaves between the two is a file without a row, which `sweep` takes away.
"""

import os
import re
import time
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext as _

from planfolio.errors import Refused
from planfolio.people.base import new_key
from planfolio.prepared import Prepared

from . import kinds, pictures, upkeep
from .incoming import Incoming, sync
from .models import Attachment

#: How long a file may be without a row before it counts as left over.
GRACE = 24 * 3600
NAME_LENGTH = 200
_UNSHOWN = re.compile('[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff<>:"|?*]')


def limit_mb() -> int:
    return settings.UPLOAD_LIMIT // (1024 * 1024)


def shown_name(name: str) -> str:
    """The last part of a name somebody gave, without what could deceive or steer: paths, controls, turned text."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = _UNSHOWN.sub("", name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        stem, dot, ending = name, "", ""
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}" or str(_("file"))


def stored_path(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / name


def _stored_name(key: UUID) -> str:
    # The last characters of a key are its random ones, so folders fill evenly.
    return f"{key.hex[-2:]}/{key.hex}"


@dataclass(frozen=True)
class Stored:
    """Where a file lies, by `file`, and what it is."""

    file: str
    content_type: str
    size: int
    sha256: str


def put_in_place(upload: Incoming, *, key: UUID, name: str, returning: bool = False) -> Stored:
    """Check an uploaded file, clean it, and put it where the file of the row `key` lies. Raises Refused.

    `returning`: it was kept by a Planfolio before, so a picture with nothing to clean is left as it is, to the byte.
    """
    upload.file.close()
    kind = kinds.kind_of(upload.path, name)
    size, digest = upload.size, upload.sha256
    if kind in kinds.CLEANED and not (returning and pictures.is_clean(upload.path)):
        pictures.clean(upload.path, name)
        size, digest = upload.path.stat().st_size, pictures.digest(upload.path)
    stored = Stored(_stored_name(key), kind, size, digest)
    _place(upload.path, stored_path(stored.file))
    return stored


def keep_file(upload: Incoming, *, by, entry=None, plan=None, key: UUID | None = None) -> Attachment:
    """Check, clean and keep an uploaded file. Raises Refused, with words about this file.

    The bytes are on the disk before the row is written. When the row is not, the file goes again.
    """
    for other in (entry, plan):
        if other is not None and other.owner_id != by.pk:
            raise Refused(_("Choose among your own entries and plans."))
    name = shown_name(upload.name)
    key = key or new_key()
    if stored_path(_stored_name(key)).exists():
        # The same form sent twice: the first file stays.
        there = Attachment.objects.filter(pk=key, owner=by).first()
        if there is not None:
            upload.close()
            return there
        key = new_key()
    stored = put_in_place(upload, key=key, name=name)
    try:
        with transaction.atomic():
            return Attachment.objects.create(id=key, owner=by, entry=entry, plan=plan, name=name, **asdict(stored))
    except BaseException:
        stored_path(stored.file).unlink(missing_ok=True)
        raise


@transaction.atomic
def keep_files(uploads, *, by, entry=None) -> list[Attachment]:
    """Keep several files, all or none."""
    kept = []
    try:
        for upload in uploads:
            kept.append(keep_file(upload, by=by, entry=entry))
    except BaseException:
        for each in kept:
            stored_path(each.file.name).unlink(missing_ok=True)
        raise
    return kept


def _place(incoming: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync(incoming)
    os.replace(incoming, path)
    sync(path.parent)


def watch() -> None:
    """Let a file go when its row has gone for good, in whatever way: erasing it, its entry, or its owner."""
    post_delete.connect(_forget_after, sender=Attachment, dispatch_uid="journal.files")


def _forget_after(sender, instance, using, **_more) -> None:
    path = stored_path(instance.file.name)
    transaction.on_commit(lambda: path.unlink(missing_ok=True), using=using, robust=True)


def sweep(now: float | None = None) -> int:
    """Remove files that no row names and uploads that never ended; returns how many. The schedule runs it daily."""
    before = (now or time.time()) - GRACE
    root = Path(settings.MEDIA_ROOT)
    old = [path for path in root.glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    removed = 0
    for start in range(0, len(old), 500):
        batch = {str(path.relative_to(root)): path for path in old[start : start + 500]}
        named = set(Attachment.objects.filter(file__in=batch).values_list("file", flat=True))
        for name, path in batch.items():
            if name not in named and _is_ours(path):
                path.unlink(missing_ok=True)
                removed += 1
    upkeep.purge()
    return removed


def _is_ours(path: Path) -> bool:
    """Whether it lies where only this module writes; anything else in the folder is left alone."""
    return path.parent.name == ".incoming" or bool(re.fullmatch(r"[0-9a-f]{32}", path.name))


def of_plan(plan) -> list[Attachment]:
    """The files that a plan was brought in from. One query."""
    return _of_plan.objects(plan=plan.pk, owner=plan.owner_id)


@Prepared
def _of_plan(plan: UUID, owner: UUID):
    return Attachment.objects.kept().filter(plan=plan, owner=owner)[:20]
