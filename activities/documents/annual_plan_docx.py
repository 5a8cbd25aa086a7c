"""F-01 as a Word file: the same rows, words and measures as the PDF, for offices that go on editing it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from activities.documents import word
from activities.documents.annual_plan import AnnualPlanContent
from activities.documents.word import BODY, HEAD, NAME, TITLE
from partywork.common.pdf import Document
from partywork.templatetags.printing import full_date

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDTHS_MM = (10, 18.5, 26, 75, 10.5, 14.5, 10.5)
HEADINGS = ("序号", "活动时间", "活动方式", "活动内容", "类别", "负责人", "备注")
LABEL_COLUMNS = 2  # the opinions below have their label across 序号 and 活动时间
CONTENT = 3
OPEN_DATE = "　　　　年　　月　　日"
NOTE = "类别中“必选”为上级部署的主题，“自选”为支部自定的主题；遇重要会议、活动可以调整，调整情况报上级党组织备案。"


class AnnualPlanWord(Document[AnnualPlanContent]):
    """The plan as .docx."""

    template = "documents/annual_plan.html"
    content_type = AnnualPlanContent
    suffix: ClassVar[str] = ".docx"

    def render(self) -> bytes:
        import docx

        document = docx.Document()
        word.page(document)
        plan = self.content
        word.paragraph(document.add_paragraph(), f"{plan.year}年度主题党日活动计划表", TITLE, 20, "center")
        head = document.add_paragraph()
        word.right_tab(head, 165)
        word.run(head, f"{plan.branch}\t制表日期：{full_date(plan.made_on)}", BODY, 12)
        _table(document, plan)
        made = f"制表人：{plan.made_by}。" if plan.made_by else ""
        word.paragraph(document.add_paragraph(), f"{made}说明：{NOTE}", BODY, 10.5, "justify")
        return word.saved(document)


def _table(document: "WordDocument", plan: AnnualPlanContent) -> None:
    rows = list(plan.numbered)
    table = word.table(document, 1 + len(rows) + 3, WIDTHS_MM)
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        word.cell(cell, text, HEAD)
    word.repeat(table.rows[0])
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
            word.cell(
                cell, text, NAME if index == CONTENT + 2 else BODY, "left" if index == CONTENT else "center"
            )
    for row, (label, lines) in zip(table.rows[1 + len(rows) :], _opinions(plan), strict=True):
        title = row.cells[0].merge(row.cells[LABEL_COLUMNS - 1])
        body = row.cells[LABEL_COLUMNS].merge(row.cells[-1])
        word.cell(title, label, HEAD)
        word.cell(body, lines[0], BODY, "left")
        for signature in lines[1:]:
            word.paragraph(body.add_paragraph(), signature, BODY, 10.5, "right")


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
