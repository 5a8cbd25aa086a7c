"""政治生日: who joined the Party in this month of an earlier year; who wants no mention is only counted."""

from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from members.models import Member, MembershipSpell


@dataclass(frozen=True)
class Anniversary:
    member: Member
    day: date  # in the year asked for
    years: int


@dataclass(frozen=True)
class AnniversaryMonth:
    year: int
    month: int
    lines: tuple[Anniversary, ...]
    quiet: int


def anniversaries(branch: Organization, year: int, month: int, today: date) -> AnniversaryMonth:
    """By day of the month; the year of joining itself is none yet. One query."""
    spells = MembershipSpell.objects.filter(
        branch=branch,
        period__contains=today,
        member__joined_on__month=month,
        member__joined_on__year__lt=year,
    ).select_related("member__anniversary_choice")
    lines, quiet = [], 0
    for spell in spells:
        member = spell.member
        choice = getattr(member, "anniversary_choice", None)
        if choice is not None and choice.quiet:
            quiet += 1
        else:
            lines.append(_line(member, year))
    ordered = sorted(lines, key=lambda line: (line.day, line.member.name_key))
    return AnniversaryMonth(year, month, tuple(ordered), quiet)


def _line(member: Member, year: int) -> Anniversary:
    joined = member.joined_on
    last = 28 if (joined.month, joined.day) == (2, 29) and not _is_leap(year) else joined.day
    return Anniversary(member, date(year, joined.month, last), year - joined.year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
