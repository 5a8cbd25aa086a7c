"""F-01 as a Word file: the same rows, words and measures as the PDF, for offices that go on editing it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from activities.documents.annual_plan import AnnualPlanContent
from partywork.common.pdf import Document, clean
from partywork.templatetags.printing import full_date

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TITLE, BODY, HEAD, NAME = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
WIDTHS_MM = (10, 18.5, 26, 75, 10.5, 14.5, 10.5)
HEADINGS = ("序号", "活动时间", "活动方式", "活动内容", "类别", "负责人", "备注")
LABEL_COLUMNS = 2  # the opinions below have their label across 序号 and 活动时间
CONTENT = 3
OPEN_DATE = "　　　　年　　月　　日"
NOTE = "类别中“必选”为上级部署的主题，“自选”为支部自定的主题；遇重要会议、活动可以调整，调整情况报上级党组织备案。"
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same plan gives the same file


class AnnualPlanWord(Document[AnnualPlanContent]):
    """The plan as .docx."""

    template = "documents/annual_plan.html"
    content_type = AnnualPlanContent
    suffix: ClassVar[str] = ".docx"

    def render(self) -> bytes:
        import docx

        document = docx.Document()
        _page(document)
        plan = self.content
        _paragraph(document.add_paragraph(), f"{plan.year}年度主题党日活动计划表", TITLE, 20, "center")
        head = document.add_paragraph()
        head.paragraph_format.tab_stops.add_tab_stop(_mm(165), _right_tab())
        _run(head, f"{plan.branch}\t制表日期：{full_date(plan.made_on)}", BODY, 12)
        _table(document, plan)
        made = f"制表人：{plan.made_by}。" if plan.made_by else ""
        _paragraph(document.add_paragraph(), f"{made}说明：{NOTE}", BODY, 10.5, "justify")
        return _saved(document)


def _mm(value: float) -> Any:
    from docx.shared import Mm

    return Mm(value)


def _right_tab() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def _page(document: "WordDocument") -> None:
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = _mm(210), _mm(297)
    section.top_margin, section.bottom_margin = _mm(22), _mm(20)
    section.left_margin, section.right_margin = _mm(25), _mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(10.5)
    style.paragraph_format.space_after = Pt(0)
    _east_asian(style.element.get_or_add_rPr(), BODY)
    footer = section.footer.paragraphs[0]
    _paragraph(footer, "第", BODY, 9, "center")
    _field(footer, "PAGE")
    _run(footer, "页　共", BODY, 9)
    _field(footer, "NUMPAGES")
    _run(footer, "页", BODY, 9)


def _table(document: "WordDocument", plan: AnnualPlanContent) -> None:
    rows = list(plan.numbered)
    table = document.add_table(rows=1 + len(rows) + 3, cols=len(WIDTHS_MM))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS_MM, strict=True):
        column.width = _mm(width)
        for cell in column.cells:
            cell.width = _mm(width)
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        _cell(cell, text, HEAD)
    _repeat(table.rows[0])
    for row, (number, line) in zip(table.rows[1:], rows, strict=False):
        texts = (
            str(number),
            line.when,
            line.mode,
            line.content,
            line.category,
            line.responsible,
            line.remark,
        )
        for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(
                cell, text, NAME if index == CONTENT + 2 else BODY, "left" if index == CONTENT else "center"
            )
    for row, (label, lines) in zip(table.rows[1 + len(rows) :], _opinions(plan), strict=True):
        title = row.cells[0].merge(row.cells[LABEL_COLUMNS - 1])
        body = row.cells[LABEL_COLUMNS].merge(row.cells[-1])
        _cell(title, label, HEAD)
        _cell(body, lines[0], BODY, "left")
        for signature in lines[1:]:
            _paragraph(body.add_paragraph(), signature, BODY, 10.5, "right")


def _opinions(plan: AnnualPlanContent) -> Iterable[tuple[str, list[str]]]:
    yield "固定活动日", ["。".join(part.rstrip("。") for part in (plan.fixed_day, plan.note) if part)]
    superior = plan.superior or "上级党组织"
    discussed = (
        f"{full_date(plan.discussed_on)}支委会讨论通过，同意报{superior}备案。" if plan.discussed_on else ""
    )
    yield "支委会\n讨论意见", [discussed, f"党支部书记（签字）：＿＿＿＿＿＿＿{OPEN_DATE}"]
    answered = ""
    if plan.answered_on:
        answered = ("已备案" if plan.accepted else "退回") + (f"：{plan.answer}" if plan.answer else "")
    day = full_date(plan.answered_on) or OPEN_DATE
    yield "上级党组织\n备案意见", [answered, f"负责人（签字）：＿＿＿＿＿＿＿（盖章）　{day}"]


def _cell(cell: Any, text: str, face: str, align: str = "center") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _paragraph(cell.paragraphs[0], text, face, 10.5, align)


def _paragraph(paragraph: Any, text: str, face: str, size: float, align: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    paragraph.paragraph_format.line_spacing = Pt(size * 1.45)
    _run(paragraph, text, face, size)


def _run(paragraph: Any, text: str, face: str, size: float) -> Any:
    from docx.shared import Pt

    run = paragraph.add_run(clean(text))
    run.font.name, run.font.size = LATIN, Pt(size)
    _east_asian(run._element.get_or_add_rPr(), face)
    return run


def _east_asian(properties: Any, face: str) -> None:
    """Word takes Chinese from w:eastAsia only; without it every office's Word would choose its own face."""
    from docx.oxml.ns import qn

    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _repeat(row: Any) -> None:
    """The heading stands again at the top of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(_run(paragraph, "1", BODY, 9)._element)
    paragraph._p.append(field)


def _saved(document: "WordDocument") -> bytes:
    """The file with fixed dates inside."""
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "", "", ""
    properties.created = properties.modified = MADE
    first, last = BytesIO(), BytesIO()
    document.save(first)
    with ZipFile(first) as source, ZipFile(last, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamp = ZipInfo(entry.filename, MADE.timetuple()[:6])
            stamp.compress_type = ZIP_DEFLATED
            target.writestr(stamp, source.read(entry))
    return last.getvalue()
