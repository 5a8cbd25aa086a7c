"""The robots of WeCom, DingTalk and Feishu: one class each, how it signs and what its answers mean.

By hand, although a library sends to all three: it takes a refusal in a 200 body for success, and does not sign for
Feishu (docs/decisions).
"""

import base64
import hashlib
import hmac
from datetime import timedelta
from typing import Any, Protocol

from django.conf import settings

from activities.choices import RobotKind
from activities.models import Robot
from activities.rules.robot_address import why_not
from activities.services.posting import post_json
from activities.services.refusals import NotTaken
from partywork.common import clock

TOO_FAST = NotTaken("发得太快，这个群一分钟后再发", after=timedelta(minutes=2))
GONE = "群里没有这个机器人了，或地址不对，请重新添加"
BAD_SECRET = "加签密钥不对，或服务器的时间不准"  # noqa: S105  # a sentence, not a key
KEYWORD = "机器人设了关键词，消息里没有：请在群里把关键词改成“党支部”，或改用加签"
NOT_ALLOWED = "机器人限定了来源地址（IP），请把本系统服务器的地址加进去"


class RobotChannel(Protocol):
    """How to tell one group something."""

    longest: int

    def send(self, robot: Robot, text: str) -> None:
        """Hand it over; NotTaken says in one sentence why the group did not get it."""


class WeCom:
    """No signature: whoever has the address may speak."""

    longest = 2000  # bytes; 2,048 are taken

    def send(self, robot: Robot, text: str) -> None:
        answer = post_json(robot.address, {"msgtype": "text", "text": {"content": text}})
        _judge(
            answer.get("errcode"),
            {
                93000: NotTaken(GONE, again=False),
                93008: NotTaken(GONE, again=False),
                45009: TOO_FAST,
                45033: TOO_FAST,
                40058: NotTaken("消息的内容没有被接受", again=False),
            },
        )


class DingTalk:
    """Signs time and secret into the address."""

    longest = 18_000

    def send(self, robot: Robot, text: str) -> None:
        params = {}
        if robot.secret:
            stamp = str(int(clock.now().timestamp() * 1000))
            digest = hmac.digest(robot.secret.encode(), f"{stamp}\n{robot.secret}".encode(), hashlib.sha256)
            params = {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}
        answer = post_json(robot.address, {"msgtype": "text", "text": {"content": text}}, params)
        refused = {300001: NotTaken(GONE, again=False), 130101: TOO_FAST, 410100: TOO_FAST, 90030: TOO_FAST}
        if answer.get("errcode") == 310000:
            raise NotTaken(self._unsafe(str(answer.get("errmsg", ""))), again=False)
        _judge(answer.get("errcode"), refused)

    @staticmethod
    def _unsafe(message: str) -> str:
        """One number for three guards; the words tell which."""
        if "keyword" in message or "关键词" in message:
            return KEYWORD
        return NOT_ALLOWED if "ip" in message.lower().split() or "白名单" in message else BAD_SECRET


class Feishu:
    """Signs with time and secret as the key, and sends both in the body."""

    longest = 18_000

    def send(self, robot: Robot, text: str) -> None:
        payload: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if robot.secret:
            stamp = str(int(clock.now().timestamp()))
            digest = hmac.digest(f"{stamp}\n{robot.secret}".encode(), b"", hashlib.sha256)
            payload |= {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}
        answer = post_json(robot.address, payload)
        _judge(
            answer.get("code", answer.get("StatusCode")),
            {
                19001: NotTaken(GONE, again=False),
                19021: NotTaken(BAD_SECRET, again=False),
                19022: NotTaken(NOT_ALLOWED, again=False),
                19024: NotTaken(KEYWORD, again=False),
                11232: TOO_FAST,
                11233: TOO_FAST,
            },
        )


ROBOTS: dict[RobotKind, RobotChannel] = {
    RobotKind.WECOM: WeCom(),
    RobotKind.DINGTALK: DingTalk(),
    RobotKind.FEISHU: Feishu(),
}


def say(robot: Robot, text: str) -> None:
    """Tell the group; the address is judged again, in case the operator's list or the key of the table changed."""
    if why_not(robot.kind, robot.address, settings.ROBOT_ORIGINS):
        raise NotTaken("机器人的地址不能再用，请重新添加", again=False)
    channel = ROBOTS[RobotKind(robot.kind)]
    channel.send(robot, _fit(text, channel.longest))


def _judge(code: object, refused: dict[int, NotTaken]) -> None:
    """0 is taken; what is not in the list may pass with time."""
    if code == 0:
        return
    known = refused.get(code) if isinstance(code, int) else None
    raise known or NotTaken(f"对方没有收下（{code}）" if isinstance(code, int) else "对方的回答看不懂")


def _fit(text: str, longest: int) -> str:
    """Houses count bytes; a sign is not cut in the middle."""
    data = text.encode()
    return text if len(data) <= longest else data[: longest - 3].decode(errors="ignore") + "…"
