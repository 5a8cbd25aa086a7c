"""A Word document to lines and tables in the order they are read."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from activities.importing.errors import PlanUnreadable
from activities.importing.files import title_of
from activities.importing.lines import Block, Cell, Document, Grid, GridRow, Line

DEEPEST = 12
MOST_ROWS = 3000
MOST_LINES = 20_000
_P, _TBL, _SDT, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
# Struck-out revisions, text boxes (read apart) and second renderings of the same text.
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def read_word(data: bytes, filename: str) -> Document:
    """Raises PlanUnreadable when the document is damaged."""
    try:
        opened = docx.Document(io.BytesIO(data))
        levels = _heading_levels(opened)
        body = opened.element.body
        return _WordReader(levels, title_of(filename)).read(body)
    except PlanUnreadable:
        raise
    except Exception as error:  # the library raises whatever the damaged part leads it to
        raise PlanUnreadable(
            f"{title_of(filename)}已经损坏，Word 正文读不出来，请用 Word 或 WPS 重新保存后再上传。"
        ) from error


def _heading_levels(opened: Any) -> dict[str, int]:
    levels: dict[str, int] = {}
    for style in opened.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        words = (name.get(qn("w:val")) or "").lower().split() if name is not None else []
        if len(words) == 2 and words[0] in ("heading", "标题") and words[1].isdigit():
            levels[style.get(qn("w:styleId")) or ""] = int(words[1])
    return levels


class _WordReader:
    def __init__(self, levels: dict[str, int], name: str) -> None:
        self.levels, self.name = levels, name
        self.lines: list[Line] = []
        self.tables = 0
        self.paragraphs = 0

    def read(self, body: Any) -> Document:
        blocks = tuple(self._blocks(body, 0))
        return Document(blocks, tuple(self.lines))

    def _line(self, label: str, text: str, heading: int | None = None) -> Line:
        if len(self.lines) >= MOST_LINES:
            raise PlanUnreadable(f"{self.name}超过 {MOST_LINES} 段，不像一份计划，请只保留计划部分。")
        line = Line(len(self.lines) + 1, label, text, heading)
        self.lines.append(line)
        return line

    def _blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        if depth > DEEPEST:
            return
        for child in parent.iterchildren():
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif child.tag == _SDT:
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    yield from self._blocks(content, depth + 1)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        self.paragraphs += 1
        heading = self._level(element)
        for text in _text_of(element).split("\n"):
            yield self._line(f"第{self.paragraphs}段", text.strip(), heading)
        for box in element.iter(qn("w:txbxContent")):
            if not any(parent.tag in _SKIPPED - {qn("w:txbxContent")} for parent in box.iterancestors()):
                for inner in box.iter(_P):
                    yield self._line(f"第{self.paragraphs}段文本框", _text_of(inner).strip())

    def _level(self, element: Any) -> int | None:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and (outline.get(qn("w:val")) or "").isdigit():
            level = int(outline.get(qn("w:val"))) + 1
            return level if level < 10 else None
        return self.levels.get(style.get(qn("w:val")) or "") if style is not None else None

    def _table(self, table: Any, depth: int) -> Iterator[Block]:
        self.tables += 1
        title = f"表{self.tables}"
        above: dict[int, str] = {}
        rows: list[GridRow] = []
        inner: list[Any] = []
        elements = list(_rows_of(table))[:MOST_ROWS]
        if all(len(_cells_of(row)) == 1 for row in elements):
            # A frame, not a table: its cells hold running text, perhaps the true table.
            for row in elements:
                yield from self._blocks(_cells_of(row)[0], depth + 1)
            return
        for number, element in enumerate(elements, 1):
            cells = tuple(_read_cells(element, above))
            inner += [nested for cell in _cells_of(element) for nested in cell.iter(_TBL)]
            shown = "　".join(
                cell.text.replace("\n", " ") for cell in cells if cell.text and not cell.continues
            )
            line = self._line(f"{title} 第{number}行", shown)
            rows.append(GridRow((line.number,), line.label, cells))
        yield Grid("", tuple(rows))
        for nested in inner if depth < DEEPEST else []:
            if sum(1 for parent in nested.iterancestors(_TBL)) == depth + 1:
                yield from self._table(nested, depth + 1)


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table.iterchildren():
        if child.tag == _TR:
            yield child
        elif child.tag == _SDT and (content := child.find(qn("w:sdtContent"))) is not None:
            yield from content.iterchildren(_TR)


def _cells_of(row: Any) -> list[Any]:
    cells = []
    for child in row.iterchildren():
        if child.tag == _TC:
            cells.append(child)
        elif child.tag == _SDT and (content := child.find(qn("w:sdtContent"))) is not None:
            cells += content.iterchildren(_TC)
    return cells


def _read_cells(row: Any, above: dict[int, str]) -> Iterator[Cell]:
    """The cells on the grid of the table: a wide cell fills its place, a tall one repeats its text below."""
    index = 0
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    for _ in range(_number(before, 0)):
        yield Cell()
        index += 1
    for element in _cells_of(row):
        properties = element.find(qn("w:tcPr"))
        span = _number(properties.find(qn("w:gridSpan")), 1) if properties is not None else 1
        merge = properties.find(qn("w:vMerge")) if properties is not None else None
        if merge is not None and merge.get(qn("w:val")) != "restart":
            yield Cell(above.get(index, ""), continues=True)
        else:
            text = "\n".join(part for p in element.iterchildren(_P, _SDT) if (part := _text_of(p).strip()))
            above[index] = text
            yield Cell(text)
        for _ in range(span - 1):
            yield Cell()
        index += span


def _number(element: Any, default: int) -> int:
    value = element.get(qn("w:val")) if element is not None else None
    return min(int(value), 100) if value and value.isdigit() else default


def _text_of(element: Any) -> str:
    """The text as shown: without struck-out revisions; line breaks and tabs kept."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED and node is not element:
            continue
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag == _TAB and node.getparent().tag == qn("w:r"):
            parts.append("\t")
        elif node.tag in _BREAKS:
            parts.append("\n")
        stack.extend(reversed(list(node)))
    return "".join(parts)
