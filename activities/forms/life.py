"""An organizational life meeting at the desk and on the phone: what is prepared, said and promised (OL-*)."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from activities.choices_life import LifeForm, NoticeScope, OpinionSource
from activities.models import Activity, LifeMeeting
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _people(form: forms.Form, rows: QuerySet[Member], *names: str) -> None:
    for name in names:
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class BeginLifeForm(OfficeForm):
    for_year = forms.TypedChoiceField(label="所属年度", coerce=int)
    theme = forms.CharField(label="主题", max_length=200)
    form = forms.ChoiceField(label="召开形式", choices=LifeForm)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        years = [(year, f"{year}年度") for year in (today.year, today.year - 1)]
        # In the first quarter it is last year's (OL-01).
        self.fields["for_year"].choices = years if today.month > 3 else years[::-1]  # type: ignore[attr-defined]


class StudiesForm(OfficeForm):
    studies = forms.ModelMultipleChoiceField(
        Activity.objects.none(), label="会前学习", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: QuerySet[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["studies"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows


class OpinionsForm(OfficeForm):
    on = forms.DateField(label="日期")
    source = forms.ChoiceField(label="征求对象", choices=OpinionSource)
    count = forms.IntegerField(label="几条", min_value=1, max_value=999)
    gist = forms.CharField(
        label="主要意见", max_length=1000, required=False, widget=_text(2), help_text="只写事，不写是谁提的。"
    )


class PlanForm(OfficeForm):
    plan = forms.CharField(label="会议方案", max_length=5000, widget=_text(6))


class LastYearForm(OfficeForm):
    text = forms.CharField(label="上年整改情况", max_length=5000, widget=_text(4))


class ExaminationForm(OfficeForm):
    """`whose` empty is the committee."""

    whose = forms.ModelChoiceField(
        Member.objects.none(), label="谁的", required=False, empty_label="支部班子"
    )
    problem = forms.CharField(label="查摆的问题", max_length=5000, widget=_text(4))
    cause = forms.CharField(label="原因", max_length=3000, required=False, widget=_text(2))
    measure = forms.CharField(label="整改措施", max_length=3000, required=False, widget=_text(2))

    def __init__(
        self, *args: Any, people: QuerySet[Member], has_committee: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _people(self, people, "whose")
        if not has_committee:
            self.fields["whose"].required = True
            self.fields["whose"].empty_label = "请选"  # type: ignore[attr-defined]


class OwnExaminationForm(OfficeForm):
    problem = forms.CharField(label="我的问题", max_length=5000, widget=_text(6))
    cause = forms.CharField(label="原因", max_length=3000, required=False, widget=_text(3))
    measure = forms.CharField(label="整改措施", max_length=3000, required=False, widget=_text(3))


class SpeakForm(OfficeForm):
    read_by = forms.ModelChoiceField(
        Member.objects.none(),
        label="宣读人",
        required=False,
        empty_label="本人发言",
        widget=forms.Select(attrs={"aria-label": "谁发言或宣读"}),
    )

    def __init__(self, *args: Any, people: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self, people, "read_by")


class CriticismForm(OfficeForm):
    critic = forms.ModelChoiceField(Member.objects.none(), label="批评人", empty_label="请选")
    member = forms.ModelChoiceField(Member.objects.none(), label="被批评人", empty_label="请选")
    text = forms.CharField(label="意见", max_length=1000, widget=_text(2))
    answer = forms.CharField(label="被批评人表态", max_length=500, required=False)

    def __init__(self, *args: Any, people: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self, people, "critic", "member")


class AnswerCriticismForm(OfficeForm):
    answer = forms.CharField(label="表态", max_length=500, widget=_text(2))


class SelfCheckForm(OfficeForm):
    charter = forms.CharField(label="对照党章", max_length=3000, required=False, widget=_text())
    rules = forms.CharField(label="对照党规", max_length=3000, required=False, widget=_text())
    discipline = forms.CharField(label="对照党纪", max_length=3000, required=False, widget=_text())


class RectificationForm(OfficeForm):
    whose = forms.ModelChoiceField(
        Member.objects.none(), label="谁的清单", required=False, empty_label="支部班子"
    )
    problem = forms.CharField(label="问题", max_length=300)
    measure = forms.CharField(label="整改措施", max_length=300)
    owner = forms.ModelChoiceField(Member.objects.none(), label="责任人", empty_label="请选")
    due = forms.DateField(label="完成时限")

    def __init__(self, *args: Any, people: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self, people, "whose", "owner")


class TakeOverForm(OfficeForm):
    due = forms.DateField(label="完成时限")


class SettleForm(OfficeForm):
    outcome = forms.CharField(label="完成情况", max_length=300)


class DiscloseForm(OfficeForm):
    shown_from = forms.DateField(label="公开开始")
    shown_to = forms.DateField(label="公开结束")
    scope = forms.ChoiceField(label="公开范围", choices=NoticeScope)


def people_of(life: LifeMeeting) -> QuerySet[Member]:
    day = life.activity.day if life.activity else clock.today()
    return Member.objects.in_branch_on(life.branch, day).by_name()
