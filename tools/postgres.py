"""A PostgreSQL server in a temporary folder, on a free port of this machine, gone when the tests are over."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class NoPostgres(Exception):
    """There is none here, or it does not start; the words say what to do."""


@contextmanager
def throwaway() -> Iterator[str]:
    """Yield its DATABASE_URL. PLANFOLIO_TEST_POSTGRES names one that runs already and may be written to."""
    if named := os.environ.get("PLANFOLIO_TEST_POSTGRES"):
        yield named
        return
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="planfolio-postgres-"))
    run_by = _run_by(folder)
    port = _free_port()
    started = False
    try:
        _call([programs / "initdb", "-D", folder / "d", "-U", "planfolio", "-A", "trust", "-E", "UTF8"], run_by)
        # Several trials of fifty at once may run at the same time.
        many = "-c fsync=off -c max_connections=300"
        options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} {many}"
        _call([programs / "pg_ctl", "-D", folder / "d", "-w", "-l", folder / "log", "-o", options, "start"], run_by)
        started = True
        _call([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "planfolio", "planfolio"], run_by)
        yield f"postgresql://planfolio@127.0.0.1:{port}/planfolio"
    finally:
        if started:
            _call([programs / "pg_ctl", "-D", folder / "d", "-m", "immediate", "stop"], run_by)
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise NoPostgres("there is no PostgreSQL server (install Debian's postgresql)")


def _run_by(folder: Path) -> dict:
    """PostgreSQL refuses to run as root, so root runs it as the user that its package made, who is given the folder."""
    if os.geteuid() != 0:
        return {}
    try:
        owner = pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoPostgres("it does not run as root, and there is no user called postgres") from error
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _call(command: list, run_by: dict) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/", **run_by)
    if done.returncode:
        raise NoPostgres(f"it did not start: {done.stderr.strip() or done.stdout.strip()}")
