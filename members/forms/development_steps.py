"""A small form for each of the twenty-five steps: the date, what F-24 asks for, the paper, and nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from django import forms

from branches.choices import OrganizationKind
from branches.models import Organization, PartyGroup
from members.choices_development import ApproverKind, Conversion, DecidedBy, Heard, RecommendedBy
from members.models import Development, Member
from members.rules.development import BY_KEY
from members.rules.development_facts import FACTS, StepFacts
from partywork.common import clock
from partywork.common.forms import OfficeForm

NOBODY = Member.objects.none()
VOTES = ("expected", "present", "in_favour", "against", "abstained", "void", "written")


class StepForm(OfficeForm):
    """The date and the paper; `reason` is asked only when a rule has warned, `why` only when it is a correction."""

    day = forms.DateField(label="日期")
    paper = forms.FileField(
        label="材料", required=False, help_text="PDF、JPG、PNG，不超过 5 MB；纸质留存的可以不附。"
    )
    note = forms.CharField(label="备注", max_length=200, required=False)
    reason = forms.CharField(
        label="仍要办理的理由",
        max_length=200,
        required=False,
        help_text="理由会和上面的提示一起留在纪实表里。",
    )
    why = forms.CharField(label="更正原因", max_length=200)

    key = ""
    day_label = "日期"

    def __init__(
        self, *args: Any, development: Development, key: str, correcting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.development = key, development
        self.fields["day"].label = self.day_label
        self.fields["day"].initial = clock.today()
        self.fields["paper"].label = f"材料：{BY_KEY[key].paper}"
        if not correcting:
            del self.fields["why"]
        last = [name for name in ("note", "paper", "reason", "why") if name in self.fields]
        first = [name for name in self.fields if name not in (*last, "day")]
        self.order_fields(["day", *first, *last])
        self.ask()

    def ask(self) -> None:
        """Fill the choices that depend on the branch."""

    @property
    def facts(self) -> StepFacts:
        kind = FACTS[self.key]
        return kind(
            **{each.name: self._value(each.name) for each in fields(kind) if each.name in self.fields}
        )

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if isinstance(value, list):
            return tuple(value)
        if value in ("yes", "no"):
            return value == "yes"
        return 0 if value is None and isinstance(self.fields[name], forms.IntegerField) else value

    def hide_reason(self) -> None:
        """As long as no rule has warned there is nothing to give a reason for."""
        typed = self.is_bound and (self.data.get("reason") or "reason" in self.errors)
        if not typed:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True  # so it is not called optional where it is asked for


def _yes_or_no(label: str, yes: str, no: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("yes", yes), ("no", no)], initial="yes", widget=forms.RadioSelect
    )


def _text(label: str, *, length: int = 60, needed: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=needed, help_text=hint)


class TalkForm(StepForm):
    day_label = "谈话日期"
    talker = _text("谈话人", needed=True, hint="党组织派去谈话的人。")


class SuperiorTalkForm(StepForm):
    day_label = "谈话日期"
    talker = _text("谈话人", needed=True, hint="上级党委指派的专人。")
    opinion = _text("谈话意见", length=200)


class ActivistForm(StepForm):
    day_label = "确定日期"
    method = forms.ChoiceField(label="推荐方式", choices=RecommendedBy.choices, widget=forms.RadioSelect)
    decided_by = forms.ChoiceField(label="由谁决定", choices=DecidedBy.choices, widget=forms.RadioSelect)

    def ask(self) -> None:
        _decided_by(self)


class FiledForm(StepForm):
    day_label = "备案日期"
    number = _text("备案文号")


class CandidateFiledForm(FiledForm):
    day_label = "备案同意的日期"


class ContactsForm(StepForm):
    day_label = "指定日期"
    members = forms.ModelMultipleChoiceField(
        NOBODY,
        label="培养联系人（1至2名）",
        widget=forms.CheckboxSelectMultiple,
        help_text="本支部的正式党员。",
    )

    def ask(self) -> None:
        _offer_full_members(self)

    def _value(self, name: str) -> Any:
        return _keys(self, name) if name == "members" else super()._value(name)


class IntroducersForm(ContactsForm):
    day_label = "确定日期"
    sound = forms.BooleanField(
        label="已核对：两位都没有受留党察看处分",
        required=False,
        help_text="受留党察看处分、尚未恢复党员权利的不能作介绍人。",
    )

    def ask(self) -> None:
        _offer_full_members(self)
        self.fields["members"].label = "入党介绍人（2名）"
        contacts = self.development.contacts.filter(until=None, role="contact")
        self.fields["members"].initial = [contact.member_id for contact in contacts]
        self.fields["members"].help_text = "本支部的正式党员，一般由培养联系人担任。"


class ReviewForm(StepForm):
    day_label = "考察日期"
    opinion = forms.CharField(
        label="考察意见",
        max_length=400,
        widget=forms.Textarea,
        help_text="一两句话：表现怎样，还要注意什么。",
    )


class CandidateForm(StepForm):
    day_label = "支部讨论日期"
    heard = forms.MultipleChoiceField(
        label="听取了谁的意见", choices=Heard.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    decided_by = forms.ChoiceField(label="由谁决定", choices=DecidedBy.choices, widget=forms.RadioSelect)

    def ask(self) -> None:
        _decided_by(self)


class PoliticalReviewForm(StepForm):
    day_label = "作出结论的日期"
    passed = _yes_or_no("结论", "合格", "不合格")
    conclusion = _text("结论摘要", length=200)


class TrainingForm(StepForm):
    day_label = "结束日期"
    begins = forms.DateField(label="开始日期", required=False)
    days = forms.IntegerField(label="天数", min_value=0, max_value=60, initial=0)
    hours = forms.IntegerField(
        label="学时", min_value=0, max_value=400, initial=0, help_text="不少于3天或者24学时。"
    )
    result = _text("成绩或结业情况")
    exception = _text("经上级批准可以不足的，批准文件", length=120)


class ReviewedForm(StepForm):
    day_label = "审查日期"
    passed = _yes_or_no("支委会意见", "同意报上级预审", "暂不同意")
    opinion = _text("意见", length=200)


class PreviewedForm(StepForm):
    day_label = "预审日期"
    passed = _yes_or_no("预审意见", "同意", "不同意")
    number = _text("文号")
    opinion = _text("意见", length=200)


class FormFilledForm(StepForm):
    day_label = "填写日期"
    number = _text("志愿书编号", needed=True)


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
    cause = _text("延长、取消或推迟的原因", length=200)

    field_order = ("decision", "months", "heard", *VOTES, "cause")

    def ask(self) -> None:
        super().ask()
        self.fields["decision"].initial = Conversion.CONFIRM
        self.order_fields(["day", *self.field_order])
        if self.data.get("decision") == Conversion.POSTPONE:
            for name in VOTES:
                self.fields[name].required = False


class ApprovalForm(StepForm):
    day_label = "审批日期"
    approver = forms.ChoiceField(label="审批机关")
    other_approver = _text("其他审批机关", length=120, hint="上面没有的才填全称；党总支不能审批。")
    passed = _yes_or_no("审批意见", "批准", "不批准")
    number = _text("批复文号")
    special = _text("超过三个月的，写明特殊情况", length=200)

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
    place = _text("地点", length=120)


class ArchivedForm(StepForm):
    day_label = "归档日期"
    kept_at = _text("存入", length=120, hint="如：本人人事档案；没有人事档案的由上级党委保存。")


class AskedForm(StepForm):
    day_label = "递交日期"


FORMS: Mapping[str, type[StepForm]] = MappingProxyType(
    {
        "applied": AskedForm,
        "talked": TalkForm,
        "activist": ActivistForm,
        "activist_filed": FiledForm,
        "contacts": ContactsForm,
        "cultivation": ReviewForm,
        "candidate": CandidateForm,
        "candidate_filed": CandidateFiledForm,
        "introducers": IntroducersForm,
        "political_review": PoliticalReviewForm,
        "training": TrainingForm,
        "reviewed": ReviewedForm,
        "previewed": PreviewedForm,
        "form_filled": FormFilledForm,
        "admitted": MeetingForm,
        "superior_talk": SuperiorTalkForm,
        "approved": ApprovalForm,
        "registered": FiledForm,
        "grouped": GroupedForm,
        "oath": OathForm,
        "probation": ReviewForm,
        "conversion_asked": AskedForm,
        "conversion_decided": ConversionForm,
        "conversion_approved": ApprovalForm,
        "archived": ArchivedForm,
    }
)


def initial_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was kept, as the boxes of the form want it."""
    said = {True: "yes", False: "no"}
    return {
        name: said[value] if isinstance(value, bool) and name == "passed" else value
        for name, value in kept.items()
    }


def _above(branch: Organization) -> Iterable[Organization]:
    """The organizations over the branch, the nearest first."""
    return list(reversed(list(Organization.objects.get_ancestors(branch))))


def _offer_full_members(form: StepForm) -> None:
    field = form.fields["members"]
    assert isinstance(field, forms.ModelMultipleChoiceField)
    today = clock.today()
    here = Member.objects.in_branch_on(form.development.branch, today)
    field.queryset = here.filter(full_on__lte=today).by_name()


def _keys(form: StepForm, name: str) -> tuple[int, ...]:
    return tuple(member.pk for member in form.cleaned_data[name])


def _decided_by(form: StepForm) -> None:
    has_committee = form.development.branch.has_committee
    form.fields["decided_by"].initial = DecidedBy.COMMITTEE if has_committee else DecidedBy.MEETING
    if "method" in form.fields:
        form.fields["method"].initial = RecommendedBy.MEMBERS
