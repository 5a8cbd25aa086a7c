"""script/bench duties: the duty board of a committee over many branches, beside the year of every branch by itself.

    --branches N   how many branches lie below the committee (10,000)      --json FILE   the figures as JSON

`page` is what an official opens: fifty branches of N, their duties counted. `first` is the same below a committee
of fifty. `each` opens the year of those fifty one by one. Exits 1 when a page among N takes more than LIMIT_TIMES
one among fifty, or is not at least TIMES_FASTER than one by one. Ratios count, not milliseconds.
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
from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: E402

from activities.choices import ActivityState  # noqa: E402
from activities.models import Activity  # noqa: E402
from activities.reports.branch_duties import branch_duties  # noqa: E402
from activities.reports.duty_board import PAGE, duty_board  # noqa: E402
from branches.choices import BranchDomain, OrganizationKind  # noqa: E402
from branches.models import Organization, PartyGroup  # noqa: E402
from branches.scoping import Scope  # noqa: E402
from members.models import Member, MembershipSpell  # noqa: E402
from partywork.common import clock  # noqa: E402

LIMIT_TIMES, TIMES_FASTER = 3.0, 5.0
ROUNDS = 7
MEMBERS = 12


class Undo(Exception):
    """Everything was built inside a transaction, which now goes."""


def committee(code, branches):
    """A committee with branches of twelve members and two groups, and what they registered in half a year."""
    values = {"kind": OrganizationKind.COMMITTEE, "name": code, "code": code}
    above = Organization.objects.add_root(values)
    steps = Organization._int2str
    rows = [
        Organization(
            path=above.path + steps(number + 1).rjust(Organization.steplen, "0"),
            depth=2,
            numchild=0,
            kind=OrganizationKind.BRANCH,
            domain=BranchDomain.GOVERNMENT_OFFICE,
            name=f"{code}{number}",
            code=f"{code}-{number}",
            founded_on=date(2015, 1, 1),
        )
        for number in range(branches)
    ]
    made = Organization.objects.bulk_create(rows, batch_size=1000)
    Organization.objects.filter(pk=above.pk).update(numchild=branches)
    groups = [PartyGroup(branch=branch, name=name) for branch in made for name in ("一组", "二组")]
    PartyGroup.objects.bulk_create(groups, batch_size=5000)
    _people(made)
    _meetings(made, groups)
    return above


def _people(branches):
    members = Member.objects.bulk_create(
        (
            Member(name="甲", name_key="jia", initials="j", sex="male", joined_on=date(2010, 1, 1))
            for _ in range(len(branches) * MEMBERS)
        ),
        batch_size=5000,
    )
    since = DateRange(date(2015, 1, 1), None)
    spells = (
        MembershipSpell(member=member, branch=branches[number // MEMBERS], period=since)
        for number, member in enumerate(members)
    )
    MembershipSpell.objects.bulk_create(spells, batch_size=5000)


def _meetings(branches, groups):
    year, of_branch = clock.today().year, {}
    for group in groups:
        of_branch.setdefault(group.branch_id, []).append(group)
    rows = []
    for branch in branches:
        for month in range(1, 7):
            starts_at = clock.start_of(date(year, month, 12))
            kinds = [("party_day", None), ("committee_meeting", None)]
            kinds += [("group_meeting", group) for group in of_branch[branch.pk]]
            kinds += [("member_meeting", None)] if month in (2, 5) else []
            rows += [
                Activity(
                    branch=branch,
                    kind=kind,
                    group=group,
                    for_year=year,
                    for_month=month,
                    theme="会",
                    starts_at=starts_at,
                    ends_at=clock.end_of(date(year, month, 12)),
                    state=ActivityState.HELD,
                    closed_at=starts_at,
                )
                for kind, group in kinds
            ]
    Activity.objects.bulk_create(rows, batch_size=5000)


def _seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(branches):
    many, few = committee("benchmany", branches), committee("benchfew", PAGE)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    year = clock.today().year
    below = list(Organization.objects.filter(path__startswith=few.path).branches())
    ways = {
        "page": lambda: duty_board(Scope(paths=(many.path,)), year),
        "first": lambda: duty_board(Scope(paths=(few.path,)), year),
        "each": lambda: [branch_duties(branch, year) for branch in below],
    }
    figures = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            figures[name].append(_seconds(work))
    return {name: statistics.median(values) for name, values in figures.items()}


def main():
    call_command("migrate", verbosity=0, interactive=False)
    parser = argparse.ArgumentParser(prog="script/bench duties")
    parser.add_argument("--branches", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    median = {}
    try:
        with transaction.atomic():
            median = measure(options.branches)
            raise Undo
    except Undo:
        pass
    price, ratio = median["page"] / median["first"], median["each"] / median["first"]
    print(f"{options.branches} branches, medians in seconds")
    for name, seconds in median.items():
        print(f"  {name:<8}{seconds:>9.3f}")
    print(f"a page of many costs {price:.2f} times a page of fifty (wanted: {LIMIT_TIMES:.0f} or less),")
    print(
        f"and is {ratio:.1f} times as fast as one branch after another (wanted: {TIMES_FASTER:.0f} or more)"
    )
    met = price <= LIMIT_TIMES and ratio >= TIMES_FASTER
    if options.json:
        figures = {"branches": options.branches, "seconds": median, "met": met}
        options.json.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
