"""What the forms of the twenty-five steps have in common: the date, the paper, the reason behind a warning."""

from dataclasses import fields
from typing import Any

from django import forms

from members.choices_development import DecidedBy, RecommendedBy
from members.models import Development
from members.rules.development import BY_KEY
from members.rules.development_facts import FACTS, StepFacts
from partywork.common import clock
from partywork.common.forms import OfficeForm


class StepForm(OfficeForm):
    """The date and the paper; `reason` is asked only when a rule has warned, `why` only when it is a correction."""

    day = forms.DateField(label="日期")
    paper = forms.FileField(
        label="材料", required=False, help_text="PDF、JPG、PNG，不超过 5 MB；纸质留存的可以不附。"
    )
    note = forms.CharField(label="备注", max_length=200, required=False)
    reason = forms.CharField(
        label="仍要办理的理由",
        max_length=200,
        required=False,
        help_text="理由会和上面的提示一起留在纪实表里。",
    )
    why = forms.CharField(label="更正原因", max_length=200)

    key = ""
    day_label = "日期"

    def __init__(
        self, *args: Any, development: Development, key: str, correcting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.development = key, development
        self.fields["day"].label = self.day_label
        self.fields["day"].initial = clock.today()
        self.fields["paper"].label = f"材料：{BY_KEY[key].paper}"
        if not correcting:
            del self.fields["why"]
        last = [name for name in ("note", "paper", "reason", "why") if name in self.fields]
        first = [name for name in self.fields if name not in (*last, "day")]
        self.order_fields(["day", *first, *last])
        self.ask()

    def ask(self) -> None:
        """Fill the choices that depend on the branch."""

    @property
    def facts(self) -> StepFacts:
        kind = FACTS[self.key]
        return kind(
            **{each.name: self._value(each.name) for each in fields(kind) if each.name in self.fields}
        )

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if isinstance(value, list):
            return tuple(value)
        if value in ("yes", "no"):
            return value == "yes"
        return 0 if value is None and isinstance(self.fields[name], forms.IntegerField) else value

    def hide_reason(self) -> None:
        """As long as no rule has warned there is nothing to give a reason for."""
        typed = self.is_bound and (self.data.get("reason") or "reason" in self.errors)
        if not typed:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True  # so it is not called optional where it is asked for


class AskedForm(StepForm):
    day_label = "递交日期"


def yes_or_no(label: str, yes: str, no: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("yes", yes), ("no", no)], initial="yes", widget=forms.RadioSelect
    )


def text_field(label: str, *, length: int = 60, needed: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=needed, help_text=hint)


def preset_decided_by(form: StepForm) -> None:
    has_committee = form.development.branch.has_committee
    form.fields["decided_by"].initial = DecidedBy.COMMITTEE if has_committee else DecidedBy.MEETING
    if "method" in form.fields:
        form.fields["method"].initial = RecommendedBy.MEMBERS
