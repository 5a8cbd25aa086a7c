"""The appraisal as its page shows it: the steps with what stands for them, and a line for each member (DA-02)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from activities.choices import ActivityState
from activities.choices_life import (
    NO_GRADE,
    AppraisalGrade,
    AppraisalState,
    CommitteeAspect,
    CommitteeGrade,
    OwnView,
)
from activities.models import Activity, Appraisal, AppraisalPerson
from activities.reports.appraisal_year import OwnYearInShort, year_in_short
from branches.models import Organization
from members.models import MembershipSpell
from members.reports.roster import roster_on
from partywork.common import clock

GRADES = tuple(str(grade.label) for grade in AppraisalGrade)
COMMITTEE_GRADES = tuple(str(grade.label) for grade in CommitteeGrade)
DONE = "done"


@dataclass(frozen=True)
class PersonLine:
    """One member: the own year, the sums where they may be shown, the decision."""

    person: AppraisalPerson
    year: OwnYearInShort
    exemption: str = ""
    came_this_year: bool = False

    @property
    def marks(self) -> list[tuple[str, int]] | None:
        counts = self.person.counts
        if counts is None:
            return None
        return [(str(grade.label), counts.get(grade, 0)) for grade in AppraisalGrade]

    @property
    def marked_by(self) -> int | None:
        """参评票数 (F-14 b)."""
        return None if self.person.counts is None else sum(self.person.counts.values())

    @property
    def result(self) -> str:
        """优秀 · 不评定 · 不定等次 · nothing yet"""
        if not self.person.is_graded:
            return NO_GRADE
        return str(self.person.get_grade_display()) if self.person.grade else ""


def people_of(appraisal: Appraisal) -> QuerySet[AppraisalPerson]:
    return appraisal.people.select_related("member").annotate(said=Count("opinions"))


def person_lines(appraisal: Appraisal) -> list[PersonLine]:
    """Full members first, then probationary ones, each in pinyin order; six queries."""
    people = list(people_of(appraisal))
    people.sort(key=lambda person: not person.is_graded)
    day = appraisal.activity.day if appraisal.activity else clock.today()
    roster = {entry.member_id: entry for entry in roster_on(appraisal.branch, day)}
    years = year_in_short(appraisal.for_year, [person.member_id for person in people])
    newcomers = _newcomers(appraisal)
    return [
        PersonLine(
            person,
            years.get(person.member_id, OwnYearInShort()),
            roster[person.member_id].exemption if person.member_id in roster else "",
            person.member_id in newcomers,
        )
        for person in people
    ]


def _newcomers(appraisal: Appraisal) -> set[int]:
    """Who came from another branch during the year or since (E-45)."""
    since = date(appraisal.for_year, 1, 1)
    came = MembershipSpell.objects.filter(branch=appraisal.branch, period__startswith__gt=since)
    before = MembershipSpell.objects.filter(member__in=came.values("member")).exclude(branch=appraisal.branch)
    return set(before.values_list("member_id", flat=True))


def steps_of(appraisal: Appraisal, lines: list[PersonLine], returned: int) -> list[dict[str, str]]:
    """个人自评 → 党员互评 → 民主测评 → 组织评定 → 反馈 → 上级意见, each from its evidence."""
    people = [line.person for line in lines]
    written = sum(bool(person.self_text) for person in people)
    spoken = sum(bool(person.said) for person in people)  # type: ignore[attr-defined]
    full = [person for person in people if person.is_graded]
    decided = sum(bool(person.grade) for person in full)
    viewed = sum(bool(person.own_view) for person in people)
    signed = sum(bool(person.superior_opinion) for person in people)
    state, number = appraisal.state, len(people)
    over = state in (AppraisalState.CLOSED, AppraisalState.PUBLISHED)
    cast = f"收回 {returned} / {appraisal.issued} 票" if state != AppraisalState.PREPARED else "还没开始"
    published = state == AppraisalState.PUBLISHED
    return [
        _step("个人自评", f"{written} / {number} 人", done=written == number, closed=over),
        _step("党员互评", f"{spoken} / {number} 人有意见", done=spoken == number, closed=over),
        _step("民主测评", cast, done=over),
        _step(
            "组织评定",
            f"{decided} / {len(full)} 人" if over else "测评以后",
            done=over and decided == len(full),
        ),
        _step(
            "反馈本人", f"{viewed} / {number} 人签署" if published else "评定以后", done=viewed == number > 0
        ),
        _step("上级意见", f"{signed} / {number} 人" if published else "反馈以后", done=signed == number > 0),
    ]


def _step(label: str, fact: str, *, done: bool, closed: bool = False) -> dict[str, str]:
    return {"label": label, "fact": fact, "state": DONE if done else "missing" if closed else ""}


def committee_rows(appraisal: Appraisal) -> list[tuple[str, list[tuple[str, int]] | None]]:
    """Aspect → how often each grade was given, None where too few gave one; nothing where it was not held."""
    counts = appraisal.committee_counts
    if counts is None:
        return []
    rows: list[tuple[str, list[tuple[str, int]] | None]] = []
    for aspect in CommitteeAspect:
        given = counts.get(aspect)
        marks = None if given is None else [(str(g.label), given.get(g, 0)) for g in CommitteeGrade]
        rows.append((str(aspect.label), marks))
    return rows


def candidates(branch: Organization, forms: tuple[str, ...]) -> list[Activity]:
    """Meetings of the branch that are not over, at which it may be held."""
    rows = Activity.objects.filter(
        branch=branch, state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED]
    ).order_by("starts_at")
    return [row for row in rows if row.sort.form in forms and row.group_id is None]


def unsettled_objections(lines: list[PersonLine]) -> list[AppraisalPerson]:
    people = [line.person for line in lines]
    return [person for person in people if person.own_view == OwnView.OBJECTS and not person.reply]
