"""One organization among those in reach: a list while it is short, else a box for its name or code."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from branches.models import Organization

CHOOSABLE = 50  # organizations in one list to choose from; of more than that one is written
NAMED_AT_MOST = 5  # in the sentence that says which of them could be meant
HOW = "写全称、简称或代码，名称里的几个字也可以。"


class OrganizationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The form says which may be chosen by `offer(...)`; three thousand of them make no page of half a megabyte."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Organization.objects.none(), *args, **kwargs)
        self.is_written = False

    def offer(self, rows: QuerySet[Any]) -> None:
        self.queryset = rows
        self.is_written = len(rows.order_by().values_list("pk")[: CHOOSABLE + 1]) > CHOOSABLE
        if self.is_written:
            self.widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "maxlength": "120"})
            self.widget.is_required = self.required
            self.help_text = f"{self.help_text}{HOW}"

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        return self._called(typed) if self.is_written and typed else super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """In the box stands what was written, or what the one chosen before is called."""
        if not self.is_written or not value or isinstance(value, str):
            return super().prepare_value(value)
        pk = value.pk if isinstance(value, Organization) else value
        return next(iter(self.queryset.filter(pk=pk).values_list("name", flat=True)), "")  # type: ignore[union-attr]

    def _called(self, typed: str) -> Organization:
        """Who is called exactly so; else the only one whose name has these characters."""
        exact, part = Q(code=typed) | Q(name=typed) | Q(short_name=typed), Q(name__icontains=typed)
        for wanted in (exact, part | Q(short_name__icontains=typed)):
            found = list(self.queryset.filter(wanted)[: NAMED_AT_MOST + 1])  # type: ignore[union-attr]
            if len(found) == 1:
                only: Organization = found[0]
                return only
            if found:
                raise forms.ValidationError(_which(found), code="several")
        raise forms.ValidationError("您的范围内没有这个党组织，请核对名称或代码。", code="invalid_choice")


def _which(found: list[Organization]) -> str:
    names = "、".join(f"{each.called}（{each.code}）" for each in found[:NAMED_AT_MOST])
    more = "等" if len(found) > NAMED_AT_MOST else ""
    return f"不止一个：{names}{more}。请写全称或代码。"
