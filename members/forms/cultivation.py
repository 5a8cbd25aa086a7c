"""Reviews, notes of the contacts, reports of thoughts: what is filled in (F-25, F-26, DV-07)."""

from typing import Any

from django import forms

from members.choices_publicity import ProbationAdvice
from members.models import CultivationReview
from members.services.cultivating import Opinion
from partywork.common import clock
from partywork.common.forms import OfficeForm


class ReviewForm(OfficeForm):
    """One review; a half-year asks the group, a quarter the talk and, towards the end, the suggestion."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label="考察时间")
    behaviour = forms.CharField(
        label="主要表现",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text="写现实表现，不写病情。",
    )
    contacts_said = forms.CharField(
        label="培养联系人意见",
        max_length=1200,
        required=False,
        widget=forms.Textarea,
        help_text="联系人在自己的手机上写，会出现在这里；也可以代记，写明是谁的意见。",
    )
    talk = forms.CharField(label="谈话（时间、谈话人）", max_length=200, required=False)
    group_said = forms.CharField(label="党小组意见", max_length=1000, required=False, widget=forms.Textarea)
    branch_said = forms.CharField(label="党支部意见", max_length=1000, required=False, widget=forms.Textarea)
    advice = forms.ChoiceField(label="转正建议", choices=ProbationAdvice.choices, required=False)

    def __init__(self, *args: Any, review: CultivationReview, **kwargs: Any) -> None:
        names = ("behaviour", "contacts_said", "talk", "group_said", "branch_said", "advice")
        initial = {name: getattr(review, name) or "" for name in names}
        initial |= {"revision": review.revision, "on": review.on or clock.today()}
        super().__init__(*args, initial=initial, **kwargs)
        # Kept as it grows, it may be empty; whoever finishes it has written these two.
        saves = self.is_bound and self.data.get("step") != "settle"
        for name in ("behaviour", "branch_said"):
            self.fields[name].required = not saves
        if review.is_probation:
            self.fields["contacts_said"].label = "入党介绍人意见"
            del self.fields["group_said"]
        else:
            del self.fields["talk"], self.fields["advice"]

    def opinion(self) -> Opinion:
        data = {key: value for key, value in self.cleaned_data.items() if key != "revision"}
        return Opinion(**data)


class ContactNoteForm(OfficeForm):
    on = forms.DateField(label="哪一天")
    text = forms.CharField(
        label="记一句", max_length=200, help_text="谈了什么、要帮他做什么。支部和两位联系人看得到。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class ContactOpinionForm(OfficeForm):
    text = forms.CharField(label="我的意见", max_length=500, widget=forms.Textarea)


class OwnReportForm(OfficeForm):
    """The own report of thoughts, where the committee asks for the text."""

    file = forms.FileField(
        label="思想汇报", help_text="本人签名后的扫描件、照片（PDF、JPG、PNG，不超过 5 MB）。"
    )


class ReportForm(OfficeForm):
    """Only that and when; the text where the committee asks for it."""

    on = forms.DateField(label="汇报日期")
    oral = forms.BooleanField(label="口头汇报", required=False)
    file = forms.FileField(label="书面原文", required=False, help_text="上级要求交书面原文；PDF 或照片。")

    def __init__(self, *args: Any, texts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        if not texts:
            del self.fields["file"]
