"""One organization among many: chosen from a list while that is short, written down where it is long."""

import pytest
from django.urls import reverse

from activities.models import LeaderContact
from branches.forms.organization_field import CHOOSABLE, OrganizationField
from branches.models import Organization
from partywork.common.forms import OfficeForm
from tests.factories.branches import make_branch, make_committee

pytestmark = pytest.mark.django_db


class PlaceForm(OfficeForm):
    place = OrganizationField(label="党支部", help_text="按文件。")

    def __init__(self, *args, rows, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(rows)


@pytest.fixture
def committee():
    found = make_committee(name="示例市直属机关工作委员会")
    for number in range(1, CHOOSABLE + 1):
        make_branch(
            parent=found, name=f"第{number}机关党支部", short_name=f"机关{number}支部", code=f"J{number:03}"
        )
    return found


@pytest.fixture
def rows(committee):
    return Organization.objects.branches().filter(path__startswith=committee.path)


def form_of(rows, typed=None, **kwargs):
    return PlaceForm({"place": typed} if typed is not None else None, rows=rows, **kwargs)


def more(committee, name="后来的党支部", **fields):
    return make_branch(parent=committee, name=name, **fields)


def test_as_many_as_a_list_holds_stand_in_it(rows):
    first = rows.first()
    shown = str(form_of(rows)["place"])

    assert shown.count("<option") == CHOOSABLE + 1
    assert form_of(rows, str(first.pk)).is_valid()
    assert not form_of(rows, first.code).is_valid()


def test_of_one_more_one_is_written(committee, rows):
    last = more(committee)
    form = form_of(rows)

    assert "<option" not in str(form["place"])
    assert 'type="text"' in str(form["place"])
    assert form["place"].help_text == "按文件。写全称、简称或代码，名称里的几个字也可以。"
    assert "后来的党支部" in str(form_of(rows, initial={"place": last.pk})["place"])
    assert "后来的党支部" in str(form_of(rows, initial={"place": last})["place"])


@pytest.mark.parametrize("typed", ["第7机关党支部", "机关7支部", " J007 ", "第7机"])
def test_name_short_name_code_or_some_characters_find_it(committee, rows, typed):
    more(committee)
    form = form_of(rows, typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"].name == "第7机关党支部"


def test_several_are_named_with_their_codes(committee, rows):
    more(committee, name="退休第一党支部", code="T001")
    more(committee, name="退休第二党支部", code="T002")
    form = form_of(rows, "退休")

    assert form.errors["place"] == [
        "不止一个：退休第一党支部（T001）、退休第二党支部（T002）。请写全称或代码。"
    ]
    assert 'value="退休"' in str(form["place"])
    assert form_of(rows, "机关").errors["place"][0].endswith("等。请写全称或代码。")


def test_equal_names_are_told_apart_by_their_code(committee, rows):
    for code in ("A001", "A002"):
        more(committee, name="第一党支部", code=code)

    assert "不止一个" in form_of(rows, "第一党支部").errors["place"][0]
    assert form_of(rows, "A002").is_valid()


def test_nobody_out_of_reach_is_found_and_none_is_not_enough(committee, rows):
    more(committee)
    elsewhere = make_branch(parent=make_committee(name="另一工委"), name="远方党支部")

    for typed in (elsewhere.name, str(elsewhere.pk), elsewhere.code):
        assert form_of(rows, typed).errors["place"] == ["您的范围内没有这个党组织，请核对名称或代码。"]
    assert form_of(rows, "").errors["place"] == ["这一项要填。"]


def test_a_committee_writes_where_a_leader_goes(world, today, client_for):
    for number in range(CHOOSABLE):
        make_branch(parent=world.committee, name=f"第{number}机关党支部", code=f"J{number:03}")
    client, page = client_for(world.reviewer), reverse("dual_life_list")

    assert "机关党支部" not in client.get(page).content.decode()
    wrong = client.post(page, {"name": "钱五", "branch": "机关", "since": "2026-06-18"})
    answer = client.post(page, {"name": "钱五", "branch": "第7机关", "since": "2026-06-18"})

    assert (wrong.status_code, "不止一个" in wrong.content.decode()) == (422, True)
    assert answer.status_code == 302
    assert LeaderContact.objects.get().branch.code == "J007"
