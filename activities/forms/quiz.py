"""A question bank handed over, a quiz made of it, what was done on paper (ED-08)."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from activities.reports.quizzes import BankTopic
from activities.services.quizzing import MOST, NewQuiz
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm


class BankForm(OfficeForm):
    file = forms.FileField(label="题库文件", help_text=".xlsx、.xls 或 .csv，一行一题。")


class NewQuizForm(OfficeForm):
    title = forms.CharField(label="名称", max_length=80)
    opens_on = forms.DateField(label="从")
    closes_on = forms.DateField(label="到")
    topic = forms.ChoiceField(label="从哪一类里出题", required=False)
    number = forms.IntegerField(label="出几题", min_value=1, max_value=MOST)
    pass_pct = forms.IntegerField(label="答对百分之几算通过", min_value=1, max_value=100)

    def __init__(self, *args: Any, topics: list[BankTopic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        total = sum(each.number for each in topics)
        named = [(each.topic, f"{each.topic}（{each.number}题）") for each in topics if each.topic]
        self.fields["topic"].choices = [("", f"全部（{total}题）"), *named]  # type: ignore[attr-defined]

    def new(self) -> NewQuiz:
        return NewQuiz(**self.cleaned_data)


class PaperQuizForm(OfficeForm):
    people = forms.ModelMultipleChoiceField(
        Member.objects.none(), label="在纸上答完的", widget=forms.CheckboxSelectMultiple
    )
    on = forms.DateField(label="日期")

    def __init__(self, *args: Any, rows: QuerySet[Member], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows
