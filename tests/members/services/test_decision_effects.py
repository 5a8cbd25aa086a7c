"""What a decision brings about, dated and entered once: not expected, no vote, posts that end (E-52, MEM-02)."""

from datetime import date, timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus
from activities.models import MakeUp
from activities.services import attending
from branches.services.setting import set_parameter
from members.choices import ExemptionReason, Post
from members.choices_standing import DecisionKind
from members.models import Appointment, DisciplineFact, ExemptionSpell
from members.reports.discipline import resting_votes
from members.reports.roster import roster_on
from members.services import deciding, disciplining
from members.services.decision_effects import renew_all
from members.services.disciplining import Decision
from members.services.exempting import exempt
from members.services.transferring import transfer
from partywork.common.uploads import PDF, CleanFile
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint

pytestmark = [pytest.mark.django_db]
D = date
TODAY, SINCE = D(2026, 6, 18), D(2026, 6, 10)
PAPER = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")


def detained(world, member=None, **fields):
    facts = {
        "kind": "detained",
        "decided_on": SINCE,
        "decided_by": "区监委",
        "paper": "留字1号",
        "since": SINCE,
    }
    return disciplining.enter_decision(
        member or world.others[0], world.branch, Decision(**{**facts, **fields}), by=world.secretary
    )


def entry(world, day=TODAY, name="李二"):
    return next(each for each in roster_on(world.branch, day) if each.name == name)


def test_from_the_first_day_not_expected_and_nobody_reads_why(world, today):
    detained(world)

    assert entry(world, SINCE - timedelta(days=1)).exemption == ""
    assert entry(world, SINCE).exemption == entry(world).exemption == "另有原因"
    assert resting_votes([world.others[0].pk], TODAY) == {world.others[0].pk}
    said = " ".join(str(row) for row in JournalEntry.objects.values_list("label", "reason", "after"))
    assert "留置" not in said
    assert "暂停" not in said


def test_whoever_has_some_other_reason_reads_the_same(world, today):
    detained(world)
    exempt(
        world.others[1],
        reason=ExemptionReason.OTHER,
        since=SINCE,
        until=D(2027, 6, 1),
        contact=world.others[2],
        by=world.secretary,
    )

    assert entry(world).exemption == entry(world, name="王三").exemption


def test_the_same_paper_twice_is_one_absence(world, today):
    for _ in range(2):
        detained(world)

    spell = ExemptionSpell.objects.get()
    assert (spell.since, spell.until, spell.contact) == (SINCE, D(2027, 6, 9), None)


@pytest.mark.parametrize(("day", "made"), [(D(2027, 5, 10), 0), (D(2027, 5, 11), 1), (D(2027, 6, 30), 1)])
def test_renewed_by_itself_in_the_last_month_as_long_as_the_decision_runs(world, today, day, made):
    detained(world)

    assert (renew_all(day), renew_all(day)) == (made, 0)


def test_an_exemption_that_runs_already_is_left_and_the_rest_is_covered(world, today):
    exempt(
        world.others[0],
        reason=ExemptionReason.AWAY,
        since=D(2026, 6, 1),
        until=D(2026, 6, 20),
        contact=world.others[1],
        by=world.secretary,
    )
    detained(world)

    assert entry(world).exemption == "流动、外出"
    assert entry(world, D(2026, 6, 21)).exemption == "另有原因"


def test_a_shorter_limit_of_the_committee_makes_shorter_pieces(world, today):
    set_parameter(world.committee, "mem.exempt_max_months", 3, since=TODAY, by=world.reviewer)
    detained(world, since=D(2026, 1, 10), decided_on=D(2026, 1, 10))

    spans = list(ExemptionSpell.objects.order_by("since").values_list("since", "until"))
    assert spans[0] == (D(2026, 1, 10), D(2026, 4, 9))
    assert spans[-1][1] == D(2026, 10, 9)


def test_lifted_by_a_paper_expected_again_from_that_day_on(world, today):
    fact = detained(world)
    disciplining.lift(fact, on=D(2026, 6, 15), paper="解字1号", by=world.secretary)

    assert entry(world, D(2026, 6, 14)).exemption == "另有原因"
    assert entry(world, D(2026, 6, 15)).exemption == ""
    assert renew_all(TODAY) == 0


def test_one_of_two_decisions_lifted_the_other_still_keeps_away(world, today):
    first = detained(world)
    detained(world, paper="捕字2号", since=D(2026, 6, 12))
    disciplining.lift(first, on=D(2026, 6, 15), paper="解字1号", by=world.secretary)

    assert entry(world).exemption == "另有原因"


def test_whoever_moves_to_another_branch_is_not_expected_there_either(world, today):
    detained(world)
    other = make_branch(parent=world.committee, name="第三支部")
    transfer(world.others[0], other, day=TODAY, by=world.reviewer)

    assert renew_all(TODAY) == 1
    (there,) = roster_on(other, TODAY)
    assert there.exemption == "另有原因"


def test_closed_registers_stay_as_they_were_and_no_make_up_is_owed_afterwards(world, today):
    before = make_activity(world.branch, D(2026, 6, 12), state=ActivityState.ANNOUNCED)
    attending.close(before, by=world.secretary)
    row = before.attendances.get(member=world.others[0])
    kept = (row.status, row.basis)

    detained(world)
    row.refresh_from_db()
    assert (row.status, row.basis) == kept

    after = make_activity(world.branch, D(2026, 6, 17), state=ActivityState.ANNOUNCED)
    attending.close(after, by=world.secretary)
    absent = after.attendances.get(member=world.others[1])
    attending.settle(absent, status=AttendanceStatus.ABSENT, by=world.secretary)
    row = after.attendances.get(member=world.others[0])
    assert row.status == AttendanceStatus.EXEMPT
    assert "另有原因，豁免至" in row.basis
    assert [each.attendance for each in MakeUp.objects.filter(attendance__activity=after)] == [absent]


def test_probation_in_the_party_ends_the_posts_and_says_no_word_why(world, today):
    appoint(world.member, world.branch, Post.PUBLICITY_MEMBER)
    disciplining.enter_decision(
        world.plain_member,
        world.branch,
        Decision("probation", SINCE, "区纪委", "3号", SINCE, D(2027, 6, 10)),
        by=world.secretary,
    )

    assert not Appointment.objects.on(SINCE).filter(holder=world.member).exists()
    assert Appointment.objects.on(SINCE - timedelta(days=1)).filter(holder=world.member).exists()
    assert "察看" not in str(list(JournalEntry.objects.values_list("reason", flat=True)))
    assert not ExemptionSpell.objects.exists()


def test_out_of_the_party_ends_what_ran_and_a_mistake_brings_it_back(world, today):
    fact = detained(world)
    decision = deciding.Decision(DecisionKind.EXPULSION, D(2026, 6, 15), D(2026, 6, 15), "开字9号", "区委")
    made = deciding.decide(world.others[0], decision, paper=PAPER, by=world.secretary)
    fact.refresh_from_db()
    assert (fact.lifted_on, fact.lifted_paper) == (D(2026, 6, 15), "开字9号")
    assert world.others[0].branch_on(TODAY) is None

    deciding.undo(made, reason="登错了人", by=world.secretary)
    fact.refresh_from_db()
    assert (fact.lifted_on, fact.lifted_paper) == (None, "")
    assert entry(world).exemption == "另有原因"
    assert DisciplineFact.objects.count() == 1
