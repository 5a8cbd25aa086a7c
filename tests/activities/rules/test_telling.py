"""Who counts as told (PD-05, N11)."""

from datetime import date, datetime

import pytest

from activities.rules.telling import Told, Traces
from partywork.common import clock

CALLED = datetime(2026, 6, 21, 10, 40, tzinfo=clock.OFFICE)
DAY, LATER = date(2026, 6, 19), date(2026, 6, 20)


@pytest.mark.parametrize(
    "traces, state, known_on, must_be_called",
    [
        (Traces(), Told.OPEN, None, True),
        (Traces(is_exempt=True), Told.OPEN, None, False),
        (Traces(opened_on=DAY), Told.KNOWS, DAY, False),
        (Traces(answered_on=DAY), Told.KNOWS, DAY, False),
        (Traces(opened_on=LATER, answered_on=DAY), Told.KNOWS, DAY, False),
        (Traces(called_at=CALLED), Told.CALLED, None, False),
        (Traces(opened_on=DAY, called_at=CALLED), Told.KNOWS, DAY, False),
    ],
)
def test_told(traces, state, known_on, must_be_called):
    assert (traces.state, traces.known_on, traces.must_be_called) == (state, known_on, must_be_called)
