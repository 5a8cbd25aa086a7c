"""The committee's side: numbers for the branches, an answer, the yearly analysis, why somebody looks at names."""

from typing import Any

from django import forms

from branches.models import Organization
from members.choices_publicity import Matter
from members.models import DevelopmentSubmission
from members.rules.development_quota import MOST
from members.services.submitting import DECISIONS, Answer
from partywork.common import clock
from partywork.common.forms import OfficeForm


class QuotaForm(OfficeForm):
    """A number beside each branch; empty means that none is given."""

    year = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, branches: list[Organization], numbers: dict[int, int | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.branches = branches
        for branch in branches:
            field = forms.IntegerField(label=branch.called, required=False, min_value=0, max_value=MOST)
            field.widget.attrs.update({"class": "input", "inputmode": "numeric"})
            field.initial = numbers.get(branch.pk)
            field.error_messages["invalid"] = "请填半角数字。"
            self.fields[f"n{branch.pk}"] = field

    def numbers(self) -> dict[int, int | None]:
        return {branch.pk: self.cleaned_data[f"n{branch.pk}"] for branch in self.branches}


class QuotaRequestForm(OfficeForm):
    number = forms.IntegerField(label="下一年拟发展几名", min_value=0, max_value=MOST)
    reason = forms.CharField(label="理由", max_length=300, required=False, widget=forms.Textarea)


class SubmitForm(OfficeForm):
    matter = forms.ChoiceField(label="呈报什么", widget=forms.RadioSelect)
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, matters: list[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(matter.value, matter.label) for matter in matters]
        self.fields["matter"].choices = choices  # type: ignore[attr-defined]
        self.fields["matter"].initial = choices[0][0] if choices else None


class AnswerForm(OfficeForm):
    """Agreed, sent back for more, or (a preview, an approval) not agreed."""

    decision = forms.ChoiceField(label="答复", widget=forms.RadioSelect)
    on = forms.DateField(label="答复日期")
    number = forms.CharField(label="文号", max_length=60, required=False)
    opinion = forms.CharField(
        label="意见",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="退回或不同意的必须写。",
    )
    special = forms.CharField(
        label="超过三个月的特殊情况", max_length=160, required=False, help_text="大会后三个月内审批的不用写。"
    )
    reason = forms.CharField(
        label="理由", max_length=200, required=False, help_text="有提醒仍然办理的写明理由；没有提醒不用写。"
    )

    def __init__(self, *args: Any, row: DevelopmentSubmission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decides = Matter(row.matter) in DECISIONS
        choices = [("agree", "同意"), ("return", "退回补充")]
        if decides:
            choices.append(("refuse", "不同意"))
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]
        self.fields["decision"].initial = "agree"
        self.fields["on"].initial = clock.today()
        if row.matter != Matter.ADMISSION:
            del self.fields["special"]

    def answer(self) -> Answer:
        data = {key: value for key, value in self.cleaned_data.items() if key != "decision"}
        return Answer(**data)


class AnalysisForm(OfficeForm):
    on = forms.DateField(label="分析日期")
    situation = forms.CharField(label="队伍状况", max_length=2000, widget=forms.Textarea)
    problems = forms.CharField(label="存在问题", max_length=2000, required=False, widget=forms.Textarea)
    measures = forms.CharField(label="改进措施", max_length=2000, widget=forms.Textarea)


class NeedForm(OfficeForm):
    reason = forms.CharField(
        label="为什么要看名单", max_length=200, min_length=4, help_text="会记入日志，支部和上级都查得到。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["min_length"] = "请写明为什么要看，至少四个字。"
