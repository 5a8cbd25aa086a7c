"""F-16, F-17, the slip of a remittance and the hand-over on paper: what stands on them and what does not."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from members.choices import Post
from members.choices_dues import ReliefApprover
from members.documents.dues_assessment import DuesAssessmentDocument
from members.documents.dues_handover import DuesHandoverDocument
from members.documents.dues_register import DuesRegisterDocument
from members.documents.dues_remittance import DuesRemittanceDocument
from members.documents.filled_assessment import blank_assessment, filled_assessment
from members.documents.filled_register import blank_register, filled_register
from members.documents.filled_remittance import remittance_slip
from members.reports.dues_assessments import assessments_of
from members.reports.dues_handover import with_signatures
from members.reports.dues_remittance import in_hand
from members.services.dues_assessing import relieve
from members.services.dues_closing import close, receive_ticked
from members.services.dues_collecting import EXTRA, Payment, receive
from members.services.dues_correcting import reverse
from members.services.dues_handing_over import confirm, hand_over
from members.services.dues_remitting import receipt, remit
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import appoint, make_user

JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)
TODAY = date(2026, 9, 20)


@pytest.fixture
def keeper(world, today):
    keeper = make_keeper(world.branch)
    bases = ["3000.00", "3456.78", "5000.01", "12345.67", "999999.99"]
    for member, base in zip(world.roster, bases, strict=True):
        assessed(member, world.branch, keeper, base=base)
    return keeper


def text(document) -> str:
    pages = PdfReader(BytesIO(document.render())).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def _summer(world, keeper, today):
    """June closed by all, July without one, a payment behind, an extra, a reversal, a large sum; both handed up."""
    total = sum(m.dues_bills.get().amount_fen for m in world.roster)
    close(world.branch, JUNE, counted_fen=total, by=keeper, ticked=[m.pk for m in world.roster])
    today.move_to("2026-07-16T09:00:00+08:00")
    billed(JULY)
    early = world.roster[:4]
    entries = receive_ticked(world.branch, JULY, [m.pk for m in early], by=keeper)
    reverse(entries[0], by=keeper, reason="收错人")
    again = entries[0].member
    receive(world.branch, JULY, Payment(again, (JULY,), paid_fen=100_000 + 5000, surplus=EXTRA), by=keeper)
    return total


def test_the_register_says_who_paid_what_when_and_what_went_up(world, keeper, today):
    """F-17."""
    total = _summer(world, keeper, today)
    remit(world.branch, first=JUNE, remitted_fen=total, handed_on=date(2026, 7, 16), by=keeper)

    sheet = filled_register(world.branch, 2026, today=date(2026, 7, 20))

    by_name = {row.name: row for row in sheet.rows}
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5]
    assert (by_name["钱五"].months[5].figure, by_name["钱五"].months[5].on) == ("34.57", date(2026, 6, 18))
    assert by_name["钱五"].months[0].figure == "—"
    assert by_name["赵四"].note == "未交：2026年7月"
    assert sheet.totals.months[5].figure == f"{total / 100:,.2f}"
    assert sheet.collectors[5] == "孙六"
    printed = text(DuesRegisterDocument(sheet))
    assert "6月的党费" in printed
    assert "3456.78" not in printed


def test_what_became_credit_is_not_counted_twice(world, keeper, today):
    """E-56: what a correction gave back is money of the month that used it, in F-17, F-18 and for the accountant."""
    member = world.plain_member
    receive_ticked(world.branch, JUNE, [member.pk], by=keeper)
    today.move_to("2026-07-16T09:00:00+08:00")
    assessed(member, world.branch, keeper, base="2000.00", reason="核定有误", looked_at=True)
    billed(JULY)
    receive_ticked(world.branch, JULY, [member.pk], by=keeper)

    line = next(row for row in filled_register(world.branch, 2026, today=TODAY).rows if row.name == "钱五")

    assert [cell.figure for cell in line.months[5:7]] == ["10.00", "10.00"]
    assert (line.owed, line.paid) == ("20.00", "20.00")


def test_a_blank_register_has_names_and_room(world, keeper):
    sheet = blank_register(world.branch, 2027, today=TODAY)

    assert [row.name for row in sheet.rows if row.name] == [
        line.name for line in assessments_of(world.branch, TODAY)
    ]
    assert [row.name for row in sheet.rows][5:] == [""] * 5
    assert "第一季度" in text(DuesRegisterDocument(sheet))


def test_the_bases_stand_on_the_keepers_copy_only(world, keeper):
    """F-16, PI-03."""
    relieve(
        world.plain_member,
        world.branch,
        monthly=Decimal("5"),
        since=JUNE,
        until=AUGUST,
        approver=ReliefApprover.SUPERIOR,
        approved_on=date(2026, 6, 3),
        paper="市直机关工委批复第5号",
        by=keeper,
    )

    own = text(DuesAssessmentDocument(filled_assessment(world.branch, today=JUNE, shows_base=True)))
    signing = text(DuesAssessmentDocument(filled_assessment(world.branch, today=JUNE, shows_base=False)))

    assert "3,456.78" in own and "34.5678" in own and "999,999.99" in own
    for never in ("3,456.78", "34.5678", "999,999.99", "1.5%"):
        assert never not in signing
    assert "5.00" in signing and "2026年6月至2026年8月" in signing and "批复第5号" in signing


def test_a_blank_assessment_has_names_alone(world, keeper):
    printed = text(DuesAssessmentDocument(blank_assessment(world.branch, today=JUNE)))

    assert "钱五" in printed and "34.57" not in printed


def test_the_slip_says_the_tally_and_how_late(world, keeper, today):
    """DU-18: by the tenth of the quarter's last month; handed up on 5 October it is 25 days late."""
    total = _summer(world, keeper, today)
    today.move_to("2026-10-05T09:00:00+08:00")
    row = remit(world.branch, first=JUNE, remitted_fen=total, handed_on=date(2026, 10, 5), by=keeper)
    above = make_user("above", name="周七")
    appoint(above, world.committee, Post.DUES_KEEPER)
    receipt(row, number="工委-118", on=date(2026, 10, 5), by=above)
    row.refresh_from_db()

    printed = text(DuesRemittanceDocument(remittance_slip(row)))

    assert row.days_late == 117
    assert printed.count("工委-118") == 2
    assert "本次晚117天" in printed


def test_the_hand_over_says_what_is_there_and_who_is_behind(world, keeper, today):
    """DU-17."""
    total = _summer(world, keeper, today)
    today.move_to("2026-08-03T09:00:00+08:00")
    new = make_keeper(world.branch, "next", name="周八")
    row = hand_over(world.branch, giver=keeper, taker=new, counted_fen=in_hand(world.branch), by=keeper)
    confirm(row, by=new)
    row.refresh_from_db()

    printed = text(DuesHandoverDocument(with_signatures(row)))

    assert total > 0
    assert "孙六" in printed and "周八" in printed and "2026—00" in printed
    assert "赵四" in printed and "2026年7月" in printed
    assert "接收人2026年8月3日在系统里确认" in printed
