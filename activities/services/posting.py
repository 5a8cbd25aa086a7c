"""One HTTP request to somebody else's server: short, followed nowhere, read no further than needed."""

import json
from http import HTTPStatus
from typing import Any

import requests

from activities.services.refusals import NotTaken

TIMEOUT = (5, 10)
READ_AT_MOST = 64 * 1024


def post_json(address: str, payload: dict[str, Any], params: dict[str, str] | None = None) -> dict[str, Any]:
    """The answer's JSON object. NotTaken for whatever else came; the address is a key and stands in no message."""
    return _post(address, json=payload, params=params)


def post_form(address: str, fields: dict[str, str]) -> dict[str, Any]:
    return _post(address, data=fields)


def _post(address: str, **sent: Any) -> dict[str, Any]:
    try:
        with requests.post(address, **sent, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
            body = answer.raw.read(READ_AT_MOST, decode_content=True)
            status = answer.status_code
    except requests.Timeout:
        raise NotTaken("对方的服务器没有回答") from None
    except requests.exceptions.SSLError:
        raise NotTaken("对方服务器的证书不对") from None
    except (requests.RequestException, OSError):
        raise NotTaken("连不上对方的服务器，请检查网络") from None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise NotTaken("发得太快，对方要求等一等")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NotTaken(f"对方的服务器出错（{status}）")
    return _object(body, status)


def _object(body: bytes, status: int) -> dict[str, Any]:
    """Robots tell in the body what went wrong, with any status."""
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotTaken(f"对方的回答看不懂（{status}）", again=False)
    return found
