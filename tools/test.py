"""Everything that this machine can test, and at the end, in plain words, what it could not.

    make test                                   all of it
    make test ARGS="tests/plans -k fit"         a part, with the options of pytest

PLANFOLIO_REQUIRE_BROWSER=1 and PLANFOLIO_REQUIRE_POSTGRES=1 make a missing browser or PostgreSQL an error.

What fails is tried once more, one at a time: trials with servers, browsers and fifty at once wait for each other, and a
machine that is busy with something else may keep one waiting too long. What fails twice has failed; what passed only
the second time is named at the end, to be mended in calm.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.postgres import NoPostgres, throwaway  # noqa: E402

HERE = "not browser and not postgres"
UNIT = f"{HERE} and not slow and not integration"
INTEGRATION = f"{HERE} and not slow and integration"
SLOW = f"{HERE} and slow"
#: What never touches the database need not run on a second one (tests/conftest.py marks what does), nor do all the
#: questions that are the same on both.
ON_POSTGRES = "not browser and not sweep and (postgres or stored)"
#: Two at a time. What starts servers is given out by whole files, so that a file starts its server once, and to three,
#: because they often wait.
TWO = ("-n", "2", "--dist", "worksteal")
THREE_BY_FILE = ("-n", "3", "--dist", "loadfile")
#: pytest's exit code when tests ran and some of them failed.
SOME_FAILED = 1
#: What passed only when it was tried once more.
SECOND_TIME: list[str] = []
PAGES = tempfile.TemporaryDirectory(prefix="planfolio-pages-")


def main(arguments: list[str]) -> int:
    if arguments:
        return pytest("Tests", *arguments)
    began = time.monotonic()
    left_out: list[str] = []
    codes = [
        suite("Unit tests on SQLite", *TWO, "-m", UNIT),
        suite("Pages, the API, commands and copies on SQLite", *TWO, "-m", INTEGRATION),
        suite("Kills, power cuts and other long trials", *THREE_BY_FILE, "-m", SLOW),
        browser(left_out),
        on_postgres(left_out),
    ]
    return conclude(codes, left_out, time.monotonic() - began)


def pytest(title: str, *arguments: str, environment: dict[str, str] | None = None) -> int:
    print(f"\n== {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.call(command, cwd=ROOT, env={**compiled_once(), **(environment or {})})


def suite(title: str, *arguments: str, environment: dict[str, str] | None = None) -> int:
    """One of the parts of the whole run; what fails in it is tried once more, alone."""
    with tempfile.TemporaryDirectory(prefix="planfolio-failed-") as folder:
        arguments = (*arguments, "-o", f"cache_dir={folder}")
        code = pytest(title, *arguments, environment=environment)
        if code != SOME_FAILED:
            return code
        failed = json.loads((Path(folder) / "v" / "cache" / "lastfailed").read_text(encoding="utf-8"))
        again = pytest(
            f"{title}: once more, what failed",
            *arguments,
            "--numprocesses=0",
            "--last-failed",
            environment=environment,
        )
    if not again:
        SECOND_TIME.extend(f"{name}  ({title})" for name in failed)
    return again


def compiled_once() -> dict[str, str]:
    """An environment in which Python keeps what it compiles: workers and the servers that tests start go on from it.

    What becomes of the templates is kept for this run alone, because no file tells when it is out of date.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment | {"PLANFOLIO_TEST_PAGES": PAGES.name}


def browser(left_out: list[str]) -> int:
    named = os.environ.get("PLANFOLIO_CHROMIUM")
    if named or shutil.which("chromium") or shutil.which("chromium-browser"):
        return suite("In a real browser", *TWO, "-m", "browser")
    left_out.append(
        "browser tests: there is no Chromium (install Debian's chromium, or name one in PLANFOLIO_CHROMIUM)"
    )
    return int(os.environ.get("PLANFOLIO_REQUIRE_BROWSER") == "1")


def on_postgres(left_out: list[str]) -> int:
    """What touches the database once more, and what needs PostgreSQL, on a server that lives as long as they do."""
    try:
        with throwaway() as url:
            return suite(
                "What touches the database, on PostgreSQL",
                *TWO,
                "-m",
                ON_POSTGRES,
                environment={"DATABASE_URL": url, "PLANFOLIO_TEST_TEMPLATE": with_tables(url)},
            )
    except NoPostgres as reason:
        left_out.append(f"PostgreSQL tests: {reason}")
        return int(os.environ.get("PLANFOLIO_REQUIRE_POSTGRES") == "1")


def with_tables(url: str) -> str:
    """Make the tables in that database; returns its name, for each process of the tests to take a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**compiled_once(), "DATABASE_URL": url, "PLANFOLIO_DATA": folder}
        subprocess.run([sys.executable, "-m", "planfolio.preparing", ""], cwd=ROOT, env=environment, check=True)
    return url.rpartition("/")[2]


def conclude(codes: list[int], left_out: list[str], seconds: float) -> int:
    print(f"\n== {seconds:.0f} seconds in all")
    for what in left_out:
        print(f"NOT RUN here: {what}")
    for name in SECOND_TIME:
        print(f"PASSED ONLY THE SECOND TIME: {name}")
    if any(codes):
        print("Something needs mending: see above.")
    elif left_out:
        print("Everything that this machine can run is as it should be.")
    else:
        print("Everything is as it should be.")
    return int(any(codes))


if __name__ == "__main__":
    # Ended from outside, the database server of the tests is still stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(main(sys.argv[1:]))
