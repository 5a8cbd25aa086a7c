"""F-09 to F-12 as Word files: the words and rows of the PDF, for offices that must edit them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from activities.documents import word
from activities.documents.minutes import BallotLine, Fact, MinutesContent, MinutesDocument, Section
from activities.documents.word import BODY, HEAD, NAME, TITLE
from partywork.templatetags.printing import full_date

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

PAIRS_MM = (23, 67, 23, 52)
LONG_MM = (23, 142)
VOTES_MM = (78, 21, 15, 15, 15, 21)
ACTIONS_MM = (12, 97, 30, 26)
ADDENDA_MM = (12, 32, 97, 24)
OPEN_DATE = "　　　　年　　月　　日"
HAND = "＿＿＿＿＿＿＿"
NOTE = "本记录签字后为原始记录，需要补充的，另附补充记录并注明日期，不得涂改。"


class MinutesWord(MinutesDocument):
    """One sheet as .docx."""

    suffix: ClassVar[str] = ".docx"

    def render(self) -> bytes:
        import docx

        document = docx.Document()
        word.page(document)
        add_minutes(document, self.content)
        return word.saved(document)


def add_minutes(document: "WordDocument", sheet: MinutesContent) -> Any:
    """The whole sheet at the end of the file; answers its title, so that a book can point at it."""
    title = document.add_paragraph()
    word.paragraph(title, sheet.title, TITLE, 20, "center")
    head = document.add_paragraph()
    word.right_tab(head, 165)
    draft = "草稿，尚未签字　" if sheet.is_draft else ""
    word.run(head, f"{sheet.branch}\t{draft}{sheet.which}", BODY, 12)
    _facts(document, sheet)
    _sections(document, sheet.before)
    if sheet.ballots:
        _votes(document, sheet.ballots)
    _sections(document, sheet.after)
    if sheet.actions:
        rows = [(str(at), row.what, row.who, row.due) for at, row in enumerate(sheet.actions, 1)]
        _list(document, ("序号", "议定事项", "责任人", "完成时限"), ACTIONS_MM, rows)
    _signatures(document, sheet)
    word.paragraph(document.add_paragraph(), NOTE, BODY, 10.5, "justify")
    if sheet.addenda:
        word.paragraph(document.add_paragraph(), "补充记录", TITLE, 14, "center")
        notes = [
            (str(note.number), full_date(note.on), "：".join(filter(None, (note.title, note.text))), note.by)
            for note in sheet.addenda
        ]
        _list(document, ("序号", "日期", "内容", "记录人"), ADDENDA_MM, notes)
    return title


def _facts(document: "WordDocument", sheet: MinutesContent) -> None:
    pairs = sheet.rows_of_pairs
    table = word.table(document, len(pairs) + len(sheet.wides), PAIRS_MM)
    for row, facts in zip(table.rows, pairs, strict=False):
        for at, fact in enumerate(facts):
            word.cell(row.cells[2 * at], fact.label, HEAD)
            last = row.cells[3] if len(facts) == 1 else row.cells[2 * at + 1]
            word.cell(row.cells[2 * at + 1].merge(last), _text(fact), BODY)
    for row, fact in zip(table.rows[len(pairs) :], sheet.wides, strict=True):
        word.cell(row.cells[0], fact.label, HEAD)
        word.cell(row.cells[1].merge(row.cells[3]), _text(fact), BODY, "left")


def _text(fact: Fact) -> str:
    people = "；".join(f"{who.name}（{who.note}）" if who.note else who.name for who in fact.people)
    return "，".join(part for part in (people, fact.text) if part)


def _sections(document: "WordDocument", sections: tuple[Section, ...]) -> None:
    if not sections:
        return
    table = word.table(document, len(sections), LONG_MM)
    for row, section in zip(table.rows, sections, strict=True):
        word.cell(row.cells[0], section.label, HEAD)
        place = row.cells[1].paragraphs[0]
        for at, line in enumerate(section.lines):
            place = place if at == 0 else row.cells[1].add_paragraph()
            word.paragraph(place, line.text, HEAD if line.is_head else BODY, 12, "justify")
            place.paragraph_format.first_line_indent = word.mm(8.5)


def _votes(document: "WordDocument", ballots: tuple[BallotLine, ...]) -> None:
    heads = ("表决事项", "方式", "赞成", "反对", "弃权", "结果")
    rows = [(b.matter, b.method, b.in_favour, b.against, b.abstained, b.result) for b in ballots]
    _list(document, heads, VOTES_MM, rows, left=0)
    for ballot in ballots:
        if ballot.sentence:
            word.paragraph(document.add_paragraph(), ballot.sentence, BODY, 10.5, "justify")


def _list(
    document: "WordDocument",
    heads: tuple[str, ...],
    widths: tuple[float, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    left: int | None = None,
) -> None:
    table = word.table(document, 1 + len(rows), widths)
    widest = widths.index(max(widths)) if left is None else left
    for place, text in zip(table.rows[0].cells, heads, strict=True):
        word.cell(place, text, HEAD)
    word.repeat(table.rows[0])
    for row, texts in zip(table.rows[1:], rows, strict=True):
        for at, (place, text) in enumerate(zip(row.cells, texts, strict=True)):
            word.cell(place, text, BODY, "left" if at == widest else "center")


def _signatures(document: "WordDocument", sheet: MinutesContent) -> None:
    table = word.table(document, 1, LONG_MM)
    word.cell(table.rows[0].cells[0], "签　　字", HEAD)
    body = table.rows[0].cells[1]
    for at, signature in enumerate(sheet.signatures):
        place = body.paragraphs[0] if at == 0 else body.add_paragraph()
        word.paragraph(place, f"{signature.role}：", BODY, 12, "right")
        word.run(place, signature.name or HAND, NAME, 12)
        word.run(place, f"　{full_date(signature.on) or OPEN_DATE}{signature.note}", BODY, 12)
