"""The record book of a year: every sheet of a kind in one file, drafts marked or left out, made once (S23)."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.documents.filled_book import year_book
from activities.models import RecordSheet
from activities.reports.minutes_shelf import minutes_of_year, shelf
from activities.services import minutes_addenda, rendering
from activities.services.minutes_signing import sign
from branches.models import PartyGroup
from partywork.models import RenderedDocument
from tests.activities.minutes import hold, written


@pytest.fixture
def year(world, today):
    """Two member meetings signed, one not; one meeting of the committee signed."""
    for at in range(3):
        record = written(world, today, day=date(2026, 6, 18) + timedelta(days=at), theme=f"第{at}次大会")
        if at < 2:
            sign(record, by=world.secretary)
            sign(record, by=world.member)
    return RecordSheet.objects.order_by("activity__starts_at")


def ask(client, **fields):
    answer = client.post(reverse("minutes_book", args=[2026]), fields)
    assert answer.status_code == 302
    return RenderedDocument.objects.order_by("-pk").first()


def made(document):
    rendering.render(document.pk)
    document.refresh_from_db()
    assert document.state == "ready", document.error
    return document.file.read()


def pages(data):
    return [page.extract_text().replace(" ", "") for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_the_year_stands_on_one_page_by_book(world, year, client_for):
    page = client_for(world.secretary).get(reverse("minutes_list")).content.decode()
    assert "支部党员大会记录本" in page
    assert "3 份，待签字 1 份" in page


def test_the_book_has_cover_contents_with_page_numbers_and_every_sheet(world, year, client_for):
    minutes_addenda.add(year[0], by=world.secretary, text="漏记一句。")
    text = pages(made(ask(client_for(world.secretary), kind="member_meeting", drafts="1")))
    assert "支部党员大会记录本" in text[0]
    assert "共3份，其中1份尚未签字" in text[0]
    assert "第0次大会" in text[1] and "补充记录1条" in text[1]
    first, second, third = text[2:5]
    assert "第1页" in first and "补充记录" in first
    assert "第2页" in second and "草稿" not in second
    assert "第3页" in third and "草稿，尚未签字" in third


def test_drafts_are_left_out_unless_asked_for(world, year, client_for):
    text = pages(made(ask(client_for(world.secretary), kind="member_meeting")))
    assert "另有1份尚未签字，没有收入" in text[0]
    assert not any("第2次大会" in page for page in text)


def test_the_numbers_in_the_contents_are_those_at_the_foot(world, year, client_for):
    data = made(ask(client_for(world.secretary), kind="member_meeting", drafts="1"))
    reader = pypdf.PdfReader(BytesIO(data))
    outline = [entry for entry in reader.outline if "大会" in str(entry.title)]
    assert [reader.get_destination_page_number(entry) for entry in outline] == [2, 3, 4]


def test_the_book_for_word_holds_the_same_sheets(world, year, client_for):
    document = ask(client_for(world.secretary), kind="member_meeting", drafts="1", form="word")
    assert document.filename.endswith(".docx")
    made_file = docx.Document(BytesIO(made(document)))
    titles = [line.text for line in made_file.paragraphs if line.text == "支部党员大会记录"]
    assert len(titles) == 3
    cells = [cell.text for table in made_file.tables for row in table.rows for cell in row.cells]
    assert any("同意上半年工作总结。" in text for text in cells)


def test_a_double_click_is_one_book(world, year, client_for):
    client = client_for(world.secretary)
    first = ask(client, kind="member_meeting", drafts="1")
    again = ask(client, kind="member_meeting", drafts="1")
    assert first == again


def test_the_page_says_how_many_of_how_many(world, year, client_for):
    client = client_for(world.secretary)
    document = ask(client, kind="member_meeting", drafts="1")
    rendering._tell(document.pk, 2, 3)
    page = client.get(reverse("document_status", args=[document.key])).content.decode()
    assert "第 2 份，共 3 份" in page
    made(document)
    assert "第 2 份" not in client.get(reverse("document_status", args=[document.key])).content.decode()


def test_a_book_of_nothing_and_one_of_drafts_only_are_refused_with_a_sentence(world, today, client_for):
    client = client_for(world.secretary)
    where = reverse("minutes_book", args=[2026])
    assert "没有可以印的" in client.post(where, {"kind": "lecture"}, follow=True).content.decode()
    written(world, today)
    answer = client.post(where, {"kind": "member_meeting"}, follow=True).content.decode()
    assert "还没有签字的记录" in answer


def test_each_group_has_its_own_book(world, today):
    for name in ("第二党小组", "第一党小组"):
        group = PartyGroup.objects.create(branch=world.branch, name=name)
        hold(world, today, "group_meeting", group=group, present=[])
        today.move_to(date(2026, 6, 18))
    books = shelf(minutes_of_year(world.branch, 2026))
    assert [(book.title, book.group) for book in books] == [
        ("党小组会记录本", "第一党小组"),
        ("党小组会记录本", "第二党小组"),
    ]


def test_another_branchs_book_is_nobodys_business(world, year, client_for):
    client = client_for(world.outsider)
    where = f"{reverse('minutes_book', args=[2026])}?branch={world.branch.pk}"
    assert client.post(where, {"kind": "member_meeting", "drafts": "1"}).status_code == 403
    document = ask(client_for(world.secretary), kind="member_meeting", drafts="1")
    assert client.get(reverse("document_status", args=[document.key])).status_code == 404
    assert client_for(world.member).get(reverse("document_status", args=[document.key])).status_code == 404


@pytest.mark.parametrize("number", [1, 3, 60])
def test_a_book_costs_the_same_queries_for_one_sheet_and_for_sixty(world, today, number):
    for at in range(number):
        record = written(world, today, day=date(2026, 6, 18) + timedelta(days=at))
        if at % 2:
            sign(record, by=world.secretary)
            sign(record, by=world.member)
    with CaptureQueriesContext(connection) as queries:
        book = shelf(minutes_of_year(world.branch, 2026))[0]
        content = year_book(world.branch, 2026, book, with_drafts=True)
    assert len(content["sheets"]) == number
    # A book without a signed sheet has no addenda to look for: three fewer.
    assert len(queries) == (21 if number > 1 else 18)
