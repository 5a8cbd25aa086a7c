"""script/bench dues: the bills of a month for 300,000 members, beside one INSERT … SELECT that writes the same rows.

    --quick   30,000 instead of 300,000      --json FILE   the figures as JSON

`bills` is what the office uses (members.services.dues_billing.make_bills): two statements for every branch at once,
judged by spells, assessments, reliefs and closed months, safe to run again. `limit` writes the very same rows from a
table that holds them ready, with the same keys, checks and indexes, and decides nothing. Both in one transaction that
is taken back; the order changes from round to round. A second run, which finds every bill there, is timed as well.

Exits 1 when the median of the bills takes more than SECONDS or more than TIMES the limit, or when the number of
statements is not the same for one branch and for all.
"""

import argparse
import json
import os
import statistics
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from members.services.dues_billing import make_bills  # noqa: E402
from partywork.common import clock  # noqa: E402

MEMBERS, QUICK = 300_000, 30_000
A_BRANCH = 30
SECONDS, TIMES = 15.0, 5.0
ROUNDS = 3
MONTH = date(2031, 3, 1)
COLUMNS = "member_id, branch_id, month, booked, amount_fen, assessment_id, relief_id, made_at"
WORLD = """
INSERT INTO members_user (password, is_superuser, username, name, email, is_staff, is_active, date_joined,
                          large_type, is_demo, must_change_password)
VALUES ('', false, 'bench-dues', 'bench', '', false, true, now(), false, false, false);
INSERT INTO branches_organization (path, depth, numchild, kind, domain, code, name, short_name, has_committee,
                                   dissolution, updated_at)
SELECT 'ZZ' || lpad(n::text, 6, '0'), 2, 0, 'branch', 'government_office', 'bench-' || n, '支部' || n, '', true, '',
       now()
FROM generate_series(1, {branches}) n;
CREATE TEMP TABLE places AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM branches_organization WHERE code LIKE 'bench-%';
INSERT INTO members_member (uid, name, name_key, initials, sex, joined_on, full_on, updated_at)
SELECT gen_random_uuid(), '党员' || n, 'bench ' || n, 'b', 'male', '2010-06-01', '2011-06-01', now()
FROM generate_series(1, {members}) n;
CREATE TEMP TABLE people AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM members_member WHERE name_key LIKE 'bench %';
INSERT INTO members_membershipspell (member_id, branch_id, period, ended_by)
SELECT people.id, places.id, daterange('2015-01-01', NULL), ''
FROM people JOIN places ON places.n = people.n % {branches};
-- one in twelve came in the middle of the month from another branch
UPDATE members_membershipspell SET period = daterange('2015-01-01', '2031-03-10')
WHERE member_id IN (SELECT id FROM people WHERE n % 12 = 0);
INSERT INTO members_membershipspell (member_id, branch_id, period, ended_by)
SELECT people.id, places.id, daterange('2031-03-10', NULL), ''
FROM people JOIN places ON places.n = (people.n + 1) % {branches} WHERE people.n % 12 = 0;
INSERT INTO members_duesassessment (member_id, branch_id, kind, sealed_base, monthly_fen, round_to, is_manual, since,
                                    period, reason, confirmed_by_id, confirmed_at)
SELECT people.id, places.id, 'employed', repeat('x', 120), 1500 + people.n % 20000, 0.01, false, since,
       daterange(since, upto), '核定', (SELECT id FROM members_user WHERE username = 'bench-dues'), now()
FROM people JOIN places ON places.n = people.n % {branches}
CROSS JOIN (VALUES (date '2030-01-01', date '2031-01-01'), (date '2031-01-01', NULL)) AS years (since, upto);
INSERT INTO members_duesrelief (member_id, branch_id, monthly_fen, since, period, approver, approved_on, paper,
                                recorded_by_id, recorded_at)
SELECT people.id, places.id, 0, '2031-01-01', daterange('2031-01-01', '2032-01-01'), 'superior', '2031-01-05', '文',
       (SELECT id FROM members_user WHERE username = 'bench-dues'), now()
FROM people JOIN places ON places.n = people.n % {branches} WHERE people.n % 50 = 0;
ANALYZE members_membershipspell, members_duesassessment, members_duesrelief, branches_organization, members_member;
"""


def timed(work):
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made


def bills():
    return make_bills(MONTH, today=date(2031, 3, 20))


def limit():
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO members_duesbill ({COLUMNS}) SELECT {COLUMNS} FROM ready")
        return cursor.rowcount


def checked(work):
    """The work with the keys checked, as they are when it is committed."""
    made = work()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return made


def taken_back(work):
    with transaction.atomic():
        answer = timed(lambda: checked(work))
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM members_duesbill")
    return answer


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--json", type=Path)
    arguments = asked.parse_args()
    members = QUICK if arguments.quick else MEMBERS
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_member")
        if cursor.fetchone()[0]:
            sys.exit("这个数据库里有数据；请在空的 PARTYWORK_VAR 里测量。")
    print(f"{members} 名党员，{members // A_BRANCH} 个支部……")
    with connection.cursor() as cursor:
        cursor.execute(
            WORLD.replace("{branches}", str(members // A_BRANCH)).replace("{members}", str(members))
        )
    # Made once for good, copied for the limit, and emptied again: TRUNCATE is no deletion of a row.
    with CaptureQueriesContext(connection) as statements:
        assert bills() == members
    again, none = timed(bills)
    assert none == 0, none
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE ready AS SELECT {COLUMNS} FROM members_duesbill")
        cursor.execute("TRUNCATE members_duesbill")
        cursor.execute("ANALYZE ready")
    ours, theirs = [], []
    for number in range(ROUNDS):
        pair = [(bills, ours), (limit, theirs)]
        for work, times in pair if number % 2 else reversed(pair):
            seconds, made = taken_back(work)
            assert made == members
            times.append(seconds)
    figures = {
        "members": members,
        "bills_s": round(statistics.median(ours), 3),
        "limit_s": round(statistics.median(theirs), 3),
        "times": round(statistics.median(ours) / statistics.median(theirs), 2),
        "again_s": round(again, 3),
        "statements": sum("INSERT" in query["sql"] for query in statements),
        "at": str(clock.now()),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures), encoding="utf-8")
    good = figures["bills_s"] <= SECONDS and figures["times"] <= TIMES and figures["statements"] == 2
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
