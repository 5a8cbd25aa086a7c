"""A month without a Party day, with its reason; another month with the superior's consent (PD-01, PD-04)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.models import ActivityChange, Filing, MonthExcuse, MoveRequest
from activities.reports.board import board
from activities.reports.branch_facts import branch_findings
from activities.reports.desk import Desk
from activities.reports.ledger import ledger_of
from activities.reports.month_reasons import month_reasons
from activities.reports.todo_months import silent_months
from activities.reports.year_strip import year_strip
from activities.services import announcing, changing, excusing, filing, moving
from branches.scoping import Scope
from branches.services.setting import set_parameter
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch

JULY_2 = date(2026, 7, 2)


@pytest.fixture
def announced(world, today):
    return announcing.announce(make_activity(world.branch, date(2026, 6, 25)), by=world.secretary)


def move(activity, day, by, reason="防汛"):
    activity.refresh_from_db()
    start = clock.at(day, time(14))
    fields = {"starts_at": start, "ends_at": start + timedelta(hours=4)}
    return changing.change(activity, by=by, revision=activity.revision, fields=fields, reason=reason)


def state_of(branch, month):
    return next(mark for mark in year_strip(Desk(branch)).months if mark.month == month).label


def box_of(world, branch, month):
    shown = board(Scope(paths=(world.committee.path,)), 2026)
    return next(row for row in shown.rows if row.branch.pk == branch.pk).cells[month - 1]


def monthly(branch, month):
    found = branch_findings(branch, 2026)
    return next(f for f in found if f.rule == "party-day.monthly" and f.subject == f"2026-{month:02d}")


def test_a_month_with_a_reason_is_no_longer_missing_anywhere(world, today):
    assert (state_of(world.branch, 5), box_of(world, world.branch, 5).css) == ("没有开展", "miss")

    excusing.excuse_month(world.branch, 2026, 5, by=world.secretary, reason="防汛值守，全体在岗")

    assert state_of(world.branch, 5) == "未开展（有因）"
    box = box_of(world, world.branch, 5)
    assert (box.css, box.mark, box.said) == ("why", "因", "未开展，原因：防汛值守，全体在岗")
    assert monthly(world.branch, 5).explained == "防汛值守，全体在岗"
    row = next(row for row in ledger_of(world.branch, 2026).rows if row.month == 5)
    assert (row.unheld, row.remark) == ("未开展（有因）", "防汛值守，全体在岗")


def test_a_month_without_a_word_stays_red(world, today):
    row = next(row for row in ledger_of(world.branch, 2026).rows if row.month == 5)

    assert (row.unheld, row.asks_reason, monthly(world.branch, 5).explained) == ("没有开展", True, "")


def test_an_exempt_month_is_called_so_and_needs_no_reason(world, today):
    world_months(world, [6])

    assert state_of(world.branch, 6) == "豁免"
    with pytest.raises(DomainError, match="没有要求开展"):
        excusing.excuse_month(world.branch, 2026, 6, by=world.secretary, reason="放假")


def test_the_reason_is_asked_for_in_the_list_of_things_to_do_until_it_is_written(world, today):
    branch = make_branch(parent=world.committee, name="新支部")
    assert not list(silent_months(Desk(branch))), (
        "nobody is asked about the time before it kept its activities here"
    )
    make_activity(branch, date(2026, 4, 9), state="held", closed_at=clock.now())
    (todo,) = silent_months(Desk(branch))
    assert todo.title == "5月没有开展主题党日"

    excusing.excuse_month(branch, 2026, 5, by=world.secretary, reason="防汛")

    assert not list(silent_months(Desk(branch)))


def test_better_words_replace_the_reason_and_the_journal_keeps_the_first(world, today):
    excuse = excusing.excuse_month(world.branch, 2026, 5, by=world.secretary, reason="防汛")
    excusing.excuse_month(world.branch, 2026, 5, by=world.secretary, reason="防汛")
    excusing.excuse_month(world.branch, 2026, 5, by=world.secretary, reason="防汛值守")

    entries = JournalEntry.objects.filter(verb="excuse_month")
    assert [(each.before, each.reason) for each in entries.order_by("pk")] == [
        ("", "防汛"),
        ("防汛", "防汛值守"),
    ]
    excusing.withdraw(excuse, by=world.secretary)
    excusing.withdraw(excuse, by=world.secretary)
    assert not MonthExcuse.objects.exists()
    assert state_of(world.branch, 5) == "没有开展"


@pytest.mark.parametrize(
    ("month", "reason", "sentence"),
    [(5, " ", "请写明"), (7, "放假", "还没有到"), (4, "放假", "已经开展过")],
)
def test_what_needs_no_reason_takes_none(world, today, month, reason, sentence):
    make_activity(world.branch, date(2026, 4, 9), state="held", closed_at=clock.now())

    with pytest.raises(DomainError, match=sentence):
        excusing.excuse_month(world.branch, 2026, month, by=world.secretary, reason=reason)


def test_a_month_held_afterwards_counts_as_held_though_a_reason_was_written(world, today):
    excusing.excuse_month(world.branch, 2026, 5, by=world.secretary, reason="防汛")
    make_activity(world.branch, date(2026, 6, 4), for_month=5, state="held", closed_at=clock.now())

    assert monthly(world.branch, 5).sentence == "5月已开展1次"
    assert box_of(world, world.branch, 5).css != "why"


def test_another_month_opens_with_the_superiors_consent_and_is_not_reported_twice(world, announced):
    with pytest.raises(DomainError) as refusal:
        move(announced, JULY_2, world.secretary)
    assert refusal.value.code == "ask_first"

    asked = moving.ask_to_move(announced, by=world.secretary, new_day=JULY_2, reason="防汛")
    with pytest.raises(DomainError):
        move(announced, JULY_2, world.secretary)
    filing.accept(asked, by=world.reviewer, answer="同意。")
    moved = move(announced, JULY_2, world.secretary)

    assert (moved.day, moved.for_month) == (JULY_2, 6)
    assert ActivityChange.objects.get().request == asked.move_request
    assert not Filing.objects.filter(kind="change").exists()
    assert month_reasons([world.branch], 2026) == {(world.branch.pk, 6): "上级同意改到7月2日：防汛"}
    (finding,) = [f for f in branch_findings(world.branch, 2026) if f.rule == "party-day.same-month"]
    assert finding.verdict == "met"


def test_consent_to_one_month_is_none_to_the_next_but_to_all_its_days(world, announced):
    filing.accept(
        moving.ask_to_move(announced, by=world.secretary, new_day=JULY_2, reason="防汛"), by=world.reviewer
    )

    with pytest.raises(DomainError, match="应在当月完成"):
        move(announced, date(2026, 8, 3), world.secretary)
    assert move(announced, date(2026, 7, 3), world.secretary).day == date(2026, 7, 3)


def test_a_returned_request_is_asked_again_and_one_that_waits_is_not_asked_twice(world, announced):
    first = moving.ask_to_move(announced, by=world.secretary, new_day=JULY_2, reason="防汛")
    assert moving.ask_to_move(announced, by=world.secretary, new_day=JULY_2, reason="防汛") == first
    with pytest.raises(DomainError, match="等上级答复"):
        moving.ask_to_move(announced, by=world.secretary, new_day=date(2026, 7, 9), reason="防汛")

    filing.return_(first, by=world.reviewer, answer="请尽量在当月。")
    again = moving.ask_to_move(announced, by=world.secretary, new_day=date(2026, 7, 9), reason="汛期未过")

    assert (again.pk, again.rounds.count()) == (first.pk, 2)
    assert MoveRequest.objects.get().new_day == date(2026, 7, 9)
    assert first.rounds.first().content["new_day"] == "2026-07-02", "what was asked first is frozen"


def test_where_each_move_is_approved_a_day_in_the_month_needs_consent_too(world, announced):
    set_parameter(world.committee, "pd.change_needs", "approve", since=clock.today(), by=world.reviewer)
    with pytest.raises(DomainError, match="先经上级同意"):
        move(announced, date(2026, 6, 26), world.secretary)

    asked = moving.ask_to_move(announced, by=world.secretary, new_day=date(2026, 6, 26), reason="会场")
    filing.accept(asked, by=world.reviewer)

    assert move(announced, date(2026, 6, 26), world.secretary).day == date(2026, 6, 26)


@pytest.mark.parametrize(
    ("day", "reason", "sentence"),
    [
        (date(2026, 6, 25), "防汛", "本来就在这一天"),
        (date(2026, 6, 18), "防汛", "今天以后"),
        (JULY_2, " ", "写明改期的原因"),
    ],
)
def test_a_request_says_a_new_day_and_why(world, announced, day, reason, sentence):
    with pytest.raises(DomainError, match=sentence):
        moving.ask_to_move(announced, by=world.secretary, new_day=day, reason=reason)


def test_a_lecture_may_leave_its_month(world, today):
    lecture = make_activity(world.branch, date(2026, 6, 25), kind="lecture")

    assert move(lecture, JULY_2, world.secretary).day == JULY_2


def test_the_pages_lead_from_the_refusal_to_the_consent_and_back(world, announced, client_for):
    client = client_for(world.secretary)
    data = {
        "day": "2026-07-02", "start": "14:00", "end": "18:00", "theme": announced.theme, "venue": "on_site",
        "requirement": "optional", "reason": "防汛", "revision": announced.revision,
    }  # fmt: skip
    refused = client.post(f"/activities/{announced.pk}/change/", data)
    assert refused.status_code == 422
    assert "请上级同意" in refused.content.decode()

    client.post(f"/activities/{announced.pk}/move-request/", data)
    asked = Filing.objects.get(kind="move")
    review = client_for(world.reviewer)
    assert "改期请示：顺延到别的月份" in review.get(f"/filings/{asked.pk}/").content.decode()
    review.post(f"/filings/{asked.pk}/acceptance/", {"answer": "同意。", "round_number": 1})

    page = client.get(f"/activities/{announced.pk}/").content.decode()
    assert f"/activities/{announced.pk}/change/?agreed={asked.move_request_id}" in page
    form = client.get(f"/activities/{announced.pk}/change/?agreed={asked.move_request_id}").context["form"]
    assert form.initial["day"] == JULY_2
    assert client.post(f"/activities/{announced.pk}/change/", data).status_code == 302


def test_the_reason_is_written_from_the_ledger_and_taken_back_there(world, today, client_for):
    client = client_for(world.secretary)
    assert "/months/2026/5/reason/" in client.get("/ledger/").content.decode()

    client.post("/months/2026/5/reason/", {"reason": "防汛值守"})
    assert "防汛值守" in client.get("/ledger/").content.decode()
    client.post(f"/months/reasons/{MonthExcuse.objects.get().pk}/withdrawal/")
    assert not MonthExcuse.objects.exists()


def test_the_reason_of_a_month_that_never_was_is_not_found(world, today, client_for):
    for address in ("/months/2026/13/reason/", "/months/1999/5/reason/", "/months/2026/0/reason/"):
        assert client_for(world.secretary).get(address).status_code == 404


def world_months(world, months):
    set_parameter(world.committee, "pd.exempt_months", months, since=date(2026, 6, 18), by=world.reviewer)


def test_reasons_of_one_and_of_three_branches_cost_the_same(world, today, django_assert_num_queries):
    branches = [world.branch, *(make_branch(parent=world.committee, name=f"支部{n}") for n in "一二")]
    for branch in branches:
        excusing.excuse_month(branch, 2026, 5, by=world.secretary, reason="防汛")

    for asked in (branches[:1], branches):
        with django_assert_num_queries(2):
            assert len(month_reasons(asked, 2026)) == len(asked)


def test_a_moment_on_the_last_evening_of_the_month_is_still_in_it(world, today):
    today.move_to(datetime(2026, 6, 30, 23, 59, tzinfo=clock.OFFICE))
    assert state_of(world.branch, 6) == "没有安排"
    today.move_to(datetime(2026, 7, 1, 0, 1, tzinfo=clock.OFFICE))
    assert state_of(world.branch, 6) == "没有开展"
