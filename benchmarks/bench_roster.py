"""script/bench roster: finding members among 300,000, as the city's committee, as one below it, as a secretary.

    --quick   1,000 branches instead of 10,000      --json FILE   the figures as JSON

10,000 branches of thirty, a hundred below each committee. What the page asks the database is taken from the report
itself (members.reports.member_search), looked at with EXPLAIN (ANALYZE), and timed beside a bare page by the primary
key, as long and as often in the same run. Everything is taken back at the end.

Exits 1 when all members are read from end to end or more than READ_LIMIT rows are read, when a page deep in the list
reads more than DEEPER times what the second one reads, or when a page or a search costs more than its limit of bare
pages.
"""

import argparse
import json
import os
import random
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
from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: E402

from branches.choices import BranchDomain, OrganizationKind  # noqa: E402
from branches.models import Organization  # noqa: E402
from branches.scoping import Scope  # noqa: E402
from members.models import Member, MembershipSpell, PersonalFile  # noqa: E402
from members.reports.member_list import members_of  # noqa: E402
from members.reports.member_search import PAGE, search  # noqa: E402
from members.rules.names import initials, name_key  # noqa: E402
from partywork.common import clock  # noqa: E402
from partywork.common.copying import copy_rows, reserve  # noqa: E402

BRANCHES, QUICK, A_BRANCH, A_COMMITTEE = 10_000, 1_000, 30, 100
ROUNDS, WARM = 15, 3
DEEPER = 1.3  # Q4
# How many bare pages a page of the list and a search may cost: a page asks four questions instead of one, and of a
# committee with its hundred branches three thousand members are fetched and sorted. Twice what a quiet machine shows.
LIST_LIMIT, SEARCH_LIMIT, SORTED_LIMIT = 25, 70, 100
READ_LIMIT = 10_000  # rows, whatever the machine does meanwhile
TABLES = {model._meta.db_table for model in (Member, MembershipSpell, PersonalFile)}
# As often as in the country, roughly: a tenth of a roster is called Wang or Li.
SURNAMES = {
    "王": 72,
    "李": 70,
    "张": 68,
    "刘": 54,
    "陈": 45,
    "杨": 31,
    "黄": 22,
    "赵": 20,
    "周": 19,
    "吴": 19,
}
SURNAMES |= dict.fromkeys(
    "徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈", 9
)
SURNAMES |= {"欧阳": 1, "上官": 1}
GIVEN_NAMES = 600
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文华建国志海红玉兰春梅晓东林云飞宇浩然子轩雨辰思佳"


class Undo(Exception):
    """Everything was built inside a transaction, which now goes."""


def tree(branches):
    """The city, its committees, their branches, in this order."""
    step = Organization._int2str

    def place(above, number, kind, name):
        return Organization(
            path=above + step(number + 1).rjust(Organization.steplen, "0"),
            depth=len(above) // Organization.steplen + 1,
            numchild=0 if kind == OrganizationKind.BRANCH else A_COMMITTEE,
            kind=kind,
            domain=BranchDomain.GOVERNMENT_OFFICE if kind == OrganizationKind.BRANCH else "",
            name=name,
            code=f"bench-{above}-{number}",
            founded_on=date(2015, 1, 1),
        )

    city = Organization.objects.add_root({"kind": "committee", "name": "示例市委", "code": "bench"})
    committees = [
        place(city.path, number, OrganizationKind.COMMITTEE, f"第{number}党委")
        for number in range(branches // A_COMMITTEE)
    ]
    below = [
        place(each.path, number, OrganizationKind.BRANCH, f"第{number}党支部")
        for each in committees
        for number in range(A_COMMITTEE)
    ]
    made = Organization.objects.bulk_create([*committees, *below], batch_size=2000)
    return city, made[: len(committees)], made[len(committees) :]


def people(branches):
    """Their names come by chance, always by the same one."""
    dice = random.Random(7)
    count = len(branches) * A_BRANCH
    surnames = dice.choices(list(SURNAMES), weights=list(SURNAMES.values()), k=count)
    given = ["".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2)))) for _ in range(GIVEN_NAMES)]
    names = [surname + dice.choice(given) for surname in surnames]
    keys, since = reserve(Member, count), DateRange(date(2015, 1, 1), None)
    joined = date(2000, 1, 1)
    pairs = list(zip(keys, names, strict=True))
    copy_rows(
        Member,
        ["id", "name", "name_key", "initials", "sex", "joined_on", "full_on"],
        (
            (key, name, name_key(name), initials(name), "male", joined, joined.replace(year=2001))
            for key, name in pairs
        ),
    )
    places = [branch.pk for branch in branches for _ in range(A_BRANCH)]
    dice.shuffle(places)  # a roster of many years does not lie in the order of the tree
    copy_rows(
        MembershipSpell,
        ["member_id", "branch_id", "period"],
        ((key, branch, since) for key, branch in zip(keys, places, strict=True)),
    )
    copy_rows(
        PersonalFile,
        ["member_id", "phone", "birth_date"],
        (
            (key, f"13{number:09}", date(1950, 1, 1) + timedelta(days=number % 16_000))
            for number, key in enumerate(keys)
        ),
    )
    return pairs


def asked_by(work):
    """The questions the report asks, as they go to the database."""
    questions = []

    def note(execute, sql, params, many, context):
        questions.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return questions


def seconds(questions, bare):
    """Medians of asking all of them, and of the bare page asked by turns with them; answers fetched."""
    times = ([], [])
    with connection.cursor() as cursor:
        for _ in range(ROUNDS + WARM):
            for some, kept in zip((questions, [bare]), times, strict=True):
                began = time.perf_counter()
                for sql, params in some:
                    cursor.execute(sql, params)
                    cursor.fetchall()
                kept.append(time.perf_counter() - began)
    return tuple(statistics.median(kept[WARM:]) for kept in times)


def plans(questions):
    with connection.cursor() as cursor:
        for sql, params in questions:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            ((found,),) = cursor.fetchall()
            yield (found if isinstance(found, list) else json.loads(found))[0]["Plan"]


def nodes(plan):
    yield plan
    for each in plan.get("Plans", ()):
        yield from nodes(each)


def looked_at(questions):
    """The chief plan's first nodes, rows read by all scans, and the tables read from end to end."""
    found = list(plans(questions))
    everything = [node for plan in found for node in nodes(plan)]
    read = sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in everything
        if "Scan" in node["Node Type"] and node["Node Type"] != "Bitmap Index Scan"
    )
    whole = [
        node["Relation Name"]
        for node in everything
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in TABLES
    ]
    chief = max(found, key=lambda plan: plan["Actual Total Time"])
    top = []
    for node in list(nodes(chief))[:6]:
        where = node.get("Index Name") or node.get("Relation Name") or ""
        top.append(f"{node['Node Type']} {where}".strip())
    return top, round(read), sorted(whole)


def pages(scope, pairs):
    """What somebody with this scope asks for: the list, a page deep in it, and one person three ways."""
    rows = MembershipSpell.objects.within(scope).order_by("member__name_key", "member_id")
    inside = list(rows.values_list("member_id", flat=True))
    deep = inside[len(inside) * 9 // 10]
    name = dict(pairs)[deep]
    ending = PersonalFile.objects.get(pk=deep).phone[-4:]
    return {
        "list": {},
        "next": {"after": inside[min(PAGE, len(inside)) - 1]},
        "deep": {"after": deep},
        "name": {"typed": name},
        "part of name": {"typed": name[1:]},
        "surname": {"typed": name[0]},
        "initials": {"typed": initials(name)},
        "two initials": {"typed": initials(name)[:2]},
        "pinyin": {"typed": name_key(name).split()[0]},
        "telephone": {"typed": ending},
    }


def row(who, what, questions, bare):
    top, read, whole = looked_at(questions)
    took, page = seconds(questions, bare)
    return {
        "who": who,
        "what": what,
        "questions": len(questions),
        "ms": round(took * 1000, 3),
        "ratio": round(took / page, 1),
        "rows_read": read,
        "whole_tables": whole,
        "plan": top,
    }


def measured(who, scope, pairs, today, bare):
    return {
        what: row(who, what, asked_by(lambda how=how: search(scope, today, **how)), bare)
        for what, how in pages(scope, pairs).items()
    }


def measure(branches):
    city, committees, below = tree(branches)
    pairs = people(below)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    today, some = clock.today(), below[len(below) // 2]
    page = (
        f"SELECT id, name, name_key, joined_on FROM members_member WHERE id > %s ORDER BY id LIMIT {PAGE + 1}"
    )
    bare = (page, [pairs[len(pairs) // 2][0]])
    scopes = {
        "city": Scope(paths=(city.path,)),
        "committee": Scope(paths=(committees[len(committees) // 2].path,)),
        "secretary": Scope(paths=(some.path,)),
    }
    figures = {who: measured(who, scope, pairs, today, bare) for who, scope in scopes.items()}
    own = asked_by(lambda: members_of(some, today))
    figures["secretary"]["own roster"] = row("secretary", "own roster", own, bare)
    return {"members": len(pairs), "branches": branches, "pages": figures}


def failures(figures):
    for who, pages_ in figures["pages"].items():
        for what, row in pages_.items():
            is_list = what in ("list", "next", "deep", "own roster")
            limit = SORTED_LIMIT if who == "committee" else LIST_LIMIT if is_list else SEARCH_LIMIT
            if Member._meta.db_table in row["whole_tables"]:
                yield f"{who}, {what}: all members read from end to end"
            if row["rows_read"] > READ_LIMIT:
                yield f"{who}, {what}: {row['rows_read']} rows read, {READ_LIMIT} allowed"
            if row["ratio"] > limit:
                yield f"{who}, {what}: {row['ratio']} bare pages, {limit} allowed"
    second, deep = figures["pages"]["city"]["next"], figures["pages"]["city"]["deep"]
    if deep["rows_read"] > DEEPER * second["rows_read"]:
        yield f"a page deep in the list reads {deep['rows_read']} rows, the second one {second['rows_read']}"


def main():
    parser = argparse.ArgumentParser(prog="script/bench roster")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    call_command("migrate", verbosity=0, interactive=False)
    if Member.objects.exists():
        sys.exit("这个数据库里有数据；请在空的 PARTYWORK_VAR 里测量。")
    figures = {}
    try:
        with transaction.atomic():
            figures = measure(QUICK if arguments.quick else BRANCHES)
            raise Undo
    except Undo:
        pass
    print(f"{figures['members']} members, {figures['branches']} branches")
    for pages_ in figures["pages"].values():
        for each in pages_.values():
            took = f"{each['ms']:>9.3f} ms{each['ratio']:>8.1f}×{each['rows_read']:>9} rows"
            print(f"{each['who']:<10}{each['what']:<14}{took}")
            print(f"{'':<24}{' > '.join(each['plan'])}")
    wrong = list(failures(figures))
    for sentence in wrong:
        print(f"MISSED: {sentence}")
    if arguments.json:
        arguments.json.write_text(json.dumps({**figures, "missed": wrong}, indent=2), encoding="utf-8")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
