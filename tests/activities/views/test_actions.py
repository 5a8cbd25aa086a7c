"""What was agreed on, on the secretary's page and on the member's phone (F-43)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.documents.action_sheet import ActionSheetDocument
from activities.documents.filled_actions import action_sheet
from activities.documents.filled_preliminary import preliminary_register
from activities.documents.preliminary_register import PreliminaryRegisterDocument
from activities.models import ActionItem, AgendaItem
from activities.reports.actions import ALL, action_list
from activities.services import agenda_items, agreeing
from partywork.common import clock
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world, today):
    return make_activity(world.branch, date(2026, 6, 17), kind="committee_meeting", theme="6月支委会")


@pytest.fixture
def action(world, meeting):
    return agreeing.agree(meeting, line="整理台账，钱五，6月30日前", by=world.secretary)


def address(name, row):
    return reverse(name, args=[row.pk])


def test_a_member_reports_in_two_taps(client_for, world, action):
    client = client_for(world.member)
    home = client.get(reverse("my_home")).content.decode()
    assert "整理台账" in home and reverse("my_actions") in home  # first tap: 我的事项

    page = client.get(reverse("my_actions")).content.decode()
    assert 'name="stage" value="done"' in page  # second tap: 办好了
    client.post(address("my_action_report", action), {"stage": "done"})

    action.refresh_from_db()
    assert (action.state, action.done_on) == ("done", date(2026, 6, 18))
    assert "办结" in client.get(reverse("my_actions")).content.decode()


def test_difficulties_without_a_word_are_asked_for_at_the_row(client_for, world, action):
    answer = client_for(world.member).post(address("my_action_report", action), {"stage": "stuck"})

    assert answer.status_code == 422
    assert "有什么困难" in answer.content.decode()


def test_nobody_reports_on_what_is_not_his(client_for, world, action):
    assert (
        client_for(world.outsider).post(address("my_action_report", action), {"stage": "done"}).status_code
        == 404
    )
    assert (
        client_for(world.secretary).post(address("my_action_report", action), {"stage": "done"}).status_code
        == 404
    )
    action.refresh_from_db()
    assert action.state == "open"


def test_the_secretary_sees_the_open_ones_and_filters(client_for, world, meeting, action, today):
    agreeing.agree(meeting, line="慰问老党员，李二，7月20日前", by=world.secretary)
    today.move_to(datetime(2026, 7, 3, 9, 0, tzinfo=clock.OFFICE))
    client = client_for(world.secretary)

    page = client.get(reverse("action_list")).content.decode()
    assert "在办 2 项，逾期 1 项（最长 3 天）" in page
    late = client.get(reverse("action_list"), {"show": "overdue"}).content.decode()
    assert "整理台账" in late and "慰问老党员" not in late
    of_one = client.get(reverse("action_list"), {"owner": world.others[0].pk}).content.decode()
    assert "慰问老党员" in of_one and "整理台账" not in of_one
    odd = client.get(reverse("action_list"), {"show": "x", "owner": "²"})
    assert odd.status_code == 200
    assert "议定事项逾期 1 项" in client.get(reverse("home")).content.decode()


def test_the_secretary_changes_drops_and_reopens_with_reasons(client_for, world, action):
    client = client_for(world.secretary)
    data = {"owner": world.others[0].pk, "due_on": "2026-07-10"}
    refused = client.post(address("action_detail", action), data)
    assert refused.status_code == 422 and "推后" in refused.content.decode()

    client.post(address("action_detail", action), {**data, "reason": "等审计"})
    client.post(address("action_dropping", action), {"reason": "上级统一办理"})
    action.refresh_from_db()
    assert (action.owner, action.state, action.due_on) == (world.others[0], "dropped", date(2026, 7, 10))

    assert client.post(address("action_reopening", action), {"reason": ""}).status_code == 422
    client.post(address("action_reopening", action), {"reason": "又要办"})
    action.refresh_from_db()
    assert (action.state, action.drop_reason, action.dropped_on) == ("open", "", None)


def test_another_branch_finds_nothing_and_the_superior_only_reads(client_for, world, action):
    for name in ("action_report", "action_dropping", "action_reopening", "action_detail"):
        assert client_for(world.outsider).post(address(name, action), {}).status_code == 404
        assert client_for(world.reviewer).post(address(name, action), {}).status_code == 403
    assert client_for(world.outsider).get(address("action_detail", action)).status_code == 404
    page = client_for(world.reviewer).get(address("action_detail", action)).content.decode()
    assert "整理台账" in page and "记下进展" not in page
    assert (
        client_for(world.outsider).get(reverse("action_list"), {"branch": world.branch.pk}).status_code == 403
    )


def test_lines_of_the_sheet_become_action_items_one_click_each(client_for, world, held):
    held.record.actions = "整理台账，钱五，6月30日前\n请大家多读书"
    held.record.save()
    client = client_for(world.secretary)
    assert "2 件还没有列入督办" in client.get(address("activity_detail", held)).content.decode()

    page = client.get(address("activity_agreed", held)).content.decode()
    assert f'<option value="{world.plain_member.pk}" selected>' in page and "2026-06-30" in page
    client.post(address("activity_agreed", held), {"line": "整理台账，钱五，6月30日前"})
    refused = client.post(address("activity_agreed", held), {"line": "请大家多读书"})

    assert refused.status_code == 422 and "责任人" in refused.content.decode()
    assert ActionItem.objects.get().due_on == date(2026, 6, 30)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    client_for, world, meeting, django_assert_num_queries, rows
):
    for number in range(rows):
        agreeing.agree(meeting, line=f"事{number}，钱五，6月30日前", by=world.secretary)
    client = client_for(world.secretary)
    client.get(reverse("action_list"))

    with django_assert_num_queries(7):
        client.get(reverse("action_list"))


def test_the_sheet_names_meeting_owner_day_progress_and_end(world, meeting, action, today):
    agreeing.report(action, stage="done", by=world.member, text="都齐了")
    agreeing.agree(meeting, line="慰问老党员，李二，长期", by=world.secretary)

    content = action_sheet(world.branch, action_list(world.branch, shown=ALL), shown=ALL, by="张一")
    sheet = ActionSheetDocument.from_json(content).content

    assert [(row.text, row.owner, row.due, row.progress, row.ended) for row in sheet.rows] == [
        ("慰问老党员", "李二", "长期", "", ""),
        ("整理台账", "钱五", "2026-06-30", "办好了：都齐了", "2026-06-18"),
    ]
    assert sheet.rows[0].meeting == "2026-06-17 支委会"


def test_the_sheet_is_asked_for_as_filtered(client_for, world, action):
    answer = client_for(world.secretary).post(reverse("action_document"), {"show": "open"})

    assert answer.status_code == 302


def test_a_preliminary_study_stands_in_the_register_until_its_result_is_noted(client_for, world, meeting):
    item = AgendaItem.objects.create(
        activity=meeting, position=1, title="前置研究：设备采购", tag="preliminary"
    )
    client = client_for(world.secretary)
    assert "还没有研究" in client.get(reverse("preliminary_list")).content.decode()
    agenda_items.write(item, by=world.secretary, revision=1, decision="同意送审。")
    assert "还没有结果" in client.get(reverse("preliminary_list")).content.decode()

    data = {"tag": "preliminary", "submitted_by": "行政科", "sent_to": "总经理办公会", "result": "已通过"}
    client.post(address("item_shape", item), data)

    page = client.get(reverse("preliminary_list")).content.decode()
    assert "已通过" in page and "还没有结果" not in page
    content = preliminary_register(world.branch, 2026, by="张一")
    [row] = PreliminaryRegisterDocument.from_json(content).content.rows
    assert (row.submitted_by, row.opinion, row.sent_to, row.result) == (
        "行政科",
        "同意送审。",
        "总经理办公会",
        "已通过",
    )
    foreign = client_for(world.outsider).get(reverse("preliminary_list"), {"branch": world.branch.pk})
    assert foreign.status_code == 403
