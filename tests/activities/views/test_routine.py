"""Routine content: oath, flag, charter, materials and money of an event, from the page to the sheet."""

from datetime import date

import pytest
from django.urls import reverse

from activities.models import CharterReading, CostLine, StudyMaterial
from activities.reports.sheet import sheet_content
from activities.services import recording, routine, spending
from partywork.models import JournalEntry
from tests.factories.activities import make_activity

WORDS = {"content": "学习", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def address(name, row):
    return reverse(name, args=[row.pk])


def text(answer) -> str:
    return answer.content.decode()


def test_what_was_ticked_stands_on_the_activity_and_in_the_sheet(world, held, client_for):
    client = client_for(world.secretary)
    data = {"oath": "on", "oath_leader": "张一", "flag_hung": "on", "badges_worn": "on"}
    assert client.post(address("routine_note", held), data).status_code == 302
    client.post(address("routine_charter", held), {"first": 0, "last": 9})
    client.post(address("routine_materials", held), {"title": "《六中全会公报》", "origin": "图书角"})

    page = text(client.get(address("activity_detail", held)))
    for said in ("已重温，张一领誓", "总纲至第九条", "悬挂党旗，佩戴党徽", "《六中全会公报》（图书角）"):
        assert said in page
    held.refresh_from_db()
    labels = {line["label"]: line["text"] for line in sheet_content(held.record)["routine"]}
    assert labels["诵读党章"] == "总纲至第九条"
    assert "常规内容" in text(client.get(address("record_detail", held.record)))


def test_nothing_noted_is_nothing_printed(world, held):
    assert sheet_content(held.record)["routine"] == []


def test_what_was_filed_does_not_change_any_more(world, held, client_for):
    reading = routine.read_charter(held, by=world.secretary, first=0, last=9)
    material = routine.offer_material(held, by=world.secretary, title="公报")
    cost = spending.put_cost(held, by=world.secretary, purpose="购书", planned=100, spent=None, source="dues")
    recording.write(held.record, by=world.secretary, revision=1, fields=WORDS)
    filing = recording.submit(held.record, by=world.secretary)
    frozen = filing.rounds.get().content["routine"]
    client = client_for(world.secretary)

    assert client.post(address("routine_note", held), {"oath": "on"}).status_code == 422
    assert client.post(address("routine_charter", held), {"first": 10, "last": 12}).status_code == 422
    assert client.post(address("routine_materials", held), {"title": "新书"}).status_code == 422
    data = {"purpose": "购书", "planned": "1", "source": "dues"}
    assert client.post(address("routine_costs", held), data).status_code == 422
    for name, row in (("reading_removal", reading), ("material_removal", material), ("cost_removal", cost)):
        client.post(address(name, row))
    assert sheet_content(held.record)["routine"] == frozen
    page = text(client.get(address("activity_routine", held)))
    assert "纪实表已经报送" in page
    assert "<button" not in page.split('<main class="page', 1)[1].split("</main>")[0]


def test_the_same_articles_twice_are_read_once(world, draft, client_for):
    client = client_for(world.secretary)
    for _ in range(2):
        client.post(address("routine_charter", draft), {"first": 1, "last": 9})
    reading = CharterReading.objects.get()
    assert JournalEntry.objects.filter(verb="read_charter").count() == 1
    for _ in range(2):
        client.post(address("reading_removal", reading))
    assert not CharterReading.objects.exists()


@pytest.mark.parametrize(("first", "last"), [(9, 1), (0, 56), (-1, 3), ("", 3), ("x", "y")])
def test_articles_that_are_not_there_are_refused(world, draft, client_for, first, last):
    answer = client_for(world.secretary).post(
        address("routine_charter", draft), {"first": first, "last": last}
    )
    assert answer.status_code == 422
    assert not CharterReading.objects.exists()


def test_only_events_that_were_held_count_and_the_next_articles_are_proposed(world, held, client_for):
    ahead = make_activity(world.branch, date(2026, 7, 16))
    routine.read_charter(held, by=world.secretary, first=0, last=29)
    routine.read_charter(ahead, by=world.secretary, first=30, last=34)

    page = client_for(world.secretary).get(reverse("charter"))

    state = page.context["charter"]
    assert (state.progress.done, state.progress.total) == (30, 56)
    assert state.next == "第三十五条至第三十七条"  # 21 left over seven months
    assert "拟读，还没有开展" in text(page)
    form = client_for(world.secretary).get(address("activity_routine", ahead)).context["charter_form"]
    assert form["first"].value() == 35


def test_a_material_named_again_is_corrected_and_seen_by_whoever_makes_up(world, held, client_for, today):
    client = client_for(world.secretary)
    for origin in ("", "图书角"):
        client.post(
            address("routine_materials", held),
            {"title": "《公报》", "origin": origin, "link": "example.org/a"},
        )
    assert StudyMaterial.objects.get().origin == "图书角"
    assert StudyMaterial.objects.get().link == "https://example.org/a"
    seen = text(client_for(world.member).get(address("my_activity", held)))
    assert "《公报》" in seen
    assert 'href="https://example.org/a"' in seen


def test_a_link_that_is_a_script_is_refused(world, draft, client_for):
    answer = client_for(world.secretary).post(
        address("routine_materials", draft), {"title": "公报", "link": "javascript:alert(1)"}
    )
    assert answer.status_code == 422
    assert not StudyMaterial.objects.exists()


def test_money_is_planned_then_spent_by_somebody_with_a_name(world, draft, client_for):
    client, path = client_for(world.secretary), address("routine_costs", draft)
    planned = {"purpose": "购书", "planned": "500", "source": "dues"}
    assert client.post(path, planned).status_code == 302
    nobody = client.post(path, {**planned, "spent": "520.50"})
    assert nobody.status_code == 422
    assert "经手人" in text(nobody)
    spent = {**planned, "spent": "520.50", "handled_by": world.secretary_member.pk}
    assert client.post(path, spent).status_code == 302

    assert CostLine.objects.count() == 1
    assert "计划500.00元，支出520.50元（超出20.50元）（经手人张一）" in text(
        client.get(address("activity_detail", draft))
    )
    reasons = JournalEntry.objects.filter(verb="put_cost").order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["购书：计划500.00元", "购书：计划500.00元，支出520.50元（超出20.50元）"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"planned": "", "spent": ""},
        {"planned": "-1"},
        {"planned": "1.005"},
        {"planned": "100000000"},
        {"planned": "NaN"},
        {"planned": "5", "source": "bribe"},
        {"planned": "5", "purpose": "  "},
    ],
)
def test_an_amount_that_is_none_is_refused_and_what_was_typed_stays(world, draft, client_for, wrong):
    data = {"purpose": "租车", "source": "dues", **wrong}
    answer = client_for(world.secretary).post(address("routine_costs", draft), data)
    assert answer.status_code == 422
    assert data["purpose"].strip() in text(answer)
    assert not CostLine.objects.exists()


def test_a_stranger_does_not_handle_the_money(world, draft, client_for):
    outsider = world.outsider.member
    data = {"purpose": "租车", "spent": "5", "source": "dues", "handled_by": outsider.pk}
    assert client_for(world.secretary).post(address("routine_costs", draft), data).status_code == 422


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_line_and_for_three(
    world, draft, client_for, number, django_assert_num_queries
):
    for each in range(number):
        routine.read_charter(draft, by=world.secretary, first=each, last=each)
        routine.offer_material(draft, by=world.secretary, title=f"材料{each}")
        spending.put_cost(
            draft, by=world.secretary, purpose=f"第{each}项", planned=1, spent=None, source="dues"
        )
    client = client_for(world.secretary)
    with django_assert_num_queries(14):
        assert client.get(address("activity_routine", draft)).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_year_of_the_charter_costs_the_same_for_one_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number):
        activity = make_activity(world.branch, date(2026, 6, 23 + each))
        routine.read_charter(activity, by=world.secretary, first=each, last=each)
    client = client_for(world.secretary)
    with django_assert_num_queries(8):
        assert client.get(reverse("charter")).status_code == 200
