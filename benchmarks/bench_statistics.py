"""script/bench statistics: the yearly tables of a committee with 1,000 branches and 30,000 members, and of fewer.

    --quick   100 branches instead of 1,000      --json FILE   the figures as JSON

Every branch held twenty gatherings in the year that all of its members came to; one member in twenty left. Timed is
members.reports.statistics.statistics_of, which the page, the night and the workers use, for 1, 20 and all branches.
Exits 1 when twenty branches take more than SECONDS: so many are counted while a page is made (decision 0037).
"""

import argparse
import datetime as dt
import json
import os
import sys
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from activities.choices import ActivityKind, ActivityState, AttendanceStatus  # noqa: E402
from activities.models import Activity, Attendance  # noqa: E402
from branches.models import Organization  # noqa: E402
from members.reports.statistics import statistics_of  # noqa: E402
from members.rules.statistics_period import Period  # noqa: E402
from partywork.common import clock  # noqa: E402

BRANCHES, QUICK = 1_000, 100
A_BRANCH, GATHERINGS = 30, 20
SECONDS = 1.0
YEAR = 2025
FROM, TO = dt.time(14), (dt.time(17), dt.time(15))
WORLD = """
INSERT INTO members_user (password, is_superuser, username, name, email, is_staff, is_active, date_joined,
                          large_type, is_demo, must_change_password)
VALUES ('', false, 'bench-statistics', 'bench', '', false, true, now(), false, false, false);
INSERT INTO branches_organization (path, depth, numchild, kind, domain, code, name, short_name, has_committee,
                                   dissolution, updated_at)
SELECT 'ZZZZ', 1, {branches}, 'committee', 'government_office', 'bench', '党委', '', true, '', now()
UNION ALL
SELECT 'ZZZZ' || lpad((n / 20)::text, 4, '0'), 2, 20, 'committee', 'government_office', 'bench-g' || n, '总支' || n, '',
       true, '', now()
FROM generate_series(0, {branches} - 1, 20) n
UNION ALL
SELECT 'ZZZZ' || lpad((n / 20)::text, 4, '0') || lpad(n::text, 4, '0'), 3, 0, 'branch', 'government_office',
       'bench-' || n, '支部' || n, '', true, '', now()
FROM generate_series(0, {branches} - 1) n;
CREATE TEMP TABLE places AS
SELECT id, row_number() OVER (ORDER BY path) - 1 AS n FROM branches_organization
WHERE code LIKE 'bench-%' AND kind = 'branch';
INSERT INTO members_member (uid, name, name_key, initials, sex, joined_on, full_on, updated_at)
SELECT gen_random_uuid(), '党员' || n, 'bench ' || n, 'b', CASE n % 3 WHEN 0 THEN 'female' ELSE 'male' END,
       date '1980-06-01' + n % 15000, date '1981-06-01' + n % 15000, now()
FROM generate_series(1, {members}) n;
CREATE TEMP TABLE people AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM members_member WHERE name_key LIKE 'bench %';
INSERT INTO members_membershipspell (member_id, branch_id, period, ended_by)
SELECT people.id, places.id,
       daterange('2015-01-01', CASE people.n % 20 WHEN 0 THEN date '2025-05-01' END),
       CASE people.n % 20 WHEN 0 THEN 'transferred' ELSE '' END
FROM people JOIN places ON places.n = people.n / {a_branch};
ANALYZE members_membershipspell, branches_organization, members_member;
"""


@transaction.atomic
def world(branches: int) -> None:
    text = WORLD
    for key, value in {"branches": branches, "members": branches * A_BRANCH, "a_branch": A_BRANCH}.items():
        text = text.replace(f"{{{key}}}", str(value))
    with connection.cursor() as cursor:
        cursor.execute(text)
    for place in Organization.objects.branches().filter(code__startswith="bench-").iterator():
        _gatherings(place)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE activities_activity, activities_attendance")


def _gatherings(place: Organization) -> None:
    """Twenty afternoons, alternately of three hours and of one, with everybody there."""
    people = list(place.membership_spells.values_list("member", flat=True))
    held = Activity.objects.bulk_create(
        Activity(
            branch=place,
            kind=ActivityKind.PARTY_DAY,
            theme=f"学习{number}",
            state=ActivityState.HELD,
            closed_at=clock.at(date(YEAR, 12, 31), TO[0]),
            starts_at=clock.at(date(YEAR, 1 + number % 12, 1 + number), FROM),
            ends_at=clock.at(date(YEAR, 1 + number % 12, 1 + number), TO[number % 2]),
            for_year=YEAR,
            for_month=1 + number % 12,
        )
        for number in range(GATHERINGS)
    )
    Attendance.objects.bulk_create(
        Attendance(
            activity=each,
            member_id=member,
            status=AttendanceStatus.PRESENT,
            marked_at=each.closed_at,
        )
        for each in held
        for member in people
    )


def timed(organization: Organization) -> dict[str, float]:
    with CaptureQueriesContext(connection) as queries:
        began, cpu = time.perf_counter(), time.process_time()
        statistics_of(organization, Period(date(YEAR, 12, 31)))
        wall, own = time.perf_counter() - began, time.process_time() - cpu
    asked = len(queries)
    reset_queries()
    below = Organization.objects.filter(path__startswith=organization.path).branches().count()
    print(f"{below:>6} 个支部：{wall:6.2f} 秒，其中本进程 {own:6.2f} 秒，{asked} 次查询")
    return {"branches": below, "seconds": wall, "own_seconds": own, "queries": asked}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--json", type=Path)
    arguments = asked.parse_args()
    branches = QUICK if arguments.quick else BRANCHES
    call_command("migrate", verbosity=0)
    if Organization.objects.exists():
        sys.exit("这个数据库里有数据；请在空的 PARTYWORK_VAR 里测量。")
    print(f"{branches * A_BRANCH} 名党员，{branches} 个支部，{branches * A_BRANCH * GATHERINGS} 人次……")
    world(branches)
    places = [
        Organization.objects.branches().order_by("path").first(),
        Organization.objects.filter(depth=2).order_by("path").first(),
        Organization.objects.get(depth=1),
    ]
    figures = [timed(place) for place in places if place is not None]
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, ensure_ascii=False))
    twenty = figures[1]["own_seconds"]
    if twenty > SECONDS:
        sys.exit(f"20 个支部用了 {twenty:.2f} 秒，限 {SECONDS} 秒。")


if __name__ == "__main__":
    main()
