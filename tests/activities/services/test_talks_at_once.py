"""A talk entered, confirmed or withdrawn at the same moment, and any order of acts (TT-05)."""

from datetime import date
from functools import partial

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from activities.choices_talks import TalkState
from activities.models import Notice, Talk
from activities.services import talking, thinking
from activities.services.talking import Words
from partywork.common.errors import DomainError
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
DAY = date(2026, 6, 18)
WORDS = Words(talked_on=DAY, gist="谈了学习")


def test_an_impatient_finger_writes_one_talk_and_tells_once(world, today):
    act = partial(
        talking.enter, world.branch, world.secretary_member, world.plain_member, WORDS, by=world.secretary
    )

    results = at_once(act, act, act)

    assert {result.pk for result in results} == {Talk.objects.get().pk}
    assert Notice.objects.count() == 1


def test_both_sides_write_the_same_talk_at_once_and_one_is_told_that_it_stands(world, today):
    pair = (world.secretary_member, world.plain_member)
    other = Words(talked_on=DAY, gist="另一种写法")

    results = at_once(
        partial(talking.enter, world.branch, *pair, WORDS, by=world.secretary),
        partial(talking.enter, world.branch, *reversed(pair), other, by=world.member),
    )

    assert Talk.objects.count() == 1
    (refusal,) = [each for each in results if isinstance(each, DomainError)]
    assert "已经记过了" in refusal.message


def test_confirmed_and_withdrawn_at_once_is_one_of_the_two(world, today):
    talk = talking.enter(world.branch, world.secretary_member, world.plain_member, WORDS, by=world.secretary)

    at_once(
        partial(talking.confirm, talk, by=world.member), partial(talking.withdraw, talk, by=world.secretary)
    )

    left = Talk.objects.first()
    assert left is None or left.state == TalkState.CONFIRMED


def test_the_same_report_written_twice_at_once_is_one(world, today):
    analysis = thinking.Analysis(date(2026, 1, 1), DAY, "平稳")
    act = partial(thinking.write, world.branch, analysis, by=world.secretary)

    first, second = at_once(act, act)

    assert first == second


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["amend", "confirm", "send_back", "withdraw", "paper"]),
        st.sampled_from(["secretary", "member", "reviewer"]),
    ),
    max_size=8,
)


@given(acts=ACTS)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_tried_a_confirmed_talk_has_both_words_and_never_changes(world, today, acts):
    Talk.objects.all().delete()
    talk = talking.enter(world.branch, world.secretary_member, world.plain_member, WORDS, by=world.secretary)
    agreed_text = None
    for number, (act, who) in enumerate(acts):
        standing = Talk.objects.filter(pk=talk.pk).first()
        if standing is None:
            assert act and agreed_text is None  # only an unconfirmed one can be withdrawn
            return
        by = getattr(world, who)
        try:
            if act == "amend":
                words = Words(talked_on=DAY, gist=f"谈了{number}")
                talking.amend(standing, words, by=by, revision=standing.revision)
            elif act == "send_back":
                talking.send_back(standing, by=by, note="有出入")
            else:
                verbs = {"confirm": talking.confirm, "withdraw": talking.withdraw}
                verbs.get(act, talking.confirm_on_paper)(standing, by=by)
        except DomainError:
            pass
        now = Talk.objects.filter(pk=talk.pk).first()
        if now is not None and now.is_settled:
            assert now.talker_agreed_at is not None
            assert now.partner_agreed_at is not None
            agreed_text = agreed_text or now.gist
            assert now.gist == agreed_text
            assert not now.on_paper  # both have accounts
