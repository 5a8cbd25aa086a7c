"""The short forms of a member's phone: choices to tap, text only where it may be left out."""

from typing import Any

from django import forms

from activities.choices import Criterion, Grade, LeaveReason, ObjectionClaim, PartOfDay, Weekday
from members.choices import Sex
from partywork.common import clock
from partywork.common.forms import OfficeForm


class LeaveForm(OfficeForm):
    reason = forms.ChoiceField(label="为什么不能来", choices=LeaveReason, widget=forms.RadioSelect)
    text = forms.CharField(label="想补充一句", max_length=200, required=False, help_text="请不要写病情。")
    proof = forms.FileField(
        label="附件",
        required=False,
        max_length=120,
        help_text="不要求。PDF 或照片，5 MB 以内，只有批假的人能下载，过期自动删除。请不要附病历。",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, sex: str = "", after_start: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [choice for choice in LeaveReason.choices if sex == Sex.FEMALE or choice[0] != "maternity"]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        self.fields["reason"].error_messages["required"] = "请选一个请假的原因。"
        if after_start:
            self.fields["text"].label = "为什么没有事先请假"
            self.fields["text"].help_text = "活动已经开始，补假要写一句原因。请不要写病情。"
            self.fields["text"].required = True


class LinkLeaveForm(LeaveForm):
    """Without signing in no paper is taken in: whoever has one adds it in his own activities."""

    proof = None  # type: ignore[assignment]


class RatingForm(OfficeForm):
    """Five times three answers, none chosen beforehand (EV-02)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in Criterion:
            self.fields[criterion.value] = forms.ChoiceField(
                label=criterion.label,
                choices=Grade,
                widget=forms.RadioSelect,
                error_messages={"required": "这一项还没有选。"},
            )
        self.fields["remark"] = forms.CharField(
            label="还想说一句",
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"class": "input", "rows": "2"}),
            help_text="可以不写。请不要写能认出您的话。",
        )

    @property
    def grades(self) -> dict[str, str]:
        return {criterion.value: self.cleaned_data[criterion.value] for criterion in Criterion}


class StandingAbsenceForm(OfficeForm):
    """Once a term: which weekday, when, for how long (S08)."""

    weekday = forms.TypedChoiceField(label="星期几", choices=Weekday, coerce=int, widget=forms.RadioSelect)
    part = forms.ChoiceField(label="什么时候", choices=PartOfDay, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label="为什么", choices=LeaveReason, widget=forms.RadioSelect, help_text="只记类别，别人看不到。"
    )
    since = forms.DateField(label="从哪天起")
    until = forms.DateField(label="到哪天止", help_text="最长半年。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()


class ObjectionForm(OfficeForm):
    """Two taps say it; a sentence is asked for only where neither claim fits (M15)."""

    claim = forms.ChoiceField(choices=ObjectionClaim, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="哪里不对", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": "2"})
    )
