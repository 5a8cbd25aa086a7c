"""A question bank from a sheet: good rows are read, bad ones name their cell (ED-08)."""

import pytest

from activities.importing.questions import HEAD, SAMPLES, read_questions
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Sheet


def read(*rows, head=HEAD):
    return read_questions([Sheet("题库", [list(head), *(list(row) for row in rows)])])


def test_the_samples_can_be_read():
    reading = read(*SAMPLES)

    assert [(each.kind, each.answer) for each in reading.good] == [
        ("single", "A"),
        ("multiple", "ABD"),
        ("true_false", "B"),
    ]
    assert reading.bad == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("单选", "", "甲", "乙", "", "", "A"), "第2行，题目（B列）：空着，要写题目"),
        (("填空", "问", "甲", "乙", "", "", "A"), "第2行，题型（A列）：写的是“填空”，要写单选、多选或判断"),
        (("单选", "问", "甲", "", "", "", "A"), "第2行，选项（B列）：写的是“问”，至少要有两个选项"),
        (("单选", "问", "甲", "乙", "", "", "C"), "第2行，答案（G列）：写的是“C”，没有选项C"),
        (("单选", "问", "甲", "乙", "", "", "AB"), "第2行，答案（G列）：写的是“AB”，单选题只有一个答案"),
        (("多选", "问", "甲", "乙", "", "", "A"), "第2行，答案（G列）：写的是“A”，多选题至少两个答案"),
        (("单选", "问", "甲", "乙", "", "", ""), "第2行，答案（G列）：空着，要写正确选项的字母"),
        (
            ("单选", "问", "甲", "乙", "", "", "第一个"),
            "第2行，答案（G列）：写的是“第一个”，要写选项的字母，如 A、ABD",
        ),
        (
            ("判断", "问", "", "", "", "", "也许"),
            "第2行，答案（G列）：写的是“也许”，判断题的答案写“对”或“错”",
        ),
        (("单选", "问", "甲", "", "丙", "", "A"), "第2行，选项B（D列）：空着，后面还有选项，中间不能空"),
    ],
)
def test_a_bad_row_names_its_cell_and_what_is_wanted(row, sentence):
    reading = read(row)

    assert [each.sentence for each in reading.bad] == [sentence]
    assert reading.good == []


@pytest.mark.parametrize(
    ("answer", "read_as"), [("√", "A"), ("正确", "A"), (True, "A"), ("×", "B"), ("Ｆ", "B"), (False, "B")]
)
def test_true_and_false_in_the_spellings_of_offices(answer, read_as):
    assert read(("判断题", "问", "", "", "", "", answer)).good[0].answer == read_as


@pytest.mark.parametrize("answer", ["ａｃ", "A、C", "a c", "C,A"])
def test_letters_in_any_spelling(answer):
    assert read(("多选题", "问", "甲", "乙", "丙", "", answer)).good[0].answer == "AC"


def test_without_a_kind_it_is_known_by_its_answer():
    head = ("题干", "A", "B", "C", "正确答案")
    reading = read(
        ("一", "甲", "乙", "丙", "B"), ("二", "甲", "乙", "丙", "AB"), ("三", "", "", "", "对"), head=head
    )

    assert [each.kind for each in reading.good] == ["single", "multiple", "true_false"]


def test_the_same_question_twice_names_the_first():
    row = ("单选", "问", "甲", "乙", "", "", "A")

    assert [each.sentence for each in read(row, row).bad] == ["第3行，题目（B列）：写的是“问”，和第2行重复"]


def test_empty_rows_are_passed_over_and_a_title_above_the_head_too():
    sheet = Sheet("题库", [["2026年题库"], list(HEAD), [None] * 9, list(SAMPLES[0])])

    assert len(read_questions([sheet]).good) == 1


def test_a_sheet_without_a_head_is_told():
    with pytest.raises(DomainError, match="没有找到表头"):
        read_questions([Sheet("x", [["甲", "乙"]])])
