"""Whom somebody should talk with for a reason, as far as the books say it: proposed to the secretary, nothing more.

AT-10: absent without leave as often as at.talk_unexcused; IG-07: newly appointed. Everything else of TT-02 people
know and no table does.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from activities.choices import ActivityState, AttendanceStatus
from activities.choices_talks import TalkReason
from activities.models import Attendance, Talk
from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, Member
from partywork.common import clock

NEW_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Occasion:
    member_id: int
    name: str
    reason: TalkReason
    text: str
    since: date


def occasions(branch: Organization, day: date) -> list[Occasion]:
    """Those of today's roster nobody has talked with since. A fixed number of queries."""
    found = [*_absent(branch, day), *_appointed(branch, day)]
    here = set(Member.objects.in_branch_on(branch, day).values_list("pk", flat=True))
    talked = _last_talks(branch, [each.member_id for each in found])
    return [
        each for each in found if each.member_id in here and talked.get(each.member_id, date.min) < each.since
    ]


def _absent(branch: Organization, day: date) -> list[Occasion]:
    limit = int(in_force(branch, day)["at.talk_unexcused"])
    rows = Attendance.objects.filter(
        activity__branch=branch,
        activity__state=ActivityState.HELD,
        activity__for_year=day.year,
        status=AttendanceStatus.ABSENT,
    ).order_by()
    counted = rows.values("member_id", "member__name").annotate(
        number=Count("pk"), last=Max("activity__starts_at")
    )
    return [
        Occasion(
            row["member_id"],
            row["member__name"],
            TalkReason.ABSENCE,
            f"今年无故缺席{row['number']}次，满{limit}次建议谈话",
            clock.local_day(row["last"]),
        )
        for row in counted.filter(number__gte=limit).order_by("member__name_key")
    ]


def _appointed(branch: Organization, day: date) -> list[Occasion]:
    rows = Appointment.objects.filter(
        organization=branch,
        post__in=COMMITTEE_POSTS,
        period__startswith__gte=day - NEW_FOR,
        period__contains=day,
        holder__member__isnull=False,
    ).exclude(post=Post.SECRETARY)
    return [
        Occasion(
            row.holder.member.pk,
            row.holder.member.name,
            TalkReason.NEWLY_APPOINTED,
            f"{clock.short_date(row.period.lower)}起任{row.get_post_display()}",
            row.period.lower,
        )
        for row in rows.select_related("holder__member").order_by("pk")
    ]


def _last_talks(branch: Organization, members: list[int]) -> dict[int, date]:
    """The last talk of each, confirmed or not: whoever has just been talked with is not proposed again."""
    found: dict[int, date] = {}
    sides = Q(talker__in=members) | Q(partner__in=members)
    rows = Talk.objects.filter(sides, branch=branch).order_by("talked_on")
    for talker, partner, on in rows.values_list("talker_id", "partner_id", "talked_on"):
        found[talker] = found[partner] = on
    return found
