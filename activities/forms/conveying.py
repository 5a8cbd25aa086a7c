"""A text from above, and a leader's contact branch (ED-06, MEM-19)."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from activities.models import Activity
from activities.services.conveying import Text
from branches.forms.organization_field import OrganizationField
from branches.models import Organization
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm

# ED-10: what discipline education asks to be studied; offered while typing, never asked for.
TITLES = (
    "《中共中央关于加强党的政治建设的意见》",
    "《中国共产党重大事项请示报告条例》",
    "《关于新形势下党内政治生活的若干准则》",
    "《中国共产党纪律处分条例》",
    "《中国共产党问责条例》",
    "《中国共产党党内监督条例》",
)


class ConveyanceForm(OfficeForm):
    title = forms.CharField(
        label="文件或精神",
        max_length=120,
        widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off"}),
    )
    issuer = forms.CharField(label="发文单位", max_length=80, required=False)
    number = forms.CharField(label="文号", max_length=60, required=False)
    received_on = forms.DateField(label="收到")
    activity = forms.ModelChoiceField(
        Activity.objects.none(),
        label="在哪次会上传达",
        required=False,
        empty_label="还没有传达，或不在会上",
        help_text="选了会，传达日期就是那一天。",
    )
    conveyed_on = forms.DateField(label="传达日期", required=False)
    is_integrity = forms.BooleanField(label="属于廉政、纪律教育", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activity"]
        assert isinstance(field, forms.ModelChoiceField)
        year = clock.today().year
        held = Activity.objects.standing().filter(
            branch=branch, for_year__gte=year - 1, starts_at__lte=clock.now()
        )
        field.queryset = held.order_by("-starts_at")

    def text(self) -> Text:
        return Text(**self.cleaned_data)


class LeaderForm(OfficeForm):
    """A leader by name; the branch he goes to as contact person may be left open."""

    name = forms.CharField(label="党员领导干部姓名", max_length=60)
    branch = OrganizationField(label="联系点支部", required=False, empty_label="没有定联系点")
    since = forms.DateField(label="自")

    def __init__(
        self, *args: Any, people: QuerySet[Member], branches: QuerySet[Organization], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field = self.fields["branch"]
        assert isinstance(field, OrganizationField)
        field.offer(branches)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        found = list(self.people.filter(name=values.get("name", "").strip())[:2])
        if values.get("name") and len(found) != 1:
            several = "有几位同名的，请写“姓名”以外再请管理员核对。"
            self.add_error("name", several if found else "下面的党员里没有这个姓名。")
        values["member"] = found[0] if len(found) == 1 else None
        return values


class LastDayForm(OfficeForm):
    day = forms.DateField(label="到哪一天")
