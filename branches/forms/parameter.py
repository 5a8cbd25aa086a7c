"""The form that sets one value of the register: its box follows the kind of value."""

from typing import Any

from django import forms

from branches.rules.fixed_day import KINDS, ORDINALS, WEEKDAY_NAMES, DayRule
from branches.rules.parameter_readers import BOOLEAN, CHOICE, CHOICES, DAY_RULE, INTEGER, MONTHS, TIME
from branches.rules.parameter_spec import ParameterSpec
from partywork.common import clock
from partywork.common.forms import OfficeForm, dress

MONTH_CHOICES = [(str(month), f"{month}月") for month in range(1, 13)]
YES_NO = [("是", "是"), ("否", "否")]


class ParameterForm(OfficeForm):
    in_force_from = forms.DateField(label="自哪天起生效", help_text="以前的事项仍按原值判断。")
    reason = forms.CharField(
        label="理由", max_length=200, required=False, help_text="生效日期早于今天时必填。"
    )

    def __init__(self, *args: Any, spec: ParameterSpec, value: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spec = spec
        for name, field in _boxes(spec, value).items():
            self.fields[name] = field
        self.order_fields([*_boxes(spec, value), "in_force_from", "reason"])
        self.fields["in_force_from"].initial = clock.today()
        dress(self)

    def raw(self) -> object:
        """The typed value as the register reads it."""
        data = self.cleaned_data
        if self.spec.type != DAY_RULE:
            return data["value"]
        return {
            "kind": data["value"],
            "n": data["n"],
            "weekday": data["weekday"],
            "day": data["day"] or 1,
            "start": f"{data['start']:%H:%M}",
            "end": f"{data['end']:%H:%M}",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            self.spec.type == DAY_RULE
            and data.get("start")
            and data.get("end")
            and data["end"] <= data["start"]
        ):
            self.add_error("end", "结束时间要晚于开始时间。")
        return data


def _boxes(spec: ParameterSpec, value: Any) -> dict[str, forms.Field]:
    if spec.type == DAY_RULE:
        return _day_rule(value)
    return {"value": _one_box(spec, value)}


def _one_box(spec: ParameterSpec, value: Any) -> forms.Field:
    label, hint = spec.label, spec.range_text()
    if spec.type == INTEGER:
        number = forms.IntegerField(label=_with_unit(spec), help_text=hint, initial=value)
        number.widget.attrs.update(inputmode="numeric", **{"class": "input"})
        return number
    if spec.type == BOOLEAN:
        chosen = "是" if value else "否"
        return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, initial=chosen)
    if spec.type == CHOICE:
        options = list(spec.options.items())
        return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, initial=value)
    if spec.type in (CHOICES, MONTHS):
        several = MONTH_CHOICES if spec.type == MONTHS else list(spec.options.items())
        return forms.MultipleChoiceField(
            label=label,
            choices=several,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=[str(each) for each in value],
        )
    if spec.type == TIME:
        return _time(label, value)
    text = forms.CharField(label=_with_unit(spec), help_text=hint, initial=_as_text(spec, value))
    text.widget.attrs["class"] = "input"
    return text


def _day_rule(value: DayRule) -> dict[str, forms.Field]:
    nth = [(str(n), f"第{ORDINALS[n]}个") for n in range(1, 5)]
    weekdays = [(str(number), name) for number, name in enumerate(WEEKDAY_NAMES)]
    return {
        "value": forms.ChoiceField(
            label="固定活动日怎么定",
            choices=list(KINDS.items()),
            widget=forms.RadioSelect,
            initial=value.kind,
        ),
        "n": _select("第几个", nth, str(value.n), "选“每月第几个星期几”时用。"),
        "weekday": _select("星期几", weekdays, str(value.weekday), "选“每月固定日期”时不看这一项。"),
        "day": _day_of_month(value.day),
        "start": _time("开始", value.start),
        "end": _time("结束", value.end),
    }


def _select(label: str, choices: list[tuple[str, str]], value: str, hint: str) -> forms.ChoiceField:
    field = forms.ChoiceField(label=label, choices=choices, initial=value, help_text=hint)
    field.widget.attrs["class"] = "input"
    return field


def _day_of_month(value: int) -> forms.IntegerField:
    field = forms.IntegerField(
        label="每月几日",
        min_value=1,
        max_value=31,
        initial=value,
        required=False,
        help_text="选“每月固定日期”时用；没有 31 日的月份取最后一天。",
    )
    field.widget.attrs["class"] = "input"
    return field


def _time(label: str, value: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M")
    return forms.TimeField(label=label, initial=value, widget=widget)


def _with_unit(spec: ParameterSpec) -> str:
    return f"{spec.label}（{spec.unit}）" if spec.unit else spec.label


def _as_text(spec: ParameterSpec, value: Any) -> str:
    stored = spec.to_json(value)
    return "、".join(str(each) for each in stored) if isinstance(stored, list) else str(stored)
