"""Who applies, why something is put right or stopped: the forms around the twenty-five steps."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile

from branches.forms.organization_field import OrganizationField
from members.choices import Sex
from members.models import Development
from members.services.applying import Applicant
from partywork.common import clock
from partywork.common.forms import OfficeForm
from partywork.common.uploads import clean_file

PERSON = ("name", "sex", "born_on", "ethnicity", "education", "occupation", "leaving_on")


class PersonForm(OfficeForm):
    """What is kept about whoever is on the way: only what the record form asks for (F-24)."""

    name = forms.CharField(label="姓名", max_length=60)
    sex = forms.ChoiceField(label="性别", choices=Sex.choices, widget=forms.RadioSelect)
    born_on = forms.DateField(label="出生日期", help_text="申请入党须年满十八岁。")
    ethnicity = forms.CharField(label="民族", max_length=20, required=False)
    education = forms.CharField(label="学历", max_length=30, required=False)
    occupation = forms.CharField(label="单位及职务", max_length=100, required=False)
    leaving_on = forms.DateField(
        label="预计离开日期",
        required=False,
        help_text="将毕业、调动、出国的填写；离开前三个月内一般不办理接收。",
    )

    @property
    def applicant(self) -> Applicant:
        return Applicant(**{name: self.cleaned_data[name] for name in PERSON})


class ApplyForm(PersonForm):
    """The application itself: the first step, with its paper."""

    day = forms.DateField(label="递交申请书的日期")
    paper = forms.FileField(
        label="入党申请书", required=False, help_text="扫描件或照片（PDF、JPG、PNG，不超过 5 MB）。"
    )
    another_person = forms.BooleanField(
        label="确实是另一位同名、同日出生的同志", required=False, help_text="只在提示重复、核实过以后才勾选。"
    )

    field_order = ("name", "sex", "born_on", "day", "paper")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class WhyForm(OfficeForm):
    """A step taken back, or to be done anew: why."""

    why = forms.CharField(label="原因", max_length=200)


class EndForm(OfficeForm):
    """Stopped by the branch, or taken back by the person."""

    how = forms.ChoiceField(
        label="怎样结束",
        choices=[("stop", "支部停止培养"), ("withdraw", "本人撤回申请")],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="日期")
    reason = forms.CharField(label="原因", max_length=200, help_text="写支部的决定或本人的说明。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()


class RestartForm(OfficeForm):
    reason = forms.CharField(label="为什么重新开始", max_length=200)


class MoveForm(OfficeForm):
    """To another branch of the system; cultivation counts on."""

    to = OrganizationField(label="转到", empty_label="请选择")
    day = forms.DateField(label="自哪天起")
    reason = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, branches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, OrganizationField)
        field.offer(branches)
        self.fields["day"].initial = clock.today()


class EarlierForm(OfficeForm):
    """Cultivation elsewhere before coming here, shown by a document (DV-08)."""

    months = forms.IntegerField(
        label="转来前已培养（整月）",
        min_value=0,
        max_value=120,
        help_text="从原单位确定为积极分子那天起算的整月数。",
    )
    place = forms.CharField(label="原培养单位", max_length=120)
    paper = forms.FileField(
        label="证明材料",
        required=False,
        help_text="原单位党组织的培养考察材料（PDF、JPG、PNG，不超过 5 MB）。",
    )

    def __init__(self, *args: Any, development: Development, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"].initial = development.earlier_months
        self.fields["place"].initial = development.earlier_place
        self.fields["paper"].required = not development.earlier_paper


def upload_of(form: forms.BaseForm, name: str = "paper") -> "ContentFile[bytes] | None":
    """What was handed in, cleaned; DomainError at the field for anything but a paper."""
    upload = form.cleaned_data.get(name) if hasattr(form, "cleaned_data") else None
    if not upload:
        return None
    clean = clean_file(upload.name, upload.read(), field=name)
    return ContentFile(clean.data, name=clean.name)
