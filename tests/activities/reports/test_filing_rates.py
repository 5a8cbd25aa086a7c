"""Right the first time, returned, late: for all branches together, in whole numbers (C12, C13)."""

from datetime import timedelta

from activities.choices import FilingState
from activities.models import Filing, FilingRound, RecordSheet
from activities.reports.filing_rates import filing_rates
from branches.scoping import Scope
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch


def _filed(world, branch, *outcomes, late=False):
    now = clock.now()
    activity = make_activity(branch, state="held", closed_at=now)
    record = RecordSheet.objects.create(activity=activity, due_at=now, why_due="")
    filing = Filing.objects.create(
        kind="record",
        branch=branch,
        to=world.committee,
        record=record,
        year=2026,
        month=6,
        state=FilingState.SUBMITTED,
        due_at=now,
        first_submitted_at=now + timedelta(minutes=0 if late else -1),
    )
    for number, outcome in enumerate(outcomes, 1):
        answered = {} if outcome == "waiting" else {"answered_at": now, "answered_by": world.reviewer}
        FilingRound.objects.create(
            filing=filing,
            number=number,
            content={},
            digest="",
            submitted_at=now,
            submitted_by=world.secretary,
            outcome=outcome,
            **answered,
        )


def test_the_three_shares_of_a_year(world, today):
    _filed(world, world.branch, "accepted")
    _filed(world, world.branch, "returned", "accepted", late=True)
    _filed(world, world.branch, "returned", "waiting")
    _filed(world, world.branch, "waiting", late=True)
    _filed(world, world.foreign_branch, "returned", late=True)

    rates = filing_rates(Scope(paths=(world.committee.path,)), 2026)

    assert [(rate.label, rate.part, rate.base) for rate in rates] == [
        ("一次通过", 1, 3),
        ("退回修改", 2, 3),
        ("迟报", 2, 4),
    ]
    assert rates[0].text == "33.3%"


def test_a_year_without_sheets_has_no_share(world, today):
    rates = filing_rates(Scope(paths=(world.committee.path,)), 2025)
    assert [rate.text for rate in rates] == ["—", "—", "—"]


def test_the_board_says_them_for_all_together(world, today, client_for):
    _filed(world, world.branch, "accepted")
    _filed(world, make_branch(parent=world.committee), "returned")

    page = client_for(world.reviewer).get("/board/").content.decode()

    assert "1 / 2 <small>50%，第一次报就受理的，占已答复的</small>" in page
