"""The annual plan, by persona and with wrong input."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from activities.choices import PlanState
from activities.models import AnnualPlan, Filing, PlannedActivity
from activities.reports import plan_list
from activities.services import filing, planning, spending
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch

TABLE = """\
序号\t活动时间\t活动方式\t活动内容
1\t2026年1月\t专题学习研讨\t学习中央经济工作会议精神
2\t2026年2月\t先锋模范行动\t走访慰问
"""

# As it arrives when a table is copied out of Word: one cell a line.
STUDENT_BRANCH = """\
序号
活动时间
活动方式
活动内容
1
20_年1月
专题学习研讨
组织学习20_年两会精神,积极开展研讨交流、撰写心得体会。
2
20_年2月
先锋模范行动
结合春节慰问、社会实践活动,组织党员对困难党员、建档立卡困难群众送慰问、送温暖。
3
20_年3月
红色教育行动
开展党史专题主题教育活动,增强党员爱党、敬党、忠党意识。
4
20_年4月
专题学习研讨
组织学习20_年两会精神,积极开展研讨交流、撰写心得体会。
5
20_年5月
党员志愿活动
组织党员开展清洁志愿活动,改善校园生活环境。
6
20_年6月
专题学习研讨
结合20_年上半年党内重大会议、重大活动,开展专题学习、交流研讨。
7
20_年7月
专项系列活动
开展庆祝建党98周年系列活动,重温入党誓词、走访慰问等
8
20_年8月
先锋模范行动
结合学生暑期社会实践,组织党员对困难党员、建档立卡困难群众送慰问、送温暖。
9
20_年9月
红色基地教育
组织党员到身边的红色基地进行参观学习,了解党史。
10
20_年10月
党员志愿行动
组织党员开展清洁志愿活动,改善校园生活环境。
11
20_年11月
红色教育行动
开展党章专题主题教育,增强党员爱党、敬党、忠党意识。
12
20_年12月
专题学习研讨
结合20_年下半年党内重大会议、重大活动,开展专题学习、交流研讨。
"""


@pytest.fixture
def plan(world):
    return make_plan(world.branch)


def test_a_year_begins_from_the_template_with_its_twelve_days(world, today, client_for):
    answer = client_for(world.secretary).post("/plans/year/2026/", {"start": "student-branch"}, follow=True)

    rows = AnnualPlan.objects.get().rows.all()
    assert [row.month for row in rows] == list(range(1, 13))
    assert all(row.start for row in rows)
    assert "已开始 2026 年度计划" in answer.content.decode()


def test_beginning_twice_makes_one_plan(world, today, client_for):
    client = client_for(world.secretary)
    client.post("/plans/year/2026/", {"start": "empty"})
    client.post("/plans/year/2026/", {"start": "empty"})

    assert AnnualPlan.objects.count() == 1


def test_last_years_rows_come_without_their_days(world, today, client_for):
    make_row(make_plan(world.branch, 2025), month=3, start=date(2025, 3, 7), content="党史专题")

    client_for(world.secretary).post("/plans/year/2026/", {"start": "last"})

    row = AnnualPlan.objects.get(year=2026).rows.get()
    assert (row.content, row.start) == ("党史专题", date(2026, 3, 6))


@pytest.mark.parametrize(
    ("who", "status"), [("secretary", 200), ("reviewer", 200), ("member", 404), ("outsider", 404)]
)
def test_who_sees_a_plan(world, today, plan, client_for, who, status):
    assert client_for(getattr(world, who)).get(f"/plans/{plan.pk}/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("secretary", 302), ("reviewer", 403), ("member", 404), ("outsider", 404)]
)
def test_who_writes_a_row(world, today, plan, client_for, who, status):
    fields = {"month": 5, "content": "志愿服务", "kind": "party_day", "requirement": "optional"}

    answer = client_for(getattr(world, who)).post(f"/plans/{plan.pk}/rows/new/", fields)

    assert answer.status_code == status
    assert PlannedActivity.objects.count() == (1 if status == 302 else 0)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("content", "  ", "这一项要填。"),
        ("start", "2025-05-07", "日期应在 2026 年内。"),
        ("start", "2026-06-07", "日期在 6 月，和所填的月份不一致。"),
        ("end", "2026-05-01", "结束日期不能早于开始日期。"),
    ],
)
def test_a_wrong_row_keeps_what_was_typed_and_says_what_is_wrong(
    world, today, plan, client_for, field, value, sentence
):
    fields = {
        "month": 5,
        "content": "志愿服务",
        "kind": "party_day",
        "requirement": "optional",
        "mode": "党员志愿行动",
        "start": "2026-05-07",
        field: value,
    }

    answer = client_for(world.secretary).post(f"/plans/{plan.pk}/rows/new/", fields)

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field]
    assert 'value="党员志愿行动"' in answer.content.decode()


def test_pasted_text_is_shown_beside_its_lines_and_written_when_ticked(world, today, plan, client_for):
    client = client_for(world.secretary)
    preview = client.post(f"/plans/{plan.pk}/import/", {"text": TABLE})
    assert PlannedActivity.objects.count() == 0

    chosen = {"sealed": preview.context["sealed"], "row": ["1", "2"]}
    client.post(f"/plans/{plan.pk}/import/rows/", chosen)
    again = client.post(f"/plans/{plan.pk}/import/rows/", chosen, follow=True)

    assert [(row.month, row.mode) for row in plan.rows.all()] == [(1, "专题学习研讨"), (2, "先锋模范行动")]
    assert "已写入 0 行，另有 2 行原来就有" in again.content.decode()


def test_the_real_document_gives_twelve_ticked_rows(world, today, plan, client_for):
    preview = client_for(world.secretary).post(f"/plans/{plan.pk}/import/", {"text": STUDENT_BRANCH})

    assert [proposal.months for proposal in preview.context["proposals"]] == [(m,) for m in range(1, 13)]


def test_an_unreadable_file_says_why_and_keeps_the_text(world, today, plan, client_for):
    broken = SimpleUploadedFile("计划.docx", b"PK\x03\x04 not really", "application/octet-stream")

    answer = client_for(world.secretary).post(f"/plans/{plan.pk}/import/", {"file": broken, "text": "别丢"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert "别丢" in answer.content.decode()


def test_altered_proposals_are_refused(world, today, plan, client_for):
    answer = client_for(world.secretary).post(
        f"/plans/{plan.pk}/import/rows/", {"sealed": "forged", "row": "1"}, follow=True
    )

    assert "预览已失效" in answer.content.decode()
    assert not plan.rows.exists()


def test_a_plan_is_handed_in_returned_and_handed_in_again(world, today, plan, client_for):
    make_row(plan)
    client = client_for(world.secretary)
    client.post(f"/plans/{plan.pk}/submission/", {"note": ""})
    plan.refresh_from_db()
    filing.return_(plan.filing, by=world.reviewer, answer="七月请排在七一前后。")
    page = client.get(f"/plans/{plan.pk}/").content.decode()
    client.post(f"/plans/{plan.pk}/submission/", {"note": "已改"})

    plan.refresh_from_db()
    assert "七月请排在七一前后。" in page
    assert plan.state == PlanState.SUBMITTED
    assert plan.filing.rounds.count() == plan.versions.count() == 2


def test_an_empty_plan_is_not_handed_in(world, today, plan, client_for):
    answer = client_for(world.secretary).post(f"/plans/{plan.pk}/submission/", {"note": ""})

    assert answer.status_code == 422
    assert "计划还是空的" in answer.content.decode()


def test_an_approved_row_is_amended_with_a_reason_and_the_old_one_stays(world, today, plan, client_for):
    row = make_row(plan, month=5, content="清洁志愿")
    planning.submit(plan, by=world.secretary)
    filing.accept(plan.filing, by=world.reviewer)
    fields = {"month": 5, "content": "垃圾分类", "kind": "party_day", "requirement": "optional"}
    client = client_for(world.secretary)

    refused = client.post(f"/plans/rows/{row.pk}/", fields)
    client.post(f"/plans/rows/{row.pk}/", {**fields, "reason": "社区邀请"})

    assert refused.status_code == 422
    assert [(r.content, r.amended_reason) for r in plan.rows.order_by("pk")] == [
        ("清洁志愿", ""),
        ("垃圾分类", "社区邀请"),
    ]


def test_two_people_describe_the_plan_and_the_second_is_told(world, today, plan, client_for):
    client = client_for(world.secretary)
    first = {"discussed_on": "2026-03-12", "note": "第一位", "revision": 1}
    client.post(f"/plans/{plan.pk}/head/", first)

    answer = client.post(f"/plans/{plan.pk}/head/", {**first, "note": "第二位"})

    assert answer.status_code == 422
    assert "刚刚有人改过这份计划" in answer.content.decode()
    assert "第二位" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_plan_costs_the_same_for_one_row_and_for_three(
    world, today, plan, client_for, rows, django_assert_num_queries
):
    for number in range(rows):
        make_row(plan, month=5, content=f"活动{number}", start=date(2026, 5, 6 + number))
    client = client_for(world.secretary)
    client.get(f"/plans/{plan.pk}/")

    with django_assert_num_queries(18):
        client.get(f"/plans/{plan.pk}/")


@pytest.mark.parametrize("branches", [1, 3])
def test_the_list_of_plans_costs_the_same_for_one_branch_and_for_three(
    world, today, client_for, branches, django_assert_num_queries
):
    for _ in range(branches - 1):
        make_plan(make_branch(parent=world.committee))
    make_plan(world.branch)
    client = client_for(world.reviewer)
    client.get("/plans/")

    with django_assert_num_queries(6):
        client.get("/plans/")


@pytest.fixture
def plans(world, today):
    """Four branches: nothing begun, a draft, one handed in late, one filed in time."""
    for name, state in {"草稿": "draft", "迟报": "submitted", "备案": "approved"}.items():
        branch = make_branch(parent=world.committee, name=f"{name}支部")
        plan = make_plan(branch, state=state)
        if state != "draft":
            Filing.objects.create(
                kind="plan",
                branch=branch,
                to=world.committee,
                plan=plan,
                year=2026,
                due_at=clock.at(date(2026, 1, 16), time(0)),
                first_submitted_at=clock.at(date(2026, 1, 16 if name == "迟报" else 15), time(0)),
            )


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("", ["会计学院学生第二党支部", "草稿支部", "迟报支部", "备案支部"]),
        ("missing", ["会计学院学生第二党支部"]),
        ("draft", ["草稿支部"]),
        ("submitted", ["迟报支部"]),
        ("returned", []),
        ("approved", ["备案支部"]),
        ("late", ["迟报支部"]),
        ("nonsense", ["会计学院学生第二党支部", "草稿支部", "迟报支部", "备案支部"]),
    ],
)
def test_the_committee_asks_for_the_plans_of_one_kind(world, plans, client_for, kind, names):
    shown = client_for(world.reviewer).get("/plans/", {"kind": kind}).context["list"]

    assert [line.branch for line in shown.lines] == names
    assert [number for _, _, number in shown.kinds] == [4, 1, 1, 1, 0, 1, 1]


def test_the_plans_come_a_page_at_a_time_and_keep_the_filter(world, plans, client_for, monkeypatch):
    monkeypatch.setattr(plan_list, "PAGE", 2)
    client = client_for(world.reviewer)

    first = client.get("/plans/?q=支部")
    second = client.get("/plans/", {"q": "支部", "after": first.context["list"].after})

    assert [line.branch for line in first.context["list"].lines] == ["会计学院学生第二党支部", "草稿支部"]
    assert [line.branch for line in second.context["list"].lines] == ["迟报支部", "备案支部"]
    assert second.context["list"].after == ""
    assert "&amp;q=%E6%94%AF%E9%83%A8&amp;kind=&amp;after=" in first.content.decode()


@pytest.mark.parametrize(("typed", "found"), [("草稿", 1), ("cgzb", 1), ("zz", 0)])
def test_a_plan_is_found_by_the_name_or_the_initials_of_its_branch(world, plans, client_for, typed, found):
    assert client_for(world.reviewer).get("/plans/", {"q": typed}).context["list"].total == found


def test_a_study_evening_of_every_month_is_written_with_its_twelve_days(world, today, plan, client_for):
    client = client_for(world.secretary)
    text = "固定学习日：每月第一周周五晚上 7:30-8:30 为固定线上学习时间。"
    preview = client.post(f"/plans/{plan.pk}/import/", {"text": text})

    client.post(f"/plans/{plan.pk}/import/rows/", {"sealed": preview.context["sealed"], "row": ["1"]})

    days = [row.start for row in plan.rows.all()]
    assert len(days) == 12
    assert days[:2] == [date(2026, 1, 2), date(2026, 2, 6)]


MONEY = """\
月份 | 活动内容 | 经费
1月 | 组织集中学习 | 300元
2月 | 参观红色教育基地 | 0.2万元
3月 | 志愿服务 | 另行安排
"""


def test_the_money_of_a_document_is_taken_over_and_added_up(world, today, plan, client_for):
    client = client_for(world.secretary)
    preview = client.post(f"/plans/{plan.pk}/import/", {"text": MONEY})
    assert "经费 2000.00 元" in preview.content.decode()
    assert "经费写的是「另行安排」，没有认出金额" in preview.content.decode()
    chosen = {"sealed": preview.context["sealed"], "row": ["1", "2", "3"]}
    client.post(f"/plans/{plan.pk}/import/rows/", chosen)
    january = plan.rows.get(month=1)
    activity = make_activity(world.branch, date(2026, 6, 25))
    spending.put_cost(
        activity,
        by=world.secretary,
        purpose="车票",
        planned=None,
        spent=Decimal("120.50"),
        source="office",
        handled_by=world.secretary_member,
    )

    page = client.get(f"/plans/{plan.pk}/").content.decode()

    assert january.budget == Decimal("300.00")
    assert plan.rows.get(month=3).budget is None
    assert "全年经费：计划2300.00元，支出120.50元。" in page
