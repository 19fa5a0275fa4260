"""What pages cost beside a minimal Django view in the same run: CPU ms, bytes, queries, at 10 and at 100,000 entries.

`python -m benchmarks.pages` measures on SQLite, and on a throw-away PostgreSQL where its programs are there.
The application and its reference (`benchmarks._reference`: Django's own middleware, a session, two indexed queries and
a 20-row Django template; for writes, a form that is checked and one row of whoever is signed in) run in two processes
over the same data, in turns, so that what the machine does meanwhile falls on both. Figures are ratios to the
reference, the median of the turns: of processor time, and of the clock, which for a write includes the disk. "Changed"
is a page looked at for the first time since something that it shows was written (an activity ticked or opened again,
an entry given another title; the writing itself is not counted); otherwise it is shown as kept (docs/adr/0003).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tools.postgres import NoPostgres, throwaway

ROUNDS = 9
REPEATS = 30
PAGES = {"This week": "/", "Plan": "/plans/{plan}/", "Journal": "/journal/"}
#: Pages of whoever coordinates an organisation of so many people; they are rendered at each look.
COORDINATORS = {
    "5,000 people": "/organisations/{organisation}/people/",
    "The last of them": "/organisations/{organisation}/people/?page=201",
}
PEOPLE = 5_000
#: The page of whoever supervises so many, each with an agreement, a shared plan and a review of a round.
SUPERVISORS = {size: f"/organisations/{{supervised {size}}}/supervising/" for size in (2, 200)}
SIZES = (10, 100_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="*", default=SIZES)
    parser.add_argument("--worker", choices=["planfolio", "reference"])
    options = parser.parse_args()
    if options.worker:
        return work(options.worker)
    for entries in options.entries:
        measure("", entries)
    try:
        with throwaway() as url:
            for entries in options.entries:
                measure(url, entries)
    except NoPostgres as missing:
        print(f"\nPostgreSQL was left out: {missing}")
    return 0


def measure(url: str, entries: int) -> None:
    """Seed a fresh database, and print a line for each page and write."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PLANFOLIO_DATA": folder, "DATABASE_URL": url, "PLANFOLIO_LOG": "ERROR"}
        ours = Worker("planfolio", environment)
        seeded = ours.ask({"do": "seed", "entries": entries})
        theirs = Worker("reference", environment)
        theirs.ask({"do": "sign in", "session": seeded["plain session"]})
        print(f"\n{'PostgreSQL' if url else 'SQLite'}, {entries:,} entries".replace(",", " "))
        print(f"{'':28}{'CPU ms':>8}{'CPU':>8}{'clock':>8}{'queries':>9}{'bytes':>9}{'gzip':>8}")
        rows = {"do": "read", "path": "/rows/"}
        for name, address in PAGES.items():
            address = address.format(**seeded)
            line(name, ours, theirs, {"do": "read", "path": address}, rows)
            line(f"{name}, changed", ours, theirs, {"do": "read", "path": address, "changed": True}, rows)
        for name, address in COORDINATORS.items():
            line(name, ours, theirs, {"do": "read", "path": address.format(**seeded)}, rows)
        for size, address in SUPERVISORS.items():
            line(f"{size} supervised", ours, theirs, {"do": "read", "path": address.format(**seeded)}, rows)
        for name in ("Log an entry", "Tick an activity"):
            line(name, ours, theirs, {"do": "write", "what": name}, {"do": "write", "what": "reference"})
        ours.stop()
        theirs.stop()


def line(name: str, ours, theirs, question: dict, reference: dict) -> None:
    ours.ask(question)
    theirs.ask(reference)
    turns = [(theirs.ask(reference), ours.ask(question)) for _round in range(ROUNDS)]
    ratio = {kind: statistics.median(own[kind] / base[kind] for base, own in turns) for kind in ("cpu", "wall")}
    answer = turns[-1][1]
    milliseconds = statistics.median(own["cpu"] for _base, own in turns)
    print(
        f"{name:28}{milliseconds:8.2f}{ratio['cpu']:8.2f}{ratio['wall']:8.2f}"
        f"{answer['queries']:9}{answer['bytes']:9}{answer['gzip']:8}",
        flush=True,
    )


class Worker:
    """A process of its own that answers JSON lines."""

    def __init__(self, kind: str, environment: dict):
        command = [sys.executable, "-m", "benchmarks.pages", "--worker", kind]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, question: dict) -> dict:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"The {self.process.args[-1]} worker stopped at {question}.")
        return json.loads(answer)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)


def work(kind: str) -> int:
    """Answer questions on standard input until it closes."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "planfolio.settings"
    if kind == "reference":
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks._reference_settings"
    import django

    django.setup()
    from benchmarks import _pages_work

    for text in sys.stdin:
        question = json.loads(text)
        print(json.dumps(_pages_work.ACTS[question.pop("do")](**question)), flush=True)
    return 0


def timed(call, repeats: int = REPEATS, *, before=lambda: None) -> dict[str, float]:
    """Milliseconds of one call, the mean of `repeats`: of the processor, and of the clock (the disk included).

    What is done `before` each is not counted.
    """
    cpu = wall = 0.0
    for _time in range(repeats):
        before()
        began, clock = time.process_time(), time.perf_counter()
        call()
        cpu += time.process_time() - began
        wall += time.perf_counter() - clock
    return {"cpu": cpu * 1000 / repeats, "wall": wall * 1000 / repeats}


if __name__ == "__main__":
    sys.exit(main())
