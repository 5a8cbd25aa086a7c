"""Forms about one organization: founding, correcting, renaming, moving."""

from typing import Any

from django import forms

from branches.choices import BranchDomain, OrganizationKind, UnitSituation
from branches.forms.organization_field import OrganizationField
from branches.services.describing import Unit
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


class UnitForm(OfficeForm):
    """F-21: told once; of a unit that is the superior's only whom to ask."""

    situation = forms.ChoiceField(
        label="所在单位情况", choices=UnitSituation.choices, help_text="和上级相同的，下面四项不用填。"
    )
    name = forms.CharField(label="单位名称", max_length=120, required=False)
    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=18, required=False, help_text="18 位。"
    )
    nature = forms.CharField(
        label="单位性质类别",
        max_length=40,
        required=False,
        help_text="照上级采集表的写法，如“机关”“国有企业”。",
    )
    established = forms.CharField(
        label="建立党组织情况", max_length=60, required=False, help_text="如“单独建立党支部”。"
    )
    contact = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(
        label="办公电话", max_length=40, required=False, help_text="写办公室的，不写个人手机。"
    )

    def unit(self) -> Unit:
        return Unit(**self.cleaned_data)


class RenameForm(OfficeForm):
    name = forms.CharField(label="新名称", max_length=120)
    short_name = forms.CharField(label="新简称", max_length=40, required=False)
    day = forms.DateField(label="自哪天起", help_text="以前的表册仍印原来的名称。")
    reason = forms.CharField(label="依据或说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class MoveForm(OfficeForm):
    parent = OrganizationField(label="新的上级党组织", empty_label="请选择")
    day = forms.DateField(label="自哪天起", help_text="以前各月仍由原上级管理，按原上级的规定判断。")
    reason = forms.CharField(label="依据或说明", max_length=200, required=False)

    def __init__(self, *args: Any, parents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, OrganizationField)
        field.offer(parents)
        self.fields["day"].initial = clock.today()
