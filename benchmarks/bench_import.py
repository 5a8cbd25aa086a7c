"""script/bench import: 100,000 members from a roster file, beside a bare COPY of the very same rows.

    --quick   10,000 instead of 100,000      --json FILE   the figures as JSON

`import` is what the command uses, in one transaction: read the rows (sixteen items each), compare them with who is
known, encrypt, and write member, personal file, spell and journal (members.services.importing.take_all). `copy` writes
the rows that came of it, as they are stored, encrypted values included, from files that lie ready, into the same tables
with the same keys, checks and indexes, and decides nothing. Both are taken back; the order changes from round to round.

Exits 1 when the import runs at less than a third of the rate of the bare COPY, when the same file again would change
anything, or when 200 members take more than three seconds to preview or to import.
"""

import argparse
import io
import json
import os
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from stdnum.cn import ric  # noqa: E402

from branches.models import Organization  # noqa: E402
from members.importing.roster import read_roster  # noqa: E402
from members.models import Member, MembershipSpell, PersonalFile  # noqa: E402
from members.reports.roster_layouts import SIXTEEN  # noqa: E402
from members.reports.roster_preview import preview  # noqa: E402
from members.services.importing import take_all  # noqa: E402
from partywork.common import clock  # noqa: E402
from partywork.common.spreadsheets import Sheet  # noqa: E402
from partywork.models import JournalEntry  # noqa: E402

MEMBERS, QUICK, OFFICE = 100_000, 10_000, 200
A_BRANCH = 30
A_THIRD, SECONDS = 1 / 3, 3.0
ROUNDS = 3
TODAY = date(2026, 6, 18)
TABLES = [model._meta.db_table for model in (Member, PersonalFile, MembershipSpell, JournalEntry)]
HEAD = [heading for heading, _ in SIXTEEN.columns]
SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华建国志海红玉兰春梅晓东"
BRANCHES = """
INSERT INTO branches_organization (path, depth, numchild, kind, domain, code, name, short_name, has_committee,
                                   dissolution, updated_at)
SELECT 'ZZ' || lpad(n::text, 6, '0'), 2, 0, 'branch', 'government_office', 'bench-' || n, '第' || n || '党支部', '',
       true, '', now()
FROM generate_series(0, {branches} - 1) n
"""


def row(number):
    """One line of the file, as an office keeps it; every tenth date in another spelling."""
    born = date(1950, 1, 1) + timedelta(days=number % 16_000)
    first = f"110105{born:%Y%m%d}{number // 16_000 * 20 + 1:03}"
    joined = born.replace(year=born.year + 25, day=1)
    spelled = f"{joined.year}.{joined.month}.{joined.day}" if number % 10 else joined
    size = len(SURNAMES) * len(GIVEN)
    name = SURNAMES[number % len(SURNAMES)] + GIVEN[number // len(SURNAMES) % len(GIVEN)]
    name += GIVEN[number // size % len(GIVEN)]
    return [
        name,
        "男",
        "汉族",
        first + ric.calc_check_digit(f"{first}0"),
        born,
        "大学本科",
        "正式党员",
        f"bench-{number // A_BRANCH}",
        spelled,
        joined.replace(year=joined.year + 1),
        "企事业单位、社会组织管理人员",
        f"13{number:09}",
        f"示例省示例市示例区示例路{number}号",
        "正常",
        "否",
        "否",
    ]


def take(branches, sheet):
    return take_all(branches, read_roster([sheet], TODAY), since=TODAY, by=None).enrolled


def stored():
    """The rows as they lie in the tables now, in the format of COPY."""
    files = []
    with connection.cursor() as cursor:
        for table in TABLES:
            file = io.BytesIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", file)
            files.append(file)
    return files


def bare(files):
    with connection.cursor() as cursor:
        for table, file in zip(TABLES, files, strict=True):
            file.seek(0)
            cursor.copy_expert(f"COPY {table} FROM STDIN", file, 1 << 18)
        cursor.execute(f"SELECT count(*) FROM {Member._meta.db_table}")
        (written,) = cursor.fetchone()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return written


def timed(work):
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def taken_back(work, after=lambda: None):
    """The seconds of the work, its keys checked as when it is committed; and what `after` sees of it."""
    with transaction.atomic():

        def whole():
            made = work()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return made

        seconds, made = timed(whole)
        seen = after()
        transaction.set_rollback(True)
    return seconds, made, seen


def clean():
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM {table}")


def office(branch):
    """A file of 200 for one branch: seen, taken, seen again, and taken with something else in every row."""
    rows = [[*row(number)[:7], branch.code, *row(number)[8:]] for number in range(OFFICE)]
    sheet = Sheet("名册", [HEAD, *rows])
    seen, found = timed(lambda: preview(branch, read_roster([sheet], TODAY)))
    assert len(found.new) == OFFICE, found.sentence
    reading = read_roster([sheet], TODAY)
    seconds, made, again = taken_back(
        lambda: take_all(branch, reading, since=TODAY, by=None).enrolled,
        lambda: corrected(branch, rows),
    )
    assert made == OFFICE, made
    return seen, seconds, again


def corrected(branch, rows):
    """The seconds for the same people with another education and another address."""
    sheet = Sheet("名册", [HEAD, *rows])
    assert preview(branch, read_roster([sheet], TODAY)).same == OFFICE
    sheet = Sheet(
        "名册", [HEAD, *([*row[:5], "研究生", *row[6:12], f"{row[12]}乙", *row[13:]] for row in rows)]
    )
    reading = read_roster([sheet], TODAY)
    seconds, made = timed(lambda: take_all(branch, reading, since=TODAY, by=None).corrected)
    assert made == OFFICE, made
    return seconds


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--json", type=Path)
    arguments = asked.parse_args()
    members = QUICK if arguments.quick else MEMBERS
    call_command("migrate", verbosity=0)
    if Member.objects.exists():
        sys.exit("这个数据库里有数据；请在空的 PARTYWORK_VAR 里测量。")
    with connection.cursor() as cursor:
        cursor.execute(BRANCHES.replace("{branches}", str(-(-members // A_BRANCH))))
        cursor.execute("ANALYZE branches_organization")
    branches = list(Organization.objects.filter(code__startswith="bench-"))
    sheet = Sheet("名册", [HEAD, *(row(number) for number in range(members))])
    print(f"{members} 名党员，{len(branches)} 个支部……", flush=True)
    seen, taken, changed = office(branches[0])
    _, made, files = taken_back(lambda: take(branches, sheet), stored)  # warms everything up for both
    assert made == members, made
    ours, theirs = [], []
    for number in range(ROUNDS):
        pair = [(lambda: take(branches, sheet), ours), (lambda: bare(files), theirs)]
        for work, times in pair if number % 2 else reversed(pair):
            clean()
            seconds, made, _ = taken_back(work)
            assert made == members, made
            times.append(seconds)
    with transaction.atomic():
        take(branches, sheet)
        repeated, again = timed(lambda: preview(branches, read_roster([sheet], TODAY)))
        transaction.set_rollback(True)
    middle, limit = statistics.median(ours), statistics.median(theirs)
    figures = {
        "members": members,
        "import_s": round(middle, 2),
        "copy_s": round(limit, 2),
        "rate_of_copy": round(limit / middle, 3),
        "members_per_s": round(members / middle),
        "again_s": round(repeated, 2),
        "again_same": again.same,
        "office_preview_s": round(seen, 3),
        "office_import_s": round(taken, 3),
        "office_correct_s": round(changed, 3),
        "at": str(clock.now()),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures), encoding="utf-8")
    quick_enough = figures["rate_of_copy"] >= A_THIRD and max(seen, taken, changed) <= SECONDS
    return 0 if quick_enough and again.changes_nothing and again.same == members else 1


if __name__ == "__main__":
    sys.exit(main())
