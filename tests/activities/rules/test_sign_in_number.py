"""签到号: one more digit, so that a slip of the finger is nobody's number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.sign_in_number import number_of, serial_of

SERIALS = st.integers(min_value=1, max_value=9999)


@pytest.mark.parametrize(
    ("serial", "number"), [(1, "013"), (2, "021"), (17, "174"), (99, "999"), (572, "5724")]
)
def test_a_number_is_the_serial_and_a_check_digit(serial, number):
    assert number_of(serial) == number
    assert serial_of(number) == serial


@given(SERIALS)
def test_every_number_leads_back_to_its_member(serial):
    assert serial_of(number_of(serial)) == serial


@given(SERIALS, st.data())
def test_one_wrong_digit_is_nobodys_number(serial, data):
    digits = list(number_of(serial))
    place = data.draw(st.integers(0, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([each for each in "0123456789" if each != digits[place]]))

    assert serial_of("".join(digits)) is None


@given(SERIALS, st.data())
def test_two_digits_in_the_wrong_order_are_nobodys_number(serial, data):
    digits = list(number_of(serial))
    place = data.draw(st.integers(0, len(digits) - 2))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    swapped = "".join(digits)

    assert swapped == number_of(serial) or serial_of(swapped) is None


@pytest.mark.parametrize("typed", ["", "1", "0", "00", "000", "²²²", "-13", "013 ", "12345678901", "abc"])
def test_what_is_no_number_is_none(typed):
    assert serial_of(typed) is None
