"""Journey 9 and a year of dues: a month of thirty by ticks and a count, from assessment to disclosure, on a phone."""

from datetime import date
from decimal import Decimal

import pytest

from members.choices import Post
from members.models import DuesAssessment, DuesDisclosure, DuesEntry, DuesMonth, DuesRemittance
from members.rules.dues_months import later, month_of
from members.services.dues_assessing import Facts, assess
from members.services.dues_billing import make_bills
from members.services.dues_closing import close
from partywork.common import clock
from partywork.common.money import yuan_text
from tests.factories.dues import make_keeper
from tests.factories.members import appoint, make_member, make_user

STUDENT = "student"


@pytest.fixture
def keeper(world):
    return make_keeper(world.branch)


def _month() -> date:
    return month_of(clock.today())


def test_journey_9_thirty_members_ticked_counted_and_closed(hand, world, as_user, keeper):
    members = [*world.roster, *(make_member(world.branch, name=f"党员{n}") for n in range(25))]
    for number, member in enumerate(members):
        assess(member, world.branch, Facts("employed", _month(), Decimal(3000 + number * 100)), by=keeper)
    bills = {row.member_id: row.monthly_fen for row in DuesAssessment.objects.all()}
    late = [members[3].pk, members[17].pk]
    total = sum(fen for pk, fen in bills.items() if pk not in late)
    as_user(hand, keeper)

    hand.open("/dues/")
    assert hand.page.locator("input[name=paid]:checked").count() == 0
    hand.follow("全部勾选")
    for pk in late:
        hand.click(hand.page.locator(f"input[name=paid][value='{pk}']"))
    hand.write("counted", yuan_text(total).replace(",", ""))
    hand.press("收下并结账")

    assert hand.sees("党费已结账")
    assert DuesMonth.objects.get().counted_fen == total
    assert DuesEntry.objects.count() == 28
    assert hand.page.get_by_role("link", name="打印收据").is_visible()
    # All ticked, two exceptions, closed; one box: the count.
    assert (hand.clicks, hand.inputs) == (4, 1)


def test_a_year_from_the_assessment_to_the_disclosure(hand, world, as_user, keeper):
    today = clock.today()
    first = later(_month(), -2)
    others = [member for member in world.roster if member != world.plain_member]
    for member in others:
        assess(member, world.branch, Facts(STUDENT, first), by=keeper)
    as_user(hand, keeper)

    hand.open(f"/dues/members/{world.plain_member.pk}/assessment/")
    hand.page.select_option("[name=kind]", "employed")
    hand.write("base", "3456.789")
    hand.write("since", f"{first:%Y-%m}")
    hand.press("确认核定")
    assert hand.sees("最多到分")
    hand.write("base", "3456.78")
    hand.press("确认核定")
    assert hand.sees("34.5678元")
    assert hand.sees("第一条、第二条")

    for month in (first, later(first)):
        make_bills(month, today=today)
        close(world.branch, month, counted_fen=3457 + 80, ticked=[m.pk for m in world.roster], by=keeper)
    hand.open("/dues/")
    hand.follow("全部勾选")
    hand.write("counted", "35.36")
    hand.press("收下并结账")
    assert hand.sees("实点35.36元")
    hand.write("counted", "35.37")
    hand.press("收下并结账")
    assert DuesMonth.objects.filter(state="closed").count() == 3

    hand.follow("上缴")
    while hand.page.get_by_role("button", name="登记上缴").count():
        hand.press("登记上缴")
    assert sum(DuesRemittance.objects.values_list("remitted_fen", flat=True)) == 3 * 3537
    hand.follow("公示")
    hand.write("first", f"{first:%Y-%m}")
    hand.write("last", f"{_month():%Y-%m}")
    hand.press("在支部内公示")
    assert hand.sees("106.11元")
    assert "3456.78" not in hand.page.content()
    assert DuesDisclosure.objects.count() == 1


def test_the_committee_receipts_and_writes_its_book(hand, world, as_user, keeper):
    assess(world.plain_member, world.branch, Facts("employed", _month(), Decimal(10001)), by=keeper)
    close(world.branch, _month(), counted_fen=20002, ticked=[world.plain_member.pk], by=keeper)
    upper = make_user("upper", name="马二")
    appoint(upper, world.committee, Post.DUES_KEEPER)
    as_user(hand, keeper)
    hand.open("/dues/remittance/")
    hand.press("登记上缴")
    hand.press("退出")

    as_user(hand, upper)
    hand.open("/dues/received/")
    hand.write("number", "2026—0031")
    hand.press("收讫")
    assert hand.sees("已收讫")
    hand.follow("党费账")
    assert hand.sees("200.02")


def test_a_member_reads_on_a_phone_what_is_owed_and_why(phone, world, as_user, keeper):
    assess(world.plain_member, world.branch, Facts("employed", _month(), Decimal(5001)), by=keeper)
    as_user(phone, world.member)

    phone.open("/account/")
    phone.follow("我的党费")

    assert phone.sees("每月 75.02 元")
    assert phone.sees("5000元以上至10000元")
    assert phone.sees("还没交")
    assert phone.clicks == 1


def test_the_keepers_month_fits_a_phone(phone, world, as_user, keeper):
    for member in world.roster:
        assess(member, world.branch, Facts(STUDENT, _month()), by=keeper)
    as_user(phone, keeper)

    phone.open("/dues/?all=1")
    phone.write("counted", "1.00")
    phone.press("收下并结账")

    assert phone.sees("党费已结账")
