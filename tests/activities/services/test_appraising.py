"""One appraisal from its beginning to the superior's word, and what is refused on the way (DA-*, E-31, E-43, E-45)."""

from datetime import date, datetime

import pytest

from activities.choices_life import CommitteeAspect
from activities.models import Appraisal, AppraisalPerson, Notice
from activities.services import (
    appraisal_ballots,
    appraisal_grading,
    appraisal_words,
    appraising,
    attending,
    nominating,
)
from activities.services.appraisal_grading import Decision
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from tests.factories.activities import make_activity
from tests.factories.members import exempt, make_member

MEETING = date(2026, 6, 18)
SEVEN = dict.fromkeys(("politics", "morals", "work", "people", "discipline", "study", "devotion"), "好")


@pytest.fixture
def people(world):
    """Ten full members and the probationary 钱五."""
    return [*world.roster, *(make_member(world.branch, name=f"乙{number}") for number in range(6))]


@pytest.fixture
def appraisal(world, people, today):
    """Convened for this afternoon; the clock stands at 15."""
    made = appraising.prepare(world.branch, 2026, by=world.secretary, with_committee=True)
    meeting = make_activity(world.branch, MEETING, state="announced", kind="appraisal", theme="民主评议")
    appraising.convene(made, meeting, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    return Appraisal.objects.get()


@pytest.fixture
def opened(world, appraisal):
    attending.mark_all_present(appraisal.activity, by=world.secretary)
    return appraising.open_ballot(appraisal, by=world.secretary)


@pytest.fixture
def closed(world, opened, people):
    for member in people[:7]:
        cast(opened, member)
    return appraising.close_ballot(opened, by=world.secretary)


def cast(appraisal, member, grade="qualified", **others):
    lines = appraisal.people.exclude(member=member).filter(standing="full")
    grades = {person.line: others.get(person.member.name, grade) for person in lines}
    aspects = dict.fromkeys(CommitteeAspect.values, "good")
    appraisal_ballots.vote(appraisal, member, grades=grades, committee=aspects)


def decided(appraisal, outstanding=0, **fields):
    """So many 优秀, the rest 合格."""
    full = list(appraisal.people.filter(standing="full"))
    return {
        person.pk: Decision("outstanding", "带头攻关") if number < outstanding else Decision("qualified")
        for number, person in enumerate(full)
    }


def decide(appraisal, decisions, by, on=MEETING):
    revision = Appraisal.objects.get(pk=appraisal.pk).revision
    return appraisal_grading.decide(appraisal, decisions, by=by, on=on, revision=revision)


def test_everybody_on_the_roster_is_in_it_once(world, people):
    first = appraising.prepare(world.branch, 2026, by=world.secretary)
    again = appraising.prepare(world.branch, 2026, by=world.secretary)

    assert first == again
    assert {person.member for person in first.people.all()} == set(people)
    assert first.people.get(member=world.plain_member).standing == "probationary"


@pytest.mark.parametrize("year", [2024, 2027])
def test_only_this_year_or_the_last_is_appraised(world, today, year):
    with pytest.raises(DomainError, match="只能评议2025年度或2026年度"):
        appraising.prepare(world.branch, year, by=world.secretary)


def test_the_ballot_opens_only_at_the_meeting_and_for_those_present(world, appraisal, today):
    with pytest.raises(DomainError, match="还没有一个人签到"):
        appraising.open_ballot(appraisal, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 13, 0, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match="评议会还没有开始"):
        appraising.open_ballot(appraisal, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    for member in world.roster[:3]:
        attending.mark(appraisal.activity, member, status="present", by=world.secretary)

    opened = appraising.open_ballot(appraisal, by=world.secretary)

    assert opened.issued == 3
    assert opened.full_members == 10
    with pytest.raises(DomainError, match="名单里没有您"):
        cast(opened, world.others[1])


def test_without_a_meeting_no_ballot_opens(world, people):
    bare = appraising.prepare(world.branch, 2026, by=world.secretary)

    with pytest.raises(DomainError, match="请先安排评议会"):
        appraising.open_ballot(bare, by=world.secretary)


def test_a_probationary_member_rates_and_is_not_rated(world, opened):
    probationary = opened.people.get(member=world.plain_member)

    cast(opened, world.plain_member)

    assert not probationary.is_on_the_paper
    assert appraisal_ballots.returned(opened) == 1
    with pytest.raises(DomainError):
        appraisal_ballots.vote(opened, world.others[0], grades={probationary.line: "qualified"})


def test_nobody_rates_himself_twice_or_late(world, opened, people):
    own = opened.people.get(member=people[0])
    with pytest.raises(DomainError, match="不评本人"):
        appraisal_ballots.vote(opened, people[0], grades={own.line: "outstanding"})
    with pytest.raises(DomainError, match="一个人也没有评"):
        appraisal_ballots.vote(opened, people[0], grades={})
    cast(opened, people[0])
    with pytest.raises(DomainError, match="已经投过票"):
        cast(opened, people[0])
    for member in people[2:6]:
        cast(opened, member)
    appraising.close_ballot(opened, by=world.secretary)
    with pytest.raises(DomainError, match="已经结束"):
        cast(Appraisal.objects.get(), people[1])


def test_after_closing_the_sums_stand_beside_the_names(closed, people):
    seventh = closed.people.get(member=people[6])
    last = closed.people.get(member=people[9])

    assert seventh.counts == {"outstanding": 0, "qualified": 6, "basically": 0, "unqualified": 0}
    assert last.counts == {"outstanding": 0, "qualified": 7, "basically": 0, "unqualified": 0}
    assert closed.people.get(standing="probationary").counts is None
    assert closed.committee_counts["overall"] == {"good": 7, "fair": 0, "moderate": 0, "poor": 0}
    assert (closed.issued, closed.returned) == (11, 7)


def test_four_ballots_leave_nothing_but_their_number(world, opened, people):
    for member in people[:4]:
        cast(opened, member, "unqualified")

    closed = appraising.close_ballot(opened, by=world.secretary)

    assert closed.returned == 4
    assert not closed.enough_returned
    assert not closed.people.exclude(counts=None).exists()
    assert all(counts is None for counts in closed.committee_counts.values())


def test_a_few_phones_beside_paper_are_not_counted(world, opened, people):
    """Whoever typed the paper would know them by subtracting."""
    cast(opened, people[0], "unqualified")
    lines = [person.line for person in opened.people.filter(standing="full")]
    appraisal_ballots.enter_paper(
        opened, by=world.secretary, issued=8, returned=6, counts={line: {"qualified": 5} for line in lines}
    )

    closed = appraising.close_ballot(opened, by=world.secretary)

    assert (closed.returned, closed.left_out) == (7, 1)
    assert closed.people.get(member=people[5]).counts == {"qualified": 5}


@pytest.mark.parametrize(
    ("issued", "returned", "marks", "sentence"),
    [
        (3, 4, 3, "收回 4 份，多于发出的 3 份，这次测评无效"),
        (12, 5, 5, "到会 11 人，纸票不会多于 11 份"),
        (11, 11, 5, "手机已投 1 份，纸票不能多于 10 份"),
        (5, 5, 6, "四档合计 6 份，多于收回的 5 份"),
        (5, 0, 0, "没有收回的纸票"),
    ],
)
def test_paper_that_does_not_add_up_is_refused_with_numbers(
    world, opened, people, issued, returned, marks, sentence
):
    cast(opened, people[0])
    line = opened.people.filter(standing="full")[0].line

    with pytest.raises(DomainError, match=sentence):
        appraisal_ballots.enter_paper(
            opened, by=world.secretary, issued=issued, returned=returned, counts={line: {"qualified": marks}}
        )


def test_paper_takes_the_place_of_phones(world, opened, people):
    counts = {person.line: {"qualified": 5} for person in opened.people.filter(standing="full")}
    appraisal_ballots.enter_paper(opened, by=world.secretary, issued=10, returned=10, counts=counts)
    cast(opened, people[0])

    with pytest.raises(DomainError, match="票已全部收齐"):
        cast(opened, people[1])


def test_a_void_ballot_is_thrown_away_unread_and_repeated(world, opened, people):
    cast(opened, people[0])
    again = appraising.call_off(opened, by=world.secretary, reason="发错了票")

    assert (again.state, again.box, again.issued) == ("prepared", None, 0)
    reopened = appraising.open_ballot(again, by=world.secretary)
    cast(reopened, people[0])
    assert appraisal_ballots.returned(reopened) == 1


def test_above_the_cap_the_whole_decision_is_refused_with_the_numbers(world, closed):
    with pytest.raises(
        DomainError, match="评为优秀的有 4 人，超过了上限：正式党员 10 人，三分之一取整，优秀最多 3 人"
    ):
        decide(closed, decided(closed, outstanding=4), world.secretary)
    assert not AppraisalPerson.objects.exclude(grade="").exists()

    decide(closed, decided(closed, outstanding=3), world.secretary)

    assert closed.people.filter(grade="outstanding").count() == 3


def test_the_cap_counts_what_was_decided_before(world, closed):
    full = list(closed.people.filter(standing="full"))
    decide(closed, {person.pk: Decision("outstanding", "好") for person in full[:3]}, world.secretary)

    with pytest.raises(DomainError, match="优秀最多 3 人"):
        decide(closed, {full[5].pk: Decision("outstanding", "好")}, world.secretary)


def test_ballots_decide_nothing_by_themselves(world, closed):
    assert not closed.people.exclude(grade="").exists()
    with pytest.raises(DomainError, match="还有 10 人没有评定"):
        appraising.publish(closed, by=world.secretary)


def test_a_probationary_member_gets_no_grade(world, closed):
    probationary = closed.people.get(standing="probationary")

    with pytest.raises(DomainError, match="不定等次"):
        decide(closed, {probationary.pk: Decision("qualified")}, world.secretary)


@pytest.mark.parametrize("grade", ["outstanding", "basically", "unqualified", "ungraded"])
def test_a_grade_needs_what_it_rests_on(world, closed, grade):
    person = closed.people.filter(standing="full")[0]

    with pytest.raises(DomainError, match="请写主要依据"):
        decide(closed, {person.pk: Decision(grade)}, world.secretary)


def test_the_second_of_two_writers_is_told(world, closed):
    appraisal_grading.decide(closed, {}, by=world.secretary, on=MEETING, revision=1)

    with pytest.raises(Conflict):
        appraisal_grading.decide(closed, {}, by=world.secretary, on=MEETING, revision=1)


@pytest.mark.parametrize(
    ("on", "sentence"), [(date(2026, 6, 17), "评议会"), (date(2026, 6, 19), "不能晚于今天")]
)
def test_the_day_of_the_decision_lies_between_meeting_and_today(world, closed, on, sentence):
    with pytest.raises(DomainError, match=sentence):
        decide(closed, {}, world.secretary, on=on)


def test_who_is_exempt_is_left_ungraded_with_the_reason_and_not_on_the_paper(world, appraisal, people):
    exempt(people[9], world.branch, date(2026, 1, 1), date(2026, 12, 31), world.secretary)
    person = appraisal.people.get(member=people[9])
    appraising.leave_ungraded(person, by=world.secretary, reason="长期患病，不能参加组织生活")
    attending.mark_all_present(appraisal.activity, by=world.secretary)

    opened = appraising.open_ballot(appraisal, by=world.secretary)

    assert opened.full_members == 10  # the base of the cap stays the branch's full members (DA-04)
    assert not opened.people.get(pk=person.pk).is_on_the_paper
    assert opened.people.get(pk=person.pk).grade == "ungraded"


def test_the_base_is_the_full_members_on_the_day_of_the_meeting(world, appraisal, people, today):
    """E-43, E-45: who became full or left before the meeting counts as of that day."""
    people[1].full_on = MEETING
    people[1].save()
    people[9].spells.update(period=people[9].spells.get().period.__class__(date(2015, 1, 1), MEETING))
    attending.mark_all_present(appraisal.activity, by=world.secretary)

    opened = appraising.open_ballot(appraisal, by=world.secretary)

    assert opened.full_members == 10
    assert opened.people.get(member=people[1]).is_graded
    assert not opened.people.filter(member=people[9]).exists()


@pytest.fixture
def published(world, closed):
    decide(closed, decided(closed, outstanding=2), world.secretary)
    return appraising.publish(closed, by=world.secretary)


def test_each_member_is_told_once(world, published):
    appraising.publish(published, by=world.secretary)

    told = Notice.objects.filter(occasion=f"appraisal-result:{published.pk}")
    assert {notice.recipient for notice in told} == {world.secretary, world.member}


def test_a_member_may_object_and_the_branch_answers_and_changes(world, published, people):
    person = published.people.filter(grade="qualified")[0]
    with pytest.raises(DomainError, match="请写一句"):
        appraisal_words.say_view(person, by=world.secretary, view="objects")
    appraisal_words.say_view(person, by=world.secretary, view="objects", words="没有看到我的值班")

    with pytest.raises(DomainError, match="还没有答复"):
        appraisal_words.sign_above(published, by=world.reviewer, text="同意支部意见。")
    changed = appraisal_grading.reconsider(
        person, by=world.secretary, grade="outstanding", reason="全年值班", reply="已核实，改评"
    )

    assert (changed.grade, changed.own_view) == ("outstanding", "")


def test_reconsidering_keeps_the_cap(world, published):
    others = list(published.people.filter(grade="qualified"))
    for person in others[:2]:
        appraisal_words.say_view(person, by=world.secretary, view="objects", words="我也优秀")
    appraisal_grading.reconsider(others[0], by=world.secretary, grade="outstanding", reason="好", reply="改")

    with pytest.raises(DomainError, match="优秀最多 3 人"):
        appraisal_grading.reconsider(
            others[1], by=world.secretary, grade="outstanding", reason="好", reply="改"
        )


def test_the_superior_signs_all_sheets_once(world, published):
    signed = appraisal_words.sign_above(published, by=world.reviewer, text="同意支部意见。")

    assert signed == 11
    assert appraisal_words.sign_above(published, by=world.reviewer, text="再签") == 0
    person = published.people.all()[0]
    with pytest.raises(DomainError, match="已经签署"):
        appraisal_words.say_view(person, by=world.secretary, view="agrees")


def test_self_and_mutual_words_are_written_until_the_ballot_closes(world, opened, people):
    mine, other = opened.people.get(member=people[0]), opened.people.get(member=people[2])
    appraisal_words.assess_self(mine, by=world.secretary, text=" 学习抓得不紧 ")
    appraisal_words.comment(other, people[0], by=world.secretary, text="办事踏实")
    appraisal_words.comment(other, people[0], by=world.secretary, text="办事踏实，说话急")
    with pytest.raises(DomainError, match="自己的写在自评里"):
        appraisal_words.comment(mine, people[0], by=world.secretary, text="好")
    for member in people[:5]:
        cast(opened, member)
    appraising.close_ballot(opened, by=world.secretary)

    assert other.opinions.get().text == "办事踏实，说话急"
    with pytest.raises(DomainError, match="不能再改"):
        appraisal_words.assess_self(mine, by=world.secretary, text="再写")


def test_a_nomination_needs_all_seven_words_and_is_open_to_objections_while_shown(
    world, published, people, today
):
    person = published.people.filter(grade="outstanding")[0]
    when = {"shown_from": date(2026, 6, 18), "shown_to": date(2026, 6, 24)}
    with pytest.raises(DomainError, match="“奉献精神强”还没有写"):
        nominating.nominate(person, by=world.secretary, remarks={**SEVEN, "devotion": " "}, **when)
    nomination = nominating.nominate(person, by=world.secretary, remarks=SEVEN, **when)
    nominating.nominate(person, by=world.secretary, remarks=SEVEN, **when)
    said = nominating.object_to(nomination, people[3], text="有不同看法")
    nominating.answer(said, by=world.secretary, text="已核查，不影响")
    today.move_to(datetime(2026, 6, 25, 9, 0, tzinfo=clock.OFFICE))

    with pytest.raises(DomainError, match="现在不在公示期内"):
        nominating.object_to(nomination, people[4], text="晚了")


def test_only_an_outstanding_member_is_nominated(world, published):
    person = published.people.filter(grade="qualified")[0]

    with pytest.raises(DomainError, match="评定为优秀"):
        nominating.nominate(
            person,
            by=world.secretary,
            remarks=SEVEN,
            shown_from=date(2026, 6, 18),
            shown_to=date(2026, 6, 24),
        )
