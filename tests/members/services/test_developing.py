"""The way to membership by its verbs: what stops a step, corrections, refusal, extension, annulment."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from branches.services.grouping import form_group
from members.choices import SpellEnd, Standing
from members.choices_development import DevelopmentState, StepOutcome
from members.models import Development, Member, StandingDecision
from members.reports.discipline import barred_sponsors
from members.rules.development import STEPS
from members.rules.development_facts import (
    Approval,
    Candidate,
    Consent,
    ConversionMeeting,
    Grouped,
    Meeting,
    People,
    PoliticalReview,
    Review,
    StepFacts,
    Talk,
    Training,
)
from members.services import applying
from members.services import developing_corrections as corrections
from members.services import developing_endings as endings
from members.services.applying import Applicant
from members.services.developing import Taken
from members.services.disciplining import Decision, enter_decision, lift
from members.services.dues_billing import months_owed_here
from members.services.enrolling import leave_branch
from members.services.transferring import transfer
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.development import EVERYBODY, WAY, make_development, walk
from tests.factories.members import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date


@pytest.fixture
def people(world: World) -> list[Member]:
    return world.others


def develop(world: World, until: str, **person: object) -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, **person)


def done(development: Development) -> list[str]:
    rows = development.steps.filter(outcome=StepOutcome.DONE)
    taken = set(rows.values_list("key", flat=True))
    return [step.key for step in STEPS if step.key in taken]


def refusal(world: World, development: Development, key: str, **changes: object) -> DomainError:
    with pytest.raises(DomainError) as refused:
        walk(development, key, by=world.secretary, people=world.others, **changes)
    return refused.value


def test_somebody_walks_all_twenty_five_steps_and_is_a_full_member(world: World) -> None:
    development = develop(world, "archived")

    member = development.member
    assert member is not None
    assert done(development) == [step.key for step in STEPS]
    assert development.state == DevelopmentState.FULL
    assert member.joined_on == D(2025, 2, 7)
    assert member.full_on == D(2026, 2, 7)
    assert member.standing_on(D(2026, 2, 6)) == Standing.PROBATIONARY


def test_who_awaits_approval_is_no_member_yet(world: World) -> None:
    development = develop(world, "superior_talk")

    assert development.member is None
    assert not Member.objects.filter(name="周六").exists()


def test_counted_from_the_approval_dues_from_the_month_of_the_meeting(world: World) -> None:
    member = develop(world, "approved").member

    assert member is not None
    assert not Member.objects.in_branch_on(world.branch, D(2025, 3, 27)).filter(pk=member.pk).exists()
    assert Member.objects.in_branch_on(world.branch, D(2025, 3, 28)).filter(pk=member.pk).exists()
    months = months_owed_here(member, world.branch, D(2015, 1, 1), D(2025, 5, 1))
    assert months == [D(2025, 2, 1), D(2025, 3, 1), D(2025, 4, 1), D(2025, 5, 1)]


def test_refused_above_nothing_is_owed_and_the_way_may_begin_again_at_the_review(world: World) -> None:
    development = develop(world, "superior_talk")

    walk(development, "approved", by=world.secretary, facts=Approval(approver="市直机关工委", passed=False))
    development.refresh_from_db()
    assert development.state == DevelopmentState.REFUSED
    assert not Member.objects.filter(name="周六").exists()

    endings.restart(development, reason="经半年继续考察", by=world.secretary)
    assert done(development)[-1] == "training"


def test_a_step_before_its_turn_is_refused_with_what_is_missing(world: World) -> None:
    development = develop(world, "talked")

    refused = refusal(world, development, "contacts")

    assert refused.message.startswith("要先办第3步“推荐和确定入党积极分子”、第4步“上级党委备案”")


def test_a_day_before_the_step_it_needs_is_refused(world: World) -> None:
    development = develop(world, "applied")

    refused = refusal(world, development, "talked", day=D(2023, 2, 28))

    assert (refused.field, "早于第1步" in refused.message) == ("day", True)


def test_nobody_under_eighteen_applies(world: World) -> None:
    young = Applicant(name="小七", sex="male", born_on=D(2005, 3, 2))
    with pytest.raises(DomainError, match="申请时17岁"):
        applying.apply(world.branch, young, Taken(D(2023, 3, 1), StepFacts()), by=world.secretary)

    assert not Development.objects.exists()


def test_the_same_person_applies_once(world: World) -> None:
    develop(world, "applied")

    with pytest.raises(DomainError, match="本支部已有周六的入党申请"):
        develop(world, "applied")


def test_too_early_an_activist_needs_a_reason_that_is_kept(world: World) -> None:
    development = develop(world, "talked")
    early = D(2023, 8, 31)

    refused = refusal(world, development, "activist", day=early)
    row = walk(development, "activist", by=world.secretary, day=early, reason="支部研究，表现突出")

    assert refused.code == "reason_needed"
    assert "满6个月，2023年9月1日起可以确定" in refused.message
    assert row.reason == "支部研究，表现突出"
    assert row.warned == refused.message


def test_a_reason_without_a_warning_is_not_kept(world: World) -> None:
    development = develop(world, "talked")

    row = walk(development, "activist", by=world.secretary, reason="随手写的")

    assert (row.reason, row.warned) == ("", "")


def test_a_talk_after_a_month_is_kept_as_late(world: World) -> None:
    development = develop(world, "applied")

    row = walk(development, "talked", by=world.secretary, day=D(2023, 4, 4))

    assert "晚了3天" in row.warned
    assert row.is_done


@pytest.mark.parametrize("number", [0, 3])
def test_one_or_two_contacts(world: World, number: int) -> None:
    development = develop(world, "activist_filed")
    members = tuple(member.pk for member in [*world.others][:number])

    refused = refusal(world, development, "contacts", facts=People(members=members))

    assert f"现在选了{number}名" in refused.message


def test_a_probationary_member_is_no_contact(world: World) -> None:
    development = develop(world, "activist_filed")

    refused = refusal(world, development, "contacts", facts=People(members=(world.plain_member.pk,)))

    assert "还是预备党员" in refused.message


def test_somebody_of_another_branch_is_no_contact(world: World) -> None:
    development = develop(world, "activist_filed")
    stranger = make_member(world.foreign_branch, name="外二")

    refused = refusal(world, development, "contacts", facts=People(members=(stranger.pk,)))

    assert "要在本支部名册上" in refused.message


def test_two_introducers_no_more_and_no_less(world: World) -> None:
    development = develop(world, "candidate_filed")
    three = tuple(member.pk for member in world.others)

    for chosen in (three[:1], three):
        refused = refusal(world, development, "introducers", facts=People(chosen))
        assert f"现在选了{len(chosen)}名" in refused.message
    walk(development, "introducers", by=world.secretary, facts=People(three[:2]))


# 2024-09-26 is the day on which the introducers are named.
BARS = [
    ("probation", D(2024, 9, 27), D(2025, 9, 27), None, True),
    ("probation", D(2024, 9, 26), D(2025, 9, 26), None, False),
    ("probation", D(2023, 9, 26), D(2024, 9, 26), None, False),
    ("probation", D(2023, 9, 25), D(2024, 9, 25), None, True),
    ("probation", D(2024, 9, 1), D(2025, 9, 1), D(2024, 9, 26), True),
    ("probation", D(2024, 9, 1), D(2025, 9, 1), D(2024, 9, 27), False),
    ("detained", D(2020, 1, 1), None, None, False),
    ("detained", D(2020, 1, 1), None, D(2024, 9, 26), True),
    ("serious_warning", D(2024, 9, 1), None, None, True),
    ("dismissed", D(2024, 9, 1), None, None, True),
]


@pytest.mark.parametrize(("kind", "since", "until", "lifted_on", "may"), BARS)
def test_who_may_introduce_by_the_decisions_of_the_day(
    world: World, kind: str, since: D, until: D | None, lifted_on: D | None, may: bool
) -> None:
    development = develop(world, "candidate_filed")
    fact = enter_decision(
        world.others[0],
        world.branch,
        Decision(kind, since, "区监委", "1号", since, until),
        by=world.secretary,
    )
    if lifted_on is not None:
        lift(fact, on=lifted_on, paper="2号", by=world.secretary)

    if may:
        walk(development, "introducers", by=world.secretary, people=world.others)
        assert development.contacts.filter(role="introducer").count() == 2
    else:
        refused = refusal(world, development, "introducers")
        assert refused.message == "李二同志目前不能担任入党介绍人（《中国共产党发展党员工作细则》第十四条）。"
        assert refused.field == "members"


@pytest.mark.parametrize(("since", "may"), [(D(2025, 2, 8), True), (D(2025, 2, 7), False)])
def test_an_introducer_who_no_longer_may_is_replaced_before_the_meeting(
    world: World, since: D, may: bool
) -> None:
    development = develop(world, "form_filled")
    decision = Decision("probation", since, "区监委", "1号", since, D(since.year + 1, 2, since.day))
    enter_decision(world.others[0], world.branch, decision, by=world.secretary)

    if not may:
        refused = refusal(world, development, "admitted")
        assert "目前不能担任入党介绍人" in refused.message
        assert "第9步" in refused.message
        assert "留党察看" not in refused.message
        named = development.steps.get(key="introducers")
        corrections.do_again(named, why="另行确定", by=world.secretary)
        two = tuple(member.pk for member in world.others[1:])
        walk(development, "introducers", by=world.secretary, day=D(2025, 2, 7), facts=People(two))
        for key in ("reviewed", "previewed", "form_filled"):
            assert development.steps.filter(key=key, outcome=StepOutcome.DONE).exists()
    walk(development, "admitted", by=world.secretary, people=world.others)


@pytest.mark.parametrize(
    ("effective_on", "undone", "barred"),
    [(D(2024, 9, 26), False, True), (D(2024, 9, 27), False, False), (D(2024, 9, 26), True, False)],
)
def test_nobody_introduces_whose_membership_was_stopped(
    world: World, effective_on: D, undone: bool, barred: bool
) -> None:
    member = world.others[0]
    StandingDecision.objects.create(
        member=member,
        branch=world.branch,
        kind="stopped",
        decided_on=D(2024, 9, 1),
        effective_on=effective_on,
        number="3号",
        decided_by="工委",
        paper="x.pdf",
        recorded_by=world.secretary,
        undone_at=clock.now() if undone else None,
        undone_by=world.secretary if undone else None,
        undone_reason="登记错了" if undone else "",
    )

    assert (member.pk in barred_sponsors([member.pk], D(2024, 9, 26))) is barred


def test_a_year_of_cultivation_or_what_was_done_elsewhere(world: World) -> None:
    development = develop(world, "cultivation")
    day = D(2024, 9, 4)

    assert "2024年9月5日起可以确定" in refusal(world, development, "candidate", day=day).message

    paper = ContentFile(b"%PDF-1.4\n%%EOF", name="考察材料.pdf")
    applying.count_earlier(development, 3, place="原单位党支部", paper=paper, by=world.secretary)
    assert walk(development, "candidate", by=world.secretary, day=D(2024, 6, 5)).is_done


def test_earlier_months_need_a_document(world: World) -> None:
    development = develop(world, "cultivation")

    with pytest.raises(DomainError, match="证明材料"):
        applying.count_earlier(development, 3, place="原单位", paper=None, by=world.secretary)


def test_opinions_that_were_not_heard_are_asked_about(world: World) -> None:
    development = develop(world, "cultivation")

    refused = refusal(world, development, "candidate", facts=Candidate(heard=("contacts", "members")))

    assert "还没有勾选：党小组、群众" in refused.message


@pytest.mark.parametrize(("days", "hours", "enough"), [(2, 23, False), (3, 0, True), (0, 24, True)])
def test_training_of_three_days_or_twenty_four_hours(
    world: World, days: int, hours: int, enough: bool
) -> None:
    development = develop(world, "political_review")
    facts = Training(days=days, hours=hours)

    if enough:
        assert walk(development, "training", by=world.secretary, facts=facts).is_done
    else:
        assert "不少于3天或者24学时" in refusal(world, development, "training", facts=facts).message


def test_less_training_with_an_approved_exception(world: World) -> None:
    development = develop(world, "political_review")
    facts = Training(days=1, hours=8, exception="工委批复2号")

    assert walk(development, "training", by=world.secretary, facts=facts).is_done


def test_who_fails_the_political_review_does_not_go_on(world: World) -> None:
    development = develop(world, "introducers")

    walk(development, "political_review", by=world.secretary, facts=PoliticalReview(passed=False))

    assert "political_review" not in done(development)
    assert "第10步" in refusal(world, development, "reviewed").message


def test_a_political_review_older_than_a_year_is_warned_about_and_may_be_done_anew(world: World) -> None:
    development = develop(world, "reviewed")
    late = D(2025, 11, 2)

    row = walk(development, "previewed", by=world.secretary, day=D(2025, 10, 20))
    walk(development, "form_filled", by=world.secretary, day=D(2025, 10, 21))
    assert row.is_done
    assert "已经失效" in refusal(world, development, "admitted", day=late, reason="").message

    old = development.steps.get(key="political_review")
    corrections.do_again(old, why="过了一年", by=world.secretary)
    assert "要先办第10步" in refusal(world, development, "admitted", day=late).message
    walk(development, "political_review", by=world.secretary, day=D(2025, 11, 1))
    assert walk(development, "admitted", by=world.secretary, day=late).is_done
    old.refresh_from_db()
    assert (old.outcome, old.why) == (StepOutcome.SETTLED, "过了一年")


def test_who_leaves_within_three_months_is_warned_about(world: World) -> None:
    development = develop(world, "training", leaving_on=D(2025, 3, 20))

    assert "预计2025年3月20日离开" in refusal(world, development, "reviewed").message
    assert walk(development, "reviewed", by=world.secretary, reason="上级同意").is_done


@pytest.mark.parametrize(
    ("present", "in_favour", "passes"), [(2, 2, False), (3, 2, False), (3, 3, True), (4, 3, True)]
)
def test_more_than_half_there_and_more_than_half_of_those_expected(
    world: World, present: int, in_favour: int, passes: bool
) -> None:
    development = develop(world, "form_filled")
    facts = Meeting(expected=4, present=present, in_favour=in_favour, against=present - in_favour)

    row = walk(development, "admitted", by=world.secretary, facts=facts)

    assert (row.is_done, row.facts["passed"]) == (passes, passes)
    assert "admitted" in done(development) or not passes


def test_after_a_meeting_that_did_not_pass_the_next_one_may(world: World) -> None:
    development = develop(world, "form_filled")
    walk(development, "admitted", by=world.secretary, facts=Meeting(expected=4, present=4, in_favour=2))

    again = walk(development, "admitted", by=world.secretary, day=D(2025, 2, 21))

    assert again.is_done
    assert development.steps.filter(key="admitted").count() == 2


@pytest.mark.parametrize(
    ("day", "special", "sentence"),
    [
        (D(2025, 5, 7), "", ""),
        (D(2025, 5, 8), "", "请写明是什么特殊情况"),
        (D(2025, 5, 8), "外调", ""),
        (D(2025, 8, 7), "外调", ""),
        (D(2025, 8, 8), "外调", "须由支部大会重新讨论"),
    ],
)
def test_three_months_for_the_approval_six_with_a_reason(
    world: World, day: date, special: str, sentence: str
) -> None:
    development = develop(world, "superior_talk")
    facts = Approval(approver="市直机关工委", special=special)

    if sentence:
        assert sentence in refusal(world, development, "approved", day=day, facts=facts).message
    else:
        assert walk(development, "approved", by=world.secretary, day=day, facts=facts).is_done


def test_a_general_branch_does_not_approve(world: World) -> None:
    development = develop(world, "superior_talk")

    refused = refusal(world, development, "approved", facts=Approval(approver="机关党总支"))

    assert "只能审议" in refused.message
    assert not Member.objects.filter(name="周六").exists()


def test_after_half_a_year_without_approval_the_meeting_discusses_again(world: World) -> None:
    development = develop(world, "superior_talk")

    corrections.do_again(development.steps.get(key="admitted"), why="超过六个月", by=world.secretary)
    assert done(development)[-1] == "form_filled"
    walk(development, "admitted", by=world.secretary, day=D(2025, 9, 5))
    walk(development, "superior_talk", by=world.secretary, day=D(2025, 9, 20))
    walk(development, "approved", by=world.secretary, day=D(2025, 10, 9))

    development.refresh_from_db()
    assert development.member is not None
    assert development.member.joined_on == D(2025, 9, 5)


def test_into_the_party_group_of_the_branch(world: World) -> None:
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    development = develop(world, "registered")

    row = walk(development, "grouped", by=world.secretary, day=clock.today(), facts=Grouped(group=group.pk))

    assert development.member is not None
    assert development.member.spells.get(period__contains=clock.today()).group == group
    assert row.facts["group_name"] == "第一党小组"


def test_a_probationary_member_in_the_roster_already_is_not_entered_twice(world: World) -> None:
    there = make_member(
        world.branch, name="周六", joined_on=D(2025, 2, 7), full_on=None, since=D(2025, 3, 28)
    )

    development = develop(world, "approved", sex="male")

    assert development.member == there
    assert Member.objects.filter(name="周六").count() == 1


def test_another_day_of_joining_in_the_roster_is_said(world: World) -> None:
    make_member(world.branch, name="周六", joined_on=D(2025, 2, 1), full_on=None)
    development = develop(world, "superior_talk", sex="male")

    refused = refusal(world, development, "approved")

    assert "入党日期2025-02-01，和支部大会日期2025-02-07不同" in refused.message


def test_no_conversion_before_the_end_of_probation(world: World) -> None:
    development = develop(world, "conversion_asked")

    refused = refusal(world, development, "conversion_decided", day=D(2026, 2, 6))

    assert "预备期到2026年2月7日才满" in refused.message


def test_a_postponed_discussion_is_no_extension(world: World) -> None:
    development = develop(world, "conversion_asked")
    postponed = ConversionMeeting(decision="postpone", cause="本人住院")

    assert (
        "写明原因"
        in refusal(
            world, development, "conversion_decided", facts=ConversionMeeting(decision="postpone")
        ).message
    )
    row = walk(development, "conversion_decided", by=world.secretary, facts=postponed)
    walk(development, "conversion_decided", by=world.secretary, day=D(2026, 5, 8))
    walk(development, "conversion_approved", by=world.secretary, day=D(2026, 5, 20))

    development.refresh_from_db()
    assert row.outcome == StepOutcome.POSTPONED
    assert development.extended_months == 0
    assert development.member is not None
    assert development.member.full_on == D(2026, 2, 7)


def test_probation_is_extended_once_by_six_to_twelve_months(world: World, today) -> None:
    development = develop(world, "conversion_asked")
    extend = {"decision": "extend", "expected": 4, "present": 4, "in_favour": 3}

    for months in (5, 13):
        refused = refusal(
            world, development, "conversion_decided", facts=ConversionMeeting(months=months, **extend)
        )
        assert f"现在填的是{months}个月" in refused.message
    walk(development, "conversion_decided", by=world.secretary, facts=ConversionMeeting(months=6, **extend))
    walk(development, "conversion_approved", by=world.secretary)
    development.refresh_from_db()

    assert development.extended_months == 6
    assert done(development)[-1] == "probation"
    assert development.member is not None
    assert development.member.full_on is None

    today.move_to(clock.at(D(2026, 9, 1), clock.now().time()))
    walk(development, "conversion_asked", by=world.secretary, day=D(2026, 7, 20))
    refused = refusal(
        world,
        development,
        "conversion_decided",
        day=D(2026, 8, 10),
        facts=ConversionMeeting(months=6, **extend),
    )
    assert "只能延长一次" in refused.message
    assert (
        "预备期到2026年8月7日才满"
        in refusal(world, development, "conversion_decided", day=D(2026, 8, 6)).message
    )
    walk(development, "conversion_decided", by=world.secretary, day=D(2026, 8, 10))
    walk(development, "conversion_approved", by=world.secretary, day=D(2026, 8, 28))
    development.member.refresh_from_db()
    assert development.member.full_on == D(2026, 8, 7)


def test_an_annulled_probation_ends_the_membership(world: World) -> None:
    development = develop(world, "oath")
    cancel = ConversionMeeting(decision="cancel", expected=4, present=4, in_favour=4, cause="不履行党员义务")

    walk(development, "conversion_decided", by=world.secretary, day=D(2025, 10, 9), facts=cancel)
    walk(development, "conversion_approved", by=world.secretary, day=D(2025, 11, 3))

    development.refresh_from_db()
    assert development.state == DevelopmentState.ANNULLED
    assert development.member is not None
    spell = development.member.spells.get()
    assert (spell.period.upper, spell.ended_by) == (D(2025, 11, 3), SpellEnd.EXPELLED)


def test_a_decision_refused_above_is_discussed_again(world: World) -> None:
    development = develop(world, "conversion_decided")

    walk(
        development,
        "conversion_approved",
        by=world.secretary,
        facts=Approval(approver="市直机关工委", passed=False),
    )

    assert done(development)[-1] == "conversion_asked"
    assert walk(development, "conversion_decided", by=world.secretary, day=D(2026, 4, 10)).is_done


def test_reviews_are_written_down_several_times_but_once_a_day(world: World) -> None:
    development = develop(world, "cultivation")

    walk(development, "cultivation", by=world.secretary, day=D(2024, 9, 1))

    assert "已经记过一次" in refusal(world, development, "cultivation", day=D(2024, 9, 1)).message
    assert development.steps.filter(key="cultivation").count() == 2


def test_a_step_pressed_twice_is_taken_once(world: World) -> None:
    development = develop(world, "applied")
    walk(development, "talked", by=world.secretary)

    assert refusal(world, development, "talked").code == "done_already"
    assert development.steps.filter(key="talked").count() == 1


def test_a_correction_keeps_what_stood_there_with_the_reason(world: World) -> None:
    development = develop(world, "talked")
    row = development.steps.get(key="talked")

    taken = Taken(D(2023, 3, 21), Talk(talker="王三"))
    corrections.correct_step(row, taken, why="谈话人写错", by=world.secretary)

    row.refresh_from_db()
    assert (row.outcome, row.why) == (StepOutcome.REPLACED, "谈话人写错")
    assert development.steps.get(key="talked", outcome=StepOutcome.DONE).facts["talker"] == "王三"


def test_a_corrected_day_does_not_pass_what_followed(world: World) -> None:
    development = develop(world, "activist")
    row = development.steps.get(key="talked")

    with pytest.raises(DomainError, match="这一步不能比它晚"):
        corrections.correct_step(row, Taken(D(2023, 9, 6), Talk("王三")), why="记错", by=world.secretary)

    row.refresh_from_db()
    assert row.is_done


def test_a_step_is_taken_back_only_before_the_next_one(world: World) -> None:
    development = develop(world, "activist")

    with pytest.raises(DomainError, match="第3步“推荐和确定入党积极分子”是在它之后办的"):
        corrections.take_back(development.steps.get(key="talked"), why="弄错人", by=world.secretary)
    corrections.take_back(development.steps.get(key="activist"), why="弄错人", by=world.secretary)

    assert done(development) == ["applied", "talked"]


def test_an_approval_that_made_a_member_is_not_taken_back(world: World) -> None:
    development = develop(world, "approved")

    with pytest.raises(DomainError, match="已按这次审批编入名册"):
        corrections.take_back(development.steps.get(key="approved"), why="弄错人", by=world.secretary)


def test_the_day_of_the_meeting_corrected_is_the_day_of_joining(world: World) -> None:
    development = develop(world, "approved")
    taken = Taken(D(2025, 2, 6), Meeting(expected=4, present=4, in_favour=4), reason="按当时的规定办理")

    corrections.correct_step(development.steps.get(key="admitted"), taken, why="看错", by=world.secretary)

    assert Member.objects.get(name="周六").joined_on == D(2025, 2, 6)


def test_stopped_and_begun_again_with_the_reasons(world: World) -> None:
    development = develop(world, "contacts")

    endings.stop(development, day=clock.today(), reason="本人调离", by=world.secretary)
    assert "不能再办或更正" in refusal(world, development, "cultivation").message
    endings.restart(development, reason="已调回", by=world.secretary)

    assert walk(development, "cultivation", by=world.secretary).is_done
    verbs = JournalEntry.objects.filter(model="members.development", verb__in=["stop", "restart"])
    assert [entry.reason for entry in verbs] == ["2026-06-18：本人调离", "已调回"]


def test_a_probationary_member_is_not_simply_stopped(world: World) -> None:
    development = develop(world, "approved")

    with pytest.raises(DomainError, match="由支部大会讨论取消预备党员资格"):
        endings.stop(development, day=clock.today(), reason="不合格", by=world.secretary)


def test_moved_to_another_branch_cultivation_counts_on_and_the_contacts_end(world: World) -> None:
    development = develop(world, "cultivation")
    other = make_branch(parent=world.committee, name="第三党支部")

    endings.move(development, other, day=D(2024, 5, 6), reason="换岗", by=world.secretary)

    development.refresh_from_db()
    assert development.branch == other
    assert not development.contacts.filter(until=None).exists()
    assert walk(development, "candidate", by=world.secretary).branch == other


def test_a_probationary_member_who_moves_takes_the_way_along(world: World) -> None:
    development = develop(world, "oath")
    other = make_branch(parent=world.committee, name="第三党支部")
    assert development.member is not None

    transfer(development.member, other, day=D(2025, 9, 1), by=world.secretary)

    development.refresh_from_db()
    assert development.branch == other
    assert development.is_open


def test_who_dies_on_probation_is_asked_nothing_more(world: World) -> None:
    development = develop(world, "oath")
    assert development.member is not None

    leave_branch(development.member, day=D(2025, 9, 1), ended_by=SpellEnd.DIED, by=world.secretary)

    development.refresh_from_db()
    assert development.state == DevelopmentState.STOPPED


def test_the_vote_comes_with_the_approval_not_with_the_end_of_probation(world: World) -> None:
    member = develop(world, "conversion_decided").member

    assert member is not None
    assert D(2026, 2, 7) < clock.today()
    assert member.standing == Standing.PROBATIONARY


def test_the_stage_follows_the_next_step(world: World) -> None:
    stages = {}
    for number, until in enumerate(["applied", "talked", "cultivation", "training", "registered"]):
        stages[until] = develop(world, until, name=f"周{number}").stage

    assert stages == {
        "applied": "application",
        "talked": "activist",
        "cultivation": "candidate",
        "training": "admission",
        "registered": "probation",
    }


def test_what_the_journal_keeps_is_which_step_not_what_was_said(world: World) -> None:
    development = develop(world, "cultivation")

    lines = JournalEntry.objects.filter(model="members.development", object_id=development.pk)
    assert [entry.after for entry in lines][-1] == "培养教育考察"
    assert not lines.filter(reason__contains="表现良好").exists()


def test_consent_withheld_is_kept_beside_the_step(world: World) -> None:
    development = develop(world, "reviewed")

    walk(development, "previewed", by=world.secretary, facts=Consent(passed=False, opinion="材料不全"))

    row = development.steps.get(key="previewed")
    assert row.outcome == StepOutcome.FAILED
    assert walk(development, "previewed", by=world.secretary, day=D(2025, 2, 10)).is_done


def test_days_of_the_usual_way_are_in_order() -> None:
    assert WAY["admitted"][0] < WAY["approved"][0]
    assert EVERYBODY == ("group", "contacts", "members", "masses")
    assert Review(opinion="好").says == "好"
