"""How many wrong codes came from one address lately: only these are counted, so a room full of guests may rate.

allauth's limiter skips reading requests and waits for a lock on every good one; this is one counter in the cache. The
address is kept as a keyed fingerprint, for ten minutes.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

ALLOWED = 30
SECONDS = 600


def too_many(request: HttpRequest) -> bool:
    return int(cache.get(_key(request), 0)) >= ALLOWED


def count(request: HttpRequest) -> None:
    key = _key(request)
    if not cache.add(key, 1, SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.add(key, 1, SECONDS)


def _key(request: HttpRequest) -> str:
    address = get_adapter().get_client_ip(request)
    return f"wrong-code:{salted_hmac('activities.wrong-code', address).hexdigest()}"
