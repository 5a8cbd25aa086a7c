"""Who is asked for how many hours in a year: the role of each month, exemption, training in office (ED-01, ED-02)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from activities.choices import PRESENT_STATUSES
from activities.choices_education import Band, OutsideState, StudySort
from activities.models import Activity, OutsideStudy
from activities.reports.study_lines import StudyLine, study_lines
from activities.rules.lecture_hours import hours_text
from activities.rules.study_target import (
    MONTHS,
    Asked,
    NewMember,
    NewSecretary,
    Target,
    band_of,
    months_over,
    target_of,
)
from branches.models import Organization
from branches.reports.parameters import InForce, in_force_many
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, ExemptionSpell, Member, MembershipSpell
from members.models.member import MemberQuerySet
from partywork.common import clock


@dataclass(frozen=True)
class PersonYear:
    """One member's year of study; nothing in it compares him with anybody."""

    member_id: int
    name: str
    lines: tuple[StudyLine, ...]
    target: Target
    band: Band
    is_committee: bool = False
    exemption: str = ""
    trainings_asked: int = 0
    new_secretary: NewSecretary | None = None
    new_member: NewMember | None = None

    @property
    def tenths(self) -> int:
        return sum(line.tenths for line in self.lines)

    @property
    def hours(self) -> str:
        return hours_text(self.tenths)

    @property
    def missing(self) -> int:
        """Tenths still missing."""
        return max(self.target.tenths - self.tenths, 0)

    @property
    def missing_text(self) -> str:
        return hours_text(self.missing)

    @property
    def trainings(self) -> int:
        """Intensive trainings in the year (ED-02)."""
        return sum(line.sort is StudySort.TRAINING for line in self.lines)

    @property
    def lacks_training(self) -> bool:
        return self.is_committee and self.trainings < self.trainings_asked

    @property
    def is_judged(self) -> bool:
        return self.band is not Band.NOT_JUDGED

    def of_sort(self, sort: StudySort) -> int:
        return sum(line.tenths for line in self.lines if line.sort is sort)

    @property
    def by_sort(self) -> list[str]:
        """The cells of the table, in the order of the sorts; nothing where there is none."""
        sums = (self.of_sort(sort) for sort in StudySort)
        return [hours_text(tenths).removesuffix("学时") if tenths else "" for tenths in sums]


@dataclass(frozen=True)
class _PostSpell:
    """A post in a Party committee, from a day until the day before another."""

    post: str
    since: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def people_of(
    branches: Collection[Organization], year: int, day: date | None = None
) -> dict[int, list[PersonYear]]:
    """By branch, in pinyin order, whoever is there today or was on the year's last day; their hours came with them.

    `day`: as it was at the end of that day of the year, for the tables of a day (ST-02). A fixed number of queries,
    however many branches.
    """
    day = day or reference_day(year)
    limits = in_force_many(branches, day)
    spells = (
        MembershipSpell.objects.filter(branch__in=branches, period__contains=day)
        .select_related("member")
        .order_by("member__name_key", "member_id")
    )
    members = [(spell.branch_id, spell.member) for spell in spells]
    years = _Years([member for _, member in members], year, day)
    found: dict[int, list[PersonYear]] = {branch.pk: [] for branch in branches}
    for branch, member in members:
        found[branch].append(years.of(member, limits[branch]))
    return found


def person_of(member: Member, year: int) -> PersonYear | None:
    """One member's; None where he was in no branch on the day."""
    day = reference_day(year)
    branch = member.branch_on(day)
    if branch is None:
        return None
    return _Years([member], year, day).of(member, in_force_many([branch], day)[branch.pk])


def reference_day(year: int) -> date:
    """Today; of a year that is over, its last day."""
    return min(clock.today(), date(year, 12, 31))


class _Years:
    """What is known of the members' year, loaded at once."""

    def __init__(self, members: Collection[Member], year: int, day: date) -> None:
        self.year, self.day = year, day
        # Of a day that is over its month has ended with it; today's month is still running.
        self.over = months_over(year, day + timedelta(days=day < clock.today()))
        ids = [member.pk for member in members]
        self.lines = study_lines(ids, year)
        self.posts = _posts(ids)
        self.exempt: dict[int, list[ExemptionSpell]] = defaultdict(list)
        for spell in ExemptionSpell.objects.filter(
            member__in=ids, since__lte=date(year, 12, 31), until__gte=date(year, 1, 1)
        ):
            self.exempt[spell.member_id].append(spell)
        self.trained = _trained(ids)

    def of(self, member: Member, limits: InForce) -> PersonYear:
        posts, exempt = self.posts[member.pk], self.exempt[member.pk]
        lines = tuple(line for line in self.lines[member.pk] if line.on <= self.day)
        roles = [_role(member, posts, exempt, self.year, month) for month in range(1, MONTHS + 1)]
        asked = Asked(int(limits["ed.hours_member"]), int(limits["ed.hours_committee_member"]))
        target = target_of(roles, asked, over=self.over)
        running = next((spell for spell in exempt if spell.since <= self.day <= spell.until), None)
        tenths = sum(line.tenths for line in lines)
        return PersonYear(
            member_id=member.pk,
            name=member.name,
            lines=lines,
            target=target,
            band=band_of(tenths, target, is_exempt=running is not None),
            is_committee=any(post.holds_on(self.day) for post in posts),
            exemption=str(running.get_reason_display()) if running else "",
            trainings_asked=int(limits["ed.trainings_per_year"]),
            new_secretary=self._new_secretary(posts, self.trained[member.pk], limits),
            new_member=self._new_member(member, self.trained[member.pk], limits),
        )

    def _new_member(self, member: Member, trained: Iterable[date], limits: InForce) -> NewMember | None:
        """Asked about in the years in which his first year begins and ends."""
        months = int(limits["ed.new_member_months"])
        after = min((each for each in trained if each >= member.joined_on), default=None)
        found = NewMember(member.joined_on, months, after)
        return found if months and self.year in (member.joined_on.year, found.due_on.year) else None

    def _new_secretary(
        self, posts: Iterable[_PostSpell], trained: Iterable[date], limits: InForce
    ) -> NewSecretary | None:
        """The first time somebody is secretary; asked about in the years in which his half year begins and ends."""
        terms = [post for post in posts if post.post == Post.SECRETARY]
        since = min((post.since for post in terms), default=None)
        if since is None or not any(post.holds_on(self.day) for post in terms):
            return None
        after = min((each for each in trained if each >= since), default=None)
        found = NewSecretary(since, int(limits["ed.new_secretary_months"]), after)
        return found if self.year in (since.year, found.due_on.year) else None


def _role(
    member: Member, posts: Sequence[_PostSpell], exempt: Sequence[ExemptionSpell], year: int, month: int
) -> bool | None:
    """What somebody was on the month's last day; None while not in the Party, or exempt the whole month (MEM-16)."""
    first, last = clock.month_bounds(year, month)
    if member.joined_on > last or any(spell.since <= first and last <= spell.until for spell in exempt):
        return None
    return any(post.holds_on(last) for post in posts)


def _posts(members: Collection[int]) -> dict[int, list[_PostSpell]]:
    found: dict[int, list[_PostSpell]] = defaultdict(list)
    rows = Appointment.objects.filter(holder__member__in=members, post__in=COMMITTEE_POSTS).order_by()
    for member, post, period in rows.values_list("holder__member", "post", "period"):
        found[member].append(_PostSpell(post, period.lower, period.upper))
    return found


def _trained(members: Collection[int]) -> dict[int, list[date]]:
    """The last days of intensive trainings, of all years: half a year may lie across New Year."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = OutsideStudy.objects.filter(
        member__in=members, state=OutsideState.CONFIRMED, sort=StudySort.TRAINING
    ).order_by()
    for member, until in rows.values_list("member_id", "until"):
        found[member].append(until)
    return found


def may_have_studied(branch: Organization) -> MemberQuerySet:
    """Whoever was in the branch this year or last: for them a course can be entered."""
    lately = DateRange(date(clock.today().year - 1, 1, 1), None)
    rows: MemberQuerySet = Member.objects.filter(spells__branch=branch, spells__period__overlap=lately)
    return rows.distinct().by_name()


def were_at(activity: Activity) -> MemberQuerySet:
    """Those on the register of one gathering who came."""
    rows: MemberQuerySet = Member.objects.filter(
        attendances__activity=activity, attendances__status__in=PRESENT_STATUSES
    )
    return rows.by_name()
