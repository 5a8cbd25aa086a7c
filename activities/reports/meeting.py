"""A meeting as its recorder sees it: every item with papers, speeches, decision and what was agreed on (MT-11)."""

from dataclasses import dataclass, field

from activities.choices import ActivityState
from activities.models import ActionItem, Activity, AgendaItem, ItemFile, Speech
from activities.reports.follow_up import FollowUp, follow_up, takes_up
from activities.rules.matters import mass_interest_hint, missing_committee_item, vote_of
from branches.choices import BranchDomain

MASSES = (BranchDomain.VILLAGE, BranchDomain.COMMUNITY)


@dataclass
class ItemLine:
    """One item and everything that hangs on it; `warning` of MT-08, `hint` of MT-09, both may be empty."""

    item: AgendaItem
    files: list[ItemFile] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)
    later: AgendaItem | None = None
    warning: str = ""
    hint: str = ""

    @property
    def vote(self) -> str:
        return vote_of(self.item.matter)

    @property
    def is_empty(self) -> bool:
        return not (self.files or self.speeches or self.actions or self.item.decision or self.item.discussion)


@dataclass(frozen=True)
class Meeting:
    items: list[ItemLine]
    files: list[ItemFile]  # of the whole gathering
    speeches: list[Speech]  # on the whole
    follow_up: FollowUp | None


def meeting_of(activity: Activity) -> Meeting:
    """Everything on the meeting in six queries, four more where what was agreed on comes back."""
    rows = AgendaItem.objects.filter(activity=activity).select_related("earlier__activity", "activity")
    items = {item.pk: _line(item, activity) for item in rows}
    rest = ItemLine(AgendaItem(activity=activity))
    for paper in ItemFile.objects.filter(activity=activity):
        items.get(paper.item_id or 0, rest).files.append(paper)
    for speech in Speech.objects.filter(activity=activity).select_related("member", "guest"):
        items.get(speech.item_id or 0, rest).speeches.append(speech)
    for action in ActionItem.objects.filter(activity=activity).select_related("owner").order_by("pk"):
        items.get(action.item_id or 0, rest).actions.append(action)
    for pk, later in _later(activity).items():
        items[pk].later = later
    comes_back = takes_up(activity)
    return Meeting(
        list(items.values()), rest.files, rest.speeches, follow_up(activity) if comes_back else None
    )


def _line(item: AgendaItem, activity: Activity) -> ItemLine:
    branch, decides = activity.branch, activity.sort.decides_for_members
    warning = ""
    if decides:
        warning = missing_committee_item(
            item.matter,
            has_earlier=item.earlier_id is not None,
            reason=item.earlier_reason,
            has_committee=branch.has_committee,
        )
    hint = mass_interest_hint(item.matter, is_village=branch.domain in MASSES, decides_for_members=decides)
    return ItemLine(item, warning=warning, hint=hint)


def _later(activity: Activity) -> dict[int, AgendaItem]:
    """Where the members took an item up."""
    if not activity.sort.prepares_for_members:
        return {}
    rows = AgendaItem.objects.filter(earlier__activity=activity).exclude(
        activity__state=ActivityState.CANCELLED
    )
    found: dict[int, AgendaItem] = {}
    for row in rows.select_related("activity").order_by("-activity__starts_at"):
        if row.earlier_id is not None:
            found[row.earlier_id] = row
    return found
