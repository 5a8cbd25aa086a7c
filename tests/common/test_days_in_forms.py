"""A year that no paper of an office has is refused at its box, before anybody reckons with it."""

import pytest
from django import forms

from partywork.common.forms import OfficeForm


class AskingForm(OfficeForm):
    day = forms.DateField()


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("0001-01-01", False),
        ("1899-12-31", False),
        ("1900-01-01", True),
        ("2024-02-29", True),
        ("2100-12-31", True),
        ("2101-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_year_from_1900_to_2100(typed, fits):
    form = AskingForm({"day": typed})
    assert form.is_valid() is fits
    if not fits:
        assert form.errors["day"] == ["请核对年份。"]
