"""A plan that is replanned 1,000 times: every version kept, and what its pages then cost beside the pages of the first.

20 objectives and 60 activities, each time one of them moved, lessened or spread, through the action that the page
calls. The figures are milliseconds of the processor for one request straight through the WSGI handler, the page
rendered anew each time, and their ratio to the same page after the first replan. Run: python -m benchmarks.replanning
[times]
"""

import hashlib
import os
import sys
import tempfile

#: Milliseconds of the processor that a page may take.
LIMIT = 200


def main(times: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "planfolio.settings",
            "PLANFOLIO_DATA": folder,
            "DATABASE_URL": "",
            "PLANFOLIO_LOG": "ERROR",
        }
        import django

        django.setup()
        return measure(times)


def measure(times: int) -> int:
    from benchmarks import _pages_work as work
    from planfolio.plans.models import Plan

    work.seed(10)
    person, key = work.state["person"], work.state["plan"]
    replan_once(Plan.objects.get(pk=key), person, 0)
    first = {name: work.read(there, changed=True) for name, there in pages(key, last=2).items()}
    took = work.timed(counted(lambda number: replan_once(Plan.objects.get(pk=key), person, number)), repeats=times - 1)
    last, whole = check_versions(Plan.objects.get(pk=key))
    print(f"{times} times replanned, {took['cpu']:.1f} ms each: {last} versions, {whole} of them whole")
    print(f"{'':22}{'CPU ms':>8}{'x first':>9}{'queries':>9}{'bytes':>9}{'x first':>9}")
    slow = []
    for name, there in pages(key, last=last).items():
        found, base = work.read(there, changed=True), first[name]
        slow += [name] if found["cpu"] > LIMIT else []
        print(
            f"{name:22}{found['cpu']:>8.1f}{found['cpu'] / base['cpu']:>9.2f}{found['queries']:>9}"
            f"{found['bytes']:>9}{found['bytes'] / base['bytes']:>9.2f}"
        )
    if slow or whole < last:
        print(f"Over {LIMIT} ms: {', '.join(slow)}" if slow else "Versions are missing or changed.")
        return 1
    return 0


def pages(key: str, *, last: int) -> dict[str, str]:
    return {
        "Plan": f"/plans/{key}/",
        "How it is worked out": f"/plans/{key}/roadmap/",
        "Something changed": f"/plans/{key}/replan/",
        "History": f"/plans/{key}/history/",
        "History, in the middle": f"/plans/{key}/history/?before={last // 2 + 2}",
        "The first version": f"/plans/{key}/history/1/",
        "The last version": f"/plans/{key}/history/{last}/",
    }


def replan_once(plan, person, number: int) -> None:
    from planfolio.plans.models import Objective
    from planfolio.plans.replanning import Change, Step, replan

    steps = [Step.SPREAD, Step.MOVE_2, Step.LESS_25]
    rows = list(Objective.objects.kept().filter(plan=plan, state="active").values_list("pk", flat=True))
    chosen = {rows[number % len(rows)]: steps[number % 3]}
    replan(plan, Change(weekly=60 + number % 120, steps=chosen), by=person, reason=f"Reason {number}")


def counted(act):
    """`act` with the number of the call, from 1 on."""
    number = 0

    def call() -> None:
        nonlocal number
        number += 1
        act(number)

    return call


def check_versions(plan) -> tuple[int, int]:
    """The number of the last version, and how many from the first on are there with the content that was hashed."""
    rows = plan.versions.order_by("number").values_list("number", "snapshot", "sha256")
    whole = sum(
        number == place and hashlib.sha256(snapshot.encode()).hexdigest() == known
        for place, (number, snapshot, known) in enumerate(rows, start=1)
    )
    return plan.versions.first().number, whole


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
