"""The dues go to the next keeper: counted, written down by one, confirmed by the other (DU-17)."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from branches.models import Organization
from members.documents.dues_handover import DuesHandoverDocument
from members.models import DuesHandover, User
from members.reports.dues_handover import givers_of, handover_sheet, keepers_of
from members.reports.dues_remittance import in_hand
from members.services.dues_booking import lock_branch
from members.states import DUES_HANDOVER
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.inbox import Matter, Word, tell
from partywork.common.money import yuan_text
from partywork.common.verbs import advance, journal, lock, require


@transaction.atomic
def hand_over(
    branch: Organization,
    *,
    giver: User,
    taker: User,
    counted_fen: int,
    by: AbstractBaseUser,
    difference_reason: str = "",
) -> DuesHandover:
    """What is there today, frozen. The count is what the books say, or the difference has its reason."""
    held, today = lock_branch(branch), clock.today()
    require(giver.pk != taker.pk, "移交人和接收人不能是同一个人。", field="taker")
    require(by.pk in (giver.pk, taker.pk), "交接单由移交人或接收人自己写。", code="not_one_of_two")
    require(giver in givers_of(held), f"{giver}没有当过本支部的党费管理员。", field="giver")
    require(taker in keepers_of(held, today), f"请先任命{taker}为党费管理员，再办交接。", field="taker")
    cash = in_hand(held)
    require(counted_fen >= 0, "清点实数不能是负数。", field="counted")
    _require_explained(cash, counted_fen, difference_reason)
    sheet = handover_sheet(
        held,
        on=today,
        giver=giver,
        taker=taker,
        counted_fen=counted_fen,
        difference_reason=difference_reason.strip(),
    )
    same = DuesHandover.objects.filter(branch=held, giver=giver, taker=taker, on=today).first()
    if same is not None:
        require(same.counted_fen == counted_fen, "今天已经写过一张数额不同的交接单。", code="written_before")
        return same
    made: DuesHandover = DuesHandover.objects.create(
        branch=held,
        giver=giver,
        taker=taker,
        on=today,
        cash_fen=cash,
        counted_fen=counted_fen,
        difference_reason=difference_reason.strip() if counted_fen != cash else "",
        content=DuesHandoverDocument(sheet).to_json(),
        written_by_id=by.pk,
    )
    journal(made, "hand_over_dues", by=by)
    _tell_the_other(made)
    return made


@transaction.atomic
def confirm(handover: DuesHandover, *, by: AbstractBaseUser) -> DuesHandover:
    """The other of the two has counted as well."""
    held = lock(handover)
    if held.state == DuesHandover.State.CONFIRMED:
        return held
    require(
        by.pk in (held.giver_id, held.taker_id) and by.pk != held.written_by_id,
        "由交接的另一方确认。",
        code="not_the_other",
    )
    held.confirmed_by_id, held.confirmed_at = by.pk, clock.now()
    advance(held, DUES_HANDOVER, "confirm", by=by, fields=("confirmed_by", "confirmed_at"))
    return held


def _require_explained(cash: int, counted: int, reason: str) -> None:
    if counted == cash or reason.strip():
        return
    more = "多" if counted > cash else "少"
    raise DomainError(
        f"账上手存{yuan_text(cash)}元，清点{more}{yuan_text(abs(counted - cash))}元；请再点一次，确有差额的写明原因。",
        field="difference_reason",
        code="difference",
    )


def _tell_the_other(made: DuesHandover) -> None:
    other = made.taker_id if made.written_by_id == made.giver_id else made.giver_id
    body = f"{made.branch.called}的党费交接单已经写好，请清点后确认。"
    link = f"{reverse('dues_handovers')}?branch={made.branch_id}"
    tell([other], Word(f"dues-handover:{made.pk}", Matter.DUES, "请确认党费交接", body, link))
