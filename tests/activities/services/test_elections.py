"""An election from the study to the day the elected take office; what is refused, and with which numbers."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.choices import AttendanceStatus, FilingState
from activities.choices_elections import ElectionKind, ElectionState, Office, RoundState
from activities.models import Election, ElectionRound, Filing, Notice, VoterExclusion
from activities.reports.electors import elected_members
from activities.reports.next_ballot import listed_members, next_ballot
from activities.rules.election_outcome import RoundPurpose
from activities.rules.election_people import Nominee
from activities.services import (
    attending,
    electing,
    election_counting,
    election_papers,
    election_rounds,
    filing,
    listing_candidates,
    taking_office,
)
from activities.services.election_counting import Counted
from activities.services.term_reminders import remind_of_terms
from branches.models import Organization, Term
from branches.services.structuring import correct
from branches.services.terming import register_term
from members.choices import Post
from members.models import Appointment
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.elections import (
    ELECTED,
    agreed,
    announced,
    begun,
    counted,
    elected_all,
    handed_out,
    listed,
    make_ground,
    met,
    ready,
)
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(db, today):
    return make_ground(today)


def refused(*parts):
    return pytest.raises(DomainError, match=".*".join(parts))


def test_a_whole_election_ends_in_posts_and_a_new_term(ground):
    election = elected_all(ground, ready(ground))
    listing_candidates.divide_work(
        election,
        {ground.keys[1]: Post.ORGANIZATION_MEMBER, ground.keys[2]: Post.DISCIPLINE_MEMBER},
        by=ground.secretary,
    )
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    taking_office.take_office(election, by=ground.secretary, since=ELECTED)

    election.refresh_from_db()
    assert election.state == ElectionState.FINISHED
    held = Appointment.objects.on(ELECTED).filter(organization=ground.branch)
    assert sorted((post.holder.name, post.post) for post in held) == [
        ("丁一", "secretary"),
        ("王三", "discipline_member"),
        ("马二", "organization_member"),
    ]
    before, now = Term.objects.filter(branch=ground.branch).order_by("number")
    assert (before.number, before.ended_on) == (4, ELECTED)
    assert (now.number, now.since, now.due_on, now.has_committee, now.seats) == (
        5,
        ELECTED,
        date(2029, 7, 20),
        True,
        3,
    )


def test_the_outgoing_leave_their_posts_the_same_day(ground):
    election = listed(ground, agreed(ground, begun(ground)), ground.keys[1:5])
    met(ground, election)
    announced(ground, handed_out(ground, election), [8, 7, 6, 1])
    head = handed_out(ground, election, Office.SECRETARY, teller=ground.members[2], counter=ground.members[3])
    announced(ground, head, [3])
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    taking_office.take_office(election, by=ground.secretary, since=ELECTED)

    old = Appointment.objects.get(holder=ground.secretary)
    assert old.period.upper == ELECTED
    new = Appointment.objects.get(organization=ground.branch, post=Post.SECRETARY, period__contains=ELECTED)
    assert new.holder == ground.members[1].user


def test_nobody_takes_office_before_the_superior_agreed(ground):
    election = elected_all(ground, ready(ground))
    with refused("上级还没有批准选举结果"):
        taking_office.take_office(election, by=ground.secretary, since=ELECTED)


def test_who_has_no_account_is_named_before_anything_is_changed(ground):
    election = elected_all(ground, ready(ground))
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    ground.members[1].user = None
    ground.members[1].save()
    with refused("马二还没有账号"):
        taking_office.take_office(election, by=ground.secretary, since=ELECTED)
    assert Appointment.objects.get(holder=ground.secretary).period.upper is None


def test_six_full_members_elect_a_secretary_only_and_a_term_without_a_committee(db, today):
    ground = make_ground(today, number=6)
    assert not Organization.objects.get(pk=ground.branch.pk).has_committee
    election = ready(ground, seats=0, names=ground.keys[:1])
    assert (election.has_committee, election.offices) == (False, (Office.SECRETARY,))
    announced(ground, handed_out(ground, election, Office.SECRETARY), [5])
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    taking_office.take_office(election, by=ground.secretary, since=ELECTED)

    assert not Term.objects.running().get(branch=ground.branch).has_committee


def test_the_committee_stays_for_its_term_whatever_the_head_count(ground):
    branch = Organization.objects.get(pk=ground.branch.pk)
    assert branch.has_committee
    with refused("第4届任期内设不设支委会以选举为准"):
        correct(branch, short_name="", domain=branch.domain, has_committee=False, by=None)
    correct(branch, short_name="选", domain=branch.domain, has_committee=True, by=None)


def test_eight_seats_are_refused(ground):
    election = electing.begin(ground.branch, kind="term", by=ground.secretary)
    with refused("最多7人，现在填了8人"):
        electing.study(election, by=ground.secretary, studied_on=clock.today(), planned_on=ELECTED, seats=8)


def test_begun_twice_is_one_election(ground):
    first = electing.begin(ground.branch, kind="term", by=ground.secretary)
    assert electing.begin(ground.branch, kind="term", by=ground.secretary) == first


@pytest.mark.parametrize(("days", "warned"), [(30, False), (29, True), (31, False)])
def test_a_request_comes_a_month_ahead_or_says_by_how_much_it_is_late(ground, days, warned):
    election = electing.begin(ground.branch, kind="term", by=ground.secretary)
    planned = clock.today() + timedelta(days=days)
    electing.study(election, by=ground.secretary, studied_on=clock.today(), planned_on=planned, seats=3)
    content = election_papers.request(election, by=ground.secretary).rounds.get().content
    assert any("一般应提前30天请示" in each["sentence"] for each in content["warnings"]) == warned


def test_what_was_handed_in_is_not_changed_until_it_comes_back(ground):
    election = begun(ground)
    handed = election_papers.request(election, by=ground.secretary)
    with refused("请示已经报送"):
        electing.study(election, by=ground.secretary, studied_on=clock.today(), planned_on=ELECTED, seats=5)
    with refused("已经报送，不用再报"):
        election_papers.request(election, by=ground.secretary)
    filing.return_(handed, by=ground.official, answer="名额请再研究。")
    electing.study(election, by=ground.secretary, studied_on=clock.today(), planned_on=ELECTED, seats=5)
    again = election_papers.request(election, by=ground.secretary)
    assert (again.pk, again.rounds.count(), again.state) == (handed.pk, 2, FilingState.SUBMITTED)


def test_three_seats_need_four_candidates(ground):
    election = agreed(ground, begun(ground))
    with refused("候选人至少4人，现在3人，还差1人"):
        listed(ground, election, ground.keys[:3])


def test_a_probationary_member_does_not_stand(ground):
    new = make_member(ground.branch, name="小新", full_on=None)
    election = agreed(ground, begun(ground))
    with refused("小新是预备党员，没有被选举权"):
        listing_candidates.put_candidates(
            election, Office.COMMITTEE, [Nominee(new.pk, is_listed=True)], by=ground.secretary
        )


def test_names_stand_by_strokes_and_by_hand_where_the_secretary_says_so(ground):
    election = begun(ground)
    keys = ground.keys
    rows = [Nominee(pk, is_listed=True) for pk in (keys[7], keys[4], keys[0], keys[3])]
    listing_candidates.put_candidates(election, Office.COMMITTEE, rows, by=ground.secretary)
    assert listed_members(election, Office.COMMITTEE) == [keys[0], keys[3], keys[4], keys[7]]

    rows[0] = Nominee(keys[7], is_listed=True, position=1)
    listing_candidates.put_candidates(election, Office.COMMITTEE, rows, by=ground.secretary)
    assert listed_members(election, Office.COMMITTEE) == [keys[7], keys[0], keys[3], keys[4]]


@pytest.mark.parametrize(("present", "enough"), [(7, True), (6, False)])
def test_four_fifths_of_eight_are_seven(ground, present, enough):
    election = ready(ground, present=present)
    people = {"teller": ground.members[5], "counter": ground.members[4]}
    if enough:
        assert handed_out(ground, election, **people).present == 7
    else:
        with refused("应到8人，实到6人，不足五分之四（7人），还差1人"):
            handed_out(ground, election, **people)


def test_who_is_there_by_video_only_does_not_count(ground):
    election = ready(ground)
    for member in ground.members[6:]:
        attending.mark(election.meeting, member, status=AttendanceStatus.ONLINE, by=ground.secretary)
    with refused("实到6人"):
        handed_out(ground, election, teller=ground.members[5], counter=ground.members[4])


def test_a_candidate_is_no_teller_and_one_person_is_not_two(ground):
    election = ready(ground)
    with refused("丁一是候选人，不能监票、计票"):
        handed_out(ground, election, teller=ground.members[0])
    with refused("要两个人"):
        handed_out(ground, election, teller=ground.members[6])


def test_the_rules_of_the_election_are_passed_before_ballots_go_out(ground):
    election = ready(ground)
    Election.objects.filter(pk=election.pk).update(rules_passed=False)
    election.refresh_from_db()
    with refused("先由大会通过选举办法"):
        handed_out(ground, election)


def test_more_returned_than_issued_is_void_and_held_again(ground):
    election = ready(ground)
    first = handed_out(ground, election)
    marks = {line.member_id: (8, 0, 0) for line in first.lines.all()}
    first = election_counting.count_paper(first, Counted(8, 9, 9, 0, marks), by=ground.secretary)

    assert first.state == RoundState.VOID
    assert first.void_reason == "发出选票8张，收回9张，收回多于发出，选举无效，应重新选举。"
    again = next_ballot(election, Office.COMMITTEE)
    assert (again.purpose, again.seats, again.members) == (RoundPurpose.FIRST, 3, tuple(ground.keys[:4]))


def test_a_sheet_that_does_not_add_up_is_refused_and_nothing_is_counted(ground):
    round_ = handed_out(ground, ready(ground))
    marks = {line.member_id: (5, 2, 0) for line in round_.lines.all()}
    with refused("有效7张加无效0张是7张，与收回的8张不符"):
        election_counting.count_paper(round_, Counted(8, 8, 7, 0, marks), by=ground.secretary)
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_a_tie_at_the_last_seat_is_voted_on_again_among_the_tied(ground):
    election = ready(ground)
    announced(ground, handed_out(ground, election), [8, 6, 5, 5])
    following = next_ballot(election, Office.COMMITTEE)
    assert (following.purpose, following.seats) == (RoundPurpose.RUN_OFF, 1)
    assert following.members == tuple(ground.keys[2:4])

    second = announced(ground, handed_out(ground, election), [5, 3])
    assert second.purpose == RoundPurpose.RUN_OFF
    assert elected_members(election, Office.COMMITTEE) == ground.keys[:3]
    assert next_ballot(election, Office.COMMITTEE) is None


def test_a_run_off_needs_no_second_majority(ground):
    election = ready(ground)
    announced(ground, handed_out(ground, election), [8, 6, 5, 5])
    announced(ground, handed_out(ground, election), [3, 2])
    assert elected_members(election, Office.COMMITTEE) == ground.keys[:3]


def test_half_is_not_more_than_half_and_the_rest_is_voted_on_again(ground):
    election = ready(ground)
    round_ = announced(ground, handed_out(ground, election), [8, 6, 4, 3])
    assert round_.outcome["open_seats"] == 1
    following = next_ballot(election, Office.COMMITTEE)
    assert (following.purpose, following.members) == (RoundPurpose.REST, tuple(ground.keys[2:4]))
    announced(ground, handed_out(ground, election, members=[ground.keys[3]]), [6])
    assert elected_members(election, Office.COMMITTEE) == [ground.keys[0], ground.keys[1], ground.keys[3]]


@pytest.mark.parametrize(("in_favour", "enough"), [(5, True), (4, False)])
def test_fewer_seats_with_the_consent_of_more_than_half(ground, in_favour, enough):
    election = ready(ground)
    announced(ground, handed_out(ground, election), [8, 6, 4, 3])
    if not enough:
        with refused("实到8人，至少5人，现在4人"):
            election_counting.give_up_seats(election, by=ground.secretary, present=8, in_favour=in_favour)
        return
    election_counting.give_up_seats(election, by=ground.secretary, present=8, in_favour=in_favour)
    election.refresh_from_db()
    assert (election.fewer, next_ballot(election, Office.COMMITTEE)) == (1, None)


def test_a_tie_cannot_be_settled_by_fewer_seats(ground):
    election = ready(ground)
    announced(ground, handed_out(ground, election), [8, 6, 5, 5])
    with refused("票数相等的要再投一次票"):
        election_counting.give_up_seats(election, by=ground.secretary, present=8, in_favour=8)


def test_a_name_written_in_may_win(ground):
    election = ready(ground)
    round_ = handed_out(ground, election)
    outsider = ground.members[5].pk
    announced(ground, round_, [8, 4, 4, 3], write_ins={outsider: 5})
    assert elected_members(election, Office.COMMITTEE) == [ground.keys[0], outsider]


def test_who_has_no_right_cannot_be_written_in(ground):
    new = make_member(ground.branch, name="小新", full_on=None)
    round_ = handed_out(ground, ready(ground))
    with refused("没有被选举权"):
        counted(ground, round_, [8, 4, 4, 3], write_ins={new.pk: 1})


def test_a_counting_sheet_may_be_put_right_until_it_is_announced(ground):
    round_ = handed_out(ground, ready(ground))
    counted(ground, round_, [8, 7, 6, 1])
    round_ = counted(ground, ElectionRound.objects.get(pk=round_.pk), [8, 7, 1, 6])
    assert [line.in_favour for line in round_.lines.all()] == [8, 7, 1, 6]
    election_counting.announce(round_, by=ground.secretary)
    with refused("不能录计票单"):
        counted(ground, ElectionRound.objects.get(pk=round_.pk), [8, 7, 6, 1])


def test_the_secretary_is_elected_after_the_committee_and_from_it(ground):
    election = ready(ground)
    with refused("支部委员还没有选满"):
        handed_out(ground, election, Office.SECRETARY)
    announced(ground, handed_out(ground, election), [1, 8, 7, 6])  # the proposed secretary was not elected
    following = next_ballot(election, Office.SECRETARY)
    assert (following.members, following.may_choose) == ((), tuple(ground.keys[1:4]))
    people = {"teller": ground.members[2], "counter": ground.members[3]}
    with refused("选票上还没有候选人"):
        handed_out(ground, election, Office.SECRETARY, **people)
    announced(ground, handed_out(ground, election, Office.SECRETARY, members=[ground.keys[1]], **people), [3])
    assert elected_members(election, Office.SECRETARY) == [ground.keys[1]]


def test_delegates_are_elected_with_a_difference_and_take_no_posts(ground):
    election = agreed(
        ground, begun(ground, kind=ElectionKind.DELEGATES, seats=2, occasion="市第十五次党代会")
    )
    assert election.offices == (Office.DELEGATE,)
    listed(ground, election, ground.keys[:3])
    met(ground, election)
    announced(ground, handed_out(ground, election, Office.DELEGATE), [8, 7, 1])
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    taking_office.take_office(election, by=ground.secretary, since=ELECTED)

    assert Term.objects.running().get(branch=ground.branch).number == 4
    assert Appointment.objects.filter(organization=ground.branch).count() == 1


def test_a_by_election_fills_a_seat_in_the_running_term(ground):
    election = agreed(ground, begun(ground, kind=ElectionKind.BY_ELECTION, seats=1, reason="委员调出"))
    assert (election.number, election.offices) == (4, (Office.COMMITTEE,))
    listed(ground, election, ground.keys[1:3])
    met(ground, election)
    announced(ground, handed_out(ground, election), [6, 2])
    filing.accept(election_papers.report_result(election, by=ground.secretary), by=ground.official)
    taking_office.take_office(election, by=ground.secretary, since=ELECTED)

    assert Term.objects.running().get(branch=ground.branch).number == 4
    held = Appointment.objects.on(ELECTED).filter(organization=ground.branch).order_by("pk")
    assert [(post.holder.name, post.post) for post in held] == [
        ("丁一", "secretary"),
        ("马二", "committee_member"),
    ]


def test_an_extension_of_a_year_is_agreed_to_by_the_superior_and_moves_the_end(ground):
    term = ground.term
    with refused("不超过12个月", "最迟2027年7月25日"):
        election_papers.ask_shift(term, by=ground.secretary, new_due=date(2027, 7, 26), reason="机构改革")
    asked = election_papers.ask_shift(term, by=ground.secretary, new_due=date(2027, 7, 25), reason="机构改革")
    with refused("还在等上级答复"):
        election_papers.ask_shift(term, by=ground.secretary, new_due=date(2027, 1, 25), reason="机构改革")
    filing.accept(asked, by=ground.official)

    term.refresh_from_db()
    assert (term.shifted_to, term.shift_approved_on) == (date(2027, 7, 25), clock.today())
    assert term.status_on(date(2026, 12, 1)) == "已批延期"


def test_a_returned_extension_moves_nothing(ground):
    asked = election_papers.ask_shift(
        ground.term, by=ground.secretary, new_due=date(2027, 1, 25), reason="改革"
    )
    filing.return_(asked, by=ground.official, answer="请按期换届。")
    ground.term.refresh_from_db()
    assert ground.term.shifted_to is None
    again = election_papers.ask_shift(
        ground.term, by=ground.secretary, new_due=date(2026, 10, 25), reason="改革"
    )
    assert again.pk == asked.pk


def test_reminders_come_once_for_each_of_the_months(ground, today):
    def remind(day):
        today.move_to(datetime.combine(day, time(8, 30), tzinfo=clock.OFFICE))
        return remind_of_terms(clock.now())

    assert remind(date(2026, 1, 24)) == 0
    assert remind(date(2026, 1, 25)) == 1
    assert remind(date(2026, 2, 25)) == 0
    assert remind(date(2026, 4, 25)) == 1
    assert remind(date(2026, 7, 1)) == 0
    assert [notice.recipient for notice in Notice.objects.filter(kind="election")] == [ground.secretary] * 2


def test_nobody_is_reminded_once_the_election_has_begun(ground, today):
    begun(ground)
    today.move_to(datetime(2026, 7, 1, 8, 30, tzinfo=clock.OFFICE))
    assert remind_of_terms(clock.now()) == 0


def test_a_term_is_entered_once_and_corrected_while_it_is_the_only_one(ground):
    again = register_term(
        ground.branch, number=5, since=date(2023, 8, 1), has_committee=True, seats=5, by=ground.secretary
    )
    assert (again.pk, again.number, again.due_on) == (ground.term.pk, 5, date(2026, 8, 1))
    Term.objects.filter(pk=again.pk).update(shifted_to=date(2027, 1, 1), shift_approved_on=date(2026, 6, 1))
    with refused("不能再改登记"):
        register_term(ground.branch, number=6, since=date(2023, 8, 1), has_committee=True, by=None)


def test_every_paper_of_an_election_is_answered_by_itself(ground):
    from activities.reports.filing_findings import findings_of

    handed = election_papers.request(begun(ground), by=ground.secretary)
    assert findings_of(handed, handed.rounds.get()) != []
    assert Filing.objects.get().kind == "election"


def test_a_called_off_election_takes_no_more_steps(ground):
    election = begun(ground)
    electing.cancel(election, by=ground.secretary, reason="上级决定合并支部")
    with refused("已取消"):
        election_papers.request(election, by=ground.secretary)


def test_who_is_left_out_by_consent_and_approval_is_not_expected(ground):
    """MT-19: eight full members, one bed-ridden; seven expected, so six are enough."""
    election = ready(ground, present=6)
    people = {"teller": ground.members[5], "counter": ground.members[4]}
    with refused("应到8人，实到6人，不足五分之四"):
        handed_out(ground, election, **people)
    VoterExclusion.objects.create(
        activity=election.meeting,
        member=ground.members[7],
        reason="bedridden",
        consent="工委同意",
        consent_on=clock.today(),
        proposed_by=ground.secretary,
        approved_at=clock.now(),
        approved_by=ground.secretary,
    )
    round_ = election_rounds.hand_out(election.rounds.get(), by=ground.secretary)
    assert (round_.expected, round_.present) == (7, 6)


def test_without_the_meetings_approval_he_still_counts(ground):
    election = ready(ground, present=6)
    VoterExclusion.objects.create(
        activity=election.meeting,
        member=ground.members[7],
        reason="bedridden",
        consent="工委同意",
        consent_on=clock.today(),
        proposed_by=ground.secretary,
    )
    with refused("应到8人"):
        handed_out(ground, election, teller=ground.members[5], counter=ground.members[4])


def test_who_is_on_probation_within_the_party_does_not_stand(ground):
    election = ready(ground)
    VoterExclusion.objects.create(
        activity=election.meeting,
        member=ground.members[1],
        reason="on_probation",
        consent="处分决定",
        consent_on=clock.today(),
        proposed_by=ground.secretary,
        approved_at=clock.now(),
        approved_by=ground.secretary,
    )
    with refused("马二受留党察看处分", "没有被选举权"):
        handed_out(ground, election)
