"""Everybody of a branch on the day of a meeting: who may speak, and be made responsible for what is agreed on."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from activities.models import Activity
from members.reports.roster import roster_on


@dataclass(frozen=True)
class BranchPeople:
    """The branch's roster of a day by name and by key; a name that two bear leads to neither."""

    names: Mapping[str, int]
    keys: frozenset[int]


def branch_people(activity: Activity) -> BranchPeople:
    """All members of the branch, whoever is expected. Two queries."""
    entries = roster_on(activity.branch, activity.day)
    known = Counter(entry.name for entry in entries)
    names = {entry.name: entry.member_id for entry in entries if known[entry.name] == 1}
    return BranchPeople(names, frozenset(entry.member_id for entry in entries))
