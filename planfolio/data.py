"""The one folder where an instance keeps everything: database, files, key.

`PLANFOLIO_DATA` (or `--data`, which sets it) names the folder; otherwise it is the platform's user data folder.
Nothing is made on import: a folder is created by the first command that writes.
"""

import os
import secrets
from pathlib import Path

from platformdirs import user_data_path


class DataFolderUnusable(Exception):
    """The data folder cannot be written; the message says where it is and what to do."""


def folder() -> Path:
    named = os.environ.get("PLANFOLIO_DATA")
    return Path(named).expanduser().absolute() if named else user_data_path("planfolio", appauthor=False)


def elsewhere() -> bool:
    """Whether the database is not in the data folder (DATABASE_URL)."""
    return bool(os.environ.get("DATABASE_URL"))


def prepare() -> Path:
    """Create the folder, for its owner's eyes only, and return it. Raises DataFolderUnusable."""
    path = folder()
    try:
        (path / "files").mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
        # A name of its own: commands may run beside each other.
        probe = path / f".writable.{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise DataFolderUnusable(
            f"The data folder {path} cannot be written ({error.strerror}). "
            "Make it writable for you, or name another with --data FOLDER or PLANFOLIO_DATA."
        ) from error
    return path


def secret_key() -> str:
    """The key that signs sessions and links: `PLANFOLIO_SECRET_KEY`, or the folder's own, made once."""
    if named := os.environ.get("PLANFOLIO_SECRET_KEY"):
        return named
    path = folder() / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    try:
        prepare()
        with open(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600),
            "w",
            encoding="ascii",
        ) as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()
