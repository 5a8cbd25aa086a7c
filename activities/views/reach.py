"""The address of a page as a telephone in the room can open it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

LOOPBACK = {"127.0.0.1", "localhost", "::1", "testserver"}


def reachable(request: HttpRequest, path: str) -> str:
    """The office's own name for the site, else the one this screen uses."""
    if urlsplit(settings.SITE_URL).hostname in LOOPBACK:
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL}{path}"


def is_loopback(address: str) -> bool:
    """Only this machine itself can open it."""
    return urlsplit(address).hostname in LOOPBACK
