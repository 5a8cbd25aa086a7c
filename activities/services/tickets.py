"""What a scan is worth while its owner signs in to the account: a signed ticket, good for ten minutes (M08).

It names one activity and the browser that scanned. Sent on to somebody else's phone it opens nothing there.
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "activities.sign-in-ticket"
MINUTES = 10
COOKIE = "scan"  # its name in the scanning browser


def issue(activity_id: int, browser: str) -> str:
    """`browser` is the secret in the scanning browser's own cookie."""
    return signing.dumps([activity_id, _mark(browser)], salt=SALT)


def is_good(ticket: str, activity_id: int, browser: str) -> bool:
    try:
        activity, mark = signing.loads(ticket, salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return activity == activity_id and constant_time_compare(mark, _mark(browser))


def _mark(browser: str) -> str:
    return salted_hmac(SALT, browser).hexdigest()[:16]
