"""The page of the tables: who sees which organization, freezing once, the three files."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from members.models import MemberStatistics

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
        for kind in ("pdf", "xlsx", "csv")
    }
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
    assert "党统汇总表" in printed
    assert "2025年年报" in printed
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert rows[0] == ["表", "项目", "栏", "人数"]
    assert ["两年比较", "期末", "人数", "5"] in rows
    assert ["性别", "男", "预备", "1"] in rows
    assert files["xlsx"][:2] == b"PK"


def test_the_tables_are_dated_in_the_office(world, today, client_for):
    """Half past midnight of the first of July: the table of June may be frozen."""
    today.move_to("2026-07-01T00:30:00+08:00")
    answer = client_for(world.secretary).post(
        reverse("statistics_freezing", args=[world.branch.pk]), {"day": "2026-06-30"}, follow=True
    )
    assert "已定稿" in text(answer)
    assert MemberStatistics.objects.get().as_of == date(2026, 6, 30)
