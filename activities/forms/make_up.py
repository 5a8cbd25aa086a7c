"""The forms of a make-up: contact, what was done, what is still missing (AT-05, AT-09, G06)."""

from typing import Any

from django import forms

from activities.choices import MakeUpMethod
from activities.models import MakeUp
from activities.services.making_up import Visit
from partywork.common import clock
from partywork.common.forms import OfficeForm


class ContactForm(OfficeForm):
    cause = forms.CharField(label="联系后了解到的缺席原因", max_length=200, help_text="请不要写病情。")
    told = forms.CharField(label="向本人通报了什么", max_length=200, required=False, help_text="可以不填。")


class HandInForm(OfficeForm):
    """Only the forms that this kind of absence allows (N02); the two lines of a home visit where one is allowed."""

    method = forms.ChoiceField(label="补课方式")
    done_on = forms.DateField(label="补课日期")
    gist = forms.CharField(
        label="内容要点",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一两句就够，不用写文章；在外地参加的，写对方怎样证明。",
    )
    visitors = forms.CharField(label="谁去的", max_length=80, required=False, help_text="送学上门要填。")
    brought = forms.CharField(
        label="带去了什么", max_length=120, required=False, help_text="如学习材料。不用拍照。"
    )
    minutes = forms.IntegerField(label="多长时间（分钟）", min_value=1, max_value=600, required=False)
    place = forms.CharField(
        label="在哪里", max_length=80, required=False, help_text="在外地党组织参加的，写那个党组织。"
    )

    def __init__(self, *args: Any, make_up: MakeUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in MakeUpMethod.choices if choice[0] in make_up.forms]
        self.fields["method"].choices = self._offered(choices)  # type: ignore[attr-defined]
        self.fields["done_on"].initial = clock.today()
        if MakeUpMethod.HOME not in make_up.forms:
            del self.fields["visitors"], self.fields["brought"]

    def _offered(self, choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        return [("", "请选"), *choices]

    @property
    def home_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("visitors", "brought") if name in self.fields]

    @property
    def values(self) -> dict[str, Any]:
        """As the verb takes them."""
        data = self.cleaned_data
        return {
            "method": data["method"],
            "done_on": data["done_on"],
            "gist": data["gist"],
            "visit": Visit(data["place"], data["minutes"], data.get("visitors", ""), data.get("brought", "")),
        }


class MyMakeUpForm(HandInForm):
    """The same on the member's own phone: choices to tap, none chosen beforehand."""

    method = forms.ChoiceField(label="怎么补的", widget=forms.RadioSelect)
    field_order = ("method", "done_on", "gist", "visitors", "brought", "minutes", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].label = "哪一天补的"
        self.fields["gist"].label = "学了什么"

    def _offered(self, choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
        return choices


class SendBackForm(OfficeForm):
    reason = forms.CharField(label="还要补什么", max_length=200)
