"""Why something was not handed over, in one plain sentence for the office."""

import smtplib
import socket
from datetime import timedelta


class NotTaken(Exception):
    """The other side answered, and did not take it; `again` says whether a later try can help."""

    def __init__(self, sentence: str, *, again: bool = True, after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.again, self.after = sentence, again, after


SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (smtplib.SMTPAuthenticationError, "邮件服务器不认系统的账号或密码"),
    (smtplib.SMTPRecipientsRefused, "邮件服务器拒收这个地址"),
    (smtplib.SMTPException, "邮件服务器没有收下"),
    (socket.gaierror, "找不到对方的服务器"),
    (ConnectionRefusedError, "对方的服务器没有开"),
    (TimeoutError, "对方的服务器没有回答"),
    (ConnectionError, "和对方服务器的连接断了"),
)


def sentence_of(failure: BaseException) -> str:
    """No address, no key, nobody's name: this is shown on pages and written to logs."""
    if isinstance(failure, NotTaken):
        return failure.sentence[:200]
    for kind, sentence in SENTENCES:
        if isinstance(failure, kind):
            return sentence
    return f"程序出错（{type(failure).__name__}），请告诉管理员"
