"""The page of one activity: who sees it, what can be done on it, and what is refused."""

import pytest
from django.urls import reverse

from activities.choices import ActivityState, AttendanceStatus, LeaveState, MakeUpState
from activities.models import Activity, Filing, Guest, MakeUp
from activities.services import attending, leaving, making_up
from members.choices import Post
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_member, make_user


def address(name, activity):
    return reverse(name, args=[activity.pk])


@pytest.mark.parametrize(
    ("persona", "seen", "acted"),
    [("secretary", 200, 302), ("reviewer", 200, 403), ("member", 404, 404), ("outsider", 404, 404)],
)
def test_who_sees_and_who_publishes(world, draft, client_for, persona, seen, acted):
    client = client_for(getattr(world, persona))
    assert client.get(address("activity_detail", draft)).status_code == seen
    assert client.post(address("activity_announce", draft)).status_code == acted


def test_a_visitor_is_sent_to_sign_in(draft, client):
    for name in ("activity_detail", "activity_change"):
        assert client.get(address(name, draft)).url.startswith("/accounts/login/")
    assert client.get("/activities/").url.startswith("/accounts/login/")


def test_two_clicks_from_the_plan_row_to_the_published_notice(world, row, client_for):
    client = client_for(world.secretary)
    opened = client.post(reverse("activity_open", args=[row.pk]))
    activity = Activity.objects.get()
    assert opened.url == f"/activities/{activity.pk}/#notice"
    page = client.get(f"/activities/{activity.pk}/").content.decode()
    assert "【主题党日】6月专题学习" in page
    assert "302 会议室" in page
    assert "最迟" in page
    client.post(address("activity_announce", activity))
    activity.refresh_from_db()
    assert activity.state == ActivityState.ANNOUNCED


def test_a_double_click_opens_and_publishes_once(world, row, client_for):
    client = client_for(world.secretary)
    for _ in range(2):
        client.post(reverse("activity_open", args=[row.pk]))
    activity = Activity.objects.get()
    for _ in range(2):
        assert client.post(address("activity_announce", activity)).status_code == 302
    assert activity.notices.filter(recipient=world.member).count() == 1


def test_a_plan_row_of_another_branch_is_not_there(world, row, client_for):
    assert client_for(world.outsider).post(reverse("activity_open", args=[row.pk])).status_code == 404


def test_a_late_notice_asks_for_the_reason_and_keeps_what_was_typed(world, today, client_for):
    late = make_activity(world.branch, clock.today().replace(day=22), hours=1)
    client = client_for(world.secretary)
    answer = client.post(address("activity_announce", late), {"short_reason": "与党课合开"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明迟发的原因" in page
    assert "与党课合开" in page
    client.post(address("activity_announce", late), {"late_reason": "临时通知", "short_reason": "与党课合开"})
    late.refresh_from_db()
    assert (late.state, late.late_reason) == (ActivityState.ANNOUNCED, "临时通知")


def test_who_has_no_account_is_named_for_a_telephone_call(world, announced, client_for):
    page = client_for(world.secretary).get(address("activity_detail", announced)).content.decode()
    assert "3 人没有账号，请打电话" in page


def test_an_activity_outside_the_plan_is_opened_once(world, today, client_for):
    client = client_for(world.secretary)
    assert client.get("/activities/new/").status_code == 200
    data = {
        "kind": "lecture",
        "theme": "书记讲党课",
        "day": "2026-06-25",
        "start": "14:00",
        "end": "15:30",
        "venue": "on_site",
    }
    for _ in range(2):
        assert client.post("/activities/new/", data).status_code == 302
    activity = Activity.objects.get()
    assert (activity.theme, activity.for_month, activity.row) == ("书记讲党课", 6, None)
    refused = client.post("/activities/new/", {**data, "end": "13:00"})
    assert refused.status_code == 422
    assert "结束时间应晚于开始时间" in refused.content.decode()
    assert client_for(world.member).get("/activities/new/").status_code == 403


def change_data(activity, **fields):
    return {
        "theme": activity.theme,
        "mode": "",
        "requirement": "optional",
        "venue": "on_site",
        "place": activity.place,
        "day": f"{activity.day}",
        "start": "14:00",
        "end": "17:30",
        "revision": activity.revision,
        **fields,
    }


def test_a_published_place_changes_with_a_reason_only(world, announced, client_for):
    client = client_for(world.secretary)
    data = change_data(announced, place="大礼堂")
    refused = client.post(address("activity_change", announced), data)
    assert refused.status_code == 422
    assert "大礼堂" in refused.content.decode()
    assert (
        client.post(address("activity_change", announced), {**data, "reason": "302 停电"}).status_code == 302
    )
    page = client.get(address("activity_detail", announced)).content.decode()
    assert "302 停电" in page


def test_a_day_in_another_month_is_refused_at_the_day(world, draft, client_for):
    answer = client_for(world.secretary).post(
        address("activity_change", draft), change_data(draft, day="2026-07-03")
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["day"]


def test_the_lawful_days_stand_beside_the_change(world, draft, client_for):
    page = client_for(world.secretary).get(address("activity_change", draft))
    assert [day.date.day for day in page.context["days"]] == [23, 24, 25, 26, 29, 30]


def test_two_people_who_change_it_at_once_both_see_it(world, draft, client_for):
    client = client_for(world.secretary)
    client.post(address("activity_change", draft), change_data(draft, place="甲楼"))
    answer = client.post(address("activity_change", draft), change_data(draft, place="乙楼"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "甲楼" in page
    assert "乙楼" in page
    again = change_data(draft, place="乙楼", revision=answer.context["form"]["revision"].value())
    assert client.post(address("activity_change", draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.place == "乙楼"


def test_the_agenda_is_read_as_it_was_typed(world, draft, client_for):
    client = client_for(world.secretary)
    client.post(
        address("activity_agenda", draft),
        {"agenda": "1、领学公报｜40分钟｜周七\n\n二、讨论 | 60\n总结", "revision": draft.revision},
    )
    items = [(item.title, item.minutes, item.person) for item in draft.agenda.all()]
    assert items == [("领学公报", 40, "周七"), ("讨论", 60, ""), ("总结", None, "")]
    assert "领学公报 | 40 | 周七" in client.get(address("activity_agenda", draft)).content.decode()


def test_a_guest_is_listed_once_and_can_be_taken_off(world, draft, client_for):
    client = client_for(world.secretary)
    for _ in range(2):
        client.post(address("activity_guests", draft), {"name": "马一", "kind": "superior", "remark": "很好"})
    guest = Guest.objects.get()
    assert client.post(address("activity_guests", draft), {"name": "", "kind": "superior"}).status_code == 422
    client.post(reverse("guest_remove", args=[guest.pk]))
    assert not Guest.objects.exists()


def test_the_theme_is_decided_and_handed_up(world, draft, client_for):
    client = client_for(world.secretary)
    wrong = client.post(address("activity_decision", draft), {"on": "2026-06-30", "note": ""})
    assert "定题日期不能晚于今天" in wrong.content.decode()
    client.post(address("activity_decision", draft), {"on": "2026-06-17", "note": "第6号支委会记录"})
    client.post(address("activity_approval", draft), {"note": "请审定"})
    assert Filing.objects.get().rounds.get().content["decided_on"] == "2026-06-17"
    assert "等答复" in client.get(address("activity_detail", draft)).content.decode()


def test_calling_it_off_needs_a_reason(world, announced, client_for):
    client = client_for(world.secretary)
    assert client.get(address("activity_cancel", announced)).status_code == 200
    assert client.post(address("activity_cancel", announced), {"reason": ""}).status_code == 422
    assert client.post(address("activity_cancel", announced), {"reason": "上级有会"}).status_code == 302
    assert "上级有会" in client.get(address("activity_detail", announced)).content.decode()


def test_the_register_is_taken_by_buttons_and_by_fragments(world, running, client_for):
    client = client_for(world.secretary)
    data = {"member": world.plain_member.pk, "status": "present"}
    answer = client.post(address("activity_marks", running), data)
    assert answer.url.endswith("#attendance")
    fragment = client.post(
        address("activity_marks", running), {**data, "status": ""}, headers={"HX-Request": "true"}
    )
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    assert not running.attendances.exists()
    client.post(address("activity_marks_all", running))
    assert running.attendances.count() == 5


def test_a_person_of_another_branch_cannot_be_ticked(world, running, client_for):
    stranger = make_member(world.foreign_branch, name="外人甲")
    data = {"member": stranger.pk, "status": "present"}
    page = (
        client_for(world.secretary)
        .post(address("activity_marks", running), data, follow=True)
        .content.decode()
    )
    assert "没有找到这位党员" in page
    assert "外人甲" not in page
    assert not running.attendances.exists()


def test_closing_says_beforehand_what_it_will_mean(world, running, client_for):
    client = client_for(world.secretary)
    page = client.get(address("activity_detail", running)).content.decode()
    assert "5人待核" in page.replace(" ", "")
    assert client.post(address("activity_close", running), {"low_reason": ""}).status_code == 302
    assert client.post(address("activity_close", running), {"low_reason": ""}).status_code == 302
    running.refresh_from_db()
    assert (running.state, running.unsettled) == (ActivityState.HELD, 5)


def test_closing_too_early_is_refused_in_place(world, announced, client_for):
    answer = client_for(world.secretary).post(address("activity_close", announced))
    assert answer.status_code == 422


def test_the_two_rates_and_the_list_behind_them(world, held, client_for):
    page = client_for(world.secretary).get(address("activity_detail", held)).content.decode()
    assert "4 / 5" in page
    assert "80%，需 4 人，够" in page
    assert "应到 5 人是怎么算的" in page
    assert "没有登记不等于缺席" in page


def test_who_was_not_settled_is_settled_and_a_wrong_mark_put_right_with_a_reason(world, held, client_for):
    client = client_for(world.secretary)
    client.post(address("activity_marks", held), {"member": world.roster[4].pk, "status": "absent"})
    row = held.attendances.get(member=world.roster[4])
    assert row.status == AttendanceStatus.ABSENT
    correction = reverse("attendance_detail", args=[row.pk])
    assert client.post(correction, {"status": "present", "remark": ""}).status_code == 422
    assert client.post(correction, {"status": "present", "remark": "晚到漏登"}).status_code == 302
    held.refresh_from_db()
    assert held.present == 5


def test_too_few_came_and_the_reason_is_written_afterwards(world, running, today, client_for):
    attending.mark(running, world.roster[0], status="present", by=world.secretary)
    for member in world.roster[1:]:
        attending.mark(running, member, status="absent", by=world.secretary)
    attending.close(running, by=world.secretary)
    client = client_for(world.secretary)
    assert "差 3 人" in client.get(address("activity_detail", running)).content.decode()
    assert client.post(address("activity_low_reason", running), {"low_reason": " "}).status_code == 422
    client.post(address("activity_low_reason", running), {"low_reason": "多人出差"})
    assert "到会不足的原因：多人出差" in client.get(address("activity_detail", running)).content.decode()


def test_the_hour_of_reporting_may_be_entered_afterwards(world, held, client_for):
    client = client_for(world.secretary)
    assert client.post(address("activity_reported", held), {"at": "20:00"}).status_code == 422
    assert client.post(address("activity_reported", held), {"at": "14:06"}).status_code == 302
    held.refresh_from_db()
    assert f"{held.reported_at.astimezone(clock.OFFICE):%H:%M}" == "14:06"


def test_leave_is_decided_with_a_word_where_it_is_refused(world, announced, client_for):
    leave = leaving.ask(announced, world.plain_member, reason="official", by=world.member)
    place = reverse("leave_decision", args=[leave.pk])
    client = client_for(world.secretary)
    refused = client.post(place, {"decision": "refuse", "note": ""})
    assert refused.status_code == 422
    assert "不批准要写明原因" in refused.content.decode()
    client.post(place, {"decision": "approve", "note": "注意安全"})
    leave.refresh_from_db()
    assert (leave.state, leave.decision_note) == (LeaveState.APPROVED, "注意安全")
    assert client_for(world.reviewer).post(place, {"decision": "approve"}).status_code == 403


def test_nobody_decides_on_his_own_leave(world, announced, client_for):
    leave = leaving.ask(announced, world.secretary_member, reason="official", by=world.secretary)
    place = reverse("leave_decision", args=[leave.pk])
    answer = client_for(world.secretary).post(place, {"decision": "approve"})
    assert answer.status_code == 422
    assert "不能批自己的请假" in answer.content.decode()


def test_a_make_up_goes_from_the_call_to_the_confirmation(world, held, client_for):
    attending.settle(held.attendances.get(member=world.roster[4]), status="absent", by=world.secretary)
    make_up = MakeUp.objects.get()
    client = client_for(world.secretary)
    client.post(reverse("make_up_contact", args=[make_up.pk]), {"cause": "出差"})
    wrong = client.post(
        reverse("make_up_hand_in", args=[make_up.pk]), {"method": "talk", "done_on": "2026-06-01"}
    )
    assert wrong.status_code == 422
    assert "补课日期不能早于活动日" in wrong.content.decode()
    client.post(reverse("make_up_hand_in", args=[make_up.pk]), {"method": "talk", "done_on": "2026-06-18"})
    client.post(reverse("make_up_send_back", args=[make_up.pk]), {"reason": "写几句要点"})
    make_up.refresh_from_db()
    assert make_up.state == MakeUpState.CONTACTED
    client.post(reverse("make_up_hand_in", args=[make_up.pk]), {"method": "talk", "done_on": "2026-06-18"})
    alone = client.post(reverse("make_up_confirm", args=[make_up.pk]), follow=True)
    assert "要由另一位同志确认" in alone.content.decode()
    deputy = make_user("deputy", name="副书记")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)
    for _ in range(2):
        client_for(deputy).post(reverse("make_up_confirm", args=[make_up.pk]))
    held.refresh_from_db()
    assert held.made_up == 1
    assert "5 / 5" in client.get(address("activity_detail", held)).content.decode()


def test_make_ups_are_confirmed_together_by_their_ticks(world, held, client_for):
    for number in (3, 4):
        row = held.attendances.get(member=world.roster[number])
        attending.settle(row, status="leave_sick", by=world.secretary, remark="补了请假条")
    rows = list(MakeUp.objects.all())
    for row in rows:
        making_up.hand_in(row, by=world.reviewer, method="reading", done_on=clock.today())
    client, place = client_for(world.secretary), reverse("make_ups_confirmed")
    assert "勾选的一起确认办结" in client.get(address("activity_detail", held)).content.decode()

    assert "请先勾选" in client.post(place, follow=True).content.decode()
    said = client.post(place, {"make_up": [row.pk for row in rows] + ["x"]}, follow=True)
    assert "已办结 2 人的补课。" in said.content.decode()
    assert client_for(world.outsider).post(place, {"make_up": [rows[0].pk]}).status_code == 302
    held.refresh_from_db()
    assert held.made_up == 2


def test_another_host_than_the_secretary_needs_a_reason(world, draft, client_for):
    data = change_data(draft, host=world.others[0].pk)
    answer = client_for(world.secretary).post(address("activity_change", draft), data)

    assert answer.status_code == 422
    assert answer.context["form"].errors["host_reason"] == ["不是书记主持时，请写明委托的原因。"]


def test_a_host_outside_the_branch_committee_is_saved_and_pointed_out(world, draft, client_for):
    data = change_data(draft, host=world.others[0].pk, host_reason="书记出差")
    answer = client_for(world.secretary).post(address("activity_change", draft), data, follow=True)
    draft.refresh_from_db()

    assert draft.host == world.others[0]
    assert "现主持人不在其列" in answer.content.decode()


def test_the_secretary_hosts_without_a_reason(world, draft, client_for):
    data = change_data(draft, host=world.secretary_member.pk)
    answer = client_for(world.secretary).post(address("activity_change", draft), data, follow=True)
    draft.refresh_from_db()

    assert draft.host == world.secretary_member
    assert "请留意" not in answer.content.decode()


def agenda_of(activity):
    return [item.title for item in activity.agenda.all()]


def test_two_people_who_write_the_agenda_at_once_both_see_it(world, draft, client_for):
    client, path = client_for(world.secretary), address("activity_agenda", draft)
    typed = {"agenda": "学习公报 | 40", "revision": draft.revision}
    assert client.post(path, typed).status_code == 302

    answer = client.post(path, {**typed, "agenda": "观看影片"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "学习公报 | 40" in page
    assert "观看影片" in page
    assert agenda_of(draft) == ["学习公报"]

    again = answer.context["form"]["revision"].value()
    assert client.post(path, {"agenda": "观看影片", "revision": again}).status_code == 302
    assert agenda_of(draft) == ["观看影片"]


def test_the_same_agenda_sent_twice_is_saved_once(world, draft, client_for):
    client, path = client_for(world.secretary), address("activity_agenda", draft)
    typed = {"agenda": "学习公报 | 40", "revision": draft.revision}

    said = [client.post(path, typed, follow=True).content.decode() for _ in range(2)]

    assert "议程已保存：1 项，合计 40 分钟。" in said[0]
    assert "议程没有改动。" in said[1]
    assert JournalEntry.objects.filter(verb="set_agenda", object_id=draft.pk).count() == 1


def test_a_change_typed_over_a_new_agenda_is_told(world, draft, client_for):
    client = client_for(world.secretary)
    client.post(address("activity_agenda", draft), {"agenda": "学习公报", "revision": draft.revision})
    assert client.post(address("activity_change", draft), change_data(draft, place="乙楼")).status_code == 409


def test_an_announced_agenda_is_not_emptied(world, announced, client_for):
    client, path = client_for(world.secretary), address("activity_agenda", announced)
    before = agenda_of(announced)

    for empty in ("", "  \n \n"):
        answer = client.post(path, {"agenda": empty, "revision": announced.revision})
        assert answer.status_code == 422
        assert "议程不能清空" in answer.content.decode()

    assert agenda_of(announced) == before != []


def test_a_draft_may_still_have_no_agenda(world, draft, client_for):
    path = address("activity_agenda", draft)
    assert client_for(world.secretary).post(path, {"agenda": "", "revision": 1}).status_code == 302
    assert agenda_of(draft) == []


def test_the_agenda_of_a_closed_activity_is_not_opened_again(world, held, client_for):
    client, path = client_for(world.secretary), address("activity_agenda", held)
    before = agenda_of(held)
    assert client.get(path).status_code == 302
    assert client.post(path, {"agenda": "改过", "revision": held.revision}).status_code == 302
    assert agenda_of(held) == before
