"""The printed forms as they lie on paper: text, pages, frames and faces. The database is not needed."""

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pdfplumber
import pytest
from pypdf import PdfReader

from activities.documents.annual_plan import AnnualPlanDocument
from activities.documents.ballot_result import BallotResultDocument
from activities.documents.change_report import ChangeReportDocument
from activities.documents.rating_ballot import RatingBallotDocument
from activities.documents.rating_summary import RatingSummaryDocument
from activities.documents.record_sheet import RecordSheetDocument, Turnout
from activities.documents.sign_in_columns import Cell, pages, with_headings
from activities.documents.sign_in_sheet import SignInSheetDocument
from activities.documents.year_ledger import YearLedgerDocument
from activities.rules.chinese_numbers import chinese_number
from partywork.common import fonts
from partywork.common.pdf import Document
from tests.activities.documents import samples

TEMPLATES = Path(__file__).parents[3] / "templates" / "documents"
MM = 72 / 25.4
FORMS: dict[str, Document[Any]] = {
    "record": RecordSheetDocument(samples.RECORD),
    "record with addenda": RecordSheetDocument(samples.RECORD_WITH_ADDENDA),
    "empty record": RecordSheetDocument(samples.EMPTY_RECORD),
    "filled sign-in sheet": SignInSheetDocument(samples.sign_in()),
    "blank sign-in sheet": SignInSheetDocument(samples.sign_in(filled=False)),
    "plan": AnnualPlanDocument(samples.PLAN),
    "ledger": YearLedgerDocument(samples.LEDGER),
    "rating ballot": RatingBallotDocument(samples.RATING_BALLOT),
    "rating summary": RatingSummaryDocument(samples.RATING_SUMMARY),
    "change report": ChangeReportDocument(samples.CHANGE),
    "result of a vote": BallotResultDocument(samples.BALLOT_RESULT),
    "asking for another day": ChangeReportDocument(samples.ASKED),
}
PAGES = {"record": 2, "record with addenda": 3, "empty record": 2}  # every other form is one page


def text_of(data: bytes) -> str:
    return re.sub(
        r"[\s\u200b\u2060]", "", "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    )


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    return {name: form.render() for name, form in FORMS.items()}


@pytest.mark.parametrize("name", FORMS)
def test_form_has_its_pages_its_signs_and_its_faces_inside(name: str, printed: dict[str, bytes]) -> None:
    data = printed[name]

    assert len(PdfReader(BytesIO(data)).pages) == PAGES.get(name, 1)
    assert fonts.missing_signs(data) == 0
    assert all(fonts.speaking_faces(data).values())
    assert len(data) <= 300_000


@pytest.mark.parametrize("name", FORMS)
def test_form_prints_alike_from_what_was_frozen(name: str, printed: dict[str, bytes]) -> None:
    form = FORMS[name]

    again = type(form).from_json(json.loads(json.dumps(form.to_json())))

    assert again.content == form.content
    assert again.digest() == form.digest()
    assert again.render() == printed[name]


@pytest.mark.parametrize("name", FORMS)
def test_form_never_says_sample_and_stays_on_the_paper(name: str, printed: dict[str, bytes]) -> None:
    assert "示例" not in text_of(printed[name])
    with pdfplumber.open(BytesIO(printed[name])) as document:
        for page in document.pages:
            for sign in page.chars:
                assert sign["x0"] > 11 * MM and sign["x1"] < float(page.width) - 11 * MM, sign["text"]


def test_record_says_both_ratios_the_verdict_and_the_rating(printed: dict[str, bytes]) -> None:
    text = text_of(printed["record"])

    for sentence in (
        "按党员总数22÷26＝84.6%，达标（标准为80%，须到21人）",
        "按应到人数22÷25＝88%",
        "26人（正式20、预备6）",
        "发出22份，收回22份，有效21份。满意率＝（满意＋基本满意）÷有效份数",
        "20/21＝95.2%",
        "报送日期：2026年10月24日",
        "校验码7F3A-91C2",
        "第2页共2页",
    ):
        assert sentence in text


def test_record_under_the_limit_says_how_many_were_short_and_hides_a_small_rating(
    printed: dict[str, bytes],
) -> None:
    text = text_of(printed["empty record"])

    assert "按党员总数3÷4＝75%，未达标（标准为80%，须到4人，差1人）" in text
    assert "有效份数不足5份，不显示结果" in text
    assert "满意率" not in text


def test_79_96_percent_is_never_printed_as_80() -> None:
    turnout = Turnout(2495, 2495, 0, 0, 2495, 2495, 1995, 1995, 500, 0, 80, 1996, False)

    assert turnout.total_ratio == "按党员总数1995÷2495＝79.9%"


def test_nobody_expected_is_not_applicable() -> None:
    turnout = Turnout(5, 5, 5, 5, 0, 0, 0, 0, 0, 0, 80, 0, None, basis="expected")

    assert (turnout.expected_ratio, turnout.verdict) == ("按应到人数：不适用", "不适用")


def test_addenda_stand_on_a_page_of_their_own(printed: dict[str, bytes]) -> None:
    last = PdfReader(BytesIO(printed["record with addenda"])).pages[-1].extract_text()

    assert "补课完成" in last and "更正" in last and "党支部书记" not in last


def test_rare_names_are_drawn(printed: dict[str, bytes]) -> None:
    text = text_of(printed["filled sign-in sheet"])

    assert [name for name in samples.RARE_NAMES if name not in text] == []


@pytest.mark.parametrize(
    ("people", "expected_pages"), [(1, 1), (2, 1), (12, 1), (13, 1), (30, 1), (60, 2), (300, 6)]
)
def test_sign_in_sheet_holds_any_number_of_names_once(people: int, expected_pages: int) -> None:
    data = SignInSheetDocument(samples.sign_in(people, filled=False)).render()

    text = text_of(data)
    assert len(PdfReader(BytesIO(data)).pages) == expected_pages
    assert all(text.count(line.name) >= 1 for line in samples.sign_in(people).lines)
    assert "记录人（签字）" in text


def test_names_are_read_down_the_left_column_then_the_right() -> None:
    lines = samples.sign_in(100).lines

    read = [cell.line for page in pages([Cell(line) for line in lines], 3) for side in (0, 1)
            for cell in (row[side] for row in page) if cell.line]  # fmt: skip

    assert read == list(lines)


def test_groups_out_of_order_get_no_headings() -> None:
    lines = [replace(line, group="甲" if line.number % 2 else "乙") for line in samples.sign_in(8).lines]

    assert not any(cell.heading for cell in with_headings(lines))
    assert [cell.heading for cell in with_headings(samples.sign_in(4).lines) if cell.heading] == [
        "第一党小组（2人）",
        "第二党小组（2人）",
    ]


def test_long_record_breaks_with_closed_frames() -> None:
    data = RecordSheetDocument(samples.LONG_RECORD).render()

    with pdfplumber.open(BytesIO(data)) as document:
        assert len(document.pages) > 10
        for page in document.pages[1:-1]:
            tops = [round(float(rect["top"])) for rect in page.rects if rect["width"] > 300]
            lowest = max(sign["bottom"] for sign in page.chars if sign["bottom"] < 277 * MM)
            assert min(tops) < 24 * MM
            assert any(top >= lowest - 1 for top in tops)


def test_hostile_content_is_printed_as_text() -> None:
    nasty = '<img src="file:///etc/passwd"><style>@import url(http://169.254.169.254/)</style>&amp;]]>'
    data = RecordSheetDocument(replace(samples.RECORD, theme=nasty, discussion=nasty, comment=nasty)).render()

    assert '<imgsrc="file:///etc/passwd">' in text_of(data).replace("\0", "")
    assert "root:" not in text_of(data)


@pytest.mark.parametrize("number", range(1, 100))
def test_numbers_of_paragraphs_differ(number: int) -> None:
    assert chinese_number(number) not in {chinese_number(other) for other in range(1, 100) if other != number}


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (120, "120")]
)
def test_numbers_of_paragraphs_are_chinese(number: int, text: str) -> None:
    assert chinese_number(number) == text


# Letters, and pages that are put together from parts.
WITHOUT_A_TABLE = {
    "_minutes_fact",
    "anniversary_cards",
    "election_letter",
    "minutes",
    "quiz_paper",
    "transfer_letter",
    "year_book_sheet",
}


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_every_printed_table_says_the_widths_of_its_columns(template: Path) -> None:
    """A table without them is measured sign by sign, which takes four times as long."""
    tables = re.findall(r"<table.*?</table>", template.read_text(encoding="utf-8"), re.DOTALL)
    rules = "".join(path.read_text(encoding="utf-8") for path in Path("static/css/print").glob("*.css"))

    assert tables or template.stem in WITHOUT_A_TABLE
    assert re.search(r"table \{[^}]*table-layout: fixed", rules)
    for table in tables:
        widths = re.findall(r'<col class="([^"]+)"/>', table)
        assert widths
        fixed = [
            name for name in widths if name != "{{ name }}"
        ]  # else the paper says them, with its columns
        assert all(re.search(rf"\.{name} \{{ width: [\d.]+mm \}}", rules) for name in fixed)


@pytest.mark.parametrize("name", FORMS)
def test_widths_of_each_table_fill_the_paper(name: str) -> None:
    form = FORMS[name]
    rules = "".join(
        (Path("static/css/print") / sheet).read_text(encoding="utf-8") for sheet in form.stylesheets
    )
    width = {mark: float(number) for mark, number in re.findall(r"\.(\w+) \{ width: ([\d.]+)mm \}", rules)}
    type_area = 273 if name == "ledger" else 165

    for table in ElementTree.fromstring(form.html()).iter("table"):
        assert sum(width[col.get("class", "")] for col in table.iter("col")) == pytest.approx(
            type_area, abs=0.6
        )
