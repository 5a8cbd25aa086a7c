"""F-09 to F-12 on paper: what stands on them, how many pages they take, blank ones, Word files, the book."""

import re
from datetime import date
from io import BytesIO

import docx
import pypdf
import pytest

from activities.documents.blank_minutes import blank_minutes
from activities.documents.filled_minutes import minutes_sheet
from activities.documents.minutes import MinutesDocument
from activities.documents.minutes_docx import MinutesWord
from activities.documents.year_book import YearBookDocument
from benchmarks.book.sheets import sheets
from tests.activities.documents.books import book_of
from tests.activities.documents.minutes_samples import ADDENDA, DIGEST, GROUP, LECTURE, SAMPLES, facts

KINDS = (
    "member_meeting",
    "committee_meeting",
    "group_meeting",
    "lecture",
    "study",
    "organizational_life_meeting",
)


def text_of(data):
    pages = pypdf.PdfReader(BytesIO(data)).pages
    return [re.sub(r"\s|\u200b|\u2060", "", page.extract_text()) for page in pages]


@pytest.mark.parametrize(
    ("form", "pages", "says"),
    [
        (
            "member_meeting",
            2,
            ["第四届2026年第4次", "15人（正式14、预备1）", "吴八（不同意见）", "9月28日支委会研究", "通过"],
        ),
        ("committee_meeting", 1, ["应到委员", "提交党员大会", "联系社区", "11月6日前"]),
        ("group_meeting", 1, ["第二党小组", "意见建议", "主持人兼记录人", "汇报事项"]),
        (
            "lecture",
            1,
            ["主讲人", "周小七", "2学时", "草稿，尚未签字", "附件：党课讲稿.pdf", "入党积极分子1人"],
        ),
    ],
)
def test_each_form_says_what_it_must(form, pages, says):
    text = text_of(MinutesDocument(SAMPLES[form]).render())

    assert len(text) == pages
    for words in says:
        assert words in "".join(text), words


def test_addenda_stand_behind_the_signatures():
    text = "".join(text_of(MinutesDocument(SAMPLES["member_meeting"]).render()))

    assert text.index("不得涂改") < text.index("漏记：徐喆")
    assert "（纸质签字，10月23日补录）" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_fills_its_pages_and_no_more(kind):
    text = text_of(MinutesDocument(blank_minutes(kind, "机关第一党支部")).render())

    assert len(text) == (2 if kind in ("member_meeting", "committee_meeting") else 1)
    assert "签字" in text[-1]


def test_a_meeting_that_decides_nothing_has_no_table_of_votes():
    assert "表决情况" not in "".join(
        text_of(MinutesDocument(blank_minutes("group_meeting", "某支部")).render())
    )


@pytest.mark.parametrize("form", SAMPLES)
def test_the_same_content_gives_the_same_bytes_also_from_what_was_kept(form):
    document = MinutesDocument(SAMPLES[form])

    assert document.render() == MinutesDocument.from_json(document.to_json()).render()


@pytest.mark.parametrize("form", SAMPLES)
def test_the_word_file_holds_the_words_of_the_print(form):
    sheet = SAMPLES[form]
    file = docx.Document(BytesIO(MinutesWord(sheet).render()))
    words = "".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)

    for section in sheet.sections:
        for line in section.lines:
            assert line.text in words
    for fact in (*sheet.pairs, *sheet.wides):
        assert fact.text in words
    assert MinutesWord(sheet).render() == MinutesWord(sheet).render()


def test_signs_no_face_has_do_not_stop_a_sheet():
    odd = facts(theme="讨论 <b>&\u0000 喆野 😀", items=[])
    text = "".join(text_of(MinutesDocument(minutes_sheet(odd, ADDENDA, DIGEST)).render()))

    assert "<b>&喆野" in text


def test_a_lecture_without_a_chair_is_signed_by_the_recorder_alone():
    nobody = {"name": "", "post": ""}
    sheet = minutes_sheet({**LECTURE, "host": nobody}, (), DIGEST)

    assert [signature.role for signature in sheet.signatures] == ["记录人"]
    assert "主持人" not in [fact.name for fact in sheet.pairs]


def test_a_leader_who_chairs_and_records_stands_there_once():
    assert [(row.role, row.name) for row in minutes_sheet(GROUP, (), DIGEST).signatures] == [
        ("主持人兼记录人", "王三")
    ]


def test_a_book_numbers_its_pages_through_and_its_contents_agree():
    data = YearBookDocument(book_of(sheets(7))).render()
    text = text_of(data)
    reader = pypdf.PdfReader(BytesIO(data))
    begins = [reader.get_destination_page_number(entry) or 0 for entry in reader.outline][1:]

    assert [f"第{page - 1}页" in text[page] for page in begins] == [True] * 7
    assert all(f"{page - 1}" in text[1] for page in begins)
    assert "第1页" not in text[0] + text[1]
    assert f"第{len(text) - 2}页" in text[-1]


def test_a_book_of_nothing_is_a_cover_and_says_so():
    text = text_of(YearBookDocument(book_of([])).render())

    assert len(text) == 2
    assert "没有可以收入的记录" in text[1]


def test_every_face_lies_in_a_book_once():
    one, seven = (YearBookDocument(book_of(sheets(number))).render() for number in (1, 7))

    assert seven.count(b"/FontFile3") == one.count(b"/FontFile3")
    assert len(seven) < 2 * len(one)


def test_a_book_tells_how_far_it_is():
    heard = []
    document = YearBookDocument(book_of(sheets(3)))
    document.progress = lambda done, of: heard.append((done, of))
    document.render()

    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_sheet_signed_long_ago_prints_although_newer_ones_hold_more():
    old = {
        key: value for key, value in MinutesDocument(SAMPLES["lecture"]).to_json().items() if key != "ballots"
    }

    assert MinutesDocument.from_json(old).content.held_on == date(2026, 10, 20)
