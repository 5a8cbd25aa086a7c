"""Forms that keep what was typed and say in Chinese, at the field, what is wrong."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, ParamSpec, TypeVar

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.forms.renderers import TemplatesSetting

from partywork.common.errors import DomainError

# The oldest member was born after the first, and no term, letter or exemption reaches beyond the last.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

P = ParamSpec("P")
R = TypeVar("R")


class OfficeFormRenderer(TemplatesSetting):
    """Fields print through templates/django/forms/field.html: label, hint, error, box."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


def attempt(form: forms.BaseForm, verb: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Run the verb; when it refuses, put its sentence on the form (at its field) and answer False.

    What the verb returned stands in `form.outcome`.
    """
    try:
        form.outcome = verb(*args, **kwargs)  # type: ignore[attr-defined]
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(refusal.message, code=refusal.code))
        return False
    return True


def submit(form: forms.BaseForm, verb: Callable[..., object], *args: object, **kwargs: object) -> bool:
    """Whether everything was filled in and the verb took it: what was typed goes to it under the fields' names."""
    return form.is_valid() and attempt(form, verb, *args, **kwargs, **form.cleaned_data)


class OfficeForm(forms.Form):
    """A form whose boxes carry our classes and whose errors are tied to them for screen readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class OfficeModelForm(forms.ModelForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class ToldApart(ModelChoiceIterator):  # type: ignore[type-arg]
    """The rows to choose from; those that look alike are told apart where their model knows how (E-73)."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = list(self.queryset)
        apart = getattr(self.queryset, "told_apart", None)
        called = apart(rows) if apart is not None else {}
        for row in rows:
            value = ModelChoiceIteratorValue(self.field.prepare_value(row), row)
            yield value, called.get(row.pk) or self.field.label_from_instance(row)


def possible_day(value: date) -> None:
    """A year no paper of an office has is a slip of the hand; reckoned with, it leads out of the calendar."""
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise forms.ValidationError("请核对年份。", code="impossible_year")


def dress(form: forms.BaseForm) -> None:
    plain = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.iterator is ModelChoiceIterator:
            field.iterator = ToldApart
            field.queryset = field.queryset
        if isinstance(field, (forms.DateField, forms.DateTimeField)):
            field.validators.append(possible_day)
        field.error_messages["required"] = "这一项要填。"
        field.error_messages["min_value"] = "不能小于 %(limit_value)s。"
        field.error_messages["max_value"] = "不能大于 %(limit_value)s。"
        if not isinstance(field.widget, plain):
            field.widget.attrs.setdefault("class", "input")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.setdefault("rows", "3")
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={**field.widget.attrs, "type": "date"}, format="%Y-%m-%d")
        elif isinstance(field, forms.TimeField):
            field.widget = forms.TimeInput(attrs={**field.widget.attrs, "type": "time"}, format="%H:%M")
