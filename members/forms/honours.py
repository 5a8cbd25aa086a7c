"""Nominating, its steps, labels, pairs, projects, a decision of discipline and its end."""

from collections.abc import Sequence
from typing import Any

from django import forms

from branches.models import Organization
from members.choices_honours import (
    SECRETARY_ONLY,
    DisciplineKind,
    HonourKind,
    HonourLevel,
    LabelKind,
    ProjectKind,
    ProjectState,
)
from members.models import Appointment, Member
from members.services.disciplining import Decision
from members.services.honouring import Nomination
from partywork.common import clock
from partywork.common.forms import OfficeForm


def _today(form: forms.BaseForm, *names: str) -> None:
    for name in names:
        form.fields[name].initial = clock.today()


def _offer(field: forms.Field, branch: Organization) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Member.objects.in_branch_on(branch, clock.today()).by_name()


class HonourForm(OfficeForm):
    kind = forms.ChoiceField(label="荣誉", choices=HonourKind.choices)
    member = forms.ModelChoiceField(
        label="谁", queryset=Member.objects.none(), required=False, empty_label="支部自己"
    )
    level = forms.ChoiceField(label="哪一级", choices=HonourLevel.choices)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    on = forms.DateField(label="提名日期")
    title = forms.CharField(
        label="名称", max_length=80, required=False, help_text="“其他荣誉”要写；其余可不写。"
    )
    batch = forms.CharField(label="批次", max_length=30, required=False, help_text="如“第二批”。")
    self_assessed_on = forms.DateField(label="自评日期", required=False, help_text="“四强”“四优”填。")
    mutual_on = forms.DateField(label="互评日期", required=False)
    deeds = forms.CharField(
        label="事迹", max_length=300, required=False, widget=forms.Textarea, help_text="一两句话；不写隐私。"
    )

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["member"], branch)
        _today(self, "on")
        self.fields["year"].initial = clock.today().year

    def put(self) -> Nomination:
        return Nomination(**self.cleaned_data)


class HonourStepForm(OfficeForm):
    on = forms.DateField(label="日期")
    paper = forms.CharField(label="文号", max_length=80, required=False, help_text="上级授予或撤销的要写。")
    review_on = forms.DateField(label="复核日期", required=False, help_text="动态管理的，写下次复核那天。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "on")


class LabelForm(OfficeForm):
    member = forms.ModelChoiceField(label="谁", queryset=Member.objects.none(), empty_label="请选择")
    kind = forms.ChoiceField(label="标牌", choices=LabelKind.choices)
    text = forms.CharField(label="内容", max_length=80, required=False, help_text="如“三车间一号机台”。")
    since = forms.DateField(label="自")

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["member"], branch)
        _today(self, "since")


class PairForm(OfficeForm):
    member = forms.ModelChoiceField(label="党员", queryset=Member.objects.none(), empty_label="请选择")
    partner = forms.CharField(label="结对职工", max_length=40)
    place = forms.CharField(label="部门、班组", max_length=60, required=False)
    since = forms.DateField(label="自")

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["member"], branch)
        _today(self, "since")


class UntilForm(OfficeForm):
    until = forms.DateField(label="最后一天")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "until")


class ProjectForm(OfficeForm):
    name = forms.CharField(label="名称", max_length=80)
    kind = forms.ChoiceField(label="类别", choices=ProjectKind.choices)
    lead = forms.ModelChoiceField(label="负责人", queryset=Member.objects.none(), empty_label="请选择")
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, branch: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["lead"], branch)
        self.fields["year"].initial = clock.today().year


class ProgressForm(OfficeForm):
    to = forms.ChoiceField(label="进展", choices=ProjectState.choices)
    on = forms.DateField(label="截至")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "on")


class DecisionForm(OfficeForm):
    kind = forms.ChoiceField(label="决定", choices=DisciplineKind.choices)
    decided_on = forms.DateField(label="决定日期")
    decided_by = forms.CharField(label="决定机关", max_length=80)
    paper = forms.CharField(label="文号", max_length=80, help_text="没有文件的不登记；不写原因。")
    since = forms.DateField(label="自哪天起")
    until = forms.DateField(label="到哪一天", required=False, help_text="留党察看必须填，一至二年。")
    posts = forms.TypedMultipleChoiceField(
        label="撤销哪些党内职务",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只在“撤销党内职务”时看；只撤销一部分的，从最高职务开始。留党察看的，党内职务全部免去。",
    )
    file = forms.FileField(label="决定文件", required=False, help_text="PDF、JPG、PNG；涉密的不上传。")

    def __init__(
        self, *args: Any, secretary: bool = False, held: Sequence[Appointment] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        posts = self.fields["posts"]
        assert isinstance(posts, forms.TypedMultipleChoiceField)
        posts.choices = [(post.pk, _called(post)) for post in held]
        posts.initial = [post.pk for post in held]
        if not held:
            del self.fields["posts"]
        told = [each for each in DisciplineKind.choices if secretary or each[0] not in SECRETARY_ONLY]
        self.fields["kind"].choices = told  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        dismissed = data.get("kind") == DisciplineKind.DISMISSED
        if dismissed and "posts" in self.fields and not data.get("posts"):
            self.add_error("posts", "请选决定撤销的职务。")
        return data

    def decision(self) -> Decision:
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "posts")}
        return Decision(**data, posts=frozenset(self.cleaned_data.get("posts", ())))


def _called(post: Appointment) -> str:
    return f"{post.organization.called}{post.get_post_display()}（{post.period.lower:%Y-%m-%d}起）"


class LiftForm(OfficeForm):
    on = forms.DateField(label="日期")
    paper = forms.CharField(label="文号", max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _today(self, "on")
