"""The page of the tables: who sees which organization, freezing once, the three files."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from activities.documents.catalogue import RENDERERS
from members.models import MemberStatistics, StatisticsOrder
from members.services import counting_statistics
from members.services.freezing_statistics import freeze
from partywork.models import RenderedDocument
from tests.factories.branches import make_branch

PAGE = reverse("statistics")
YEAR_END = "2025-12-31"


def text(answer) -> str:
    return answer.content.decode()


def test_a_secretary_sees_the_draft_of_the_own_branch(world, today, client_for):
    answer = text(client_for(world.secretary).get(PAGE))
    assert "会计学院学生第二党支部，2026年至6月18日：5 人，草算" in answer
    assert "上期末5人＋增加0人－减少0人＝5人，与期末5人一致。" in answer


def test_an_official_sees_all_below_and_reaches_each_branch(world, today, client_for):
    client = client_for(world.reviewer)
    assert "及所属党支部" in text(client.get(PAGE))
    assert world.branch.name in text(client.get(PAGE, {"organization": world.branch.pk}))
    assert client.get(PAGE, {"organization": world.foreign_branch.pk}).status_code == 404


@pytest.mark.parametrize("day", ["2026-03-31", "2099-12-31", "gestern", "2026-12-31"])
def test_a_day_without_tables_is_not_found(world, today, client_for, day):
    assert client_for(world.secretary).get(PAGE, {"day": day}).status_code == 404


def test_frozen_with_one_click_and_again_only_with_a_reason(world, today, client_for):
    client = client_for(world.secretary)
    to = reverse("statistics_freezing", args=[world.branch.pk])
    answer = client.post(to, {"day": YEAR_END}, follow=True)
    assert "已定稿，以后不再变动。" in text(answer)
    assert "定稿</p>" in text(answer)

    again = client.post(to, {"day": YEAR_END})
    assert again.status_code == 422
    assert "2025年12月31日的统计已经定稿；要重新定稿，请写明原因。" in text(again)
    assert "第 2 版" in text(client.post(to, {"day": YEAR_END, "reason": "漏登一人"}, follow=True))
    assert MemberStatistics.objects.count() == 2


def test_the_day_that_is_not_over_is_refused_in_words(world, today, client_for):
    to = reverse("statistics_freezing", args=[world.branch.pk])
    answer = client_for(world.secretary).post(to, {"day": ""})
    assert answer.status_code == 422


def test_the_three_files_say_the_same(world, today, client_for):
    client = client_for(world.secretary)
    files = {
        kind: client.get(reverse("statistics_file", args=[world.branch.pk, kind]), {"day": YEAR_END}).content
        for kind in ("xlsx", "csv")
    }
    to = reverse("statistics_document", args=[world.branch.pk])
    assert client.post(to, {"day": YEAR_END}).status_code == 302
    document = RenderedDocument.objects.get(kind="member_statistics", place=world.branch.path)
    pdf = RENDERERS["member_statistics"].render(document.content)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "党统汇总表" in printed
    assert "2025年年报" in printed
    assert "党员教育培训" in printed
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert rows[0] == ["表", "项目", "栏", "人数"]
    assert ["两年比较", "期末", "人数", "5"] in rows
    assert ["性别", "男", "预备", "1"] in rows
    assert files["xlsx"][:2] == b"PK"


@pytest.fixture
def large(world, monkeypatch):
    """The committee counts as large: with two branches it is over the limit of one."""
    monkeypatch.setattr(counting_statistics, "AT_ONCE", 1)
    make_branch(parent=world.committee, name="第三支部")
    world.committee.refresh_from_db()
    assert counting_statistics.is_large(world.committee)
    assert not counting_statistics.is_large(world.branch)
    return world.committee


def test_a_large_organization_is_counted_by_the_workers_and_shown_with_its_time(
    world, today, client_for, large
):
    client = client_for(world.reviewer)
    assert "正在统计" in text(client.get(PAGE, {"organization": large.pk}))
    assert StatisticsOrder.objects.get().is_waiting
    csv_place = reverse("statistics_file", args=[large.pk, "csv"])
    assert "还在统计" in text(client.get(csv_place, follow=True))

    order = StatisticsOrder.objects.get()
    counting_statistics.count(order.pk)
    shown = text(client.get(PAGE, {"organization": large.pk}))
    assert "2026-06-18 09:00 草算" in shown
    assert "正在" not in shown
    assert client.get(csv_place).status_code == 200

    today.shift(timedelta(minutes=31))
    again = text(client.get(PAGE, {"organization": large.pk}))
    assert "下面是 2026-06-18 09:00 的数" in again
    today.shift(timedelta(minutes=11))
    assert counting_statistics.waiting_orders() == [order.pk]


def test_a_large_organization_is_frozen_by_the_workers_once_and_again_with_a_reason(
    world, today, client_for, large
):
    client, to = client_for(world.reviewer), reverse("statistics_freezing", args=[large.pk])
    for reason in ("", "漏登一人"):
        said = text(client.post(to, {"day": YEAR_END, "reason": reason}, follow=True))
        assert "正在定稿" in said
        counting_statistics.count(StatisticsOrder.objects.get().pk)
        counting_statistics.count(StatisticsOrder.objects.get().pk)
    rows = MemberStatistics.objects.filter(organization=large).order_by("edition")
    assert [(row.edition, row.reason) for row in rows] == [(1, ""), (2, "漏登一人")]
    assert {row.taken_by for row in rows} == {world.reviewer}
    refused = client.post(to, {"day": YEAR_END, "reason": ""})
    assert (refused.status_code, "请写明原因" in text(refused)) == (422, True)


def test_who_froze_it_meanwhile_is_told_to_whoever_waited(world, today, large):
    order = counting_statistics.have_frozen(large, date(2025, 12, 31), by=world.reviewer)
    freeze(large, date(2025, 12, 31), by=None)
    counting_statistics.count(order.pk)
    order.refresh_from_db()
    assert "已经定稿" in order.refusal
    assert MemberStatistics.objects.filter(organization=large).count() == 1


def test_the_tables_are_dated_in_the_office(world, today, client_for):
    """Half past midnight of the first of July: the table of June may be frozen."""
    today.move_to("2026-07-01T00:30:00+08:00")
    answer = client_for(world.secretary).post(
        reverse("statistics_freezing", args=[world.branch.pk]), {"day": "2026-06-30"}, follow=True
    )
    assert "已定稿" in text(answer)
    assert MemberStatistics.objects.get().as_of == date(2026, 6, 30)
