"""A visit in four clicks, and a medal from the list that needs a look to the one given (F-29, F-30)."""

from datetime import date

from members.models import CareVisit, PartyAgeProof, SemicentennialMedal
from members.services.caring import put_on_list
from partywork.common import clock
from tests.factories.members import make_member


def test_a_visit_is_written_down_in_four_clicks(hand, world, as_user):
    put_on_list(
        world.plain_member,
        world.branch,
        kind="hardship",
        since=clock.today(),
        consent_on=clock.today(),
        by=world.secretary,
    )
    as_user(hand, world.secretary)

    hand.open("/")
    hand.follow("关怀荣誉")
    hand.click(
        hand.page.get_by_role("row", name=world.plain_member.name).get_by_role("link", name="登记走访")
    )
    hand.write("difficulties", "想换一楼的宿舍")
    hand.press("登记")

    assert hand.sees("走访已登记")
    assert CareVisit.objects.get().member == world.plain_member
    # The entry, the person, the button: who, what and on which occasion is filled in.
    assert (hand.clicks, hand.inputs) == (3, 1)


def test_fifty_years_from_the_doubtful_date_to_the_medal(hand, world, as_user):
    old = make_member(world.branch, name="孙老", joined_on=date(1975, 5, 1), full_on=date(1976, 5, 1))
    year = clock.today().year
    as_user(hand, world.secretary)

    hand.open("/party-age/")
    assert hand.sees("名册上的转正日期是1976年5月1日")
    hand.click(hand.page.get_by_role("link", name="核对", exact=True).first)
    hand.write("meeting", "1975-03-01")
    hand.write("approved", "1975-05-01")
    hand.write("page", "入党志愿书第8页")
    hand.press("先算一算")
    assert hand.sees("党龄从1975年5月1日算起")
    hand.press("核对无误，记入名册")
    assert PartyAgeProof.objects.get().counts_from == date(1975, 5, 1)

    hand.open(f"/fifty-years/?year={year}")
    hand.click(hand.page.get_by_role("link", name="颁发", exact=True).first)
    hand.click(hand.page.locator("[name=vouched]"))
    hand.press("记为已颁发")

    assert hand.sees("已颁发 1 人")
    assert SemicentennialMedal.objects.get().member == old
