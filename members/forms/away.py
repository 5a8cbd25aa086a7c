"""Forms about members who are away: the spell, a contact in one line, coming back, the member's own word."""

from typing import Any

from django import forms

from branches.models import Organization
from members.choices_away import AwayKind, AwayReason, ContactWay, DuesPace
from members.models import AwaySpell, Member
from members.services.away import Away, Contact
from partywork.common import clock
from partywork.common.forms import OfficeForm

FIELDS = tuple(Away.__dataclass_fields__)


class AwayForm(OfficeForm):
    """F-23. `private`: whoever may not read who is out of contact cannot write it down either."""

    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect)
    since = forms.DateField(
        label="自哪天起", help_text="外出的日期；失去联系的填最后一次联系，毕业的填毕业日期。"
    )
    place = forms.CharField(
        label="外出地", max_length=120, required=False, help_text="省、市、县，不写门牌。"
    )
    is_fixed_place = forms.BooleanField(
        label="在固定地点", required=False, help_text="在固定地点满六个月，应转接组织关系。"
    )
    reason = forms.ChoiceField(label="外出原因", choices=[("", "不填"), *AwayReason.choices], required=False)
    host = forms.CharField(label="流入党组织", max_length=120, required=False)
    contact = forms.ModelChoiceField(
        label="本支部联系人", queryset=Member.objects.none(), required=False, empty_label="不指定"
    )
    reach = forms.CharField(label="外出期间电话", max_length=40, required=False, help_text="加密保存。")
    card_number = forms.CharField(label="流动党员活动证号", max_length=40, required=False)
    dues_pace = forms.ChoiceField(label="党费", choices=DuesPace.choices, initial=DuesPace.MONTHLY)
    expected_back = forms.DateField(label="预计返回", required=False)
    life = forms.CharField(label="参加组织生活情况", max_length=200, required=False)
    why_not_moved = forms.CharField(label="满六个月不转接的原因", max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        branch: Organization,
        member: Member,
        private: bool,
        spell: AwaySpell | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, contact = self.fields["kind"], self.fields["contact"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(contact, forms.ModelChoiceField)
        open_to = [each for each in AwayKind if private or each != AwayKind.LOST]
        kind.choices = [(each.value, each.label) for each in open_to]
        contact.queryset = Member.objects.in_branch_on(branch, clock.today()).exclude(pk=member.pk).by_name()
        if spell is not None:
            self.initial = {name: getattr(spell, name) for name in FIELDS}
            kind.disabled = True

    def away(self) -> Away:
        return Away(**{name: self.cleaned_data[name] for name in FIELDS})


class ContactForm(OfficeForm):
    on = forms.DateField(label="哪天")
    way = forms.ChoiceField(
        label="方式",
        choices=[(way.value, way.label) for way in ContactWay if way != ContactWay.OWN_WORD],
    )
    text = forms.CharField(label="情况", max_length=200, required=False, help_text="一句话。")
    missed = forms.BooleanField(label="没有联系上", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()

    def contact(self) -> Contact:
        data = self.cleaned_data
        return Contact(data["on"], data["way"], not data["missed"], data["text"])


class BackForm(OfficeForm):
    day = forms.DateField(label="返回日期")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class OwnWordForm(OfficeForm):
    text = forms.CharField(
        label="近况", max_length=200, help_text="一句话：在哪里、做什么、参加组织生活的情况。支部看得到。"
    )
