"""Who stands behind a session, by one query and without loading an account: for the hour when all sign in."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.utils.crypto import constant_time_compare

from members.models import User

PERSON = """
SELECT u.id, u.password, u.name, u.username, u.large_type, m.id
FROM members_user u LEFT JOIN members_member m ON m.user_id = u.id
WHERE u.id = %s AND u.is_active AND (%s OR NOT u.is_demo)
"""


@dataclass(frozen=True)
class Person:
    user_id: int
    name: str
    large_type: bool
    member_id: int | None


def person_of(session: SessionBase) -> Person | None:
    """None for a visitor, a closed account, or a session from before the password was changed."""
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    with connection.cursor() as cursor:
        cursor.execute(PERSON, [session[SESSION_KEY], settings.DEMO_MODE])
        row = cursor.fetchone()
    if row is None:
        return None
    pk, password, name, username, large_type, member_id = row
    account = User(password=password)
    hashes = (account.get_session_auth_hash(), *account.get_session_auth_fallback_hash())
    kept = session.get(HASH_SESSION_KEY, "")
    if not any(constant_time_compare(kept, known) for known in hashes):
        return None
    return Person(pk, name or username, large_type, member_id)
