"""The pages of dates and of fifty years: who sees them, what they cost, what the papers say."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from members.models import PartyAgeProof
from members.services.confirming_party_age import FileDates, confirm_party_age
from partywork.models import JournalEntry
from tests.factories.members import make_member

D = date
LIST, FIFTY = reverse("party_age_list"), reverse("fifty_years_list")


@pytest.fixture
def old(world, today):
    return make_member(world.branch, name="孙老", joined_on=D(1976, 5, 1), full_on=D(1977, 5, 1))


def text(answer) -> str:
    return answer.content.decode()


def test_the_list_shows_only_who_needs_a_look(old, world, client_for):
    body = text(client_for(world.secretary).get(LIST))

    assert "孙老" in body
    assert "名册上的转正日期是1977年5月1日" in body
    assert "李二" not in body


def test_tried_out_first_then_confirmed(old, world, client_for):
    desk, address = client_for(world.secretary), reverse("member_party_age", args=[old.pk])
    data = {"meeting": "1976-03-01", "approved": "1976-05-01", "page": "入党志愿书第8页"}

    tried = desk.post(address, {**data, "step": "compute"})
    assert "党龄从1976年5月1日算起" in text(tried)
    assert not PartyAgeProof.objects.exists()

    assert "党龄已核对" in text(desk.post(address, data, follow=True))
    assert PartyAgeProof.objects.get().confirmed_by == world.secretary


def test_wrong_input_keeps_what_was_typed_and_says_why(old, world, client_for):
    answer = client_for(world.secretary).post(
        reverse("member_party_age", args=[old.pk]),
        {"meeting": "1976-05-02", "approved": "1976-05-01", "page": "第8页"},
    )

    assert answer.status_code == 422
    assert "批准日期早于支部大会日期" in text(answer)
    assert 'value="1976-05-02"' in text(answer)


@pytest.mark.parametrize("name", ["member_party_age", "member_medal"])
def test_another_branch_finds_nothing_and_a_member_may_not(old, world, client_for, name):
    address = reverse(name, args=[old.pk])

    assert client_for(world.outsider).get(address).status_code == 404
    assert client_for(world.member).get(address).status_code == 404
    assert client_for(world.member).get(FIFTY).status_code == 403


def test_the_committee_sees_its_branches_and_no_other(old, world, client_for):
    make_member(world.foreign_branch, name="周老", joined_on=D(1970, 1, 1), full_on=D(1970, 1, 1))

    body = text(client_for(world.reviewer).get(FIFTY, {"year": 2026}))

    assert "孙老" in body
    assert "周老" not in body


def test_given_on_the_page_and_put_off_on_the_page(old, world, client_for):
    desk, address = client_for(world.secretary), reverse("member_medal", args=[old.pk])
    confirm_party_age(
        old, FileDates("第8页", meeting=D(1976, 3, 1), approved=D(1976, 5, 1)), by=world.secretary
    )
    assert desk.post(address, {"step": "put_off", "year": 2026, "why": ""}).status_code == 422
    refused = desk.post(address, {"year": 2026, "on": "2026-06-18"})
    assert "一贯表现" in text(refused)

    given = desk.post(address, {"year": 2026, "on": "2026-06-18", "vouched": "on"}, follow=True)

    assert "已颁发 1 人" in text(given)


def test_the_ledger_prints_who_checked_by_which_page(old, world, client_for):
    confirm_party_age(
        old, FileDates("入党志愿书第8页", meeting=D(1976, 3, 1), approved=D(1976, 5, 1)), by=world.secretary
    )
    answer = client_for(world.secretary).get(reverse("fifty_years_document"), {"year": 2026})
    printed = PdfReader(BytesIO(answer.content))

    words = printed.pages[0].extract_text().replace("\n", "").replace(" ", "")
    assert len(printed.pages) == 1
    assert "孙老" in words
    assert "入党志愿书第8页" in words
    assert "1976-05-01" in words


def test_the_export_asks_for_a_reason_and_says_who_took_it(old, world, client_for):
    desk, address = client_for(world.secretary), reverse("fifty_years_export")
    assert "请写明导出的用途" in text(desk.post(address, {"year": 2026}, follow=True))

    answer = desk.post(address, {"year": 2026, "reason": "报送区委组织部"})

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "孙老"
    assert any("用途：报送区委组织部" in str(row[0]) for row in rows)
    assert JournalEntry.objects.filter(verb="export_fifty_years").exists()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [LIST, FIFTY])
def test_both_lists_cost_the_same_for_one_and_for_three(
    world, today, client_for, django_assert_num_queries, count, address
):
    for number in range(count):
        member = make_member(world.branch, name=f"老{number}", joined_on=D(1970, 5, 1), full_on=D(1971, 5, 1))
        if number != 1:
            confirm_party_age(
                member,
                FileDates("第8页", approved=D(1970, 5, 1), counts_from=D(1970, 5, 2), note="结论"),
                by=world.secretary,
            )
            type(member).objects.filter(pk=member.pk).update(joined_on=D(1970, 4, 1))
    desk = client_for(world.secretary)
    desk.get(address)
    with django_assert_num_queries(QUERIES[address]):
        assert "老0" in text(desk.get(address))


QUERIES = {LIST: 6, FIFTY: 6}
