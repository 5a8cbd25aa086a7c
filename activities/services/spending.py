"""Budget and spending of one event, purpose by purpose (PL-18)."""

from decimal import Decimal

from django.db import transaction

from activities.models import Activity, CostLine
from activities.rules.spending import add_up
from activities.services.routine import open_for_routine
from members.models import Member, User
from partywork.common.verbs import journal, require


@transaction.atomic
def put_cost(
    activity: Activity,
    *,
    by: User,
    purpose: str,
    planned: Decimal | None,
    spent: Decimal | None,
    source: str,
    handled_by: Member | None = None,
) -> CostLine:
    """What one purpose is to cost and has cost; the same purpose again writes over it, and is remembered."""
    activity = open_for_routine(activity)
    purpose = purpose.strip()
    require(purpose, "请写用途。", field="purpose")
    require(planned is not None or spent is not None, "计划和支出至少填一项。", field="planned")
    require(planned is None or planned >= 0, "金额不能小于 0。", field="planned")
    require(spent is None or spent >= 0, "金额不能小于 0。", field="spent")
    require(spent is None or handled_by is not None, "有支出的要写经手人。", field="handled_by")
    row, _ = CostLine.objects.update_or_create(
        activity=activity,
        purpose=purpose,
        defaults={"planned": planned, "spent": spent, "source": source, "handled_by": handled_by},
    )
    journal(activity, "put_cost", by=by, reason=f"{purpose}：{add_up([(planned, spent)]).sentence}")
    return row


@transaction.atomic
def strike_cost(cost: CostLine, *, by: User) -> None:
    """Off the list; what stood there is in the journal."""
    activity = open_for_routine(cost.activity)
    CostLine.objects.filter(pk=cost.pk).delete()
    said = add_up([(cost.planned, cost.spent)]).sentence
    journal(activity, "strike_cost", by=by, reason=f"{cost.purpose}：{said}")
