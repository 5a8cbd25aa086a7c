"""What is chosen and typed about the items of a meeting, its papers, speeches and what was agreed on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms

from activities.choices_agenda import AgendaTag, Matter, Settlement
from activities.models import Activity, AgendaItem, Speech
from activities.reports.earlier_items import earlier_items
from activities.rules.speaker import speaker_key
from activities.services.agenda_items import shape_seen
from members.models import Member
from members.reports.roster import on_roster
from partywork.common import clock
from partywork.common.forms import OfficeForm
from partywork.common.scan_field import ScanField, named

Choices = list[tuple[str, list[tuple[str, str]]]]  # groups of speakers, each with its heading
NONE = ("", "（不选）")


class ItemForm(OfficeForm):
    """What kind of item it is; only the boxes that its meeting can need are there."""

    tag = forms.ChoiceField(label="类型", choices=[NONE, *AgendaTag.choices], required=False)
    matter = forms.ChoiceField(
        label="属于党员大会哪一项职权", choices=[NONE, *Matter.choices], required=False
    )
    earlier = forms.ModelChoiceField(AgendaItem.objects.none(), label="支委会研究过的议题", required=False)
    earlier_reason = forms.CharField(
        label="没有经支委会研究的原因", max_length=120, required=False, help_text="选了议题的不用写。"
    )
    submitted_by = forms.CharField(label="提交部门", max_length=60, required=False)
    sent_to = forms.CharField(
        label="送交会议", max_length=60, required=False, help_text="如“总经理办公会”“理事会”。"
    )
    result = forms.CharField(
        label="结果", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    no_papers = forms.BooleanField(label="没有书面材料", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, item: AgendaItem, before: Sequence[AgendaItem] = (), **kwargs: Any
    ) -> None:
        """`before` are the committee's items to choose from, read once for the whole page."""
        kwargs.setdefault("initial", item_initial(item))
        kwargs.setdefault("auto_id", f"id_item_{item.pk}_%s")
        super().__init__(*args, **kwargs)
        sort = item.activity.sort
        if sort.decides_for_members and item.activity.branch.has_committee:
            self.fields["earlier"].queryset = earlier_items(item.activity)  # type: ignore[attr-defined]
            offered = [(str(each.pk), earlier_label(each)) for each in before]
            self.fields["earlier"].choices = [NONE, *offered]  # type: ignore[attr-defined]
        else:
            self._without("earlier", "earlier_reason")
        if not item.is_preliminary and not sort.prepares_for_members:
            self._without("submitted_by", "sent_to", "result")

    def _without(self, *names: str) -> None:
        for name in names:
            del self.fields[name]


def earlier_label(item: AgendaItem) -> str:
    return f"{clock.short_date(item.activity.day)}支委会：{item.title}"


def item_initial(item: AgendaItem) -> dict[str, Any]:
    names = ("tag", "matter", "earlier_reason", "submitted_by", "sent_to", "result", "no_papers")
    return {
        **{name: getattr(item, name) for name in names},
        "earlier": item.earlier_id,
        "seen": shape_seen(item),
    }


class MinutesForm(OfficeForm):
    """What was discussed and decided on one item."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    discussion = forms.CharField(
        label="讨论情况", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    decision = forms.CharField(
        label="决定", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    settled = forms.ChoiceField(label="处理", choices=[NONE, *Settlement.choices], required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs.setdefault("initial", minutes_initial(item))
        kwargs.setdefault("auto_id", f"id_minutes_{item.pk}_%s")
        super().__init__(*args, **kwargs)
        sort = item.activity.sort
        if not sort.decides:
            del self.fields["settled"]
        elif not sort.prepares_for_members:
            kept = [pair for pair in Settlement.choices if pair[0] != Settlement.TO_MEMBER_MEETING]
            self.fields["settled"].choices = [NONE, *kept]  # type: ignore[attr-defined]
        if item.is_preliminary:
            self.fields["decision"].label = "意见"


def minutes_initial(item: AgendaItem) -> dict[str, Any]:
    names = ("revision", "discussion", "decision", "settled")
    return {name: getattr(item, name) for name in names}


class SpeechForm(OfficeForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.ChoiceField(label="发言人")
    gist = forms.CharField(
        label="要点", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_differing = forms.BooleanField(label="不同意见", required=False)

    def __init__(self, *args: Any, speakers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].error_messages["required"] = "请先选发言人。"
        self.fields["who"].choices = [("", "请选"), *speakers]  # type: ignore[attr-defined]


def speech_form(speech: Speech, speakers: Choices) -> SpeechForm:
    """The row as it stands; somebody who left the list meanwhile stays named in it."""
    who = speaker_key(member=speech.member_id, guest=speech.guest_id)
    listed = any(who == key for _, group in speakers for key, _ in group)
    known = speakers if listed else [*speakers, ("已记", [(who, speech.speaker)])]
    initial = {
        "key": speech.key,
        "item": speech.item_id,
        "who": who,
        "gist": speech.gist,
        "is_differing": speech.is_differing,
    }
    return SpeechForm(speakers=known, initial=initial, auto_id=f"id_s{speech.key.hex[:12]}_%s")


def new_speech_form(item: AgendaItem | None, speakers: Choices) -> SpeechForm:
    key: UUID = uuid4()
    initial = {"key": key, "item": item.pk if item else None}
    return SpeechForm(speakers=speakers, initial=initial, auto_id=f"id_s{key.hex[:12]}_%s")


class ActionForm(OfficeForm):
    """One line; the other two boxes only where the line does not say it."""

    line = forms.CharField(
        label="议定事项",
        max_length=260,
        help_text="一句话：做什么，谁，什么时候前。如：整理台账，李二，6月30日前",
    )
    owner = forms.ModelChoiceField(Member.objects.none(), label="责任人", required=False)
    due_on = forms.DateField(label="时限", required=False)

    def __init__(self, *args: Any, activity: Activity, people: Sequence[Member], **kwargs: Any) -> None:
        """`people` are the branch's members of the day, read once for the whole page."""
        super().__init__(*args, **kwargs)
        here = on_roster(activity.branch_id, activity.day)
        self.fields["owner"].queryset = here  # type: ignore[attr-defined]
        offered = [(str(member.pk), member.name) for member in people]
        self.fields["owner"].choices = [("", "看上面那句"), *offered]  # type: ignore[attr-defined]


def people_to_choose(activity: Activity) -> list[Member]:
    return list(on_roster(activity.branch_id, activity.day).by_name())


def items_to_choose(activity: Activity) -> list[AgendaItem]:
    """What the committee discussed lately; empty where the meeting is not the members'."""
    if not (activity.sort.decides_for_members and activity.branch.has_committee):
        return []
    return list(earlier_items(activity)[:60])


class PaperForm(OfficeForm):
    """One file: a paper of a meeting, or with another label what else is handed in as a scan."""

    file = ScanField(label="材料")

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["file"].label = label

    def values(self) -> dict[str, Any]:
        found = named(self.cleaned_data["file"])
        assert found is not None
        return {"name": found[0], "data": found[1]}
