"""The two whole branches, built once a module; every request on them is rolled back."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from tests.architecture.full_world import START, Side, build_side


@pytest.fixture(scope="module")
def sides(django_db_setup: None, django_db_blocker) -> Iterator[tuple[Side, Side]]:
    """The own side and the foreign one, on the morning after a meeting."""
    with django_db_blocker.unblock(), time_machine.travel(START, tick=False) as hand, transaction.atomic():
        yield build_side("海棠", "1390000", hand), build_side("丁香", "1377777", hand)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _forgotten_between_the_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every address is asked again and again; what limits too many wrong tries must not remember the last test."""
    yield
    if "sides" in request.fixturenames:
        cache.clear()
