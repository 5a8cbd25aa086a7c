"""Volunteer service: registered with everybody's time, never compared (PD-26, F-42)."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from activities.models import VolunteerService, VolunteerShare
from activities.services import volunteering
from activities.services.volunteering import Service
from partywork.common.errors import Conflict, DomainError
from partywork.common.spreadsheets import read_sheets
from partywork.models import JournalEntry, RenderedDocument
from tests.factories.members import make_member

NEW = "/ledger/volunteering/new/"


def text(answer) -> str:
    return answer.content.decode()


def data(world, **changes):
    people = [world.plain_member.pk, world.others[0].pk]
    return {
        "on": "2026-06-06",
        "form": "team",
        "project": "清洁校园",
        "place": "东校区",
        "served": "全校师生",
        "hours": "2",
        "people": people,
        "result": "清理两处卫生死角",
        **changes,
    }


@pytest.fixture
def service(world, today):
    minutes = {world.plain_member.pk: 120, world.others[0].pk: 90}
    return volunteering.register(
        world.branch,
        Service(on=date(2026, 6, 6), form="team", project="清洁校园"),
        minutes,
        by=world.secretary,
    )


def test_one_length_for_all_and_another_beside_a_name(world, today, client_for):
    client = client_for(world.secretary)
    sent = data(world, **{f"own-{world.others[0].pk}": "1.5"})
    for _ in range(2):
        assert client.post(NEW, sent).status_code == 302

    shares = VolunteerShare.objects.order_by("-minutes").values_list("member__name", "minutes")
    assert list(shares) == [("钱五", 120), ("李二", 90)]
    page = text(client.get("/ledger/volunteering/"))
    assert "全年1次，参加2人次，共3小时30分" in page
    assert re.search(r"(钱五2小时；李二1小时30分|李二1小时30分；钱五2小时)", page)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"hours": "半天"}, "请写成"),
        ({"people": []}, "这一项要填"),
        ({"on": "2026-06-19"}, "日期不能晚于今天"),
        ({"project": " "}, "这一项要填"),
        ({"hours": "25"}, "请写成"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(world, today, client_for, wrong, sentence):
    answer = client_for(world.secretary).post(NEW, data(world, **wrong))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "东校区" in text(answer)
    assert not VolunteerService.objects.exists()


def test_a_time_beside_a_name_that_is_not_understood_names_the_person(world, today, client_for):
    answer = client_for(world.secretary).post(NEW, data(world, **{f"own-{world.others[0].pk}": "一会儿"}))
    assert answer.status_code == 422
    assert "李二的时长没有看懂" in text(answer)
    assert "一会儿" in text(answer)


def test_a_stranger_or_somebody_not_there_yet_took_no_part(world, today, client_for):
    late = make_member(world.branch, name="后来", since=date(2026, 6, 10))
    for person in (world.outsider.member, late):
        answer = client_for(world.secretary).post(NEW, data(world, people=[person.pk]))
        assert answer.status_code == 422
    assert not VolunteerService.objects.exists()


def test_another_entry_of_the_same_day_and_name_is_told(world, service):
    with pytest.raises(DomainError, match="已经登记过"):
        volunteering.register(
            world.branch,
            Service(on=service.on, form="team", project="清洁校园"),
            {world.plain_member.pk: 60},
            by=world.secretary,
        )


def test_two_people_who_correct_it_at_once_both_see_it(world, service, client_for):
    client, path = client_for(world.secretary), f"/ledger/volunteering/{service.pk}/"
    assert client.post(path, data(world, revision=1, place="西校区")).status_code == 302
    answer = client.post(path, data(world, revision=1, place="南校区"))
    assert answer.status_code == 409
    assert "刚刚有人改过" in text(answer)
    again = answer.context["form"]["revision"].value()
    assert client.post(path, data(world, revision=again, place="南校区")).status_code == 302
    service.refresh_from_db()
    assert service.place == "南校区"
    with pytest.raises(Conflict):
        volunteering.correct(
            service,
            Service(on=service.on, form="team", project="别的"),
            {world.plain_member.pk: 1},
            by=world.secretary,
            revision=1,
        )


def test_the_entry_opens_with_what_stands_in_it(world, service, client_for):
    form = client_for(world.secretary).get(f"/ledger/volunteering/{service.pk}/").context["form"]
    own = {line["name"]: (line["chosen"], line["own"]) for line in form.names if line["chosen"]}
    assert form["hours"].value() == "2小时"
    assert own == {"钱五": (True, ""), "李二": (True, "1小时30分")}


def test_an_entry_made_by_mistake_leaves_with_a_reason(world, service, client_for):
    client, path = client_for(world.secretary), f"/ledger/volunteering/{service.pk}/removal/"
    assert client.post(path, {"reason": " "}).status_code == 422
    assert client.post(path, {"reason": "日期写错"}).status_code == 302
    assert not VolunteerService.objects.exists()
    assert JournalEntry.objects.get(verb="strike").reason == "日期写错"


def test_a_member_sees_the_own_hours_and_nobody_elses(world, service, client_for):
    page = text(client_for(world.member).get("/my/record/learning/"))
    assert "清洁校园" in page
    assert "2小时" in page
    assert "李二" not in page
    assert "1小时30分" not in page
    assert client_for(world.member).get("/ledger/volunteering/").status_code == 403


def test_nobody_is_ranked(world, service, client_for):
    """The ledger has no sum by person, on the page or in the file."""
    client = client_for(world.secretary)
    page = text(client.get("/ledger/volunteering/"))
    assert "不排名" in page
    (sheet,) = read_sheets(client.get("/ledger/volunteering/years/2026/file/").content)
    assert sheet.rows[0][:7] == ["序号", "日期", "组织形式", "项目", "地点", "服务对象", "参加党员/时长"]
    assert len([row for row in sheet.rows if row and row[0] == 1]) == 1
    assert any("导出" in str(cell) for row in sheet.rows for cell in row)


def test_the_file_runs_no_formula(world, today, client_for):
    volunteering.register(
        world.branch,
        Service(on=date(2026, 6, 6), form="team", project="=HYPERLINK(1)"),
        {world.plain_member.pk: 60},
        by=world.secretary,
    )
    (sheet,) = read_sheets(client_for(world.secretary).get("/ledger/volunteering/years/2026/file/").content)
    assert "'=HYPERLINK(1)" in [cell for row in sheet.rows for cell in row]


def test_the_register_prints(world, service, client_for):
    from pypdf import PdfReader

    from activities.documents.catalogue import RENDERERS

    assert client_for(world.secretary).post("/ledger/volunteering/years/2026/document/").status_code == 302
    document = RenderedDocument.objects.get(kind="volunteer_ledger")
    printed = PdfReader(BytesIO(RENDERERS["volunteer_ledger"].render(document.content)))
    words = "".join(page.extract_text() for page in printed.pages)
    assert len(printed.pages) == 1
    for said in ("志愿服务登记表", "清洁校园", "钱五", "共3小时30分"):
        assert said in words.replace("\n", "")


@pytest.mark.parametrize("number", [1, 3])
def test_the_ledger_costs_the_same_for_one_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number):
        volunteering.register(
            world.branch,
            Service(on=date(2026, 6, 1 + each), form="team", project="值班"),
            {member.pk: 60 for member in world.roster},
            by=world.secretary,
        )
    client = client_for(world.secretary)
    with django_assert_num_queries(8):
        assert client.get("/ledger/volunteering/").status_code == 200


def test_service_of_an_event_stands_on_its_sheet(world, held):
    from activities.reports.sheet import sheet_content

    volunteering.register(
        world.branch,
        Service(on=date(2026, 6, 18), form="community", project="入户走访", activity=held),
        {world.plain_member.pk: 60, world.others[0].pk: 30},
        by=world.secretary,
    )
    lines = {line["label"]: line["text"] for line in sheet_content(held.record)["routine"]}
    assert lines["志愿服务"] == "入户走访，2人，共1小时30分"


def test_a_service_of_another_branch_is_not_there(world, service, client_for):
    client = client_for(world.outsider)
    assert client.get(f"/ledger/volunteering/{service.pk}/").status_code == 404
    assert client.post(f"/ledger/volunteering/{service.pk}/removal/", {"reason": "x"}).status_code == 404
    assert client.get(reverse("volunteer_list") + f"?branch={world.branch.pk}").status_code == 403
