"""Boxes for money and months: what is wrong is said at the box, with what was expected."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from members.rules.dues_months import read_month
from partywork.common.money import read_yuan, to_fen


class YuanField(forms.CharField):
    """An amount in yuan; cleaned to Decimal, or None when it may stay empty."""

    def __init__(self, *, what: str = "金额", may_be_negative: bool = False, **kwargs: Any) -> None:
        self._what, self._may_be_negative = what, may_be_negative
        attributes = {"inputmode": "decimal", "autocomplete": "off", "maxlength": "20"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_yuan(text, what=self._what, may_be_negative=self._may_be_negative)
        except ValueError as expected:
            raise forms.ValidationError(str(expected)) from None


class FenField(YuanField):
    """The same, cleaned to whole fen."""

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        yuan = super().clean(value)
        return None if yuan is None else to_fen(yuan)


class MonthField(forms.CharField):
    """2026-03, cleaned to the first day of the month."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "month", "maxlength": "7", "placeholder": "2026-03"})
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_month(text)
        except ValueError as expected:
            raise forms.ValidationError(str(expected)) from None
