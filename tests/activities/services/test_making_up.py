"""Make-up as a contract by kind of absence: forms, home visit, the second person, many at once (N02, G06)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from activities.choices import AbsenceKind, MakeUpState
from activities.models import Activity, LeaveRequest, MakeUp, Notice
from activities.services import attending, leaving, making_up
from activities.services.reminding_make_ups import remind_of_make_ups
from branches.services.grouping import form_group
from members.choices import ExemptionReason, Post
from members.models import MembershipSpell
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import appoint, exempt, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)


@pytest.fixture
def held(world, today) -> Activity:
    """Everybody but three came: 钱五 stayed away, 赵四 was ill, 王三 is exempt."""
    activity = make_activity(world.branch, DAY, state="announced")
    leave = LeaveRequest.objects.create(
        activity=activity, member=world.others[2], reason="sick", asked_at=clock.now()
    )
    leaving.approve(leave, by=world.secretary)
    exempt(world.others[1], world.branch, DAY, date(2026, 12, 31), world.reviewer)
    today.move_to(datetime(2026, 6, 18, 14, 5, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    attending.mark(activity, world.plain_member, status="absent", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(activity, by=world.secretary)


def of(member):
    return MakeUp.objects.get(attendance__member=member)


def test_each_absentee_owes_what_the_kind_of_absence_asks_for(world, held):
    kinds = dict(MakeUp.objects.values_list("attendance__member__name", "kind"))

    assert kinds == {"钱五": "unexcused", "赵四": "illness", "王三": "illness"}
    assert of(world.plain_member).contact_first
    assert of(world.others[2]).due_at > of(world.plain_member).due_at


def test_an_exempt_member_who_is_abroad_is_far_away(world, today):
    spell = exempt(world.others[1], world.branch, DAY, date(2026, 12, 31), world.reviewer)
    spell.reason = ExemptionReason.ABROAD
    spell.save()
    activity = make_activity(world.branch, DAY, state="announced")
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    attending.close(activity, by=world.secretary)

    assert of(world.others[1]).kind == AbsenceKind.AWAY


def test_a_form_the_kind_does_not_allow_is_refused_with_those_it_does(world, held):
    with pytest.raises(
        DomainError, match="无故缺席的，补课方式可以是：与委员谈、送学上门、参加其他小组的学习。"
    ):
        making_up.hand_in(of(world.plain_member), by=world.member, method="reading", done_on=DAY)


def test_an_excuse_granted_later_changes_the_contract_but_never_shortens_it(world, held):
    before = of(world.plain_member)
    leave = LeaveRequest.objects.create(
        activity=held,
        member=world.plain_member,
        reason="sick",
        text="临时",
        asked_at=clock.now(),
        after_start=True,
    )
    leaving.approve(leave, by=world.secretary)

    after = of(world.plain_member)
    assert (after.kind, after.contact_first, "reading" in after.forms) == ("illness", False, True)
    assert after.due_at > before.due_at


def test_the_contract_of_what_was_handed_in_stays(world, held):
    make_up = making_up.contact(of(world.plain_member), by=world.secretary, cause="忘记了")
    making_up.hand_in(make_up, by=world.member, method="talk", done_on=DAY)
    attending.settle(make_up.attendance, status="leave_official", by=world.secretary, remark="有公文")

    assert of(world.plain_member).kind == AbsenceKind.UNEXCUSED


def test_a_home_visit_says_who_went_and_what_was_brought_and_asks_for_no_photo(world, held):
    make_up = of(world.others[1])
    visit = making_up.Visit(visitors="张一、李二", brought="学习材料", minutes=40, place="家中")
    making_up.hand_in(make_up, by=world.secretary, method="home", done_on=DAY, visit=visit)

    assert of(world.others[1]).what == "送学上门（张一、李二，带去学习材料），40分钟"


def test_who_handed_it_in_for_somebody_never_confirms_even_past_the_code(world, held):
    make_up = of(world.others[2])
    making_up.hand_in(make_up, by=world.secretary, method="reading", done_on=DAY)

    with pytest.raises(DomainError, match="由另一位同志确认"):
        making_up.confirm(make_up, by=world.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        MakeUp.objects.filter(pk=make_up.pk).update(
            state=MakeUpState.CONFIRMED, confirmed_by=world.secretary, confirmed_at=clock.now()
        )


def test_with_one_official_the_members_own_word_is_the_second(world, held):
    member = world.others[2]
    member.user = make_user("zhaosi", name="赵四")
    member.save()
    make_up = making_up.hand_in(of(member), by=world.secretary, method="reading", done_on=DAY)

    asked = Notice.objects.get(recipient=member.user, occasion__startswith="make-up-yours:")
    assert "张一替您填了补课情况：看学习材料" in asked.body
    making_up.confirm(make_up, by=member.user)
    assert of(member).confirmed_by == member.user


def test_with_one_official_and_a_member_without_a_phone_the_superior_is_asked(world, held):
    make_up = making_up.hand_in(of(world.others[2]), by=world.secretary, method="reading", done_on=DAY)

    assert Notice.objects.get(recipient=world.reviewer).link == f"/make-ups/{make_up.pk}/"
    making_up.confirm(make_up, by=world.reviewer)
    assert of(world.others[2]).state == MakeUpState.CONFIRMED


def test_the_superior_is_left_alone_where_the_branch_has_another_official(world, held):
    deputy = make_user(name="副书记")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)
    making_up.hand_in(of(world.others[2]), by=world.secretary, method="reading", done_on=DAY)

    assert Notice.objects.filter(recipient=deputy, kind="make_up").count() == 1
    assert not Notice.objects.filter(recipient=world.reviewer, kind="make_up").exists()


def test_the_secretarys_own_make_up_goes_to_the_superior_where_nobody_else_is(world, today):
    activity = make_activity(world.branch, DAY, state="announced")
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    attending.mark(activity, world.secretary_member, status="leave_official", by=world.secretary)
    attending.close(activity, by=world.secretary)
    make_up = making_up.hand_in(of(world.secretary_member), by=world.secretary, method="reading", done_on=DAY)

    with pytest.raises(DomainError, match="自己的补课要由另一个人确认"):
        making_up.confirm(make_up, by=world.secretary)
    assert Notice.objects.filter(recipient=world.reviewer, kind="make_up").count() == 1


def test_an_absence_without_excuse_is_not_closed_before_somebody_called(world, held):
    make_up = making_up.hand_in(of(world.plain_member), by=world.member, method="talk", done_on=DAY)
    with pytest.raises(DomainError, match="请先记一次联系、问明原因"):
        making_up.confirm(make_up, by=world.secretary)

    making_up.contact(make_up, by=world.secretary, cause="忘记了", told="会议内容")
    making_up.confirm(make_up, by=world.secretary)

    assert of(world.plain_member).state == MakeUpState.CONFIRMED


def test_many_are_confirmed_at_once_and_the_refused_one_is_named(world, held):
    making_up.hand_in(of(world.plain_member), by=world.member, method="talk", done_on=DAY)
    making_up.hand_in(of(world.others[2]), by=world.reviewer, method="reading", done_on=DAY)

    result = making_up.confirm_many(list(MakeUp.objects.exclude(state="open")), by=world.secretary)

    assert result.count == 1
    assert result.refused == ["钱五：无故缺席的，请先记一次联系、问明原因，再确认办结。"]


def test_it_does_not_raise_the_attendance_and_counts_once(world, held):
    present = held.present
    make_up = making_up.hand_in(of(world.others[2]), by=world.reviewer, method="reading", done_on=DAY)
    for _ in range(2):
        making_up.confirm(make_up, by=world.secretary)

    held.refresh_from_db()
    assert (held.present, held.made_up) == (present, 1)


def test_sent_back_with_a_word_the_member_is_told(world, held):
    make_up = making_up.hand_in(of(world.plain_member), by=world.member, method="talk", done_on=DAY)
    making_up.send_back(make_up, by=world.secretary, reason="写几句要点")

    told = Notice.objects.get(recipient=world.member, occasion__startswith="make-up-again:")
    assert told.body == "写几句要点"


def test_a_reminder_leads_each_to_the_page_he_can_open_and_who_handed_in_is_left_alone(world, held, today):
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    leader = make_user("leader", name="李二")
    world.others[0].user = leader
    world.others[0].save()
    appoint(leader, world.branch, Post.GROUP_LEADER)
    people = [world.others[0], world.plain_member]
    MembershipSpell.objects.filter(member__in=people).update(group=group)
    make_up = of(world.plain_member)
    today.move_to(make_up.due_at - timedelta(days=7))

    remind_of_make_ups(clock.now())
    assert remind_of_make_ups(clock.now()) == 0

    links = dict(
        Notice.objects.filter(occasion=f"make-up-due:{make_up.pk}").values_list("recipient__name", "link")
    )
    assert links == {
        "钱五": f"/my/make-ups/{make_up.pk}/",
        "张一": f"/make-ups/{make_up.pk}/",
        "李二": f"/group/make-ups/{make_up.pk}/",
    }

    making_up.hand_in(make_up, by=world.member, method="talk", done_on=DAY)
    today.move_to(make_up.due_at)
    remind_of_make_ups(clock.now())
    late = Notice.objects.filter(occasion=f"make-up-late:{make_up.pk}")
    assert set(late.values_list("recipient__name", flat=True)) == {"张一", "李二"}
