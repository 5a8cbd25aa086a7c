"""The address of an online meeting, as it may stand behind a button that members press (MT-13)."""

from urllib.parse import urlsplit

LONGEST = 300


def why_no_link(text: str) -> str:
    """The sentence why this is no address to press; "" for a good one, and for none at all."""
    if not text:
        return ""
    if len(text) > LONGEST:
        return f"链接太长，最多{LONGEST}个字符。"
    if any(sign.isspace() or not sign.isprintable() for sign in text):
        return "链接中间不能有空格或换行，请只粘贴网址。"
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "这不是网址，请从会议软件里复制入会链接。"
    if parts.scheme != "https":
        return "入会链接要以 https:// 开头。"
    if parts.username is not None or "." not in host:
        return "这不是网址，请从会议软件里复制入会链接。"
    return ""
