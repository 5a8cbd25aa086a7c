"""Forms about one organization: founding, correcting, renaming, moving."""

from typing import Any

from django import forms

from branches.choices import BranchDomain, OrganizationKind
from branches.models import Organization
from branches.services.founding import NewOrganization
from partywork.common import clock
from partywork.common.forms import OfficeForm

DOMAINS = [("", "请选择"), *BranchDomain.choices]


class FoundForm(OfficeForm):
    kind = forms.ChoiceField(label="类别", choices=OrganizationKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=120, help_text="全称，会印在表册上。")
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    code = forms.CharField(label="代码", max_length=30, help_text="本系统内不重复，数据接口用它认组织。")
    domain = forms.ChoiceField(
        label="领域", choices=DOMAINS, required=False, help_text="党支部必选，决定没有另行规定时的默认要求。"
    )
    founded_on = forms.DateField(label="成立日期")
    has_committee = forms.BooleanField(label="设支部委员会", required=False, initial=True)
    use_preset = forms.BooleanField(
        label="把该领域的预设写成本支部自己的规定", required=False, help_text="不勾选时跟随上级的规定。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = OrganizationKind.BRANCH
        self.fields["founded_on"].initial = clock.today()

    def facts(self) -> NewOrganization:
        return NewOrganization(**self.cleaned_data)


class CorrectForm(OfficeForm):
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    domain = forms.ChoiceField(label="领域", choices=DOMAINS, required=False)
    has_committee = forms.BooleanField(label="设支部委员会", required=False)


class RenameForm(OfficeForm):
    name = forms.CharField(label="新名称", max_length=120)
    short_name = forms.CharField(label="新简称", max_length=40, required=False)
    day = forms.DateField(label="自哪天起", help_text="以前的表册仍印原来的名称。")
    reason = forms.CharField(label="依据或说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class MoveForm(OfficeForm):
    parent = forms.ModelChoiceField(
        label="新的上级党组织", queryset=Organization.objects.none(), empty_label="请选择"
    )
    day = forms.DateField(label="自哪天起", help_text="以前各月仍由原上级管理，按原上级的规定判断。")
    reason = forms.CharField(label="依据或说明", max_length=200, required=False)

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parents
        self.fields["day"].initial = clock.today()
