"""What every Word file of ours is made of: faces, sizes, cells, fields, and the same bytes for the same content."""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from partywork.common.pdf import clean

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TITLE, BODY, HEAD, NAME = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same content gives the same file


def mm(value: float) -> Any:
    from docx.shared import Mm

    return Mm(value)


def right_tab(paragraph: Any, at: float) -> None:
    """What follows a tab ends there."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(mm(at), WD_TAB_ALIGNMENT.RIGHT)


def page(document: "WordDocument") -> None:
    """A4 with the margins of our forms, 第几页 共几页 at the foot."""
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = mm(210), mm(297)
    section.top_margin, section.bottom_margin = mm(22), mm(20)
    section.left_margin, section.right_margin = mm(25), mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, Pt(10.5)
    style.paragraph_format.space_after = Pt(0)
    _east_asian(style.element.get_or_add_rPr(), BODY)
    footer = section.footer.paragraphs[0]
    paragraph(footer, "第", BODY, 9, "center")
    field(footer, "PAGE")
    run(footer, "页　共", BODY, 9)
    field(footer, "NUMPAGES")
    run(footer, "页", BODY, 9)


def table(document: "WordDocument", rows: int, widths: "tuple[float, ...]") -> Any:
    """A ruled table of these widths in millimetres."""
    made = document.add_table(rows=rows, cols=len(widths))
    made.style, made.autofit = "Table Grid", False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = mm(width)
        for each in column.cells:
            each.width = mm(width)
    return made


def cell(place: Any, text: str, face: str, align: str = "center", size: float = 10.5) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph(place.paragraphs[0], text, face, size, align)


def paragraph(place: Any, text: str, face: str, size: float, align: str) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    place.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    place.paragraph_format.line_spacing = Pt(size * 1.45)
    return run(place, text, face, size)


def run(place: Any, text: str, face: str, size: float) -> Any:
    from docx.shared import Pt

    made = place.add_run(clean(text))
    made.font.name, made.font.size = LATIN, Pt(size)
    _east_asian(made._element.get_or_add_rPr(), face)
    return made


def _east_asian(properties: Any, face: str) -> None:
    """Word takes Chinese from w:eastAsia only; without it every office's Word would choose its own face."""
    from docx.oxml.ns import qn

    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)


def repeat(row: Any) -> None:
    """The heading stands again at the top of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def field(place: Any, instruction: str, size: float = 9) -> None:
    """What Word works out itself: a page number, the page of a bookmark."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), instruction)
    element.append(run(place, "1", BODY, size)._element)
    place._p.append(element)


def saved(document: "WordDocument") -> bytes:
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


def new_page(document: "WordDocument") -> None:
    from docx.enum.text import WD_BREAK

    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def bookmark(place: Any, name: str, number: int) -> None:
    """A place that a field of another page may ask the number of."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    place._p.insert(0, begin)
    place._p.append(end)


def update_fields(document: "WordDocument") -> None:
    """Word works the page numbers out when it opens the file, not when somebody thinks of it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:updateFields")
    mark.set(qn("w:val"), "true")
    document.settings.element.append(mark)
