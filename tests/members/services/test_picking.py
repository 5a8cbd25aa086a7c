"""Where a member is picked from a list, equal names are told apart; where all differ nothing more is asked (E-73)."""

from datetime import date

import pytest

from members.forms.member import ExemptionForm
from tests.factories.members import give_phone, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def labels(world):
    form = ExemptionForm(branch=world.branch, member=world.plain_member)
    return [str(label) for _value, label in form.fields["contact"].choices]


def test_two_of_one_name_show_the_year_they_joined(world):
    make_member(world.branch, name="李二", joined_on=date(2015, 7, 1), full_on=date(2016, 7, 1))
    assert {"李二（2010年入党）", "李二（2015年入党）", "王三"} <= set(labels(world))


def test_two_of_one_name_and_year_show_the_end_of_the_telephone_only(world):
    give_phone(world.others[0], "13800138000")
    make_member(world.branch, name="李二", phone="13900139111")
    shown = labels(world)
    assert {"李二（手机尾号8000）", "李二（手机尾号9111）"} <= set(shown)
    assert "13800138000" not in str(shown)


def test_names_that_all_differ_cost_one_query(world, django_assert_num_queries):
    form = ExemptionForm(branch=world.branch, member=world.plain_member)
    with django_assert_num_queries(1):
        assert [label for _value, label in form.fields["contact"].choices]
