"""Whether an address is a group robot's own, so that nobody makes the server call anything else."""

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, urlsplit

from activities.choices import RobotKind

# Where the robots of each house live, and how their addresses look; the token is the last part or one parameter.
HOSTS: dict[str, tuple[str, ...]] = {
    RobotKind.WECOM: ("https://qyapi.weixin.qq.com",),
    RobotKind.DINGTALK: ("https://oapi.dingtalk.com",),
    RobotKind.FEISHU: ("https://open.feishu.cn", "https://open.larksuite.com"),
}
PATHS: dict[str, tuple[str, str]] = {
    RobotKind.WECOM: (r"/cgi-bin/webhook/send", "key"),
    RobotKind.DINGTALK: (r"/robot/send", "access_token"),
    RobotKind.FEISHU: (r"/open-apis/bot/v2/hook/[A-Za-z0-9_-]{8,80}", ""),
}
TOKEN = re.compile(r"[A-Za-z0-9_-]{8,128}")
EXAMPLES: dict[str, str] = {
    RobotKind.WECOM: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=……",
    RobotKind.DINGTALK: "https://oapi.dingtalk.com/robot/send?access_token=……",
    RobotKind.FEISHU: "https://open.feishu.cn/open-apis/bot/v2/hook/……",
}


def why_not(kind: str, address: str, allowed: Collection[str] = ()) -> str:
    """Why this is no address of such a robot; "" when it is one.

    `allowed` are further places the operator vouches for, such as a house's own server: https://im.example.cn.
    """
    expected = f"应像这样：{EXAMPLES[kind]}"
    if len(address) > 300 or not address.isascii() or re.search(r"[\s\\\x00-\x1f]", address):
        return f"地址里有不该有的字符，{expected}"
    try:
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc.lower()}"
    except ValueError:
        return f"这不是一个网址，{expected}"
    if place not in {*HOSTS[kind], *allowed}:
        return f"地址不是{RobotKind(kind).label}的，{expected}"
    path, parameter = PATHS[kind]
    given = dict(parse_qsl(parts.query))
    if parts.fragment or not re.fullmatch(path, parts.path) or set(given) - {parameter}:
        return f"地址不完整或多了内容，{expected}"
    if parameter and not TOKEN.fullmatch(given.get(parameter, "")):
        return f"地址里没有机器人的密钥，{expected}"
    return ""
