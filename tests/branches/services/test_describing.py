"""The unit an organization stands in: told once, checked, taken from above where it is the same (F-21)."""

from datetime import date

import pytest
from django.urls import reverse

from branches.models import OrganizationUnit
from branches.services.describing import Unit, describe_unit
from members.reports.organization_export import HEAD, organizations_at, organizations_xlsx
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets
from partywork.models import JournalEntry

CODE = "91110000600037341L"
OWN = Unit("legal_person", " 示例市财政局 ", CODE.lower(), "机关", "单独建立党委", "赵科", "0791-88888888")


def test_a_unit_is_told_once_and_the_same_again_changes_nothing(world, today):
    assert describe_unit(world.committee, OWN, by=world.reviewer)
    assert describe_unit(world.committee, OWN, by=world.reviewer) == []
    row = OrganizationUnit.objects.get()
    assert (row.name, row.credit_code) == ("示例市财政局", CODE)
    assert JournalEntry.objects.filter(verb="describe_unit").count() == 1


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        (Unit("legal_person"), "请写单位名称"),
        (Unit("legal_person", "某局", "91110000600037341M"), "校验位不符"),
        (Unit("legal_person", "某局", "123"), "18 位"),
        (Unit("legal_person", "某局", phone="打给小王"), "电话应像"),
        (Unit("", "某局"), "请选择所在单位情况"),
        (Unit("same"), "没有上级党组织"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, today, unit, sentence):
    with pytest.raises(DomainError, match=sentence):
        describe_unit(world.committee, unit, by=world.reviewer)


def test_the_sheet_takes_from_above_what_is_the_same(world, today):
    describe_unit(world.committee, OWN, by=world.reviewer)
    describe_unit(world.branch, Unit("same", "不该留下", contact="张一"), by=world.secretary)
    world.committee.refresh_from_db()
    day = date(2026, 6, 18)
    data = organizations_xlsx(organizations_at(world.committee, day), day, stamp="")
    rows = [row for row in read_sheets(data)[0].rows if world.branch.name in row]
    line = dict(zip(HEAD, rows[0], strict=False))
    assert (line["所在单位情况"], line["单位名称"], line["单位统一社会信用代码"], line["联系人"]) == (
        "与上级党组织相同",
        "示例市财政局",
        CODE,
        "张一",
    )
    assert (line["单位性质类别"], line["建立党组织情况"]) == ("机关", "单独建立党委")
    assert not line["联系电话"]


def test_the_secretary_tells_it_on_the_page_and_another_does_not_find_it(world, today, client_for):
    place = reverse("organization_unit", args=[world.branch.pk])
    assert client_for(world.outsider).get(place).status_code == 404
    client = client_for(world.secretary)
    values = {"situation": "legal_person", "name": "会计学院", "credit_code": "123"}
    refused = client.post(place, values)
    assert (refused.status_code, "18 位，校验位不符" in refused.content.decode()) == (422, True)
    shown = client.post(place, values | {"credit_code": CODE}, follow=True).content.decode()
    assert "已登记：所在单位情况、单位名称、统一社会信用代码。" in shown
    assert CODE in shown
