"""Writing a talk down on a phone: who, when, the gist; everything else may be left out (F-15)."""

from datetime import timedelta
from typing import Any

from django import forms

from activities.choices_talks import TalkKind, TalkReason
from activities.models import Talk
from activities.services.talk_items import Promise
from activities.services.talking import SECRET, Words
from branches.models import Organization
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm

A_MONTH = timedelta(days=30)
SHORT: dict[str, Any] = {"max_length": 500, "required": False, "widget": forms.Textarea(attrs={"rows": "2"})}


class TalkForm(OfficeForm):
    """`keeper`: the secretary may also write down, from paper, a talk of two others."""

    talked_on = forms.DateField(label="哪天谈的")
    kind = forms.ChoiceField(label="类型", choices=TalkKind, widget=forms.RadioSelect)
    gist = forms.CharField(
        label="主要谈了什么",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="一两句就行。只有双方和书记看得到。",
    )
    place = forms.CharField(label="地点", max_length=80, required=False)
    reason = forms.ChoiceField(
        label="为什么谈",
        choices=[("", "平常谈心"), *TalkReason.choices],
        required=False,
        help_text="请不要写病情。",
    )
    opinions = forms.CharField(label="意见建议", **SHORT)
    problems = forms.CharField(label="需要解决的问题", **SHORT)
    answer = forms.CharField(label="当面的答复", **SHORT)

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("place", "reason", "opinions", "problems", "answer")]

    @property
    def more_is_open(self) -> bool:
        return any(field.errors or field.value() for field in self.more)

    def words(self) -> Words:
        names = ("talked_on", "kind", *SECRET)
        return Words(**{name: self.cleaned_data[name] for name in names})


class NewTalkForm(TalkForm):
    partner = forms.ModelChoiceField(Member.objects.none(), label="和谁谈", empty_label="请选")
    talker = forms.ModelChoiceField(Member.objects.none(), label="谁谈的", empty_label=None)
    asked_by_partner = forms.BooleanField(label="是对方找我谈的", required=False)
    item_text = forms.CharField(label="说定要办的一件事", max_length=300, required=False)
    item_owner = forms.ModelChoiceField(
        Member.objects.none(), label="由谁办", required=False, empty_label="我"
    )
    item_due = forms.DateField(label="什么时候前", required=False)

    def __init__(self, *args: Any, branch: Organization, member: Member, keeper: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        everybody = Member.objects.in_branch_on(branch, clock.today()).by_name()
        self._choose("partner", everybody if keeper else everybody.exclude(pk=member.pk))
        self._choose("item_owner", everybody if keeper else everybody.exclude(pk=member.pk))
        if keeper:
            self._choose("talker", everybody)
        else:
            del self.fields["talker"]
        today = clock.today()
        starts = {
            "talked_on": today,
            "kind": TalkKind.DAILY,
            "talker": member.pk,
            "item_due": today + A_MONTH,
        }
        for name, value in starts.items():
            if name in self.fields:
                self.fields[name].initial = value

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def sides(self) -> tuple[Member, Member]:
        """谈话人, 谈话对象."""
        first, second = self.cleaned_data.get("talker") or self.member, self.cleaned_data["partner"]
        return (second, first) if self.cleaned_data["asked_by_partner"] else (first, second)

    @property
    def promised(self) -> Promise | None:
        text = self.cleaned_data["item_text"]
        if not text:
            return None
        due = self.cleaned_data["item_due"] or clock.today() + A_MONTH
        return Promise(text, self.cleaned_data["item_owner"] or self.member, due)


class AmendTalkForm(TalkForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class TalkNoteForm(OfficeForm):
    note = forms.CharField(label="哪里要改", max_length=300, widget=forms.Textarea(attrs={"rows": "2"}))


class TalkItemForm(OfficeForm):
    text = forms.CharField(label="要办的事", max_length=300)
    owner = forms.ModelChoiceField(Member.objects.none(), label="由谁办", empty_label=None)
    due = forms.DateField(label="什么时候前")

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Member.objects.filter(pk__in=[talk.talker_id, talk.partner_id]).by_name()
        self.fields["due"].initial = clock.today() + A_MONTH


class TalkOutcomeForm(OfficeForm):
    outcome = forms.CharField(label="办得怎样", max_length=300)


class ProposalForm(OfficeForm):
    """Two people of the coverage page."""

    first = forms.ModelChoiceField(Member.objects.none(), widget=forms.HiddenInput)
    second = forms.ModelChoiceField(Member.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Member.objects.in_branch_on(branch, clock.today())


def talk_initial(talk: Talk) -> dict[str, Any]:
    names: tuple[str, ...] = ("talked_on", "kind", *SECRET, "revision")
    return {name: getattr(talk, name) or "" for name in names}
