"""What the yearly tables say of training: hours by band, those in office, new secretaries (ST-05, ED-01, ED-02).

Counted where the formal relation is on the day of the table (ST-01); numbers, nobody's name or hours.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from activities.choices_education import Band
from activities.reports.study_people import PersonYear, people_of
from branches.choices import BranchDomain, OrganizationKind
from branches.models import Organization
from members.choices import Post
from members.documents.statistics import Row, Table
from members.models import Appointment
from members.reports.statistics_topics import Asked

# So many branches at a time: the registers of a whole city do not lie in memory at once.
AT_ONCE = 100
COLUMNS = ("合计", "班子成员", "党支部书记")
NOTE = "学时按统计时点以前的登记计算；不作判定的是时点当天暂不参加组织生活的和当年没有应完成月份的。"
Test = Callable[[PersonYear, date], bool]


def trained(asked: Asked) -> Table:
    """A fixed number of queries for each hundred branches."""
    day, tests = asked.period.last, _tests(asked.period.last)
    secretaries = _secretaries(asked)
    counts: Counter[tuple[str, int]] = Counter()
    for person in _people(asked):
        belongs = (True, person.is_committee, person.member_id in secretaries)
        for label, test in tests.items():
            if test(person, day):
                counts.update((label, column) for column, here in enumerate(belongs) if here)
    rows = tuple(
        Row(label, tuple(counts[label, column] for column in range(len(COLUMNS)))) for label in tests
    )
    return Table("trained", "党员教育培训", COLUMNS, rows, NOTE)


def _tests(day: date) -> dict[str, Test]:
    """The lines; before the end of the year nobody has failed his hours yet."""
    is_over = (day.month, day.day) == (12, 31)
    hours: dict[str, Test] = {"完成学时": lambda person, _: person.band is Band.DONE}
    if not is_over:
        hours["进度正常"] = lambda person, _: person.band is Band.ON_WAY
    return hours | {
        "没有完成学时" if is_over else "进度落后": lambda person, _: person.band is Band.BEHIND,
        "不作判定": lambda person, _: person.band is Band.NOT_JUDGED,
        "参加过集中培训": lambda person, _: person.trainings > 0,
        "应参加而没有参加集中培训": lambda person, _: person.lacks_training,
        "新任书记按期培训": lambda person, day: _new(person, day) is True,
        "新任书记逾期没有培训": lambda person, day: _new(person, day) is False,
    }


def _people(asked: Asked) -> Iterator[PersonYear]:
    day = asked.period.last
    branches = list(
        Organization.objects.within(asked.scope)
        .branches()
        .active_on(day)
        .exclude(domain=BranchDomain.TEMPORARY)
        .order_by("path")
    )
    for first in range(0, len(branches), AT_ONCE):
        for people in people_of(branches[first : first + AT_ONCE], day.year, day).values():
            yield from people


def _secretaries(asked: Asked) -> set[int]:
    posts = Appointment.objects.within(asked.scope).filter(
        post=Post.SECRETARY,
        organization__kind=OrganizationKind.BRANCH,
        period__contains=asked.period.last,
        holder__member__isnull=False,
    )
    return set(posts.values_list("holder__member", flat=True))


def _new(person: PersonYear, day: date) -> bool | None:
    """Judged in the year in which the half year ends, as the finding of the branch is (ED-02)."""
    new = person.new_secretary
    if new is None or new.due_on.year != day.year:
        return None
    later = new.trained_on is not None and new.trained_on > day
    return (replace(new, trained_on=None) if later else new).is_met(day)
