"""The plan as a Word file."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document

from activities.documents.annual_plan_docx import HEADINGS, AnnualPlanWord
from tests.activities.documents import samples

PLAN = AnnualPlanWord(samples.PLAN)


def test_word_plan_holds_every_row_and_the_opinions() -> None:
    document = Document(BytesIO(PLAN.render()))

    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(HEADINGS)
    assert [row.cells[3].text for row in table.rows[1:13]] == [row.content for row in samples.PLAN.rows]
    assert "2026年1月7日支委会讨论通过，同意报学院党委备案。" in table.rows[14].cells[3].text
    assert document.paragraphs[0].text == "2026年度主题党日活动计划表"


def test_word_plan_names_its_chinese_faces() -> None:
    with ZipFile(BytesIO(PLAN.render())) as archive:
        body = archive.read("word/document.xml").decode()

    for face in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{face}"' in body


def test_same_plan_gives_the_same_word_file() -> None:
    assert AnnualPlanWord.from_json(PLAN.to_json()).render() == PLAN.render()
