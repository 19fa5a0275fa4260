"""Uploads on their way in: streamed to the data folder, hashed as they pass, stopped at the limit.

Django's own handlers keep small files in memory and put large ones on the system's temporary disk, which is often
memory too. Here every file goes at once to the disk it will stay on, so that keeping it is a rename.
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from planfolio.errors import TooLarge
from planfolio.web.limits import upload_limit


def folder() -> Path:
    path = Path(settings.MEDIA_ROOT) / ".incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


class Incoming(UploadedFile):
    """An uploaded file in the data folder. `sha256` is of its bytes; it is gone when closed, unless it was kept."""

    def __init__(self, name: str, content_type: str, charset=None, extra=None):
        # Not deleted by itself: it is renamed when it is kept, and Windows renames no file that deletes itself.
        file = tempfile.NamedTemporaryFile(dir=folder(), suffix=".part", delete=False)  # noqa: SIM115
        super().__init__(file, name, content_type, 0, charset, extra)
        self.hash = sha256()

    @property
    def path(self) -> Path:
        return Path(self.file.name)

    @property
    def sha256(self) -> str:
        return self.hash.hexdigest()

    def receive(self, data: bytes) -> None:
        self.hash.update(data)
        self.file.write(data)
        self.size += len(data)

    def close(self) -> None:
        super().close()
        self.path.unlink(missing_ok=True)


def incoming(name: str, content_type: str, chunks) -> Incoming:
    """A file that does not come from a form (the API, the command line), read chunk by chunk."""
    upload = Incoming(name, content_type)
    for chunk in chunks:
        upload.receive(chunk)
        _within_limit(upload, settings.UPLOAD_LIMIT)
    upload.file.flush()
    upload.seek(0)
    return upload


class Handler(FileUploadHandler):
    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.limit = upload_limit(self.request) if self.request else settings.UPLOAD_LIMIT
        self.upload = Incoming(self.file_name, self.content_type, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data, start):
        self.upload.receive(raw_data)
        _within_limit(self.upload, self.limit)

    def file_complete(self, file_size):
        self.upload.file.flush()
        self.upload.seek(0)
        return self.upload

    def upload_interrupted(self):
        if hasattr(self, "upload"):
            self.upload.close()


def _within_limit(upload: Incoming, most: int) -> None:
    if upload.size > most:
        upload.close()
        limit = most // (1024 * 1024)
        raise TooLarge(_("Choose a file of at most %(limit)s MB, or send fewer at once.") % {"limit": limit})


def sync(path: Path) -> None:
    """Put a file, or the names in a folder, on the disk itself before anything relies on them."""
    if path.is_dir() and os.name == "nt":
        # Windows writes the names of a folder by itself.
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
