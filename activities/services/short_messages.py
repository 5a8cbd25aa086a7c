"""Short messages by the operator's gateway: Aliyun by its own signature, any other that apprise knows (N34).

SMS_URL names the gateway:
  aliyun://KEY:SECRET@dysmsapi.aliyuncs.com/?sign=签名&template=SMS_1   its template holds ${text} and ${link}
  json://gateway.example.cn/send/{phone}   or any other address of apprise with the place of the number
"""

import base64
import hashlib
import hmac
import json
from datetime import UTC
from typing import Protocol
from urllib.parse import parse_qs, quote, urlsplit
from uuid import uuid4

from django.conf import settings

from activities.services.letters import Letter, answer_address
from activities.services.posting import post_form
from activities.services.refusals import NotTaken
from partywork.common import clock

# What a person is told in one message; everything stands in the inbox.
LONGEST = 60


class Gateway(Protocol):
    def send(self, phone: str, text: str, link: str) -> None: ...


class ShortMessage:
    """One letter as one short message: the first subject, how many more, and one link."""

    def send(self, letter: Letter) -> None:
        member = getattr(letter.recipient, "member", None)
        if member is None or not member.phone or not letter.recipient.is_active:
            raise NotTaken("没有登记手机，或账号已停用", again=False)
        first = letter.notices[0]
        more = f"，另有{len(letter.notices) - 1}条" if len(letter.notices) > 1 else ""
        link = answer_address(first) or f"{settings.SITE_URL}{first.link}"
        subject = first.subject if len(first.subject) <= LONGEST else f"{first.subject[: LONGEST - 1]}…"
        gateway_of(settings.SMS_URL).send(member.phone, f"{subject}{more}", link)


class Aliyun:
    """The message service of Aliyun: its parameters sorted, signed with the key, refused by a word in the body."""

    WRONG = {
        "isv.BUSINESS_LIMIT_CONTROL": NotTaken("短信发得太快，或这个号码今天收满了"),
        "isv.MOBILE_NUMBER_ILLEGAL": NotTaken("手机号不对", again=False),
        "isv.BLACK_KEY_CONTROL_LIMIT": NotTaken("短信里有不许发的词", again=False),
        "isv.SMS_SIGNATURE_ILLEGAL": NotTaken("短信签名没有通过审核", again=False),
        "isv.SMS_TEMPLATE_ILLEGAL": NotTaken("短信模板没有通过审核", again=False),
        "isv.AMOUNT_NOT_ENOUGH": NotTaken("短信余额不足，请管理员充值"),
        "isv.OUT_OF_SERVICE": NotTaken("短信业务停机，请管理员充值"),
        "SignatureDoesNotMatch": NotTaken("短信网关的密钥不对", again=False),
        "InvalidAccessKeyId.NotFound": NotTaken("短信网关的密钥不对", again=False),
        "Throttling.User": NotTaken("短信发得太快"),
    }

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        self.key, self.secret = parts.username or "", parts.password or ""
        self.sign, self.template = asked.get("sign", [""])[0], asked.get("template", [""])[0]
        scheme = "http" if asked.get("plain") else "https"
        self.origin = f"{scheme}://{parts.netloc.rpartition('@')[2]}/"

    def send(self, phone: str, text: str, link: str) -> None:
        fields = {
            "AccessKeyId": self.key,
            "Action": "SendSms",
            "Format": "JSON",
            "PhoneNumbers": phone,
            "RegionId": "cn-hangzhou",
            "SignName": self.sign,
            "SignatureMethod": "HMAC-SHA1",
            "SignatureNonce": uuid4().hex,
            "SignatureVersion": "1.0",
            "TemplateCode": self.template,
            "TemplateParam": json.dumps({"text": text, "link": link}, ensure_ascii=False),
            "Timestamp": clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "Version": "2017-05-25",
        }
        answer = post_form(self.origin, {**fields, "Signature": signature(fields, self.secret)})
        code = answer.get("Code")
        if code != "OK":
            raise self.WRONG.get(str(code)) or NotTaken(f"短信网关没有收下（{str(code)[:40]}）")


class Apprise:
    """Any gateway of the library: it tells by its HTTP status whether it took the message."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, phone: str, text: str, link: str) -> None:
        import apprise

        messenger = apprise.Apprise()
        if "{phone}" not in self.address or not messenger.add(self.address.replace("{phone}", phone)):
            raise NotTaken("短信网关的地址（SMS_URL）不对，请管理员检查", again=False)
        if not messenger.notify(body=f"{text} {link}"):
            raise NotTaken("短信网关没有收下")


def gateway_of(address: str) -> Gateway:
    return Aliyun(address) if address.startswith("aliyun://") else Apprise(address)


def signature(fields: dict[str, str], secret: str) -> str:
    """Aliyun's RPC signature: sorted, percent-encoded twice, HMAC-SHA1 with the secret and an ampersand."""
    sorted_fields = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in sorted(fields.items()))
    text = f"POST&%2F&{_encoded(sorted_fields)}"
    digest = hmac.digest(f"{secret}&".encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")
