"""How long the schedule and the forecast take, as ratios to a plain sort of the same jobs in the same run.

Run: python -m benchmarks.roadmap
"""

import gc
from collections.abc import Callable
from datetime import date, timedelta
from math import log2
from random import Random
from time import perf_counter

from planfolio.plans.capacity import Capacity
from planfolio.plans.forecast import History, forecast
from planfolio.plans.roadmap import Job, schedule

TODAY = date(2026, 5, 4)
THREE_YEARS = 1096
SIZES = (500, 2_000, 5_000, 20_000)


def plan(count: int) -> list[Job]:
    """Half with a start, most with a due date, each after up to two others; the same every time."""
    random = Random(count)
    return [
        Job(
            key=str(number),
            minutes=random.randint(15, 240),
            earliest=TODAY + timedelta(days=random.randrange(THREE_YEARS)) if random.random() < 0.5 else None,
            due=TODAY + timedelta(days=random.randrange(THREE_YEARS)) if random.random() < 0.7 else None,
            after=tuple(str(random.randrange(number)) for _ in range(random.randint(0, 2))) if number else (),
            order=random.randrange(count),
        )
        for number in range(count)
    ]


def capacity(count: int, *, days: int) -> Capacity:
    """A little less than the jobs need, so that the bottleneck is looked for too."""
    return Capacity(weekly=count * 120 * 7 // days, today=TODAY, end=TODAY + timedelta(days=days - 1))


def least_ms(work: Callable[[], object], *, times: int) -> float:
    """Least of several runs, collector off, in milliseconds: what the work costs without its neighbours."""
    runs = []
    gc.disable()
    for _ in range(times):
        start = perf_counter()
        work()
        runs.append(perf_counter() - start)
        gc.enable()
        gc.collect()
        gc.disable()
    gc.enable()
    return min(runs) * 1000


def sort_ms(jobs: list[Job]) -> float:
    return least_ms(lambda: sorted(jobs, key=lambda job: (job.due or date.max, job.order)), times=9)


def print_schedules() -> None:
    print("schedule over 3 years")
    print(f"{'jobs':>7} {'ms':>8} {'x sort':>8} {'us per n log n':>15}")
    for count in SIZES:
        jobs, room = plan(count), capacity(count, days=THREE_YEARS)
        took = least_ms(lambda jobs=jobs, room=room: schedule(jobs, room), times=5)
        print(f"{count:>7} {took:>8.1f} {took / sort_ms(jobs):>8.1f} {1000 * took / (count * log2(count)):>15.3f}")


def print_forecast() -> None:
    print("forecast, 60 activities, a year, 1,000 futures; at most 50 ms")
    print(f"{'dates of':<24} {'ms':>6} {'x sort':>8}")
    jobs, room = plan(60), capacity(60, days=365)
    random = Random(1)
    history = History(
        weeks=tuple(random.choice((0, 30, 60, 90, 200)) for _ in range(26)),
        finished=tuple((60, random.randint(30, 150)) for _ in range(20)),
    )
    for said, objectives in (("the plan", 0), ("the plan, 12 objectives", 12), ("the plan, 60 objectives", 60)):
        groups = {str(place): {job.key for job in jobs[place::objectives]} for place in range(objectives)}
        took = least_ms(lambda groups=groups: forecast(jobs, room, history, seed=1, groups=groups), times=9)
        print(f"{said:<24} {took:>6.1f} {took / sort_ms(jobs):>8.1f}")


if __name__ == "__main__":
    print_schedules()
    print_forecast()
