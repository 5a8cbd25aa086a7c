"""Forms about decisions on membership: the paper with its date and number, the restoration, taking one back."""

from typing import Any

from django import forms

from branches.models import Organization, PartyGroup
from members.choices_standing import ENDS, DecisionKind
from members.services.deciding import Decision
from partywork.common import clock
from partywork.common.forms import OfficeForm


class _PaperForm(OfficeForm):
    decided_on = forms.DateField(label="决定日期", help_text="决定上写的日期。")
    effective_on = forms.DateField(label="生效日期")
    number = forms.CharField(label="文号", max_length=60)
    decided_by = forms.CharField(label="作出决定的党组织", max_length=120)
    paper = forms.FileField(label="决定（扫描件或照片）", help_text="PDF、JPG 或 PNG，5 MB 以内。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = self.fields["effective_on"].initial = clock.today()

    def _decision(self, kind: str) -> Decision:
        data = self.cleaned_data
        return Decision(
            kind=kind,
            decided_on=data["decided_on"],
            effective_on=data["effective_on"],
            number=data["number"],
            decided_by=data["decided_by"],
        )


class DecisionForm(_PaperForm):
    kind = forms.ChoiceField(
        label="决定", choices=[(kind, DecisionKind(kind).label) for kind in ENDS], widget=forms.RadioSelect
    )
    field_order = ("kind",)

    def decision(self) -> Decision:
        return self._decision(self.cleaned_data["kind"])


class RestoreForm(_PaperForm):
    group = forms.ModelChoiceField(
        label="党小组", queryset=PartyGroup.objects.none(), required=False, empty_label="不编入小组"
    )

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        group.queryset = PartyGroup.objects.filter(branch=branch, dissolved_on=None)

    def decision(self) -> Decision:
        return self._decision(DecisionKind.RESTORED)
