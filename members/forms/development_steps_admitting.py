"""The steps from the committee's review to the file: meetings with their votes, approvals, the oath (DV-13..DV-23)."""

from collections.abc import Iterable
from typing import Any

from django import forms

from branches.choices import OrganizationKind
from branches.models import Organization, PartyGroup
from members.choices_development import ApproverKind, Conversion, Heard
from members.forms.development_step import StepForm, text_field, yes_or_no
from members.models import Member
from members.rules.development_facts import FACTS, StepFacts
from partywork.common import clock

VOTES = ("expected", "present", "in_favour", "against", "abstained", "void", "written")


class ReviewedForm(StepForm):
    day_label = "审查日期"
    passed = yes_or_no("支委会意见", "同意报上级预审", "暂不同意")
    opinion = text_field("意见", length=200)


class PreviewedForm(StepForm):
    day_label = "预审日期"
    passed = yes_or_no("预审意见", "同意", "不同意")
    number = text_field("文号")
    opinion = text_field("意见", length=200)


class FormFilledForm(StepForm):
    day_label = "填写日期"
    number = text_field("志愿书编号", needed=True)


def _count(label: str, hint: str = "") -> forms.IntegerField:
    box = forms.NumberInput(attrs={"inputmode": "numeric", "class": "input input-short"})
    return forms.IntegerField(label=label, min_value=0, max_value=9999, help_text=hint, widget=box)


class MeetingForm(StepForm):
    """Numbers as counted; where the vote was a ballot of the system they come from there."""

    day_label = "支部大会日期"
    expected = _count("应到", "有表决权的正式党员。")
    present = _count("实到")
    in_favour = _count("赞成", "含会前交来的书面意见。")
    against = _count("反对")
    abstained = _count("弃权")
    void = _count("无效")
    written = _count("其中书面意见几份")

    def ask(self) -> None:
        for name in ("against", "abstained", "void", "written"):
            self.fields[name].initial = 0
        full = Member.objects.in_branch_on(self.development.branch, clock.today()).filter(
            full_on__lte=clock.today()
        )
        self.fields["expected"].initial = full.count()


class ConversionForm(MeetingForm):
    decision = forms.ChoiceField(label="讨论结果", choices=Conversion.choices, widget=forms.RadioSelect)
    months = forms.IntegerField(
        label="延长几个月", min_value=0, max_value=99, required=False, help_text="只在延长时填，6至12个月。"
    )
    heard = forms.MultipleChoiceField(
        label="听取了谁的意见", choices=Heard.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    cause = text_field("延长、取消或推迟的原因", length=200)

    field_order = ("decision", "months", "heard", *VOTES, "cause")

    def ask(self) -> None:
        super().ask()
        self.fields["decision"].initial = Conversion.CONFIRM
        self.order_fields(["day", *self.field_order])
        if self.data.get("decision") == Conversion.POSTPONE:
            for name in VOTES:
                self.fields[name].required = False


class SuperiorTalkForm(StepForm):
    day_label = "谈话日期"
    talker = text_field("谈话人", needed=True, hint="上级党委指派的专人。")
    opinion = text_field("谈话意见", length=200)


class ApprovalForm(StepForm):
    day_label = "审批日期"
    approver = forms.ChoiceField(label="审批机关")
    other_approver = text_field("其他审批机关", length=120, hint="上面没有的才填全称；党总支不能审批。")
    passed = yes_or_no("审批意见", "批准", "不批准")
    number = text_field("批复文号")
    special = text_field("超过三个月的，写明特殊情况", length=200)

    def ask(self) -> None:
        names = [place.name for place in _above(self.development.branch)]
        field = self.fields["approver"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((name, name) for name in names), ("", "其他（在下面填写）")]
        field.required = False
        field.initial = names[0] if names else ""
        if self.key == "conversion_approved":
            del self.fields["special"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["approver"] = data.get("other_approver", "").strip() or data.get("approver", "")
        if not data["approver"]:
            self.add_error("approver", "请选择或填写审批机关。")
        return data

    @property
    def facts(self) -> StepFacts:
        kinds = {place.name: place.kind for place in _above(self.development.branch)}
        is_general = kinds.get(self.cleaned_data["approver"]) == OrganizationKind.GENERAL_BRANCH
        kind = ApproverKind.GENERAL_BRANCH if is_general else ApproverKind.COMMITTEE
        names = [name for name in ("approver", "passed", "number", "special") if name in self.fields]
        return FACTS[self.key](**{name: self._value(name) for name in names}, approver_kind=kind.value)  # type: ignore[call-arg]


class GroupedForm(StepForm):
    day_label = "编入日期"
    group = forms.ModelChoiceField(
        PartyGroup.objects.none(), label="党小组", required=False, empty_label="不编入小组"
    )
    announced_on = forms.DateField(label="在党员大会上宣布的日期", required=False)

    def ask(self) -> None:
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = PartyGroup.objects.filter(branch=self.development.branch, dissolved_on=None)

    def _value(self, name: str) -> Any:
        if name == "group":
            group = self.cleaned_data["group"]
            return group.pk if group else None
        return super()._value(name)


class OathForm(StepForm):
    day_label = "宣誓日期"
    place = text_field("地点", length=120)


class ArchivedForm(StepForm):
    day_label = "归档日期"
    kept_at = text_field("存入", length=120, hint="如：本人人事档案；没有人事档案的由上级党委保存。")


def _above(branch: Organization) -> Iterable[Organization]:
    """The organizations over the branch, the nearest first."""
    return list(reversed(list(Organization.objects.get_ancestors(branch))))
