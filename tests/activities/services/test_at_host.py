"""Taking part elsewhere by a paper: a guest there, seen at home, made up for by the word of the host (MEM-15, E-12)."""

from datetime import date, timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus, MakeUpMethod, MakeUpState, RecordState
from activities.models import Guest, MakeUp, Notice, RecordSheet
from activities.reports.stays import stays_to_mark
from activities.services import at_host, attending, changing, making_up, preparing
from activities.services.making_up import Visit
from branches.choices import BranchDomain
from members.choices import ExemptionReason
from members.models import ExemptionSpell, TemporaryStay
from members.reports.roster import roster_on
from members.services import hosting
from members.services.hosting import Stay
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch

pytestmark = [pytest.mark.django_db]
D = date
TODAY = D(2026, 6, 18)


def stay(world, **fields):
    facts = {
        "name": "外一",
        "home": world.foreign_branch,
        "home_name": world.foreign_branch.name,
        "paper": "temporary",
        "number": "临〔2026〕1号",
        "since": D(2026, 6, 10),
        "until": D(2026, 12, 31),
    }
    return hosting.take_in(world.branch, Stay(**{**facts, **fields}), by=world.secretary)


def held(branch, day, by=None):
    activity = make_activity(branch, day, state=ActivityState.ANNOUNCED)
    return attending.close(activity, by=by) if by else activity


def away(world, member, branch, by):
    return ExemptionSpell.objects.create(
        member=member,
        branch=branch,
        reason=ExemptionReason.AWAY,
        since=D(2026, 1, 1),
        until=D(2026, 12, 31),
        approved_by=by,
    )


def test_a_guest_on_the_days_of_the_paper_and_never_in_the_denominator(world, today):
    row = stay(world)
    activity = held(world.branch, D(2026, 6, 17))
    assert stays_to_mark(activity) == [row]

    guest = at_host.came(activity, row, by=world.secretary)
    assert at_host.came(activity, row, by=world.secretary) == guest
    attending.close(activity, by=world.secretary)

    activity.refresh_from_db()
    assert (guest.kind, guest.office) == (Guest.Kind.OTHER_BRANCH, "另一支部")
    assert (activity.total, stays_to_mark(activity)) == (5, [])
    assert not activity.attendances.filter(member=row.member).exists()


@pytest.mark.parametrize(
    ("day", "there"),
    [(D(2026, 6, 9), False), (D(2026, 6, 10), True), (D(2026, 6, 14), True), (D(2026, 6, 15), False)],
)
def test_from_the_first_day_to_the_day_before_leaving(world, today, day, there):
    row = hosting.end(stay(world), day=D(2026, 6, 15), by=world.secretary)

    assert row.is_running_on(day) is there
    assert TemporaryStay.objects.running_on(day).exists() is there
    if not there:
        with pytest.raises(DomainError):
            at_host.came(held(world.branch, day), row, by=world.secretary)


def test_the_home_branch_is_told_once_and_without_a_name(world, today):
    row = stay(world)
    assert stay(world) == row

    notice = Notice.objects.get(recipient=world.outsider)
    assert "外一" not in notice.subject + notice.body


@pytest.mark.parametrize("fields", [{"name": "没有的人"}, {"number": " "}, {"until": D(2026, 6, 9)}])
def test_a_wrong_name_no_number_or_an_end_before_the_start_is_refused(world, today, fields):
    with pytest.raises(DomainError):
        stay(world, **fields)
    assert not TemporaryStay.objects.exists()


def test_nobody_is_a_guest_at_the_own_branch(world, today):
    with pytest.raises(DomainError):
        stay(world, home=world.branch, home_name=world.branch.name, name="李二")


def test_somebody_from_outside_the_system_needs_no_row_of_ours(world, today):
    row = stay(world, name="远客", home=None, home_name="外省某局机关党支部")

    assert row.member is None
    assert at_host.came(held(world.branch, D(2026, 6, 17)), row, by=world.secretary).name == "远客"


def test_in_a_temporary_branch_they_are_the_roster(world, today):
    camp = make_branch(parent=world.committee, name="工地临时党支部", domain=BranchDomain.TEMPORARY)
    facts = Stay("李二", world.branch, world.branch.name, "temporary", "1号", D(2026, 6, 10), D(2026, 7, 1))
    hosting.take_in(camp, facts, by=world.reviewer)

    assert [entry.name for entry in roster_on(camp, TODAY)] == ["李二"]
    assert roster_on(camp, D(2026, 7, 2)) == []
    assert "李二" in {entry.name for entry in roster_on(world.branch, TODAY)}


def test_what_the_host_marks_hands_in_the_make_up_and_home_closes_it(world, today):
    outsider = world.outsider.member
    away(world, outsider, world.foreign_branch, world.reviewer)
    at_home = held(world.foreign_branch, D(2026, 6, 12), by=world.outsider)
    owed = MakeUp.objects.get(attendance__activity=at_home)
    assert MakeUpMethod.HOST in owed.forms

    at_host.came(held(world.branch, D(2026, 6, 17)), stay(world), by=world.secretary)

    owed.refresh_from_db()
    assert (owed.state, owed.method, owed.done_on) == (MakeUpState.DONE, MakeUpMethod.HOST, D(2026, 6, 17))
    assert world.branch.called in owed.place
    assert at_home.attendances.get(member=outsider).status == AttendanceStatus.EXEMPT
    making_up.confirm(owed, by=world.outsider)
    assert MakeUp.objects.get().state == MakeUpState.CONFIRMED


def test_whoever_was_at_the_host_before_finds_it_handed_in_when_home_closes(world, today):
    away(world, world.outsider.member, world.foreign_branch, world.reviewer)
    at_host.came(held(world.branch, D(2026, 6, 11)), stay(world), by=world.secretary)

    held(world.foreign_branch, D(2026, 6, 17), by=world.outsider)

    assert MakeUp.objects.get(attendance__activity__branch=world.foreign_branch).state == MakeUpState.DONE


def test_another_month_at_the_host_proves_nothing(world, today):
    away(world, world.outsider.member, world.foreign_branch, world.reviewer)
    held(world.foreign_branch, D(2026, 5, 29), by=world.outsider)
    at_host.came(held(world.branch, D(2026, 6, 11)), stay(world), by=world.secretary)

    assert MakeUp.objects.get().state == MakeUpState.OPEN


@pytest.mark.parametrize(
    ("place", "gist", "day", "taken"),
    [
        ("某市某支部", "支部书记来函", D(2026, 6, 1), True),
        ("某市某支部", "支部书记来函", D(2026, 5, 31), False),
        ("", "支部书记来函", D(2026, 6, 13), False),
        ("某市某支部", "", D(2026, 6, 13), False),
    ],
)
def test_elsewhere_a_written_statement_says_where_when_and_who_bears_witness(
    world, today, place, gist, day, taken
):
    away(world, world.outsider.member, world.foreign_branch, world.reviewer)
    held(world.foreign_branch, D(2026, 6, 12), by=world.outsider)
    owed = MakeUp.objects.get()
    said = {"method": MakeUpMethod.HOST, "done_on": day, "gist": gist, "visit": Visit(place=place)}
    if taken:
        making_up.hand_in(owed, by=world.outsider, **said)
        assert MakeUp.objects.get().state == MakeUpState.DONE
    else:
        with pytest.raises(DomainError):
            making_up.hand_in(owed, by=world.outsider, **said)
    assert TODAY - D(2026, 6, 12) < timedelta(days=30)


@pytest.fixture
def visit(world, today):
    """Away from the foreign branch, owed there for 12 June, proven by a visit of 17 June to the branch."""
    away(world, world.outsider.member, world.foreign_branch, world.reviewer)
    at_home = held(world.foreign_branch, D(2026, 6, 12), by=world.outsider)
    guest = at_host.came(held(world.branch, D(2026, 6, 17)), stay(world), by=world.secretary)
    return at_home, guest, MakeUp.objects.get(attendance__activity=at_home)


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("how", ["taken_off", "cancelled"])
def test_a_word_the_host_takes_back_opens_the_make_up_again(world, visit, closed, how):
    at_home, guest, owed = visit
    if closed:
        making_up.confirm(owed, by=world.outsider)

    if how == "taken_off":
        preparing.uninvite(guest, by=world.secretary)
    else:
        changing.cancel(guest.activity, by=world.secretary, reason="下雨")

    owed.refresh_from_db()
    at_home.refresh_from_db()
    assert (owed.state, owed.method, owed.done_on, owed.gist) == (MakeUpState.OPEN, "", None, "")
    assert (owed.handed_in_by, owed.confirmed_by, owed.proven_by) == (None, None, None)
    assert at_home.made_up == 0
    notice = Notice.objects.get(recipient=world.outsider, subject__contains="撤回")
    assert "外一" not in notice.subject + notice.body
    assert "重新办" in notice.body


def test_what_was_filed_at_home_stays_and_home_is_told(world, visit):
    at_home, guest, owed = visit
    making_up.confirm(owed, by=world.outsider)
    RecordSheet.objects.filter(activity=at_home).update(state=RecordState.SUBMITTED)

    preparing.uninvite(guest, by=world.secretary)

    owed.refresh_from_db()
    assert (owed.state, owed.method) == (MakeUpState.CONFIRMED, MakeUpMethod.HOST)
    assert "补课不改" in Notice.objects.get(recipient=world.outsider, subject__contains="撤回").body


def test_another_visit_of_the_same_month_proves_it_instead(world, visit):
    _at_home, guest, owed = visit
    again = at_host.came(held(world.branch, D(2026, 6, 15)), TemporaryStay.objects.get(), by=world.secretary)

    preparing.uninvite(guest, by=world.secretary)

    owed.refresh_from_db()
    assert (owed.state, owed.done_on, owed.proven_by) == (MakeUpState.DONE, D(2026, 6, 15), again)


def test_another_visit_proves_both_of_two_make_ups_of_the_month(world, today):
    away(world, world.outsider.member, world.foreign_branch, world.reviewer)
    for day in (D(2026, 6, 11), D(2026, 6, 12)):
        held(world.foreign_branch, day, by=world.outsider)
    guest = at_host.came(held(world.branch, D(2026, 6, 17)), stay(world), by=world.secretary)
    again = at_host.came(held(world.branch, D(2026, 6, 15)), TemporaryStay.objects.get(), by=world.secretary)
    assert list(MakeUp.objects.values_list("state", "proven_by")) == [(MakeUpState.DONE, guest.pk)] * 2

    preparing.uninvite(guest, by=world.secretary)

    assert list(MakeUp.objects.values_list("state", "proven_by")) == [(MakeUpState.DONE, again.pk)] * 2


def test_what_was_made_up_otherwise_since_is_not_the_hosts_to_open(world, visit):
    _at_home, guest, owed = visit
    making_up.send_back(owed, by=world.outsider, reason="请写明内容")
    making_up.hand_in(owed, by=world.outsider, method=MakeUpMethod.TALK, done_on=TODAY, gist="谈了一小时")

    preparing.uninvite(guest, by=world.secretary)

    owed.refresh_from_db()
    assert (owed.state, owed.method) == (MakeUpState.DONE, MakeUpMethod.TALK)


def test_an_ordinary_guest_taken_off_opens_nothing(world, visit):
    _at_home, guest, owed = visit
    other = preparing.invite(guest.activity, by=world.secretary, name="远客", kind=Guest.Kind.SUPERIOR)

    preparing.uninvite(other, by=world.secretary)

    owed.refresh_from_db()
    assert owed.state == MakeUpState.DONE
