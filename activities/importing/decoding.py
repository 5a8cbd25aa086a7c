"""Bytes to text, in the encodings that offices use."""

from activities.importing.errors import PlanUnreadable
from activities.importing.files import title_of

MAX_CHARACTERS = 500_000
MAX_LINES = 20_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, filename: str) -> str:
    """UTF-8 when it is, else GB18030. Raises PlanUnreadable for what is no text."""
    named = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in named or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return clean(text, filename)
    raise PlanUnreadable(f"{title_of(filename)}不是文字文件，或者编码无法识别，请另存为 UTF-8 文本后再上传。")


def require_length(characters: int, filename: str) -> None:
    """Raises PlanUnreadable when there is more text than any plan has."""
    if characters > MAX_CHARACTERS:
        raise PlanUnreadable(
            f"{title_of(filename)}超过 {MAX_CHARACTERS // 10000} 万字，不像一份计划，请只取计划部分。"
        )


def clean(text: str, filename: str = "") -> str:
    """The text with plain line ends. Raises PlanUnreadable when it is empty, too long or not text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u200b", "")
    require_length(len(text), filename)
    if text.count("\n") > MAX_LINES:
        raise PlanUnreadable(f"{title_of(filename)}超过 {MAX_LINES} 行，不像一份计划，请只取计划部分。")
    strange = sum(1 for letter in text if letter < " " and letter not in "\n\t\f\v") + text.count("\ufffd")
    if "\x00" in text or strange * 200 > len(text):
        raise PlanUnreadable(f"{title_of(filename)}不是文字文件，请上传 Word、Excel 或纯文本。")
    if not text.strip():
        raise PlanUnreadable(f"{title_of(filename)}是空的，没有可读的内容。")
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise PlanUnreadable(
            f"{title_of(filename)}是网页，请在浏览器中打开，把计划的文字复制后粘贴到文本框。"
        )
    return text
