"""Small servers on this machine that speak as the houses of the robots do: signatures, refusals in a 200, limits.

Written from the houses' own descriptions, not from our code: what ours gets wrong, these refuse.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, quote_plus, urlsplit

TOKEN = "0123456789abcdef0123456789abcdef"
SECRET = "SEC0123456789abcdef"


class House:
    """What was said in the group, and how the house is set; `answer` replaces the answer of the house."""

    path = ""

    def __init__(self, *, secret="", keyword="", a_minute=20):
        self.said, self.asked = [], 0
        self.secret, self.keyword, self.a_minute = secret, keyword, a_minute
        self.answer = None
        self.origin = ""

    @property
    def address(self) -> str:
        return f"{self.origin}{self.path}"

    def hear(self, path, query, body) -> tuple[int, object]:
        raise NotImplementedError

    def taken(self, text):
        if self.a_minute <= 0:
            return False
        self.a_minute -= 1
        self.said.append(text)
        return True


class WeComHouse(House):
    path = f"/cgi-bin/webhook/send?key={TOKEN}"

    def hear(self, path, query, body):
        if path != "/cgi-bin/webhook/send" or query.get("key") != [TOKEN]:
            return 200, {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1]"}
        if body.get("msgtype") != "text" or len(body["text"]["content"].encode()) > 2048:
            return 200, {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}
        if not self.taken(body["text"]["content"]):
            return 200, {"errcode": 45009, "errmsg": "api freq out of limit, hint: [1]"}
        return 200, {"errcode": 0, "errmsg": "ok"}


class DingTalkHouse(House):
    path = f"/robot/send?access_token={TOKEN}"

    def hear(self, path, query, body):
        if path != "/robot/send" or query.get("access_token") != [TOKEN]:
            return 200, {"errcode": 300001, "errmsg": "token is not exist"}
        if self.secret and not self._signed(query):
            return 200, {"errcode": 310000, "errmsg": "sign not match, more: [https://ding-doc.dingtalk.com]"}
        text = body["text"]["content"]
        if self.keyword and self.keyword not in text:
            return 200, {"errcode": 310000, "errmsg": "keywords not in content, more: [https://ding-doc]"}
        if not self.taken(text):
            return 200, {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
        return 200, {"errcode": 0, "errmsg": "ok"}

    def _signed(self, query):
        stamp = query.get("timestamp", ["0"])[0]
        if abs(time.time() * 1000 - int(stamp)) > 3_600_000:
            return False
        wanted = hmac.new(self.secret.encode(), f"{stamp}\n{self.secret}".encode(), hashlib.sha256).digest()
        return query.get("sign", [""])[0] == base64.b64encode(wanted).decode()


class FeishuHouse(House):
    path = f"/open-apis/bot/v2/hook/{TOKEN}"

    def hear(self, path, query, body):
        if path != self.path:
            return 200, {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
        if self.secret and not self._signed(body):
            return 200, {
                "code": 19021,
                "msg": "sign match fail or timestamp is not within one hour from current time",
            }
        text = body["content"]["text"]
        if self.keyword and self.keyword not in text:
            return 200, {"code": 19024, "msg": "Key Words Not Found"}
        if not self.taken(text):
            return 200, {"code": 11232, "msg": "frequency limited psm[lark.oapi.app_platform_runtime]"}
        return 200, {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}

    def _signed(self, body):
        stamp = str(body.get("timestamp", "0"))
        if abs(time.time() - int(stamp)) > 3600:
            return False
        wanted = hmac.new(f"{stamp}\n{self.secret}".encode(), b"", hashlib.sha256).digest()
        return body.get("sign") == base64.b64encode(wanted).decode()


@contextmanager
def open_house(house: House) -> Iterator[House]:
    """The house on a free port of this machine, until the block ends."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            house.asked += 1
            parts = urlsplit(self.path)
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if house.answer is not None:
                status, body, headers = house.answer
            else:
                heard = house.hear(parts.path, parse_qs(parts.query), self._body(data))
                status, body, headers = heard[0], json.dumps(heard[1]).encode(), {}
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _body(self, data):
            if "json" in self.headers.get("Content-Type", ""):
                return json.loads(data)
            return dict(parse_qsl(data.decode(), keep_blank_values=True))

        do_GET = do_POST

        def log_message(self, *_):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    house.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()


class AliyunHouse(House):
    """The message service of Aliyun: wrong signatures are a 400, everything else a word in a 200."""

    path = "/"

    def hear(self, path, query, body):
        fields = dict(body)
        signature = fields.pop("Signature", "")
        text = "&".join(f"{_twice(k)}={_twice(v)}" for k, v in sorted(fields.items()))
        wanted = hmac.new(f"{SECRET}&".encode(), f"POST&%2F&{_twice(text)}".encode(), hashlib.sha1).digest()
        if signature != base64.b64encode(wanted).decode():
            return 400, {"Code": "SignatureDoesNotMatch", "Message": "Specified signature is not matched."}
        if len(fields["PhoneNumbers"]) != 11:
            return 200, {"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "号码不合法"}
        if not self.taken((fields["PhoneNumbers"], json.loads(fields["TemplateParam"]))):
            return 200, {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": "触发分钟级流控Permits:1"}
        return 200, {"Code": "OK", "Message": "OK", "BizId": "9006", "RequestId": "F655"}


class JsonHouse(House):
    """A gateway of a city that takes JSON at /send/{phone}."""

    path = "/send/{phone}"

    def hear(self, path, query, body):
        if not self.taken((path.rpartition("/")[2], body["message"])):
            return 503, {"error": "busy"}
        return 200, {"result": 0}


def _twice(text):
    return quote_plus(text).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")
