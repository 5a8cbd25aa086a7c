"""A year of the paper ledger: what offices' tables look like, what is taken over, what is said about the rest."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.importing.dues_ledger import read_ledger
from members.models import DuesAssessment, DuesBill, DuesEntry
from members.reports.dues_balance import faults_of, figures_of
from members.reports.dues_sums import outstanding
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Sheet
from tests.factories.dues import JUNE, make_keeper

HEAD: list[Any] = ["序号", "姓名", "月应交", *(f"{month}月" for month in range(1, 13)), "合计"]


def sheet(*rows: list[Any]) -> list[Sheet]:
    return [Sheet("台账", [_title(), HEAD, *rows])]


def _title() -> list[Any]:
    return ["2025年党费收缴登记表"]


def row(name: str, *paid: object) -> list[Any]:
    return [1, name, 34.57, *paid, *[None] * (12 - len(paid)), None]


def test_the_table_is_found_below_its_title_and_sums_are_no_people():
    reading = read_ledger(sheet(row("钱五", 34.57, 34.57000000001, "34.60元", "-", 0), row("合计", 100)))

    assert [(line.name, line.paid) for line in reading.lines] == [("钱五", {1: 3457, 2: 3457, 3: 3460})]
    assert reading.refused == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-3", "不能是负数"),
        ("三十四", "半角数字"),
        ("34.567", "最多到分"),
        ("已交", "半角数字"),
        (1e9, "应小于"),
    ],
)
def test_a_cell_that_is_no_sum_is_named_with_its_place(cell, said):
    reading = read_ledger(sheet(row("钱五", 34.57, cell)))

    assert reading.lines == []
    assert said in reading.refused[0] and "“钱五”2月" in reading.refused[0]


def test_a_table_without_names_or_months_is_refused():
    with pytest.raises(DomainError, match="没有找到"):
        read_ledger([Sheet("x", [["姓名", "金额"], ["钱五", 3]])])


def upload(desk, text: str, year: str = "2025"):
    file = SimpleUploadedFile("台账.csv", text.encode())
    return desk.post(reverse("dues_import"), {"year": year, "file": file})


def test_a_year_is_looked_at_and_taken_over_once(world, today, client_for):
    keeper = make_keeper(world.branch)
    desk = client_for(keeper)
    text = "姓名,1月,2月,3月\n钱五,34.57,34.57,50\n张一,20,,20\n没有人,1,1,1\n"

    page = upload(desk, text)
    assert "没有人" in page.content.decode()
    assert not DuesBill.objects.exists()
    packed = page.context["packed"]
    desk.post(reverse("dues_import_apply"), {"reading": packed})
    again = desk.post(reverse("dues_import_apply"), {"reading": packed}, follow=True)

    assert "没有可以补录的月份" in again.content.decode()
    assert DuesBill.objects.count() == 5
    assert set(outstanding([m.pk for m in world.roster]).values()) == {0}
    assert DuesAssessment.objects.filter(member=world.plain_member).count() == 2
    assert figures_of(world.branch, JUNE)["counted"] == 0
    assert DuesEntry.objects.filter(number=None, kind="imported").count() == 2
    assert faults_of(world.branch) == []


def test_months_before_joining_and_of_this_month_are_left_out(world, today, client_for):
    desk = client_for(make_keeper(world.branch))
    world.plain_member.joined_on = date(2026, 2, 10)
    world.plain_member.save()

    page = upload(desk, "姓名,1月,2月,6月\n钱五,20,20,20\n", "2026").content.decode()
    assert "2026年1月、6月在入党以前或还没有过完" in page


def test_another_branchs_preview_is_not_taken(world, today, client_for):
    mine, theirs = (
        client_for(make_keeper(world.branch)),
        client_for(make_keeper(world.foreign_branch, "other")),
    )
    packed = upload(mine, "姓名,1月\n钱五,20\n").context["packed"]

    answer = theirs.post(reverse("dues_import_apply"), {"reading": packed}, follow=True)
    assert "预览已过期" in answer.content.decode()
    assert not DuesBill.objects.exists()
