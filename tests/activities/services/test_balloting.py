"""A vote from the list of votes to the announced result: what is lawful, what is refused and with which sentence."""

from datetime import timedelta

import pytest

from activities.choices import ActivityKind, AttendanceStatus
from activities.models import Ballot, SecretBallot
from activities.reports.electorate import voters_of
from activities.services import (
    attending,
    balloting,
    changing,
    counting,
    excluding,
    preparing_ballots,
    secret_ballots,
    written_opinions,
)
from branches.models import Parameter
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.ballots import DURING, MEETING_DAY, make_ballot, make_meeting, make_voting, mark_there
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(world):
    return make_branch(parent=world.committee, name="财务支部")


@pytest.fixture
def clerk(place):
    clerk = make_user(name="文书")
    appoint(clerk, place, Post.SECRETARY)
    return clerk


@pytest.fixture
def voting(place, clerk, today):
    today.move_to(DURING)
    return make_voting(place, clerk)


def refusal(act, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        act(*args, **kwargs)
    return caught.value


def opened(voting, clerk):
    return balloting.open_ballot(voting.ballot, by=clerk)


def by_two(ballot):
    counting.confirm(ballot, by=ballot.chair.user)
    return counting.confirm(ballot, by=ballot.teller.user)


def choices(ballot, people, for_, against=0):
    for number, person in enumerate(people):
        choice = "for" if number < for_ else "against" if number < for_ + against else "abstain"
        balloting.cast(ballot, person, choice=choice)


def test_an_admission_from_the_first_paper_to_the_announced_result(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there, 6, 1)

    ballot = by_two(ballot)

    assert (ballot.state, ballot.passed) == ("closed", True)
    assert (ballot.expected, ballot.present, ballot.issued, ballot.returned, ballot.valid) == (10, 7, 7, 7, 7)
    assert (ballot.in_favour, ballot.against, ballot.abstained) == (6, 1, 0)
    assert "赞成6票，超过应到10人的半数（至少6票），通过" in ballot.sentence
    assert counting.announce(ballot, by=clerk).state == "announced"


def test_five_of_ten_in_favour_do_not_pass_and_who_kept_the_paper_helps_nobody(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there[:6], 5, 1)

    ballot = by_two(ballot)

    assert (ballot.passed, ballot.issued, ballot.returned) == (False, 7, 6)
    assert "赞成5票，没有超过应到10人的半数（至少6票），不通过" in ballot.sentence


@pytest.mark.parametrize(
    ("kind", "there", "says"),
    [
        ("V-ADM", 5, "实到5人，不足“超过半数”（至少6人），不能开始表决（《中国共产党发展党员工作细则》"),
        (
            "V-GEN",
            4,
            "实到4人，不足“半数以上”（至少5人），不能开始表决（《中国共产党支部工作条例（试行）》第十一条",
        ),
        ("V-PUN", 4, "实到4人，不足“半数以上”（至少5人）"),
    ],
)
def test_a_vote_without_a_quorum_is_not_opened(place, clerk, today, kind, there, says):
    today.move_to(DURING)
    voting = make_voting(place, clerk, there=there, kind=kind)

    refused = refusal(balloting.open_ballot, voting.ballot, by=clerk)

    assert refused.code == "no_quorum"
    assert "应到有表决权的正式党员10人" in refused.message
    assert says in refused.message
    assert Ballot.objects.get().state == "prepared"
    assert not SecretBallot.objects.exists()


def test_with_exactly_half_there_an_ordinary_vote_may_begin_and_cannot_pass(place, clerk, today):
    today.move_to(DURING)
    voting = make_voting(place, clerk, there=5, kind="V-GEN")

    ballot = opened(voting, clerk)

    assert "可以开始，但不可能通过：须赞成6票，到会的人全部赞成也只有5票" in ballot.sentence
    choices(ballot, voting.there, 5)
    assert by_two(ballot).passed is False


def test_probationary_members_are_there_and_neither_count_nor_vote(voting, place, clerk):
    young = make_member(place, name="周七", full_on=None, user=make_user(name="周七"))
    mark_there(voting.activity, [young])

    ballot = opened(voting, clerk)
    refused = refusal(balloting.cast, ballot, young, choice="for")

    assert (ballot.expected, ballot.present) == (10, 7)
    assert (
        refused.message
        == "您是预备党员，没有表决权（党章第七条）；这次表决应到10人，都是有表决权的正式党员。"
    )


def test_a_second_ballot_is_refused_and_the_first_stands(voting, clerk):
    ballot = opened(voting, clerk)
    balloting.cast(ballot, voting.there[0], choice="for")

    refused = refusal(balloting.cast, ballot, voting.there[0], choice="against")

    assert refused.code == "already_cast"
    assert "发出7张，一人一票，不能再投（《中国共产党发展党员工作细则》" in refused.message
    ballot = by_two(ballot)
    assert (ballot.in_favour, ballot.against, ballot.returned) == (1, 0, 1)


def test_a_ballot_after_closing_is_refused_with_the_numbers(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there[:6], 6)
    stale = Ballot.objects.get(pk=ballot.pk)  # the page of a voter who was slow
    by_two(ballot)

    for seen in (stale, Ballot.objects.get(pk=ballot.pk)):
        refused = refusal(balloting.cast, seen, voting.there[6], choice="for")
        assert refused.code == "closed"
        assert "发出7张，收回6张，结束以后不再收票" in refused.message


def test_who_comes_after_the_vote_began_has_no_paper(voting, clerk):
    ballot = opened(voting, clerk)
    mark_there(voting.activity, [voting.people[8]])

    refused = refusal(balloting.cast, ballot, voting.people[8], choice="for")

    assert refused.message == "表决开始时实到7人，发出7张票，其中没有您：开始以后到会的不再发票。"


def test_nothing_is_cast_before_the_vote_is_opened_or_with_another_word(voting, clerk):
    assert refusal(balloting.cast, voting.ballot, voting.there[0], choice="for").code == "not_open"
    ballot = opened(voting, clerk)
    assert refusal(balloting.cast, ballot, voting.there[0], choice="maybe").code == "bad_option"


def test_one_person_a_vote(voting, clerk):
    people = {"chair": voting.people[0], "teller": voting.people[1]}

    several = refusal(make_ballot, voting.activity, clerk, *people.values(), subject="孙八、吴九")

    assert several.field == "subject"
    assert "写了2个人的名字，须逐个讨论和表决，一人一项" in several.message
    assert refusal(make_ballot, voting.activity, clerk, *people.values()).code == "again"
    assert refusal(make_ballot, voting.activity, clerk, *people.values(), subject="").field == "subject"
    assert make_ballot(voting.activity, clerk, *people.values(), subject="孙八").title == "接收孙八为预备党员"


def test_an_item_of_the_agenda_is_about_one_person_too(voting, clerk):
    item = voting.activity.agenda.create(position=1, title="讨论接收预备党员")
    two = voting.people[:2]
    make_ballot(voting.activity, clerk, *two, item=item, subject="孙八")

    refused = refusal(make_ballot, voting.activity, clerk, *two, item=item, subject="吴九")

    assert "这个议题已经有孙八的表决" in refused.message


def test_a_full_member_is_not_admitted_again(voting, clerk):
    refused = refusal(
        make_ballot, voting.activity, clerk, *voting.people[:2], subject="", subject_member=voting.people[3]
    )

    assert "已经是正式党员" in refused.message


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({"method": "hands"}, "method", "must_be_secret"),
        ({"kind": "V-COM"}, "kind", "wrong_meeting"),
        ({"kind": "V-ELE"}, "kind", "refused"),
        ({"kind": "V-APP"}, "", "no_vote"),
        ({"matter": "general"}, "matter", "refused"),
        ({"step": ""}, "step", "refused"),
    ],
)
def test_what_cannot_be_voted_on_so_is_refused_at_its_field(voting, clerk, fields, field, code):
    refused = refusal(
        make_ballot, voting.activity, clerk, *voting.people[:2], **{"subject": "孙八", **fields}
    )

    assert (refused.field, refused.code) == (field, code)


def test_chair_and_teller_are_two_people_with_accounts_who_are_there(voting, place, clerk):
    first, *_, late = voting.people
    young = make_member(place, name="郑十", full_on=None, user=make_user(name="郑十"))
    without_account = make_member(place, name="冯一")

    assert refusal(make_ballot, voting.activity, clerk, first, first, subject="孙八").code == "two_people"
    assert (
        "预备党员，不能监票"
        in refusal(make_ballot, voting.activity, clerk, first, young, subject="孙").message
    )
    no_account = refusal(make_ballot, voting.activity, clerk, first, without_account, subject="孙八")
    assert "还没有能用的账号" in no_account.message
    stranger = make_member(make_branch(), name="外二", user=make_user(name="外二"))
    assert (
        "不在本支部名册"
        in refusal(make_ballot, voting.activity, clerk, stranger, first, subject="孙").message
    )
    ballot = make_ballot(voting.activity, clerk, first, late, subject="孙八")
    assert "监票人丙10还没有签到" in refusal(balloting.open_ballot, ballot, by=clerk).message


def test_one_of_two_is_not_enough_and_nobody_else_counts(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there, 7)

    assert refusal(counting.confirm, ballot, by=clerk).code == "not_chair_or_teller"
    assert refusal(counting.confirm, ballot, by=voting.people[4].user).code == "not_chair_or_teller"
    counting.confirm(ballot, by=ballot.chair.user)
    assert refusal(counting.confirm, ballot, by=ballot.chair.user).code == "confirmed"
    assert refusal(secret_ballots.result, ballot.box).code == "still_open"
    assert counting.confirm(ballot, by=ballot.teller.user).state == "closed"
    assert refusal(counting.confirm, ballot, by=ballot.teller.user).code == "wrong_state"


def test_votes_are_taken_between_the_first_and_the_second_confirmation(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there[:6], 6)
    counting.confirm(ballot, by=ballot.teller.user)
    balloting.cast(ballot, voting.there[6], choice="against")

    ballot = counting.confirm(ballot, by=ballot.chair.user)

    assert (ballot.in_favour, ballot.against) == (6, 1)


def test_who_has_no_account_is_named_and_paper_is_the_way(voting, place, clerk):
    old = make_member(place, name="老周")
    mark_there(voting.activity, [old])

    refused = refusal(balloting.open_ballot, voting.ballot, by=clerk)

    assert refused.message == "实到8人中有1人没有账号（老周），投不了手机票。请先开账号，或改用纸质票。"


def test_paper_is_counted_by_totals_that_add_up(place, clerk, today):
    today.move_to(DURING)
    voting = make_voting(place, clerk, method="paper")
    ballot = opened(voting, clerk)
    enter = {"by": clerk, "in_favour": 6, "against": 0, "abstained": 0}

    more = refusal(counting.enter_count, ballot, **enter, issued=7, returned=8, void=2)
    assert more.field == "returned"
    assert "发出7张，收回8张，收回多于发出，这次投票无效，请作废后重新投票" in more.message
    assert (
        "发出8张，多于实到的7人"
        in refusal(counting.enter_count, ballot, **enter, issued=8, returned=7).message
    )
    wrong = refusal(counting.enter_count, ballot, **enter, issued=7, returned=7)
    assert "收回7张，应等于赞成、反对、弃权和无效之和，现在是6张" in wrong.message
    assert refusal(counting.enter_count, ballot, **enter).field == "issued"
    assert refusal(counting.confirm, ballot, by=ballot.chair.user).code == "not_counted"

    counting.enter_count(ballot, **enter, issued=7, returned=7, void=1)
    ballot = by_two(ballot)

    assert (ballot.issued, ballot.returned, ballot.valid, ballot.void, ballot.passed) == (7, 7, 6, 1, True)


def test_putting_the_count_right_takes_the_first_confirmation_back(place, clerk, today):
    today.move_to(DURING)
    voting = make_voting(place, clerk, kind="V-GEN", method="hands")
    ballot = opened(voting, clerk)
    assert refusal(balloting.cast, ballot, voting.there[0], choice="for").code == "not_electronic"
    too_many = refusal(counting.enter_count, ballot, by=clerk, in_favour=6, against=1, abstained=1)
    assert "举手8人，多于实到7人" in too_many.message

    counting.enter_count(ballot, by=clerk, in_favour=7, against=0, abstained=0)
    counting.confirm(ballot, by=ballot.chair.user)
    ballot = counting.enter_count(ballot, by=clerk, in_favour=5, against=1, abstained=0)
    counting.confirm(ballot, by=ballot.teller.user)
    assert Ballot.objects.get().state == "open"
    ballot = counting.confirm(ballot, by=ballot.chair.user)

    assert (ballot.state, ballot.passed, ballot.in_favour, ballot.issued) == ("closed", False, 5, None)


def test_a_void_vote_is_thrown_away_unread_and_put_again(voting, clerk):
    ballot = opened(voting, clerk)
    choices(ballot, voting.there, 7)

    assert refusal(counting.declare_void, ballot, by=clerk, reason=" ").field == "reason"
    again = counting.declare_void(ballot, by=clerk, reason="漏说了票面内容")

    ballot.refresh_from_db()
    assert (ballot.state, ballot.box, ballot.in_favour) == ("void", None, None)
    assert not SecretBallot.objects.exists()
    assert (again.state, again.repeats, again.title) == ("prepared", ballot, ballot.title)
    assert balloting.open_ballot(again, by=clerk).present == 7


class TestWrittenOpinions:
    def receive(self, voting, clerk, number, choice="for", **fields):
        values = {"received_at": voting.activity.starts_at - timedelta(hours=2), "is_signed": True, **fields}
        return written_opinions.receive(
            voting.ballot, by=clerk, member=voting.people[number], choice=choice, **values
        )

    def test_they_are_votes_and_not_people_present(self, voting, clerk):
        self.receive(voting, clerk, 7)
        self.receive(voting, clerk, 8, "against")
        ballot = opened(voting, clerk)
        choices(ballot, voting.there, 5, 2)

        ballot = by_two(ballot)

        assert (ballot.present, ballot.returned, ballot.valid, ballot.written) == (7, 7, 7, 2)
        assert (ballot.in_favour, ballot.against, ballot.passed) == (6, 3, True)
        assert "赞成6票（含书面意见中的，书面意见共2份）" in ballot.sentence

    def test_they_do_not_make_a_quorum(self, place, clerk, today):
        today.move_to(DURING)
        voting = make_voting(place, clerk, there=5)
        for number in (5, 6, 7):
            self.receive(voting, clerk, number)

        assert refusal(balloting.open_ballot, voting.ballot, by=clerk).code == "no_quorum"

    def test_who_comes_after_all_votes_and_the_paper_is_set_aside(self, voting, clerk):
        opinion = self.receive(voting, clerk, 6, "against")

        ballot = opened(voting, clerk)
        choices(ballot, voting.there, 7)
        ballot = by_two(ballot)

        opinion.refresh_from_db()
        assert opinion.is_set_aside
        assert (ballot.in_favour, ballot.written, ballot.present) == (7, 0, 7)

    def test_what_they_said_is_forgotten_once_counted(self, voting, clerk):
        opinion = self.receive(voting, clerk, 7, "against")
        assert opinion.choice == "against"
        ballot = opened(voting, clerk)
        by_two(ballot)

        opinion.refresh_from_db()

        assert opinion.choice == ""
        said = JournalEntry.objects.values_list("reason", flat=True)
        assert "丙8的书面意见" in said
        assert not [text for text in said if "against" in text or "反对" in text]

    @pytest.mark.parametrize(
        ("fields", "code", "says"),
        [
            ({"is_signed": False}, "unsigned", "没有签名的和口头的意见不算票"),
            ({"late": 0}, "too_late", "须在会前收到才算票"),
            ({"late": 30}, "too_late", "须在会前收到才算票"),
        ],
    )
    def test_unsigned_or_late_ones_do_not_count(self, voting, clerk, fields, code, says):
        late = fields.pop("late", None)
        if late is not None:
            fields["received_at"] = voting.activity.starts_at + timedelta(minutes=late)

        refused = refusal(self.receive, voting, clerk, 7, **fields)

        assert refused.code == code
        assert says in refused.message

    def test_received_a_minute_before_the_start_counts(self, voting, clerk):
        at = voting.activity.starts_at - timedelta(minutes=1)

        assert self.receive(voting, clerk, 7, received_at=at).received_at == at

    def test_only_for_admissions(self, place, clerk, today):
        today.move_to(DURING)
        voting = make_voting(place, clerk, kind="V-GEN")

        assert refusal(self.receive, voting, clerk, 7).code == "written_not_allowed"

    def test_not_from_somebody_without_a_vote(self, voting, place, clerk):
        voting.people.append(make_member(place, name="周七", full_on=None))

        assert "没有表决权" in refusal(self.receive, voting, clerk, 10).message

    def test_one_a_person_the_second_replaces_the_first(self, voting, clerk):
        self.receive(voting, clerk, 7, "against")
        self.receive(voting, clerk, 7, "for")

        assert [opinion.choice for opinion in voting.ballot.opinions.all()] == ["for"]
        written_opinions.take_back(voting.ballot.opinions.get(), by=clerk)
        assert not voting.ballot.opinions.exists()

    def test_whose_opinion_was_counted_is_told_so_on_the_phone(self, voting, clerk):
        self.receive(voting, clerk, 7)
        ballot = opened(voting, clerk)

        assert "已经算一票" in refusal(balloting.cast, ballot, voting.people[7], choice="for").message


class TestLeavingOut:
    def propose(self, voting, clerk, number=9, reason="abroad", consent="工委〔2026〕5号", on=MEETING_DAY):
        return excluding.propose(
            voting.activity,
            by=clerk,
            member=voting.people[number],
            reason=reason,
            consent=consent,
            consent_on=on if consent else None,
        )

    def test_with_consent_and_approval_the_denominator_is_smaller(self, voting, clerk):
        excluding.approve(self.propose(voting, clerk), by=clerk)

        ballot = opened(voting, clerk)

        assert (ballot.expected, ballot.left_out) == (9, 1)

    @pytest.mark.parametrize("consent", ["工委〔2026〕5号", ""])
    def test_without_both_they_stay_in(self, voting, clerk, consent):
        exclusion = self.propose(voting, clerk, consent=consent)
        if not consent:
            assert refusal(excluding.approve, exclusion, by=clerk).code == "no_consent"

        assert opened(voting, clerk).expected == 10

    @pytest.mark.parametrize(
        ("reason", "kind", "expected"),
        [
            ("abroad", "V-ADM", 9),
            ("ill_mind", "V-ADM", 9),
            ("bedridden", "V-ADM", 10),  # for elections only
            ("away", "V-ADM", 10),
            ("abroad", "V-GEN", 10),
            ("on_probation", "V-GEN", 9),
        ],
    )
    def test_which_reason_holds_for_which_vote(self, place, clerk, today, reason, kind, expected):
        today.move_to(DURING)
        voting = make_voting(place, clerk, kind=kind)
        excluding.approve(self.propose(voting, clerk, reason=reason), by=clerk)

        assert opened(voting, clerk).expected == expected

    def test_who_has_lost_the_vote_is_handed_no_paper(self, voting, clerk):
        self.propose(voting, clerk, number=6, reason="on_probation")

        ballot = opened(voting, clerk)
        refused = refusal(balloting.cast, ballot, voting.people[6], choice="for")

        assert (ballot.expected, ballot.present) == (9, 6)
        assert "留党察看" in refused.message

    def test_the_list_is_fixed_once_a_vote_has_begun(self, voting, clerk):
        exclusion = self.propose(voting, clerk)
        opened(voting, clerk)

        assert refusal(excluding.approve, exclusion, by=clerk).code == "frozen"
        assert refusal(self.propose, voting, clerk, 8).code == "frozen"
        assert refusal(excluding.take_off, exclusion, by=clerk).code == "frozen"

    def test_a_document_has_number_and_date_and_approval_comes_at_the_meeting(self, voting, clerk, today):
        refused = refusal(self.propose, voting, clerk, on=MEETING_DAY + timedelta(days=1))
        assert refused.field == "consent_on"
        assert refusal(self.propose, voting, clerk, on=None).field == "consent_on"
        exclusion = self.propose(voting, clerk)
        today.move_to(voting.activity.starts_at - timedelta(minutes=1))
        assert refusal(excluding.approve, exclusion, by=clerk).code == "too_early"


class TestOnline:
    def meeting(self, place, clerk, kind):
        voting = make_voting(place, clerk, kind=kind, venue="mixed")
        mark_there(voting.activity, voting.people[5:7], AttendanceStatus.ONLINE)
        return voting

    def test_an_ordinary_matter_may_be_voted_on_online(self, place, clerk, today):
        today.move_to(DURING)
        assert opened(self.meeting(place, clerk, "V-GEN"), clerk).present == 7

    def test_an_admission_may_not_and_who_is_on_the_line_is_not_there_for_it(self, place, clerk, today):
        today.move_to(DURING)
        voting = self.meeting(place, clerk, "V-ADM")

        refused = refusal(balloting.open_ballot, voting.ballot, by=clerk)

        assert "实到5人，不足“超过半数”（至少6人）" in refused.message
        names = [voter.name for voter in voters_of(voting.ballot).online_without_vote]
        assert names == ["丙6", "丙7"]

    def test_where_the_committee_allows_it_they_count(self, place, clerk, world, today):
        today.move_to(DURING)
        Parameter.objects.create(
            organization=world.committee,
            key="mt.online_vote.admission",
            value=True,
            in_force_from=MEETING_DAY,
            set_by=world.reviewer,
        )

        assert opened(self.meeting(place, clerk, "V-ADM"), clerk).present == 7


def test_the_branch_committee_votes_by_those_in_office(place, clerk, today):
    today.move_to(DURING)
    voting = make_voting(place, clerk, there=0, kind="V-ADM")
    seated = voting.people[:4]
    for person, post in zip(
        seated,
        ("deputy_secretary", "organization_member", "publicity_member", "discipline_member"),
        strict=True,
    ):
        appoint(person.user, place, Post(post))
    meeting = make_meeting(
        place, ActivityKind.COMMITTEE_MEETING, start=clock.local_day(DURING) and DURING.time()
    )
    mark_there(meeting, [*seated[:2], voting.people[5]])

    ballot = make_ballot(meeting, clerk, *seated[:2], kind="V-COM", method="hands", title="同意本月计划")
    ballot = balloting.open_ballot(ballot, by=clerk)

    assert (ballot.expected, ballot.present) == (4, 2)
    assert "可以开始，但不可能通过：须赞成3票" in ballot.sentence


def test_not_before_the_meeting_and_not_on_phones_after_it(voting, clerk, today):
    today.move_to(voting.activity.starts_at - timedelta(minutes=1))
    assert refusal(balloting.open_ballot, voting.ballot, by=clerk).code == "too_early"
    today.move_to(voting.activity.ends_at)
    attending.close(voting.activity, by=clerk)
    assert refusal(balloting.open_ballot, voting.ballot, by=clerk).code == "meeting_over"


def test_a_meeting_is_neither_ended_nor_called_off_over_an_open_vote(voting, clerk):
    ballot = opened(voting, clerk)

    assert refusal(attending.close, voting.activity, by=clerk).code == "still_voting"
    by_two(ballot)
    assert refusal(changing.cancel, voting.activity, by=clerk, reason="改期").code == "has_voted"
    attending.close(voting.activity, by=clerk)


def test_a_vote_on_the_list_may_be_taken_off_until_it_begins(voting, clerk):
    other = make_ballot(voting.activity, clerk, *voting.people[:2], subject="孙八")
    preparing_ballots.withdraw(other, by=clerk)
    ballot = opened(voting, clerk)

    assert refusal(preparing_ballots.withdraw, ballot, by=clerk).code == "wrong_state"
    assert Ballot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_open_one_vote(voting, clerk):
    answers = at_once(
        *(lambda: balloting.open_ballot(Ballot.objects.get(pk=voting.ballot.pk), by=clerk) for _ in range(2))
    )

    assert sorted(isinstance(answer, DomainError) for answer in answers) == [False, True]
    assert SecretBallot.objects.count() == 1
