"""The world that is measured: a database of its own, one branch, one activity that runs now."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from benchmarks.signin.load import Visitor

if TYPE_CHECKING:
    from members.models import User

DATABASE = "partywork_bench_signin"


def prepare(people: int) -> tuple[int, list[Visitor], list[int]]:
    """One branch with accounts and sessions, one activity that runs now; ids and ready requests."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db.backends.postgresql.psycopg_any import DateRange
    from django.urls import reverse

    from activities.models import Activity
    from activities.services import tickets
    from branches.choices import BranchDomain, OrganizationKind
    from branches.models import Organization
    from members.models import Member, MembershipSpell, User
    from partywork.common import clock

    call_command("migrate", verbosity=0)
    today = clock.today()
    branch = Organization.objects.add_root(
        {"kind": OrganizationKind.BRANCH, "name": "测量支部", "domain": BranchDomain.GOVERNMENT_OFFICE,
         "code": "BENCH", "founded_on": today}
    )  # fmt: skip
    users = User.objects.bulk_create(
        [User(username=f"bench{number}", name=f"甲{number}", password="!") for number in range(people)]
    )
    members = Member.objects.bulk_create(
        Member(name=u.name, name_key=u.name, initials="j", sex="male", joined_on=today, user=u) for u in users
    )
    MembershipSpell.objects.bulk_create(
        MembershipSpell(member=m, branch=branch, period=DateRange(today - timedelta(days=9), None))
        for m in members
    )
    now = clock.now()
    activity = Activity.objects.create(
        branch=branch, theme="测量", for_year=now.year, for_month=now.month, state="announced", published_at=now,
        starts_at=now, ends_at=now + timedelta(hours=3),
    )  # fmt: skip
    visitors = []
    for user in users:
        browser = f"browser-{user.pk}"
        path = reverse("sign_in_ticket", args=[activity.pk, tickets.issue(activity.pk, browser)])
        visitors.append(Visitor(post_of(user, path, cookies=f"{tickets.COOKIE}={browser}")))
    return activity.pk, visitors, [m.pk for m in members]


def post_of(user: "User", path: str, *, cookies: str = "", body: str = "") -> bytes:
    """What one signed-in phone sends: a session and a CSRF cookie of its own, and the form."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string  # the cookie a first page would have set

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    csrf = _get_new_csrf_string()
    own = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={csrf}"
    sent = "&".join(part for part in (f"csrfmiddlewaretoken={csrf}", body) if part)
    head = (
        f"POST {quote(path, safe='/%')} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: {'; '.join(part for part in (own, cookies) if part)}\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(sent)}\r\n\r\n{sent}"
    )
    return head.encode()


@contextmanager
def own_database() -> Iterator[str]:
    """A database beside the one the address names, dropped at the end."""
    import psycopg2
    from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

    address = os.environ.get("DATABASE_URL") or os.environ["BENCH_DATABASE_URL"]

    def run(*statements: str) -> None:
        connection = psycopg2.connect(**connect_to(address))
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    run(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE}")
    try:
        yield address.rsplit("/", 1)[0] + f"/{DATABASE}"
    finally:
        run(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def connect_to(address: str) -> dict[str, str]:
    parts = urlsplit(address)
    host = unquote(
        parts.netloc.rsplit("@", 1)[-1].rsplit(":", 1)[0] if parts.port else parts.netloc.rsplit("@", 1)[-1]
    )
    found = {"host": host, "dbname": parts.path.lstrip("/"), "user": unquote(parts.username or "")}
    if parts.password:
        found["password"] = unquote(parts.password)
    if parts.port:
        found["port"] = str(parts.port)
    return found
