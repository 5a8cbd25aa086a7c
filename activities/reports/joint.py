"""What a branch sees of a joint event (the common part), and what the organizer sees of the answers (N25, E-21)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from activities.choices import JointState, PartState
from activities.models import Activity, ActivityChange, JointEvent, JointPart, PlannedActivity
from branches.models import Organization
from partywork.common import clock

BETWEEN = re.compile(r"[\s,，、;；]+")
# A change nobody reported within this time is a finding of the year, no longer something to do.
REPORTED_WITHIN = timedelta(days=60)


@dataclass(frozen=True)
class JointNote:
    """A branch's own activity as part of a joint event: who organizes it, and which branches hold it together."""

    part: JointPart
    branches: tuple[str, ...]
    counts: Counter[str]

    @property
    def joint(self) -> JointEvent:
        return self.part.joint

    @property
    def is_host(self) -> bool:
        return self.part.is_host

    @property
    def together(self) -> str:
        return "、".join(self.branches)

    @property
    def waiting(self) -> int:
        return self.counts[PartState.INVITED]

    @property
    def declined(self) -> int:
        return self.counts[PartState.DECLINED] + self.counts[PartState.LEFT]


def joint_note(activity: Activity) -> JointNote | None:
    """Two queries at most, one for an activity that its branch holds alone."""
    part = (
        JointPart.objects.filter(activity=activity, state=PartState.ADOPTED)
        .select_related("joint__organizer", "branch")
        .first()
    )
    if part is None:
        return None
    parts = list(part.joint.parts.select_related("branch"))
    return JointNote(part, _together(parts), Counter(each.state for each in parts))


def _together(parts: Iterable[JointPart]) -> tuple[str, ...]:
    return tuple(part.branch.called for part in parts if part.is_adopted)


def organizer_of(activity: Activity) -> str:
    """Who organizes the joint event that the branch has adopted; empty for a day of its own."""
    parts = JointPart.objects.adopted().filter(activity=activity).exclude(joint__lead=activity)
    return next((part.joint.organizer.called for part in parts.select_related("joint__organizer")), "")


def common_text_to_take(activity: Activity) -> str:
    """The organizer's text, where the branch's sheet does not have it yet, or has an older one (N25)."""
    part = JointPart.objects.filter(activity=activity).select_related("joint").first()
    if part is None or part.joint.content.strip() == part.taken_text.strip():
        return ""
    return part.joint.content.strip()


def joint_content(activity: Activity) -> dict[str, Any] | None:
    """What the sheet says of it: who organized, and which branches held it together (E-20)."""
    note = joint_note(activity)
    if note is None:
        return None
    return {
        "organizer": note.joint.organizer.name_on(activity.day),
        "is_host": note.is_host,
        "branches": [name for name in note.branches if name != note.joint.organizer.called],
    }


def together_of(joint: JointEvent) -> tuple[str, ...]:
    """The branches that hold it together, by name."""
    return _together(joint.parts.adopted().select_related("branch"))


def parts_of(joint: JointEvent) -> QuerySet[JointPart]:
    """Everybody asked, with the answer; the organizer's own page. No lists, no rates: those stay in the branch."""
    return joint.parts.select_related("branch", "activity", "answered_by")


def invitable(organizer: Organization) -> list[Organization]:
    """Whom the organizer may simply tick: a committee the branches below it, a branch its neighbours under the
    same superior. Others it asks by name or code, as it would in a letter.
    """
    today = clock.today()
    above = organizer.superior if organizer.is_branch else organizer
    if above is None:
        return []
    if organizer.is_branch:
        beside = Organization.objects.get_children(above).branches().active_on(today)
        return list(beside.exclude(pk=organizer.pk))
    below = Organization.objects.branches().active_on(today)
    return list(below.filter(path__startswith=above.path))


def branches_called(text: str) -> tuple[list[Organization], list[str]]:
    """Branches by their code or full name, one a line or with commas between, and the words that name none."""
    wanted = [word for word in BETWEEN.split(text) if word]
    found = Organization.objects.branches().active_on(clock.today())
    rows = list(found.filter(Q(code__in=wanted) | Q(name__in=wanted)))
    known = {word for row in rows for word in (row.code, row.name)}
    return rows, [word for word in wanted if word not in known]


def rows_to_choose(part: JointPart) -> list[PlannedActivity]:
    """The rows of the branch's plan that the event could carry out: of its month, with no activity yet."""
    day = clock.local_day(part.joint.starts_at)
    taken = Activity.objects.standing().filter(row__isnull=False, branch=part.branch).values("row")
    rows = PlannedActivity.objects.filter(
        plan__branch=part.branch, plan__year=day.year, month=day.month, amended_by__isnull=True
    )
    return list(rows.exclude(pk__in=taken))


def with_counts(joints: QuerySet[JointEvent]) -> QuerySet[JointEvent]:
    """How many were asked, adopted it, and have not answered: columns of the one query."""
    return joints.select_related("organizer", "lead").annotate(
        asked=Count("parts"),
        adopted=Count("parts", filter=Q(parts__state=PartState.ADOPTED)),
        waiting=Count("parts", filter=Q(parts__state=PartState.INVITED)),
    )


def unreported_changes(branch: Organization) -> list[ActivityChange]:
    """Days that the organizer moved or called off, and the branch has not told its own superior yet (PD-04)."""
    return [row for row in changes_unfiled(branch) if row.moves_the_day]


def changes_unfiled(branch: Organization) -> QuerySet[ActivityChange]:
    """Changes of whatever sort by the organizer; what the branch changes itself goes to the superior in the same
    step.
    """
    rows = ActivityChange.objects.filter(
        activity__branch=branch,
        filing__isnull=True,
        request__isnull=True,
        changed_at__gte=clock.now() - REPORTED_WITHIN,
    )
    return rows.select_related("activity")


def open_invitations(branch: Organization) -> QuerySet[JointPart]:
    """Asked and not answered, of events that are not over."""
    rows = JointPart.objects.waiting().filter(branch=branch, joint__ends_at__gt=clock.now())
    return rows.select_related("joint__organizer")


def is_ahead(joint: JointEvent) -> bool:
    """Branches may still be asked, and answer."""
    return joint.state == JointState.OPEN and clock.now() < joint.ends_at
