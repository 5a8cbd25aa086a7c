"""Handing up, receipts from above, the committee's book, the yearly disclosure (DU-18, DU-20..DU-23, PB-02)."""

from datetime import date

import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from branches.models import Parameter
from members.choices import Post
from members.choices_dues import FundKind, FundPurpose
from members.models import DuesDisclosure, DuesEntry, DuesFundEntry, DuesRemittance
from members.reports.dues_balance import faults_of
from members.reports.dues_remittance import fund_book, in_hand, proposal
from members.services.dues_closing import close
from members.services.dues_collecting import EXTRA, Payment, receive
from members.services.dues_disclosing import answer, object_to, publish
from members.services.dues_remitting import FundLine, balance, enter, receipt, remit, take_back
from partywork.common.errors import DomainError
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import appoint, make_user

APRIL, MAY, JULY = date(2026, 4, 1), date(2026, 5, 1), date(2026, 7, 1)
DAY = date(2026, 6, 18)


@pytest.fixture
def keeper(world, today):
    keeper = make_keeper(world.branch)
    today.move_to("2026-04-10T09:00:00+08:00")
    for member in world.roster:
        assessed(member, world.branch, keeper, since=APRIL)
    for month, take in ((APRIL, 5), (MAY, 4), (JUNE, 5)):
        today.move_to(f"{month:%Y-%m}-18T09:00:00+08:00")
        billed(month)
        ticked = [member.pk for member in world.roster[:take]]
        if month == JUNE:
            receive(world.branch, JUNE, Payment(world.others[2], (MAY,), reason="出差"), by=keeper)
        close(world.branch, month, counted_fen=_sum(take, month), ticked=ticked, by=keeper)
    return keeper


def _sum(take: int, month: date) -> int:
    return take * 3457 + (3457 if month == JUNE else 0)


@pytest.fixture
def above(world):
    user = make_user("above", name="马二")
    appoint(user, world.committee, Post.DUES_KEEPER)
    return user


def test_a_quarter_goes_up_in_one_sum_with_its_tally(world, keeper, above):
    """DU-18."""
    found = proposal(world.branch)
    assert (found.first, found.last, found.expected_fen) == (APRIL, JUNE, 15 * 3457)
    assert found.parts == [("当月党费", 14 * 3457), ("补交", 3457)]

    made = remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)

    assert in_hand(world.branch) == 0
    assert proposal(world.branch) is None
    assert made.to == world.committee
    assert faults_of(world.branch) == []
    receipt(made, number="2026—0031", on=DAY, by=above)
    assert balance(world.committee) == 15 * 3457


def test_by_month_where_the_committee_asks_so(world, keeper):
    """DU-18."""
    Parameter.objects.create(
        organization=world.committee, key="du.remit_cycle", value="month", in_force_from=date(2020, 1, 1)
    )
    assert (proposal(world.branch).first, proposal(world.branch).last) == (APRIL, APRIL)


@pytest.mark.parametrize(("difference", "said"), [(-1, "少0.01元"), (1, "多0.01元")])
def test_a_difference_needs_its_reason(world, keeper, difference, said):
    """DU-18."""
    with pytest.raises(DomainError, match=said) as refused:
        remit(world.branch, first=APRIL, remitted_fen=15 * 3457 + difference, handed_on=DAY, by=keeper)
    assert refused.value.field == "difference_reason"

    made = remit(
        world.branch,
        first=APRIL,
        remitted_fen=15 * 3457 + difference,
        handed_on=DAY,
        by=keeper,
        difference_reason="银行手续费",
    )
    assert made.difference_fen == difference


def test_the_same_months_go_up_once(world, keeper):
    first = remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)
    again = remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)

    assert again.pk == first.pk
    assert DuesEntry.objects.filter(kind="remittance").count() == 1
    with pytest.raises(DomainError, match="没有结了账"):
        remit(world.branch, first=JULY, remitted_fen=0, handed_on=DAY, by=keeper)


def test_large_sums_go_up_beside_the_branchs(world, keeper, today):
    """DU-15."""
    today.move_to("2026-07-18T09:00:00+08:00")
    billed(JULY)
    receive(world.branch, JULY, Payment(world.plain_member, (JULY,), 3457 + 100_000, EXTRA), by=keeper)
    close(world.branch, JULY, counted_fen=3457, by=keeper)

    made = remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)
    assert (made.expected_fen, made.large_fen) == (15 * 3457, 100_000)


def test_a_receipt_from_above_stands_and_is_given_once(world, keeper, above):
    made = remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)
    with pytest.raises(DomainError, match="之间"):
        receipt(made, number="1", on=date(2026, 6, 17), by=above)
    receipt(made, number="2026—0031", on=DAY, by=above)
    receipt(made, number="2026—0031", on=DAY, by=above)

    assert DuesFundEntry.objects.count() == 1
    with pytest.raises(InternalError), transaction.atomic():
        DuesRemittance.objects.filter(pk=made.pk).update(receipt_number="别的")


def spending(fen: int = 10_000, **facts: object) -> FundLine:
    plain: dict[str, object] = {
        "kind": FundKind.SPENT,
        "fen": fen,
        "on": DAY,
        "what": "购学习用书",
        "purpose": FundPurpose.READING,
        "decision": "2026年6月10日党委会",
    }
    return FundLine(**{**plain, **facts})


@pytest.fixture
def funded(world, keeper, above):
    enter(world.committee, spending(50_000, kind=FundKind.GRANTED, purpose="", decision=""), by=above)
    return above


def test_the_book_says_what_came_what_went_and_what_is_left(world, funded):
    """DU-21, DU-23."""
    enter(world.committee, spending(), by=funded)
    enter(world.committee, spending(20_000, kind=FundKind.HANDED_UP, purpose="", decision=""), by=funded)

    book = fund_book(world.committee, 2026)
    assert (book.received_fen, book.spent_fen, book.handed_up_fen, book.balance_fen) == (
        50_000,
        10_000,
        20_000,
        20_000,
    )
    assert [row.balance_fen for row in book.rows] == [50_000, 40_000, 20_000]


@pytest.mark.parametrize(
    ("facts", "said", "field"),
    [
        ({"purpose": ""}, "只能用于列出的几项", "purpose"),
        ({"purpose": "dinner"}, "只能用于列出的几项", "purpose"),
        ({"decision": " "}, "集体决定", "decision"),
        ({"fen": 50_001}, "结余只有500.00元", "amount"),
        ({"fen": 0}, "大于 0", "amount"),
        ({"on": date(2026, 6, 19)}, "不能晚于今天", "on"),
        ({"kind": FundKind.RECEIVED}, "请选择类别", "kind"),
    ],
)
def test_dues_are_spent_as_the_rules_allow_or_not_at_all(world, funded, facts, said, field):
    """DU-21, DU-22: a permitted purpose, a decision, and enough of it."""
    with pytest.raises(DomainError, match=said) as refused:
        enter(world.committee, spending(**facts), by=funded)
    assert refused.value.field == field


def test_all_that_is_there_may_be_spent_and_a_wrong_line_is_answered_by_its_opposite(world, funded):
    line = enter(world.committee, spending(50_000), by=funded)
    take_back(line, by=funded, reason="记错")
    take_back(line, by=funded, reason="记错")

    assert balance(world.committee) == 50_000
    assert fund_book(world.committee, 2026).spent_fen == 0
    with pytest.raises(InternalError), transaction.atomic():
        DuesFundEntry.objects.filter(pk=line.pk).update(fen=-1)


def told(world, keeper, **facts: object) -> DuesDisclosure:
    plain = {"first": APRIL, "last": JUNE, "until": date(2026, 6, 24), "phone": "0000-0000000"}
    return publish(world.branch, by=keeper, **{**plain, **facts})


def test_the_disclosure_names_sums_and_no_base(world, keeper):
    """DU-20, F-18, PB-04."""
    remit(world.branch, first=APRIL, remitted_fen=15 * 3457, handed_on=DAY, by=keeper)
    row = told(world, keeper)

    assert "3456" not in str(row.content)
    assert (row.content["owed"], row.content["paid"]) == ("518.55", "518.55")
    assert {line["name"] for line in row.content["lines"]} == {member.name for member in world.roster}
    assert "上缴518.55元" in row.content["remitted"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"last": JULY}, "2026年7月还没有结账"),
        ({"last": date(2026, 3, 1)}, "结束月份早于"),
        ({"until": date(2026, 6, 19)}, "3—30 天"),
        ({"until": date(2026, 7, 18)}, "3—30 天"),
    ],
)
def test_a_disclosure_of_open_months_or_of_no_time_is_refused(world, keeper, facts, said):
    with pytest.raises(DomainError, match=said):
        told(world, keeper, **facts)


@pytest.mark.parametrize("until", [date(2026, 6, 20), date(2026, 7, 17)])
def test_three_and_thirty_days_are_enough(world, keeper, until):
    assert told(world, keeper, until=until).until == until


def test_members_of_the_branch_read_it_while_it_is_shown_and_object(world, keeper, client_for, today):
    row = told(world, keeper)
    url = reverse("dues_disclosure", args=[row.pk])
    mine = client_for(world.member)

    assert "李二" in mine.get(url).content.decode()
    mine.post(url, {"text": "我5月交了两次"})
    objection = row.objections.get()
    assert "我5月交了两次" in client_for(keeper).get(url).content.decode()
    client_for(keeper).post(
        reverse("dues_objection_answer", args=[objection.pk]), {"text": "已核对，退回一次"}
    )
    assert "已核对，退回一次" in mine.get(url).content.decode()
    assert client_for(world.outsider).get(url).status_code == 404
    assert mine.get(reverse("dues_disclosure_document", args=[row.pk])).content.startswith(b"%PDF")

    today.move_to("2026-06-25T09:00:00+08:00")
    assert mine.get(url).status_code == 404
    assert client_for(world.secretary).get(url).status_code == 200
    with pytest.raises(DomainError, match="公示期已过"):
        object_to(row, world.plain_member, text="晚了", by=world.member)
    with pytest.raises(DomainError, match="已经答复"):
        answer(objection, text="再答", by=keeper)


def test_the_pages_of_both_sides(world, keeper, above, client_for):
    below, upper = client_for(keeper), client_for(above)
    answer_ = below.post(
        reverse("dues_remittance"),
        {"first": "2026-04-01", "remitted": "518.55", "handed_on": "2026-06-18"},
        follow=True,
    )
    assert "等上级收讫" in answer_.content.decode()
    page = upper.get(reverse("dues_received")).content.decode()
    assert "518.55" in page and "会计学院学生第二党支部" in page
    row = DuesRemittance.objects.get()
    wrong = upper.post(reverse("dues_received"), {"remittance": row.pk, "number": "", "on": "2026-06-18"})
    assert wrong.status_code == 422 and "这一项要填" in wrong.content.decode()
    upper.post(reverse("dues_received"), {"remittance": row.pk, "number": "31", "on": "2026-06-18"})
    upper.post(
        reverse("dues_fund"),
        {
            "kind": "spent",
            "amount": "100",
            "on": "2026-06-18",
            "what": "书",
            "purpose": "reading",
            "decision": "党委会",
        },
    )
    assert "418.55" in upper.get(reverse("dues_fund")).content.decode()
    spent = DuesFundEntry.objects.get(kind="spent")
    assert upper.post(reverse("dues_fund_reversal", args=[spent.pk]), {"reason": "记错"}).status_code == 302
    assert client_for(world.reviewer).get(reverse("dues_received")).status_code == 403
    assert client_for(world.outsider).get(reverse("dues_fund_reversal", args=[spent.pk])).status_code == 404
    assert upper.get(reverse("dues_month")).status_code == 403
