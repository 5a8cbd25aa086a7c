"""Best cases: put forward from an accepted sheet, kept by the committee, read by its branches (C20, PD-27)."""

from datetime import date, time

import pytest

from activities.choices import ActivityState, RecordState
from activities.models import BestCase, Notice, RecordSheet
from activities.reports.best_cases import library
from activities.services import attending, commending, filing, recording
from branches.scoping import Scope
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

WORDS = {
    "content": "老党员讲入党故事。",
    "discussion": "有",
    "consensus": "有",
    "actions": "本次没有议定事项",
}
PRACTICE = "请三位老党员各讲一件亲身经历，青年党员先列问题再听，讲完当场认领一件实事。"


def accepted(world, today, branch=None):
    """A sheet that was accepted by its real steps, and written in afterwards behind everybody's back."""
    today.move_to(clock.at(date(2026, 6, 18), time(9)))
    members = [make_member(branch) for _ in range(3)] if branch else world.roster
    activity = make_activity(
        branch or world.branch, state=ActivityState.ANNOUNCED, decided_on=date(2026, 6, 1)
    )
    today.move_to(clock.at(date(2026, 6, 18), time(18, 1)))
    for member in members:
        attending.mark(activity, member, status="present", by=world.secretary)
    record = attending.close(activity, by=world.secretary).record
    recording.write(record, by=world.secretary, revision=1, fields=WORDS)
    filing.accept(recording.submit(record, by=world.secretary), by=world.reviewer)
    RecordSheet.objects.filter(pk=record.pk).update(content="后来改的")
    return RecordSheet.objects.get(pk=record.pk)


@pytest.fixture
def case(world, today):
    return commending.nominate(accepted(world, today), by=world.secretary, practice=PRACTICE)


def test_a_branch_puts_an_accepted_sheet_forward_and_the_committee_is_told(world, case):
    assert (case.state, case.keeper) == ("nominated", world.committee)
    assert Notice.objects.filter(recipient=world.reviewer, subject__contains="推荐了一个案例").exists()


def test_only_an_accepted_sheet_with_something_to_learn_is_put_forward(world, today):
    record = accepted(world, today)
    with pytest.raises(DomainError, match="至少 20 个字"):
        commending.nominate(record, by=world.secretary, practice="很好。")
    RecordSheet.objects.update(state=RecordState.SUBMITTED)
    with pytest.raises(DomainError, match="受理以后才能推荐"):
        commending.nominate(record, by=world.secretary, practice=PRACTICE)


def test_the_committee_keeps_it_and_the_branch_is_told(world, case):
    kept = commending.keep(case, by=world.reviewer, note="可学。")

    assert (kept.state, kept.decided_by, kept.decision_note) == ("kept", world.reviewer, "可学。")
    assert Notice.objects.filter(recipient=world.secretary, subject__contains="已收入案例库").exists()


@pytest.mark.parametrize("verb", [commending.keep, commending.decline])
def test_nobody_but_the_keeper_decides(world, case, verb):
    with pytest.raises(DomainError, match="市直机关工委决定"):
        verb(case, by=world.secretary, note="自己定")


def test_declining_needs_its_reason_and_the_branch_may_try_again(world, case):
    with pytest.raises(DomainError, match="为什么"):
        commending.decline(case, by=world.reviewer, note=" ")
    commending.decline(case, by=world.reviewer, note="请补写怎么组织的。")

    again = commending.nominate(case.record, by=world.secretary, practice=PRACTICE + "分三步。")

    assert BestCase.objects.get() == again
    assert again.state == "nominated"


def test_deciding_twice_decides_once(world, case):
    commending.keep(case, by=world.reviewer)
    with pytest.raises(DomainError):
        commending.keep(case, by=world.reviewer)


def test_the_branch_takes_back_what_is_not_decided(world, case):
    assert commending.withdraw(case, by=world.secretary).state == "withdrawn"
    with pytest.raises(DomainError):
        commending.keep(case, by=world.reviewer)


# --- who reads ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sister(world):
    """Another branch below the same committee, and one two levels below it."""
    branch = make_branch(parent=make_committee(parent=world.committee), name="姊妹支部")
    reader = make_user("sister", name="姊妹")
    appoint(reader, branch, Post.SECRETARY)
    return reader


def test_a_kept_case_is_read_by_the_branches_below_the_keeper_and_by_nobody_else(
    world, case, sister, client_for
):
    path = f"/cases/{case.pk}/"
    assert client_for(sister).get(path).status_code == 404

    commending.keep(case, by=world.reviewer)

    page = client_for(sister).get(path)
    assert page.status_code == 200
    assert PRACTICE in page.content.decode()
    assert client_for(world.outsider).get(path).status_code == 404
    assert client_for(world.member).get(path).status_code == 404


def test_the_library_shows_the_sheet_as_it_was_accepted_and_no_names(world, case, sister, client_for):
    commending.keep(case, by=world.reviewer)

    page = client_for(sister).get(f"/cases/{case.pk}/").content.decode()

    assert "老党员讲入党故事。" in page
    assert "后来改的" not in page
    assert "钱五" not in page
    assert "看纪实表" not in page


def test_pages_from_the_sheet_to_the_shelf(world, today, client_for, sister):
    record = accepted(world, today)
    secretary, official = client_for(world.secretary), client_for(world.reviewer)

    assert "推荐为最佳案例" in secretary.get(f"/records/{record.pk}/").content.decode()
    short = secretary.post(f"/records/{record.pk}/nomination/", {"practice": "好"})
    sent = secretary.post(f"/records/{record.pk}/nomination/", {"practice": PRACTICE})
    case = BestCase.objects.get()
    assert (short.status_code, sent.status_code) == (422, 302)
    assert "等您决定的 1 个" in official.get("/cases/").content.decode()
    assert official.post(f"/cases/{case.pk}/declining/", {}).status_code == 422
    official.post(f"/cases/{case.pk}/keeping/", {"note": ""})

    assert PRACTICE[:40] in client_for(sister).get("/cases/?q=老党员").content.decode()
    assert "没有找到" in client_for(sister).get("/cases/?q=图书馆").content.decode()
    official.post(f"/cases/{case.pk}/declining/", {"note": "有误，撤下。"})
    assert client_for(sister).get(f"/cases/{case.pk}/").status_code == 404


def test_the_committee_puts_one_forward_itself(world, today, client_for):
    record = accepted(world, today)
    client_for(world.reviewer).post(f"/records/{record.pk}/nomination/", {"practice": PRACTICE})
    assert BestCase.objects.get().nominated_by == world.reviewer


@pytest.mark.parametrize("number", [1, 3])
def test_the_library_costs_the_same_for_one_case_and_for_three(
    world, today, number, django_assert_num_queries
):
    for _ in range(number):
        record = accepted(world, today, make_branch(parent=world.committee))
        case = commending.nominate(record, by=world.secretary, practice=PRACTICE)
        commending.keep(case, by=world.reviewer)
    scope = Scope(paths=(world.branch.path,))

    with django_assert_num_queries(3):
        shown = library(scope, Scope(paths=(world.committee.path,), below=False))
        assert len([case.record.activity.branch.name + case.keeper.called for case in shown.kept]) == number
