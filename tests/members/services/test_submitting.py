"""What goes up to the Party committee and comes back; numbers for the year; names by need (DV-04..DV-25, PI-15)."""

from datetime import date

import pytest

from branches.services.setting import set_parameter
from members.choices_publicity import Matter
from members.models import Development, DevelopmentQuota, DevelopmentSubmission, TeamAnalysis
from members.reports.development_quota import quota_uses, quota_word
from members.reports.development_team import team_counts, team_lines
from members.services import development_planning as planning
from members.services import submitting
from members.services.submitting import Answer
from partywork.common.errors import DomainError
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.development import make_development

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY = D(2026, 6, 18)


def develop(world: World, until: str, name: str = "周六") -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, name=name)


def refused(verb, *args, **kwargs) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        verb(*args, **kwargs)
    return refusal.value


def hand_up(world: World, someone: Development, matter: Matter) -> DevelopmentSubmission:
    return submitting.submit(someone, matter, by=world.secretary)


def test_what_the_committee_agrees_to_stands_on_the_way(world: World) -> None:
    someone = develop(world, "reviewed")
    row = hand_up(world, someone, Matter.PREVIEW)
    assert row.to == world.committee

    submitting.agree(row, Answer(on=TODAY, number="预审〔2026〕3号"), by=world.reviewer)

    step = someone.steps.get(key="previewed")
    assert (step.done_on, step.facts["number"]) == (TODAY, "预审〔2026〕3号")
    row.refresh_from_db()
    assert row.state == "agreed"


def test_pressed_twice_goes_up_once_and_is_answered_once(world: World) -> None:
    someone = develop(world, "reviewed")
    row = hand_up(world, someone, Matter.PREVIEW)
    assert hand_up(world, someone, Matter.PREVIEW) == row
    submitting.agree(row, Answer(on=TODAY), by=world.reviewer)

    assert "不用再答复" in refused(submitting.agree, row, Answer(on=TODAY), by=world.reviewer).message


def test_what_is_sent_back_says_why_and_goes_up_again(world: World) -> None:
    someone = develop(world, "reviewed")
    row = hand_up(world, someone, Matter.PREVIEW)
    assert refused(submitting.return_, row, Answer(on=TODAY), by=world.reviewer).field == "opinion"
    submitting.return_(row, Answer(on=TODAY, opinion="缺政审材料"), by=world.reviewer)
    assert not someone.steps.filter(key="previewed").exists()

    again = hand_up(world, someone, Matter.PREVIEW)

    assert (again.pk, again.state) == (row.pk, "waiting")


def test_a_filing_is_not_refused_a_preview_may_be(world: World) -> None:
    filing = hand_up(world, develop(world, "activist"), Matter.ACTIVIST)
    assert (
        "退回补充"
        in refused(submitting.refuse, filing, Answer(on=TODAY, opinion="不行"), by=world.reviewer).message
    )
    preview = hand_up(world, develop(world, "reviewed", "吴七"), Matter.PREVIEW)

    submitting.refuse(preview, Answer(on=TODAY, opinion="培养不足"), by=world.reviewer)

    assert preview.development.steps.get(key="previewed").outcome == "failed"


def test_nothing_goes_up_before_its_time(world: World) -> None:
    refusal = refused(hand_up, world, develop(world, "talked"), Matter.ACTIVIST)
    assert "要先办第3步" in refusal.message


def test_an_approval_after_three_months_needs_its_reason(world: World) -> None:
    someone = develop(world, "superior_talk")
    row = hand_up(world, someone, Matter.ADMISSION)
    refusal = refused(submitting.agree, row, Answer(on=D(2025, 5, 20)), by=world.reviewer)
    assert refusal.field == "special"
    assert "三个月" in refusal.message or "3个月" in refusal.message

    submitting.agree(row, Answer(on=D(2025, 5, 20), special="外出学习"), by=world.reviewer)

    someone.refresh_from_db()
    assert someone.member is not None


def give(world: World, number: int | None) -> int:
    return planning.give_quotas(world.committee, 2026, {world.branch.pk: number}, by=world.reviewer)


def test_a_number_is_given_changed_and_taken_away(world: World) -> None:
    assert [give(world, 2), give(world, 2), give(world, 3), give(world, None), give(world, None)] == [
        1,
        0,
        1,
        1,
        0,
    ]
    assert not DevelopmentQuota.objects.exists()


@pytest.mark.parametrize("number", [-1, 501])
def test_no_such_number_is_given(world: World, number) -> None:
    assert "应在0—500之间" in refused(give, world, number).message


def test_no_number_for_a_branch_elsewhere(world: World) -> None:
    assert (
        "不在您的范围内"
        in refused(
            planning.give_quotas, world.committee, 2026, {world.foreign_branch.pk: 1}, by=world.reviewer
        ).message
    )


def test_one_candidate_too_many_is_said_with_the_numbers(world: World) -> None:
    give(world, 1)
    assert quota_word(world.branch, 7, TODAY) == ""
    develop(world, "candidate")

    assert "加上这一位共2名" in quota_word(world.branch, 7, TODAY)
    assert quota_word(world.branch, 3, TODAY) == ""


def test_a_branch_asks_in_november_where_it_is_asked_to(world: World, today) -> None:
    ask = {"number": 3, "reason": "积极分子多", "by": world.secretary}
    assert "没有要求" in refused(planning.ask_for, world.branch, 2027, **ask).message
    set_parameter(
        world.committee, "dv.plan_request", True, since=D(2026, 1, 1), by=world.reviewer, reason="统一"
    )
    assert "11月起" in refused(planning.ask_for, world.branch, 2027, **ask).message
    today.move_to("2026-11-02T09:00+08:00")

    planning.ask_for(world.branch, 2027, **ask)
    assert planning.ask_for(world.branch, 2027, **{**ask, "number": 2}).number == 2


def test_the_yearly_analysis_keeps_the_figures_of_its_day(world: World) -> None:
    develop(world, "activist")
    develop(world, "candidate", "吴七")
    kept = {"on": TODAY, "situation": "两人", "problems": "", "measures": "多谈话", "by": world.reviewer}
    planning.analyse_team(world.committee, year=2026, **kept)
    planning.analyse_team(world.committee, year=2026, **kept)

    assert TeamAnalysis.objects.get().counts == {
        "applicant": 0,
        "activist": 1,
        "candidate": 1,
        "probationary": 0,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_committees_figures_cost_the_same_for_one_branch_and_for_three(
    world, count, django_assert_num_queries
) -> None:
    branches = [
        world.branch,
        *(make_branch(parent=world.committee, name=f"支部{n}") for n in range(count - 1)),
    ]
    develop(world, "candidate")
    with django_assert_num_queries(6):
        lines = team_lines(branches, 2026)

    assert lines[0].cells == [0, 0, 1, 0]
    assert team_counts(world.committee)["candidate"] == 1
    assert quota_uses(branches, 2026)[world.branch.pk].candidates == 1
