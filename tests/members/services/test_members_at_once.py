"""Two people press at the same moment, with real connections: it is done once, or one of them is told (R2, E-82)."""

from datetime import date, datetime
from functools import partial

import pytest
from django.conf import settings

from activities.models import HandOver
from activities.services import handing_over
from members.models import DuesHandover, MembershipSpell, MemberStatistics, PrivacyNotice, PublicNotice
from members.rules.publicity import Posting
from members.services import letters, noticing
from members.services.dues_closing import receive_ticked
from members.services.dues_handing_over import confirm, hand_over
from members.services.freezing_statistics import freeze, freeze_due
from members.services.informing import publish_notice
from members.services.reorganizing import merge, split
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.branches import make_branch
from tests.factories.development import make_development
from tests.factories.dues import JUNE, assessed, make_keeper
from tests.factories.letters import make_letter
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
TODAY = date(2026, 6, 18)


def journaled(verb):
    return JournalEntry.objects.filter(verb=verb).count()


def refusals(answers):
    """Every failure is a sentence for people, never a broken constraint."""
    failures = [each for each in answers if isinstance(each, Exception)]
    assert all(isinstance(each, DomainError) for each in failures), failures
    return failures


@pytest.fixture
def sister(world, today):
    return make_branch(parent=world.committee, name="会计学院学生第三党支部")


@pytest.fixture
def letter(world, sister):
    return make_letter(world.others[0], sister)


def test_two_who_accept_the_same_letter_accept_it_once(world, sister, letter):
    accept = partial(letters.accept, letter, day=TODAY, by=world.reviewer)

    answers = at_once(accept, accept, accept)

    assert not refusals(answers)
    assert journaled("accept") == 1
    assert world.others[0].spells.count() == 2


def test_of_two_days_of_acceptance_one_stands_and_the_other_is_refused(world, sister, letter):
    days = (date(2026, 6, 10), TODAY)

    answers = at_once(*[partial(letters.accept, letter, day=day, by=world.reviewer) for day in days])

    assert len(refusals(answers)) == 1
    letter.refresh_from_db()
    spell = MembershipSpell.objects.get(member=letter.member, branch=sister)
    assert spell.period.lower == letter.accepted_on


def test_a_letter_is_accepted_or_taken_back_never_both(world, sister, letter):
    answers = at_once(
        partial(letters.accept, letter, day=TODAY, by=world.reviewer),
        partial(letters.void, letter, reason="不转了", by=world.secretary),
    )

    assert len(refusals(answers)) == 1
    letter.refresh_from_db()
    where = sister if letter.state == "accepted" else world.branch
    assert letter.member.branch_on(TODAY) == where


def test_two_letters_for_one_member_are_one(world, sister):
    answers = at_once(*[partial(make_letter, world.others[0], sister)] * 3)

    assert not refusals(answers)
    assert {answer.pk for answer in answers} == {answers[0].pk}
    assert journaled("issue_letter") == 1


def test_two_who_conclude_the_same_notice_conclude_it_once(world, today):
    way = make_development(
        world.branch, by=world.secretary, until="candidate", people=world.others, name="周六"
    )
    posting = Posting(point="candidate", posted_on=TODAY, until=date(2026, 6, 26))
    notice = noticing.put_up(world.branch, [way], posting, by=world.secretary)
    today.move_to(datetime(2026, 6, 27, 9, tzinfo=clock.OFFICE))

    conclude = partial(noticing.conclude, notice, results={}, by=world.secretary)
    answers = at_once(conclude, conclude)

    assert len(refusals(answers)) == 1
    assert journaled("conclude") == 1
    assert PublicNotice.objects.get().state == "concluded"


def test_two_who_put_up_the_same_notice_put_up_one(world, today):
    way = make_development(
        world.branch, by=world.secretary, until="candidate", people=world.others, name="周六"
    )
    posting = Posting(point="candidate", posted_on=TODAY, until=date(2026, 6, 26))

    answers = at_once(*[partial(noticing.put_up, world.branch, [way], posting, by=world.secretary)] * 3)

    assert not refusals(answers)
    assert PublicNotice.objects.count() == 1


def test_two_who_freeze_the_same_year_freeze_it_once(world, today):
    day = date(2025, 12, 31)

    answers = at_once(*[partial(freeze, world.branch, day, by=world.reviewer)] * 2)

    assert len(refusals(answers)) == 1
    assert MemberStatistics.objects.count() == 1


def test_a_further_edition_sent_twice_is_one(world, today):
    day = date(2025, 12, 31)
    freeze(world.branch, day, by=world.reviewer)

    answers = at_once(*[partial(freeze, world.branch, day, by=world.reviewer, reason="漏登一人")] * 3)

    assert not refusals(answers)
    assert sorted(MemberStatistics.objects.values_list("edition", flat=True)) == [1, 2]


def test_the_night_and_an_official_freeze_at_the_same_moment_and_nobody_is_left_out(world, today, sister):
    answers = at_once(
        partial(freeze_due, TODAY),
        partial(freeze_due, TODAY),
        partial(freeze, sister, date(2025, 12, 31), by=None),
    )

    refusals(answers)
    frozen = MemberStatistics.objects.filter(as_of=date(2025, 12, 31))
    assert len(set(frozen.values_list("organization", flat=True))) == frozen.count()
    assert frozen.filter(organization__in=[world.branch, sister, world.foreign_branch]).count() == 3


def test_a_hand_over_is_signed_once(world, today):
    row = handing_over.hand_over(world.branch, to=world.member, by=world.secretary)

    answers = at_once(*[partial(handing_over.take_over, row, by=world.member)] * 3)

    assert not refusals(answers)
    assert journaled("take_over") == 1


def test_a_hand_over_is_taken_or_withdrawn(world, today):
    row = handing_over.hand_over(world.branch, to=world.member, by=world.secretary)

    answers = at_once(
        partial(handing_over.take_over, row, by=world.member),
        partial(handing_over.withdraw, row, by=world.secretary),
    )

    assert len(refusals(answers)) == 1
    assert journaled("take_over") + journaled("withdraw_hand_over") == 1
    assert HandOver.objects.filter(taken_at=None).count() == 0


def test_the_dues_are_handed_over_and_confirmed_once(world, today):
    old = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, old)
    receive_ticked(world.branch, JUNE, [member.pk for member in world.roster], by=old)
    new = make_keeper(world.branch, "next", name="周八")
    write = partial(hand_over, world.branch, giver=old, taker=new, counted_fen=5 * 3457, by=old)
    assert not refusals(at_once(write, write))
    row = DuesHandover.objects.get()

    answers = at_once(*[partial(confirm, row, by=new)] * 2)

    assert not refusals(answers)
    assert (journaled("hand_over_dues"), journaled("confirm")) == (1, 1)


def test_a_branch_is_split_once(world, sister):
    leaving = [member.pk for member in world.others]
    part = partial(split, world.branch, sister, leaving, day=TODAY, by=world.reviewer)

    answers = at_once(part, part)

    assert len(refusals(answers)) == 1
    assert journaled("split_off") == 1
    assert MembershipSpell.objects.filter(branch=sister).count() == len(leaving)


def test_a_branch_is_merged_once(world, sister):
    whole = partial(merge, world.branch, sister, day=TODAY, by=world.reviewer)

    answers = at_once(whole, whole)

    assert len(refusals(answers)) == 1
    assert journaled("absorb") == 1
    assert MembershipSpell.objects.filter(branch=sister).count() == len(world.roster)


def test_the_same_privacy_notice_twice_is_one(world, today):
    publish = partial(publish_notice, world.committee, handler="工委", contact="电话", by=world.reviewer)

    answers = at_once(publish, publish, publish)

    assert not refusals(answers)
    assert PrivacyNotice.objects.filter(organization=world.committee).count() == 1
    assert journaled("publish_privacy_notice") == 1
