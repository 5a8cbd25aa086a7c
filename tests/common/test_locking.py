"""Two people whose acts hold what the other one waits for: one goes on, one is told to press again."""

from threading import Barrier

import pytest
from django.db import transaction

from branches.models import Organization
from partywork.common.errors import DomainError
from partywork.common.verbs import lock
from tests.factories.branches import make_branch, make_committee
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_wait_for_each_other_one_goes_on_and_one_is_told():
    committee = make_committee()
    first, second = make_branch(parent=committee, name="甲支部"), make_branch(parent=committee, name="乙支部")
    both_hold_one = Barrier(2)

    @transaction.atomic
    def act(mine: Organization, then: Organization) -> str:
        lock(mine)
        both_hold_one.wait(timeout=30)
        lock(then)
        return "办好了"

    answers = at_once(lambda: act(first, second), lambda: act(second, first))

    [refused] = [answer for answer in answers if answer != "办好了"]
    assert isinstance(refused, DomainError), refused
    assert refused.message == "刚才有人同时在办，这一次没有保存，请再点一次。"
