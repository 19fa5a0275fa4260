"""How often the true finish falls between the two dates of the forecast, over simulated people of four kinds.

Four chances in five should come out near 80 of 100, and between 75 and 85 for every kind. Each person has a hidden
way of working; the forecast sees only their past weeks and finished activities.

A figure of 300 people errs by 2 to 3 points ("+-"), so that one of twelve may well stand outside. Over 500 to 1,700
others of a kind: steady 79 to 80, bursty 78 to 81, returning 79 to 83, optimist 81 to 85. An optimist with 16 weeks and
12 activities is the widest, at 84.7 of 1,700: it is the price of the bursty, whose good and bad weeks come in runs.

Run: python -m benchmarks.forecast [people of each kind]
"""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from planfolio.plans.capacity import Capacity
from planfolio.plans.forecast import History, forecast
from planfolio.plans.roadmap import Job

TODAY = date(2026, 5, 4)
#: (weeks, finished activities) of the history that is seen.
HISTORIES = ((8, 6), (16, 12), (30, 25))

#: Minutes of the next week, ratio of actual to estimated time of the next activity.
Person = tuple[Callable[[], float], Callable[[], float]]


def steady(random: Random, seen: int) -> Person:
    return lambda: random.gauss(60, 10), lambda: random.lognormvariate(0.1, 0.3)


def bursty(random: Random, seen: int) -> Person:
    """Stretches of much and of next to nothing, three weeks long on average."""
    busy = False

    def week() -> float:
        nonlocal busy
        busy = busy != (random.random() < 0.35)
        return random.gauss(130, 30) if busy else random.choice((0, 15))

    return week, lambda: random.lognormvariate(0.2, 0.5)


def optimist(random: Random, seen: int) -> Person:
    return lambda: random.gauss(50, 20), lambda: 1.2 + random.expovariate(1 / 0.8)


def returning(random: Random, seen: int) -> Person:
    """Back from leave for the last four weeks seen, growing into the old rhythm again."""
    weeks = 0

    def week() -> float:
        nonlocal weeks
        weeks += 1
        back = weeks - (seen - 4)
        return random.gauss(60 if back <= 0 else min(60, 20 + 8 * back), 12)

    return week, lambda: random.lognormvariate(0.1, 0.4)


def true_finish(person: Person, jobs: list[Job]) -> date:
    week, ratio = person
    left, monday = sum(job.minutes * ratio() for job in jobs), TODAY
    while left > (brought := max(0.0, week())):
        left -= brought
        monday += timedelta(days=7)
    return monday + timedelta(days=min(6, int(7 * left / brought)))


def where(kind: Callable[[Random, int], Person], seed: int, weeks: int, finished: int) -> str:
    """Whether the true finish is before, in or after the dates; "assumed" when there was too little history."""
    random = Random(seed)
    person = kind(random, weeks)
    history = History(
        weeks=tuple(max(0, round(person[0]())) for _ in range(weeks)),
        finished=tuple((60, max(1, round(60 * person[1]()))) for _ in range(finished)),
    )
    jobs = [Job(key=str(number), minutes=random.choice((30, 45, 60, 90, 120)), order=number) for number in range(25)]
    room = Capacity(weekly=60, today=TODAY, end=TODAY + timedelta(days=364))
    result = forecast(jobs, room, history, seed=seed, draws=300, run_on=1500)
    if result.assumed:
        return "assumed"
    finish = true_finish(person, jobs)
    if finish < (result.plan.earliest or date.max):
        return "before"
    return "after" if finish > (result.plan.latest or date.max) else "in"


def _error(percent: float, people: int) -> float:
    """The standard error of a share of so many people, in points."""
    return (percent * (100 - percent) / people) ** 0.5


def print_table(people: int) -> None:
    print(f"{'kind':<10} {'weeks':>5} {'done':>5} {'people':>6} {'in %':>6} {'+-':>4} {'before':>7} {'after':>6}")
    for kind in (steady, bursty, optimist, returning):
        for weeks, finished in HISTORIES:
            found = Counter(where(kind, seed, weeks, finished) for seed in range(people))
            told = people - found["assumed"]
            share = {place: 100 * found[place] / told for place in ("in", "before", "after")}
            print(
                f"{kind.__name__:<10} {weeks:>5} {finished:>5} {told:>6} "
                f"{share['in']:>6.0f} {_error(share['in'], told):>4.1f} {share['before']:>7.0f} {share['after']:>6.0f}"
            )


if __name__ == "__main__":
    print_table(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
