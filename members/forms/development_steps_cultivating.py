"""The steps from the application to the end of training: talks, filings, who accompanies, who was heard (DV-02..12)."""

from typing import Any

from django import forms

from members.choices_development import DecidedBy, Heard, RecommendedBy
from members.forms.development_step import StepForm, preset_decided_by, text_field, yes_or_no
from members.models import Member
from partywork.common import clock

NOBODY = Member.objects.none()


class TalkForm(StepForm):
    day_label = "谈话日期"
    talker = text_field("谈话人", needed=True, hint="党组织派去谈话的人。")


class ActivistForm(StepForm):
    day_label = "确定日期"
    method = forms.ChoiceField(label="推荐方式", choices=RecommendedBy.choices, widget=forms.RadioSelect)
    decided_by = forms.ChoiceField(label="由谁决定", choices=DecidedBy.choices, widget=forms.RadioSelect)

    def ask(self) -> None:
        preset_decided_by(self)


class FiledForm(StepForm):
    day_label = "备案日期"
    number = text_field("备案文号")


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
        offer_full_members(self)

    def _value(self, name: str) -> Any:
        return keys_of(self, name) if name == "members" else super()._value(name)


class IntroducersForm(ContactsForm):
    day_label = "确定日期"

    def ask(self) -> None:
        offer_full_members(self)
        self.fields["members"].label = "入党介绍人（2名）"
        contacts = self.development.contacts.filter(until=None, role="contact")
        self.fields["members"].initial = [contact.member_id for contact in contacts]
        self.fields[
            "members"
        ].help_text = "本支部的正式党员，一般由培养联系人担任；能不能担任由系统按当天的情况核对。"


class CandidateForm(StepForm):
    day_label = "支部讨论日期"
    heard = forms.MultipleChoiceField(
        label="听取了谁的意见", choices=Heard.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    decided_by = forms.ChoiceField(label="由谁决定", choices=DecidedBy.choices, widget=forms.RadioSelect)

    def ask(self) -> None:
        preset_decided_by(self)


class PoliticalReviewForm(StepForm):
    day_label = "作出结论的日期"
    passed = yes_or_no("结论", "合格", "不合格")
    conclusion = text_field("结论摘要", length=200)


class TrainingForm(StepForm):
    day_label = "结束日期"
    begins = forms.DateField(label="开始日期", required=False)
    days = forms.IntegerField(label="天数", min_value=0, max_value=60, initial=0)
    hours = forms.IntegerField(
        label="学时", min_value=0, max_value=400, initial=0, help_text="不少于3天或者24学时。"
    )
    result = text_field("成绩或结业情况")
    exception = text_field("经上级批准可以不足的，批准文件", length=120)


def offer_full_members(form: StepForm) -> None:
    field = form.fields["members"]
    assert isinstance(field, forms.ModelMultipleChoiceField)
    today = clock.today()
    here = Member.objects.in_branch_on(form.development.branch, today)
    field.queryset = here.filter(full_on__lte=today).by_name()


def keys_of(form: StepForm, name: str) -> tuple[int, ...]:
    return tuple(member.pk for member in form.cleaned_data[name])
