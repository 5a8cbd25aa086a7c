"""What a file really is, whatever its name says, and whether it is safe to open."""

import io
import zipfile
import zlib
from enum import Enum
from pathlib import PurePath

from activities.importing.errors import PlanUnreadable

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_ENTRIES = 3000
CLASSIFIED = ("绝密", "机密", "秘密")


class Content(Enum):
    """The kinds of content the reader opens; the value is how a sentence names it."""

    WORD = "Word 文档"
    SHEET = "Excel 表格"
    TEXT = "纯文本"


ENDINGS = {
    ".docx": Content.WORD,
    ".xlsx": Content.SHEET,
    ".xls": Content.SHEET,
    ".csv": Content.TEXT,
    ".tsv": Content.TEXT,
    ".txt": Content.TEXT,
    ".md": Content.TEXT,
}

REFUSED = (
    (b"%PDF", "是 PDF，请在 Word 中打开并另存为 .docx，或把文字复制后粘贴到文本框"),
    (b"\x89PNG", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"\xff\xd8\xff", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"GIF8", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"II*\x00", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"MM\x00*", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"RIFF", "是图片或影音文件，请把文字粘贴到文本框"),
    (b"BM", "是图片，请先做文字识别，再把文字粘贴到文本框"),
    (b"{\\rtf", "是 RTF 文档，请用 Word 或 WPS 另存为 .docx"),
    (b"Rar!", "是压缩包，请解压后上传里面的文件"),
    (b"7z\xbc\xaf", "是压缩包，请解压后上传里面的文件"),
    (b"\x1f\x8b", "是压缩包，请解压后上传里面的文件"),
)


def identify(data: bytes, filename: str) -> Content:
    """What is inside, by its first bytes and its table of contents. Raises PlanUnreadable with what to do."""
    name = title_of(filename)
    if any(word in filename for word in CLASSIFIED):
        raise PlanUnreadable(f"{name}的文件名带有密级字样，涉密文件不得上传到本系统。")
    if len(data) > MAX_BYTES:
        raise PlanUnreadable(f"{name}有 {len(data) / 1024 / 1024:.1f} MB，超过 10 MB，请删去图片后再上传。")
    if not data.strip():
        raise PlanUnreadable(f"{name}是空的，没有可读的内容。")
    content = _by_content(data, name)
    expected = ENDINGS.get(PurePath(filename).suffix.lower())
    if expected and expected is not content:
        raise PlanUnreadable(
            f"{name}按扩展名应是 {expected.value}，内容却是 {content.value}，请用原来的软件打开并重新保存后再上传。"
        )
    return content


def title_of(filename: str) -> str:
    """How sentences call the file."""
    return f"文件「{filename}」" if filename else "这份内容"


def _by_content(data: bytes, name: str) -> Content:
    for mark, why in REFUSED:
        if data.startswith(mark) and not (mark == b"BM" and not _is_bitmap(data)):
            raise PlanUnreadable(f"{name}{why}。")
    if data[4:8] == b"ftyp":
        raise PlanUnreadable(f"{name}是图片或影音文件，请把文字粘贴到文本框。")
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _new_office(data, name)
    return Content.TEXT


def _is_bitmap(data: bytes) -> bool:
    return int.from_bytes(data[2:6], "little") == len(data)


def _old_office(data: bytes, name: str) -> Content:
    """The old container of Office keeps the names of its streams in UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise PlanUnreadable(f"{name}有打开密码，请去掉密码后再上传。")
    if holds("WordDocument"):
        raise PlanUnreadable(f"{name}是旧版 Word 文档（.doc），请另存为 .docx 后再上传。")
    if holds("Workbook") or holds("Book"):
        return Content.SHEET
    raise PlanUnreadable(f"{name}不是 Word 或 Excel 文件，或者已经损坏，请另存为 .docx 或 .xlsx 后再上传。")


def _new_office(data: bytes, name: str) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception as error:
        raise PlanUnreadable(f"{name}已经损坏，打不开，请重新保存后再上传。") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise PlanUnreadable(f"{name}有密码，请去掉密码后再上传。")
    _require_small(data, entries, name)
    inside = {entry.filename for entry in entries}
    if "word/document.xml" in inside:
        return Content.WORD
    if "xl/workbook.xml" in inside:
        return Content.SHEET
    raise PlanUnreadable(f"{name}里没有 Word 或 Excel 的正文，请另存为 .docx 或 .xlsx 后再上传。")


def _require_small(data: bytes, entries: list[zipfile.ZipInfo], name: str) -> None:
    """Unpack everything once with a limit: what an entry says of its own size is not believed."""
    too_big = PlanUnreadable(f"{name}解开后过大（超过 40 MB），不像一份计划，没有打开。")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_big
    for entry in entries:
        try:
            length = _unpacked_length(data, entry)
        except (zlib.error, IndexError, ValueError) as error:
            raise PlanUnreadable(f"{name}已经损坏（{entry.filename}），请重新保存后再上传。") from error
        if length > entry.file_size:
            raise too_big


def _unpacked_length(data: bytes, entry: zipfile.ZipInfo) -> int:
    """At most one byte more than the entry claims."""
    head = entry.header_offset
    skip = 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    skip += int.from_bytes(data[head + 28 : head + 30], "little")
    packed = data[head + skip : head + skip + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError("unknown method")
    return len(zlib.decompressobj(-15).decompress(packed, entry.file_size + 1))
