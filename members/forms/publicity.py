"""Public notices: what is filled in when one is put up, objected to, answered, concluded."""

from datetime import date
from typing import Any

from django import forms

from members.choices_publicity import NoticePoint, NoticeResult, NoticeScope, ObjectionWay
from members.models import Development, NoticedPerson, PublicNotice
from members.rules.publicity import Posting
from partywork.common import clock
from partywork.common.forms import OfficeForm


class NoticeForm(OfficeForm):
    """The people are ticked; the days are proposed; the text is made from their files."""

    people = forms.ModelMultipleChoiceField(
        Development.objects.none(), label="公示哪几位同志", widget=forms.CheckboxSelectMultiple
    )
    posted_on = forms.DateField(label="张贴日期", help_text="当天不计入公示天数；已经张贴的填实际日期。")
    until = forms.DateField(label="公示到哪一天")
    scope = forms.ChoiceField(
        label="在哪里看得到",
        choices=NoticeScope.choices,
        widget=forms.RadioSelect,
        help_text="公示期内显示在这个范围党员的页面上，到期自动撤下；纸质的请打印张贴。",
    )
    receives = forms.CharField(label="受理单位", max_length=60, required=False)
    place = forms.CharField(label="受理地址", max_length=60, required=False)
    phone = forms.CharField(label="受理电话", max_length=30, required=False, help_text="写单位的电话。")
    more = forms.CharField(
        label="补充一段",
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text="正文已按模板写好，一般不用补充。不能写证件号码、手机号码和健康状况。",
    )

    def __init__(
        self,
        *args: Any,
        point: str,
        people: list[Development],
        posted_on: date,
        until: date,
        least: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.point = point
        rows = Development.objects.filter(pk__in=[person.pk for person in people]).by_name()
        self.fields["people"].queryset = rows  # type: ignore[attr-defined]
        self.fields["people"].initial = [person.pk for person in people]
        self.fields["posted_on"].initial = posted_on
        self.fields["until"].initial = until
        self.fields["until"].help_text = f"不少于{least}个工作日，双休日和节假日不算。"
        self.fields["scope"].initial = NoticeScope.BRANCH

    def posting(self) -> Posting:
        data = self.cleaned_data
        return Posting(
            point=NoticePoint(self.point),
            posted_on=data["posted_on"],
            until=data["until"],
            scope=data["scope"],
            receives=data["receives"],
            place=data["place"],
            phone=data["phone"],
            more=data["more"],
        )


class _About(OfficeForm):
    """Whom it is about, where the notice names several."""

    about = forms.ModelChoiceField(
        NoticedPerson.objects.none(), label="对谁", required=False, empty_label="整份公示"
    )

    def __init__(self, *args: Any, notice: PublicNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = notice.people.select_related("development")
        if len(notice.content["people"]) > 1:
            self.fields["about"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["about"]
            self._only = people.first()

    def about_whom(self) -> NoticedPerson | None:
        return self.cleaned_data["about"] if "about" in self.fields else self._only


class NoticeObjectionForm(_About):
    text = forms.CharField(
        label="有什么异议",
        max_length=1000,
        widget=forms.Textarea,
        help_text="请写具体的情况，便于核查。您的姓名只有书记看得到。",
    )

    field_order = ("about", "text")


class HeardObjectionForm(_About):
    way = forms.ChoiceField(
        label="怎么来的",
        choices=[choice for choice in ObjectionWay.choices if choice[0] != ObjectionWay.PAGE],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(label="收到日期")
    name = forms.CharField(
        label="反映人", max_length=40, required=False, help_text="加密保存，只有书记看得到。"
    )
    text = forms.CharField(label="反映的情况", max_length=1000, widget=forms.Textarea)

    field_order = ("way", "received_on", "name", "about", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today()


class ObjectionAnswerForm(OfficeForm):
    upheld = forms.TypedChoiceField(
        label="核查结果",
        choices=[("0", "不属实，或者不影响"), ("1", "属实，有影响")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="核查情况和答复", max_length=1000, widget=forms.Textarea, help_text="提出异议的人看得到。"
    )


class ConclusionForm(OfficeForm):
    """A choice for each of the people somebody spoke about; the others need none."""

    note = forms.CharField(
        label="结论说明", max_length=300, required=False, widget=forms.Textarea, help_text="有异议的必须写。"
    )

    def __init__(self, *args: Any, people: list[NoticedPerson], spoken: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [choice for choice in NoticeResult.choices if choice[0] != NoticeResult.NONE]
        for person in people:
            if person.pk in spoken:
                self.fields[f"result_{person.pk}"] = forms.ChoiceField(
                    label=f"{person.development.name}的结论", choices=choices, widget=forms.RadioSelect
                )
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def results(self) -> dict[int, str]:
        return {person.pk: self.cleaned_data.get(f"result_{person.pk}", "") for person in self.people}


class WithdrawalForm(OfficeForm):
    note = forms.CharField(label="为什么撤回", max_length=300, help_text="撤回的公示不算数，要重新公示。")
