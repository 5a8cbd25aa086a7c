"""A question bank from .xlsx: each bad row says which cell, what stands there and what is wanted (ED-08)."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from activities.choices_quiz import QuestionKind
from activities.rules.quiz import LETTERS, TRUE_FALSE
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet

HEAD = ("题型", "题目", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "分类")
SAMPLES = (
    (
        "单选",
        "党的根本组织原则是什么？",
        "民主集中制",
        "集体领导",
        "个人负责",
        "少数服从多数",
        "A",
        "党章总纲。",
        "党章",
    ),
    ("多选", "下列哪些属于“三会一课”？", "支部党员大会", "支委会", "主题党日", "党课", "ABD", "", "支部工作"),
    ("判断", "预备党员有表决权。", "", "", "", "", "错", "预备党员没有表决权、选举权和被选举权。", "党章"),
)
_NAMES = {
    "kind": ("题型", "类型", "题目类型"),
    "text": ("题目", "题干", "试题", "问题", "题目内容"),
    "answer": ("答案", "正确答案", "标准答案"),
    "explanation": ("解析", "答案解析", "说明", "依据"),
    "topic": ("分类", "主题", "知识点", "类别"),
}
_KINDS = {
    "单选": QuestionKind.SINGLE,
    "多选": QuestionKind.MULTIPLE,
    "判断": QuestionKind.TRUE_FALSE,
    "是非": QuestionKind.TRUE_FALSE,
}
_TRUE = {"对", "正确", "√", "是", "T", "TRUE", "Y"}
_FALSE = {"错", "错误", "×", "X", "否", "F", "FALSE", "N"}
_OPTION = re.compile(r"(?:选项|答案)?([A-H])(?:选项|项)?")
_Bad = Callable[[str, str, str], "BadRow"]
LONGEST_TEXT, LONGEST_OPTION, LONGEST_EXPLANATION = 500, 200, 500


@dataclass(frozen=True)
class ReadQuestion:
    kind: str
    text: str
    options: tuple[str, ...]
    answer: str
    explanation: str = ""
    topic: str = ""

    @property
    def kind_text(self) -> str:
        return str(QuestionKind(self.kind).label)


@dataclass(frozen=True)
class BadRow:
    """第5行，答案（G列）：写的是“E”，没有选项E。"""

    row: int
    column: str
    heading: str
    read: str
    needed: str

    @property
    def sentence(self) -> str:
        read = f"写的是“{self.read}”，" if self.read else "空着，"
        return f"第{self.row}行，{self.heading}（{self.column}列）：{read}{self.needed}"


@dataclass
class Reading:
    good: list[ReadQuestion] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


@dataclass(frozen=True)
class _Columns:
    row: int
    named: dict[str, int]
    options: dict[str, int]


def read_questions(sheets: Sequence[Sheet]) -> Reading:
    """The first sheet that has 题目 and 答案; DomainError where none has."""
    for sheet in sheets:
        columns = _columns(sheet)
        if columns is not None:
            return _rows(sheet, columns)
    raise DomainError(
        "没有找到表头。第一行要有“题目”和“答案”，可以先下载样表。", field="file", code="no_head"
    )


def _columns(sheet: Sheet) -> _Columns | None:
    for number, row in enumerate(sheet.rows[:10]):
        cells = {_plain(cell): place for place, cell in reversed(list(enumerate(row)))}
        named = {
            key: cells[name] for key, names in _NAMES.items() for name in reversed(names) if name in cells
        }
        if "text" in named and "answer" in named:
            options = {
                found[1]: place
                for text, place in cells.items()
                if (found := _OPTION.fullmatch(text.upper())) and place not in named.values()
            }
            return _Columns(number, named, options)
    return None


def _rows(sheet: Sheet, columns: _Columns) -> Reading:
    reading, seen = Reading(), dict[str, int]()
    for offset, row in enumerate(sheet.rows[columns.row + 1 :], columns.row + 1):
        if not any(_text(cell) for cell in row):
            continue
        number = sheet.first_row + offset
        found = _question(number, row, columns)
        if isinstance(found, ReadQuestion) and found.text in seen:
            place = columns.named["text"]
            wrong = f"和第{seen[found.text]}行重复"
            found = BadRow(number, _letter(place), "题目", found.text[:20], wrong)
        if isinstance(found, BadRow):
            reading.bad.append(found)
        else:
            seen[found.text] = number
            reading.good.append(found)
    return reading


def _question(number: int, row: Sequence[Cell], columns: _Columns) -> ReadQuestion | BadRow:
    cells = {key: _at(row, place) for key, place in columns.named.items()}

    def bad(key: str, heading: str, needed: str) -> BadRow:
        place = columns.named.get(key, columns.named["text"])
        return BadRow(number, _letter(place), heading, cells.get(key, "")[:30], needed)

    if not cells["text"]:
        return bad("text", "题目", "要写题目")
    if len(cells["text"]) > LONGEST_TEXT:
        return bad("text", "题目", f"最长{LONGEST_TEXT}字")
    options = [(letter, _at(row, place)) for letter, place in sorted(columns.options.items())]
    kind = _kind(cells.get("kind", ""), cells["answer"], [text for _, text in options if text])
    if kind is None:
        return bad("kind", "题型", "要写单选、多选或判断")
    if kind == QuestionKind.TRUE_FALSE:
        return _true_false(cells, bad("answer", "答案", "判断题的答案写“对”或“错”"))
    given = [text for _, text in options if text]
    pairs = pairwise(options)
    gap = next((letter for (letter, text), after in pairs if after[1] and not text), "")
    if gap:
        place = columns.options[gap]
        return BadRow(number, _letter(place), f"选项{gap}", "", "后面还有选项，中间不能空")
    if len(given) < 2:
        return bad("text", "选项", "至少要有两个选项")
    too_long = next((text for text in given if len(text) > LONGEST_OPTION), "")
    if too_long:
        return bad("text", "选项", f"“{too_long[:20]}…”太长，最长{LONGEST_OPTION}字")
    return _lettered(kind, cells, given, bad)


def _lettered(kind: str, cells: dict[str, str], given: list[str], bad: _Bad) -> ReadQuestion | BadRow:
    letters = re.sub(r"[\s,，、;；/.]", "", cells["answer"].upper())
    if not letters:
        return bad("answer", "答案", "要写正确选项的字母")
    if set(letters) - set(LETTERS):
        return bad("answer", "答案", "要写选项的字母，如 A、ABD")
    missing = sorted(set(letters) - set(LETTERS[: len(given)]))
    if missing:
        return bad("answer", "答案", f"没有选项{'、'.join(missing)}")
    answer = "".join(sorted(set(letters)))
    if kind == QuestionKind.SINGLE and len(answer) > 1:
        return bad("answer", "答案", "单选题只有一个答案")
    if kind == QuestionKind.MULTIPLE and len(answer) < 2:
        return bad("answer", "答案", "多选题至少两个答案")
    return _whole(kind, cells, tuple(given), answer)


def _true_false(cells: dict[str, str], wrong: BadRow) -> ReadQuestion | BadRow:
    said = cells["answer"].upper()
    if said in _TRUE or said == "A":
        return _whole(QuestionKind.TRUE_FALSE, cells, TRUE_FALSE, "A")
    if said in _FALSE or said == "B":
        return _whole(QuestionKind.TRUE_FALSE, cells, TRUE_FALSE, "B")
    return wrong


def _whole(kind: str, cells: dict[str, str], options: tuple[str, ...], answer: str) -> ReadQuestion:
    explanation = cells.get("explanation", "")[:LONGEST_EXPLANATION]
    return ReadQuestion(str(kind), cells["text"], options, answer, explanation, cells.get("topic", "")[:30])


def _kind(said: str, answer: str, options: list[str]) -> str | None:
    """As written; where nothing is written, by what answer and options look like."""
    if said:
        return next((kind for word, kind in _KINDS.items() if word in said), None)
    if answer.upper() in _TRUE | _FALSE and not options:
        return QuestionKind.TRUE_FALSE
    letters = re.sub(r"[^A-Za-z]", "", answer)
    return QuestionKind.MULTIPLE if len(letters) > 1 else QuestionKind.SINGLE


def _plain(cell: Cell) -> str:
    return re.sub(r"[\s:：()（）]", "", _text(cell))


def _text(cell: Cell) -> str:
    """As it is read: full-width signs of letters and digits as ordinary ones, no spaces around."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "对" if cell else "错"
    return "".join(
        unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" and sign.isalnum() else sign
        for sign in str(cell)
    ).strip()


def _at(row: Sequence[Cell], place: int) -> str:
    return _text(row[place]) if place < len(row) else ""


def _letter(place: int) -> str:
    """0 → A, 26 → AA"""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
