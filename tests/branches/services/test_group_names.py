"""A group's name fits where it is kept, whether it comes from the page or from a roster file."""

import pytest

from branches.services.grouping import form_group, rename_group
from partywork.common.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "fits"), [(1, True), (40, True), (41, False)])
def test_a_name_is_as_long_as_its_box(world, length, fits):
    if fits:
        assert form_group(world.branch, "组" * length, by=world.secretary).name == "组" * length
        return
    with pytest.raises(DomainError):
        form_group(world.branch, "组" * length, by=world.secretary)
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    with pytest.raises(DomainError):
        rename_group(group, "组" * length, by=world.secretary)
