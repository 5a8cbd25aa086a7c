"""What a program may ask a list for. Anything misspelt is told at once, not passed over in silence."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django_filters import CharFilter, Filter, rest_framework
from django_filters.fields import IsoDateTimeField
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

EARLIEST, LATEST = 2000, 2100
PAGING = ("cursor", "page_size")
# `+` in an address reads as a blank; 2026-06-18T09:00:00+08:00 typed as it is must work all the same.
_LOST_PLUS = re.compile(r" (\d\d:?\d\d)$")


class MomentField(IsoDateTimeField):  # type: ignore[misc]
    default_error_messages = {
        "invalid": "请写 ISO 8601 日期时间，如 2026-06-18T09:00:00+08:00。",
    }

    def to_python(self, value: Any) -> datetime | None:
        moment: datetime | None = super().to_python(_LOST_PLUS.sub(r"+\1", value) if value else value)
        if moment is not None and not EARLIEST <= moment.year <= LATEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class MomentFilter(rest_framework.IsoDateTimeFilter):  # type: ignore[misc]
    field_class = MomentField


class WholeNumberFilter(Filter):  # type: ignore[misc]
    field_class = forms.IntegerField


class ChangedSince(FilterSet):  # type: ignore[misc]
    """Every list: only what changed at or after a moment (R03)."""

    updated_since = MomentFilter(
        field_name="updated_at",
        lookup_expr="gte",
        help_text="只要这一刻起有变动的，ISO 8601，如 2026-06-18T09:00:00+08:00；不写时区按北京时间。",
    )


def code_filter(field_name: str) -> Any:
    return CharFilter(
        field_name=field_name, max_length=30, help_text="党支部代码；不在范围内的代码得到空表。"
    )


def year_filter(field_name: str) -> Any:
    return _whole_number(field_name, "年度，如 2026。", EARLIEST, LATEST)


def month_filter(field_name: str) -> Any:
    return _whole_number(field_name, "月份，1 到 12。", 1, 12)


def _whole_number(field_name: str, said: str, lowest: int, highest: int) -> Any:
    """Described by itself: the year of a date is no field that the description could look up."""
    described = extend_schema_field({"type": "integer", "description": said})
    return described(
        WholeNumberFilter(field_name=field_name, min_value=lowest, max_value=highest, help_text=said)
    )


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]
    """A parameter nobody knows is an error; one row is not filtered."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        allowed = ["format"]
        if not view.detail:
            allowed += [*view.filterset_class.base_filters, *PAGING]
        strange = sorted(set(request.query_params) - set(allowed))
        if strange:
            known = "、".join(sorted(allowed))
            sentence = f"没有这个参数；可用的有 {known}。"
            raise ValidationError(
                {name[:60]: ErrorDetail(sentence, code="unknown_parameter") for name in strange}
            )
        return queryset if view.detail else super().filter_queryset(request, queryset, view)
