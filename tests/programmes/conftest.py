"""The cast once for a whole file, a run that the coordinator began today, and the owner in it."""

import pytest

from planfolio.programmes import taking_part
from planfolio.programmes.models import Participation, Run
from planfolio.testing import cast
from tests.programmes.runs import begin


@pytest.fixture(scope="module")
def people(once):
    with once():
        return cast()


@pytest.fixture
def run(people) -> Run:
    return begin(people.coordinator)


@pytest.fixture
def inside(people, run) -> Participation:
    return taking_part.join(run, by=people.owner)
