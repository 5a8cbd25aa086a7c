"""Review by exception: the clean ones at once, but one in five must have been opened and read (C05, N43)."""

from datetime import date

import pytest

from activities.choices import FilingState
from activities.models import Filing, FilingReading, ReviewBatch
from activities.reports.samples import drawn_rounds
from activities.services import filing as filings
from activities.services import preparing, reviewing
from branches.services.setting import set_parameter
from members.choices import Post
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_user


@pytest.fixture
def waiting(world, today):
    """Seven themes to approve, none with an exception: two of them are drawn."""
    found = []
    for _ in range(7):
        activity = make_activity(make_branch(parent=world.committee), date(2026, 6, 25))
        found.append(preparing.ask_approval(activity, by=world.secretary))
    return [Filing.objects.select_related("to", "branch").get(pk=filing.pk) for filing in found]


def _papers(waiting):
    return [(filing, filing.rounds.get()) for filing in waiting]


def _drawn(waiting):
    keys = drawn_rounds(_papers(waiting))
    return [round_ for _, round_ in _papers(waiting) if round_.pk in keys]


def _picked(waiting):
    return [(filing, 1) for filing in waiting]


def test_nothing_is_accepted_while_a_drawn_one_is_unopened(world, waiting):
    first, _ = _drawn(waiting)
    reviewing.open_paper(first, by=world.reviewer)

    with pytest.raises(DomainError, match="抽中必读的还有 1 份没有打开") as refusal:
        reviewing.accept_clean(_picked(waiting), by=world.reviewer)

    assert refusal.value.code == "samples_unread"
    assert not Filing.objects.filter(state=FilingState.ACCEPTED).exists()
    assert not ReviewBatch.objects.exists()


def test_when_the_drawn_ones_were_opened_all_are_accepted_and_the_number_is_kept(world, waiting):
    for round_ in _drawn(waiting):
        reviewing.open_paper(round_, by=world.reviewer)

    outcome = reviewing.accept_clean(_picked(waiting), by=world.reviewer)

    assert (outcome.number, outcome.opened, outcome.left) == (7, 2, [])
    (batch,) = outcome.batches
    assert (batch.accepted, batch.drawn, batch.opened, batch.one_in) == (7, 2, 2, 5)
    assert all(filing.rounds.get().batch == batch for filing in waiting)
    assert JournalEntry.objects.get(verb="accept_many").reason.endswith("打开看过 2 份")


def test_what_another_official_opened_does_not_count_for_oneself(world, waiting):
    other = make_user("other", name="牛二")
    appoint(other, world.committee, Post.OFFICER)
    for round_ in _drawn(waiting):
        reviewing.open_paper(round_, by=other)

    with pytest.raises(DomainError, match="还有 2 份没有打开"):
        reviewing.accept_clean(_picked(waiting), by=world.reviewer)


def test_leaving_a_drawn_one_out_draws_another_and_keeps_it_for_later(world, waiting):
    first, second = _drawn(waiting)
    reviewing.open_paper(second, by=world.reviewer)
    others = [(filing, 1) for filing in waiting if filing.pk != first.filing_id]

    with pytest.raises(DomainError, match="还有 1 份没有打开"):
        reviewing.accept_clean(others, by=world.reviewer)


def test_the_draw_is_the_same_for_everybody_and_another_with_another_key(waiting, settings):
    before = drawn_rounds(_papers(waiting))

    assert drawn_rounds(reversed(_papers(waiting))) == before
    draws = set()
    for key in range(20):
        settings.SECRET_KEY = f"key {key}"
        draws.add(drawn_rounds(_papers(waiting)))
    assert len(draws) > 1


@pytest.mark.parametrize(("one_in", "drawn"), [(1, 7), (3, 3), (7, 1), (10, 1)])
def test_the_committee_sets_one_in_how_many(world, today, waiting, one_in, drawn):
    set_parameter(
        world.committee, "rv.sample_one_in", str(one_in), since=date(2026, 6, 18), by=world.reviewer
    )

    assert len(_drawn(waiting)) == drawn


def test_one_with_an_exception_is_left_for_its_own_answer(world, waiting):
    Filing.objects.filter(pk=waiting[0].pk).update(
        due_at=waiting[0].first_submitted_at, why_due="报送期限已过"
    )
    for _, round_ in _papers(waiting):
        reviewing.open_paper(round_, by=world.reviewer)

    outcome = reviewing.accept_clean(_picked(waiting), by=world.reviewer)

    assert outcome.number == 6
    assert outcome.left == [f"{waiting[0].branch.called}：有要看的地方，请打开单独答复。"]


def test_one_answered_meanwhile_is_left_and_the_rest_goes_through(world, waiting):
    for _, round_ in _papers(waiting):
        reviewing.open_paper(round_, by=world.reviewer)
    filings.return_(waiting[0], by=world.reviewer, answer="请改。")

    outcome = reviewing.accept_clean(_picked(waiting), by=world.reviewer)

    assert outcome.number == 6
    assert "不用再办" in outcome.left[0]


def test_opening_twice_is_opening_once_and_an_answered_one_is_not_opened(world, waiting):
    (_, round_), *_ = _papers(waiting)
    reviewing.open_paper(round_, by=world.reviewer)
    reviewing.open_paper(round_, by=world.reviewer)
    assert FilingReading.objects.count() == 1

    filings.accept(waiting[1], by=world.reviewer)
    reviewing.open_paper(waiting[1].rounds.get(), by=world.reviewer)
    assert FilingReading.objects.count() == 1


def test_an_official_of_a_higher_committee_accepts_nothing_in_bulk(world, waiting):
    between = make_branch(parent=world.committee)
    Filing.objects.filter(pk=waiting[0].pk).update(to=between)
    filing = Filing.objects.get(pk=waiting[0].pk)

    with pytest.raises(DomainError, match="不能代为受理"):
        reviewing.accept_clean([(filing, 1)], by=world.reviewer)
