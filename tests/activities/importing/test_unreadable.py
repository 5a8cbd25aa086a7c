"""What cannot or must not be read is refused in one sentence; nothing else is ever raised."""

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.importing.files import MAX_BYTES
from activities.importing.reader import PlanUnreadable, read_plan, read_plan_text
from tests.activities.importing.files import sheet, word, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN = word(lambda document: document.add_paragraph("1月：学习"))
TABLE = sheet([["月份", "内容"], ["1月", "学习"]])


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def lying(content: bytes) -> bytes:
    """An archive whose entry says it unpacks to one byte."""
    data = bytearray(zipped({"word/document.xml": content}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "filename", "why"),
    [
        (b"", "空.docx", "是空的"),
        (b" \n\t ", "空.txt", "是空的"),
        (b"x" * (MAX_BYTES + 1), "大.txt", "超过 10 MB"),
        (b"%PDF-1.7", "计划.pdf", "是 PDF"),
        (b"\x89PNG\r\n", "计划.png", "是图片"),
        (b"{\\rtf1", "计划.doc", "另存为 .docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "计划.doc", "请另存为 .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "计划.docx", "有打开密码"),
        (OLE + "Workbook".encode("utf-16-le"), "计划.xls", "已经损坏"),
        (PLAIN[:2000], "计划.docx", "已经损坏"),
        (PLAIN, "计划.xlsx", "内容却是 Word 文档"),
        (TABLE, "计划.docx", "内容却是 Excel 表格"),
        ("1月：学习".encode(), "计划.docx", "内容却是 纯文本"),
        (zipped({"a.txt": b"1"}), "计划.docx", "没有 Word 或 Excel 的正文"),
        (zipped({"word/document.xml": b"<a>"}), "计划.docx", "已经损坏"),
        (zipped({"word/document.xml": b" " * 50_000_000}), "炸弹.docx", "解开后过大"),
        (lying(b" " * 50_000_000), "炸弹.docx", "解开后过大"),
        (bytes(range(256)) * 20, "计划.txt", "不是文字文件"),
        (b"<html><body>1</body></html>", "计划.txt", "是网页"),
        (workbook(lambda book: book.add_worksheet("空")), "计划.xlsx", "都是空的"),
        (word(lambda document: None), "计划.docx", "没有文字"),
        ("1月：学习\n" * 20_001, "计划.txt", "超过 20000 行"),
    ],
)
def test_unreadable_file_is_named_with_what_to_do(data: bytes | str, filename: str, why: str):
    content = data.encode() if isinstance(data, str) else data

    with pytest.raises(PlanUnreadable) as refused:
        read_plan(content, filename=filename, year=2026)

    assert why in refused.value.message
    assert filename in refused.value.message
    assert refused.value.message.endswith("。")


def test_sheet_with_cells_in_opposite_corners_is_not_opened():
    def build(book):
        page = book.add_worksheet("大")
        page.write(0, 0, "月份")
        page.write(1_048_575, 16_383, "内容")

    with pytest.raises(PlanUnreadable, match="不像一份计划"):
        read_plan(workbook(build), filename="大.xlsx", year=2026)


@pytest.mark.parametrize("head", ["机密★1年", "秘密", "密级：绝密", "000001 机密★10年", "【秘密】"])
def test_classified_paper_is_refused(head: str):
    with pytest.raises(PlanUnreadable, match="密级"):
        read_plan_text(f"{head}\n2026年计划\n1月：学习", year=2026)


def test_classified_file_name_is_refused():
    with pytest.raises(PlanUnreadable, match="密级"):
        read_plan("1月：学习".encode(), filename="机密计划.txt", year=2026)


def test_speaking_of_secrets_is_not_a_mark_of_secrecy():
    reading = read_plan_text("2026年计划\n1月：开展保守国家秘密教育", year=2026)

    assert [row.month for row in reading.rows] == [1]


TIMES = [
    "1月",
    "十二月",
    "每月",
    "第一季度",
    "6月18日",
    "30日",
    "20_年",
    "2026年",
    "七一",
    "每年年底",
    "晚上7:30",
    "３",
    "每",
]
WORDS = [
    "序号",
    "时间",
    "内容",
    "月份",
    "一、",
    "（一）",
    "1.",
    "①",
    "一是",
    "活动主题：",
    "开展学习",
    "召开支委会",
    "9" * 20,
]
MARKS = [
    "-",
    "至",
    "：",
    "，",
    "。",
    "|",
    "“",
    "《",
    "¹",
    "²月",
    "٣月",
    "##",
    "**",
    "\n",
    "\t",
    "\r",
    "\x0b",
    '"',
    "（",
]
PIECES = st.sampled_from([*TIMES, *WORDS, *MARKS])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_read_or_refused(text: str):
    try:
        reading = read_plan_text(text, year=2026)
    except PlanUnreadable:
        return
    assert all(row.month is None or 1 <= row.month <= 12 for row in reading.rows)
    assert all(row.content for row in reading.rows)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.tuples(st.sampled_from([PLAIN, TABLE]), st.integers(0, 9999), st.integers(0, 255)),
    st.sampled_from(["", "a.docx", "a.xlsx", "a.xls", "a.csv", "a.txt"]),
)
def test_any_bytes_are_read_or_refused(data: bytes | tuple[bytes, int, int], filename: str):
    if isinstance(data, tuple):
        whole = bytearray(data[0])
        whole[data[1] % len(whole)] = data[2]
        data = bytes(whole)
    try:
        read_plan(data, filename=filename, year=2026)
    except PlanUnreadable as refused:
        assert refused.message
