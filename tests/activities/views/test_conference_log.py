"""A conference log becomes marks only after somebody has looked at each line (S11)."""

from datetime import datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import Activity, Attendance
from activities.reports.register import register_of
from activities.services import attending
from partywork.common import clock
from partywork.common.spreadsheets import write_sheet
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db
HEAD = ["用户昵称（入会昵称）", "首次入会时间", "最后退会时间", "累计参会时长"]
ROWS = [
    ["张一", "2026-06-18 13:58:00", "2026-06-18 17:00:10", "03:02:10"],
    ["会计系-钱五", "2026-06-18 14:20:00", "2026-06-18 17:00:00", "02:40:00"],
    ["李二的iPhone", "2026-06-18 14:00:00", "2026-06-18 15:00:00", "01:00:00"],
    ["游客", "2026-06-18 14:00:00", "2026-06-18 17:00:00", "03:00:00"],
]


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 17, 10, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced", start=time(14), hours=3, venue="online")


def upload(client, activity, rows=ROWS, head=HEAD):
    file = SimpleUploadedFile("名单.xlsx", write_sheet("成员", head, rows))
    return client.post(reverse("log_source", args=[activity.pk]), {"file": file})


def save(client, activity, preview, **changed):
    chosen = {f"member-{line.number}": line.proposed or "" for line in preview.context["preview"].lines}
    form = {"sealed": preview.context["sealed"], **chosen, **changed}
    return client.post(reverse("log_rows", args=[activity.pk]), form)


def marks():
    return {(row.member.name, row.status, row.method) for row in Attendance.objects.select_related("member")}


def test_preview_says_who_is_meant_how_long_and_changes_nothing(client_for, world, activity):
    preview = upload(client_for(world.secretary), activity)

    page = preview.content.decode()
    assert "4 个名字，认出 3 人" in page
    assert "名字不完全一样，请核对" in page
    assert "名册上没有，不登记" in page
    assert "记录里没有：王三、赵四" in page or "记录里没有：" in page
    assert [line.minutes for line in preview.context["preview"].lines] == [180, 160, 60, 180]
    assert marks() == set()


def test_saving_marks_each_by_the_time_he_stayed(client_for, world, activity):
    client = client_for(world.secretary)

    answer = save(client, activity, upload(client, activity))

    assert answer.status_code == 302
    assert marks() == {("张一", "online", "log"), ("钱五", "late", "log"), ("李二", "left_short", "log")}
    assert register_of(activity).verdict.headcount.present == 2
    line = next(each for each in register_of(activity).lines if each.name == "张一")
    assert line.proof == "线上到会，会议记录 13:58（17:10 补传）（张一）"


def test_saving_twice_changes_nothing_more(client_for, world, activity):
    client = client_for(world.secretary)
    preview = upload(client, activity)
    save(client, activity, preview)

    again = client.get(save(client, activity, preview)["Location"].split("#")[0]).content.decode()

    assert "登记 0 人，3 人原有登记未变" in again
    assert Attendance.objects.count() == 3


def test_mark_of_ones_own_is_nearer_than_the_log(client_for, world, activity, today):
    attending.mark(activity, world.plain_member, status="present", by=world.secretary)
    client = client_for(world.secretary)
    preview = upload(client, activity)
    save(client, activity, preview)

    assert "已有登记，不会改变" in preview.content.decode()
    assert Attendance.objects.get(member=world.plain_member).method == "list"


def test_two_of_one_name_wait_for_the_recorder(client_for, world, activity):
    twin = make_member(world.branch, name="钱五")
    client = client_for(world.secretary)
    preview = upload(client, activity, rows=[["钱五", "14:00", "17:00", ""]])

    assert "有 2 位钱五，请选是哪一位" in preview.content.decode()
    save(client, activity, preview, **{"member-0": twin.pk})

    assert Attendance.objects.get().member == twin


def test_one_member_chosen_twice_is_marked_once(client_for, world, activity):
    client = client_for(world.secretary)
    key = world.plain_member.pk
    said = client.get(
        save(client, activity, upload(client, activity), **{"member-0": key, "member-1": key})[
            "Location"
        ].split("#")[0]
    ).content.decode()

    assert "钱五选了两次" in said
    assert Attendance.objects.filter(member=world.plain_member).count() == 1


def test_people_of_another_branch_cannot_be_chosen(client_for, world, activity):
    client = client_for(world.secretary)
    save(client, activity, upload(client, activity), **{"member-3": world.outsider.member.pk})

    assert not Attendance.objects.filter(member=world.outsider.member).exists()


@pytest.mark.parametrize("sealed", ["", "x", "W10:1:1"])
def test_forged_hours_are_nothing(client_for, world, activity, sealed):
    client = client_for(world.secretary)

    answer = client.post(
        reverse("log_rows", args=[activity.pk]),
        {"sealed": sealed, "member-0": world.plain_member.pk},
        follow=True,
    )

    assert "预览已经过期" in answer.content.decode()
    assert marks() == set()


def test_meeting_on_site_takes_no_log(client_for, world, activity):
    Activity.objects.filter(pk=activity.pk).update(venue="on_site")

    answer = upload(client_for(world.secretary), activity)

    assert answer.status_code == 422
    assert "这次活动是线下开的，会议记录不能算到会" in answer.content.decode()


def test_closed_meeting_takes_no_log(client_for, world, activity):
    client = client_for(world.secretary)
    preview = upload(client, activity)
    attending.close(activity, by=world.secretary)

    said = client.get(save(client, activity, preview)["Location"]).content.decode()

    assert "活动已结束，签到册已固定" in said
    assert not Attendance.objects.filter(method="log").exists()


def test_file_that_is_no_list_says_so(client_for, world, activity):
    client = client_for(world.secretary)

    for content in (b"", b"\x00\x01\x02", b"PK\x03\x04broken", "今天开会\n".encode()):
        file = SimpleUploadedFile("x.xlsx", content)
        answer = client.post(reverse("log_source", args=[activity.pk]), {"file": file})
        assert answer.status_code == 422


@pytest.mark.parametrize("people", [1, 3])
def test_preview_costs_the_same_for_few_and_many(
    client_for, world, activity, django_assert_num_queries, people
):
    client = client_for(world.secretary)

    with django_assert_num_queries(10):
        upload(client, activity, rows=ROWS[:people])
