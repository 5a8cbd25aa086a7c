"""What each member owes from which month on: confirmed by the keeper, explained, never in silence (DU-11, M21)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices_dues import DuesKind, ReliefApprover
from members.models import DuesAssessment, DuesBill, DuesRelief, Member
from members.reports.dues_member import step_of
from members.rules.dues_changes import Change, is_far, refusal
from members.rules.dues_explained import Asked, explain
from members.rules.dues_months import later, month_of, month_text
from members.rules.dues_scale import FIXED_KINDS, IN_FORCE
from members.services.dues_billing import adjust, bill_member, months_owed_here
from members.services.dues_booking import lock_branch
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.money import to_fen
from partywork.common.verbs import journal, lock, require

RELIEF_MONTHS = 12


@dataclass(frozen=True)
class Facts:
    """What the keeper enters. `agreed` is a farmer's sum, or a retired member's former sum with its basis (DU-05)."""

    kind: str
    since: date
    base: Decimal | None = None
    agreed: Decimal | None = None
    reason: str = ""
    looked_at: bool = False


@transaction.atomic
def assess(member: Member, branch: Organization, facts: Facts, *, by: AbstractBaseUser) -> DuesAssessment:
    """So much a month from `since` on. What was billed already is corrected by a dated booking (E-56)."""
    held_branch, held = lock_branch(branch), lock(member)
    _require_here(held, held_branch)
    before = running(held)
    amount = _amount(held_branch, facts)
    if before is not None and _same(before, facts, to_fen(amount)):
        return before
    _require_allowed(held, held_branch, facts, before)
    since = facts.since
    if before is not None:
        before.period = DateRange(before.since, since)
        before.save(update_fields=["period"])
    made: DuesAssessment = DuesAssessment.objects.create(
        member=held,
        branch=held_branch,
        kind=facts.kind,
        sealed_base=None if facts.kind in FIXED_KINDS or facts.base is None else str(facts.base),
        monthly_fen=to_fen(amount),
        round_to=Decimal(in_force(held_branch, since)["du.round_to"]),
        is_manual=facts.kind not in FIXED_KINDS and facts.agreed is not None,
        since=since,
        period=DateRange(since, None),
        reason=facts.reason.strip() or ("首次核定" if before is None else f"{since.year}年核定"),
        confirmed_by_id=by.pk,
    )
    _follow(held, held_branch, since, by=by, reason=f"{month_text(since)}起重新核定")
    # The sum and the base are not repeated in the journal: it is kept for years (PI-03, PI-14).
    journal(held, "assess_dues", by=by, reason=made.reason, after=f"{month_text(since)}起"[:30])
    return made


@transaction.atomic
def keep_last_year(branch: Organization, year: int, *, by: AbstractBaseUser) -> int:
    """Those whose base has not changed: last year's amount is confirmed for the new year, nothing else moves."""
    held = lock_branch(branch)
    month = date(year, in_force(held)["du.assess_month"], 1)
    kept = 0
    due = DuesAssessment.objects.filter(branch=held, period__contains=month, since__lt=month)
    for before in due.select_related("member"):
        facts = Facts(before.kind, month, before.base, _agreed_before(before), "沿用上年核定", looked_at=True)
        assess(before.member, held, facts, by=by)
        kept += 1
    return kept


@transaction.atomic
def relieve(
    member: Member,
    branch: Organization,
    *,
    monthly: Decimal,
    since: date,
    until: date,
    approver: str,
    approved_on: date,
    paper: str,
    by: AbstractBaseUser,
) -> DuesRelief:
    """Less or nothing from `since` to `until`, both included, because it was approved (DU-08, E-65)."""
    held_branch, held = lock_branch(branch), lock(member)
    _require_here(held, held_branch)
    assessed = running(held)
    if assessed is None:
        raise DomainError("请先核定党费，再登记减免。", code="not_assessed")
    retired_only = approver == ReliefApprover.SUPERIOR or assessed.kind == DuesKind.RETIRED
    require(retired_only, "只有离退休党员的减免可由支部同意；其他党员须经上级党委批准。", field="approver")
    require(approved_on <= clock.today(), "批准日期不能晚于今天。", field="approved_on")
    first = month_of(approved_on)
    require(since >= first, f"减免从批准的{month_text(first)}起才有效，不能更早。", field="since")
    require(until >= since, "结束月份早于开始月份。", field="until")
    longest = later(since, RELIEF_MONTHS - 1)
    require(until <= longest, f"减免一次最长一年，最晚到{month_text(longest)}；到期可再报批。", field="until")
    require(paper.strip(), "请写明批准文件或会议。", field="paper")
    require(to_fen(monthly) < assessed.monthly_fen, "减免后的数额应少于核定的月应交。", field="monthly")
    months = DateRange(since, later(until))
    same = held.dues_reliefs.filter(period=months, monthly_fen=to_fen(monthly)).first()
    if same is not None:
        return same
    clash = held.dues_reliefs.filter(period__overlap=months).exists()
    require(not clash, "这几个月已有减免，请先结束原来的减免。", field="since")
    made: DuesRelief = DuesRelief.objects.create(
        member=held,
        branch=held_branch,
        monthly_fen=to_fen(monthly),
        since=since,
        period=months,
        approver=approver,
        approved_on=approved_on,
        paper=paper.strip(),
        recorded_by_id=by.pk,
    )
    _follow(held, held_branch, since, by=by, reason=f"{ReliefApprover(approver).label}批准减免")
    journal(held, "relieve_dues", by=by, reason=paper.strip(), after=f"{month_text(since)}起"[:30])
    return made


def running(member: Member) -> DuesAssessment | None:
    """The latest assessment, which holds until another begins."""
    found: DuesAssessment | None = (
        DuesAssessment.objects.filter(member=member, period__isempty=False)
        .order_by(F("since").desc(), "-pk")
        .first()
    )
    return found


def _agreed_before(before: DuesAssessment) -> Decimal | None:
    fixed_open = before.kind == DuesKind.FARMER or before.is_manual
    return Decimal(before.monthly_fen) / 100 if fixed_open else None


def _require_here(member: Member, branch: Organization) -> None:
    now = member.branch_on(clock.today())
    require(now is not None and now.pk == branch.pk, f"{member.name}现在不在本支部。", code="not_here")


def _require_allowed(
    member: Member, branch: Organization, facts: Facts, before: DuesAssessment | None
) -> None:
    limits = in_force(branch, clock.today())
    against = refusal(
        Change(
            kind=facts.kind,
            since=facts.since,
            reason=facts.reason,
            today=clock.today(),
            joined_on=member.joined_on,
            assess_month=limits["du.assess_month"],
            policy=limits["du.midyear_change"],
            before_kind=before.kind if before else None,
            before_since=before.since if before else None,
        )
    )
    if against:
        raise DomainError(against[1], field=against[0])
    last = before.base if before else None
    if last is not None and is_far(facts.base, last) and not facts.looked_at:
        sentence = f"计算基数{facts.base}元和上次核定的{last}元相差太大，请核对；没有错就勾选“已核对”。"
        raise DomainError(sentence, field="base", code="far")


def _amount(branch: Organization, facts: Facts) -> Decimal:
    require(facts.kind in DuesKind.values, "请选择人员类型。", field="kind")
    first = f"党费标准自{month_text(IN_FORCE)}起施行，月份不能更早。"
    require(facts.since >= IN_FORCE, first, field="since")
    if facts.kind not in FIXED_KINDS and facts.agreed is not None:
        retired = facts.kind == DuesKind.RETIRED
        require(retired, "只有离退休党员可以按原数额交纳，其他人员请填写计算基数。", field="agreed")
        require(facts.reason.strip(), "按原数额交纳请写明依据。", field="reason")
        return facts.agreed
    step = step_of(Decimal(in_force(branch, facts.since)["du.round_to"]))
    agreed = facts.agreed if facts.kind == DuesKind.FARMER else None
    try:
        return explain(Asked(DuesKind(facts.kind), facts.since, facts.base, step, agreed)).amount
    except ValueError as expected:
        field = "agreed" if facts.kind == DuesKind.FARMER else "base"
        raise DomainError(str(expected), field=field) from None


def _same(before: DuesAssessment, facts: Facts, fen: int) -> bool:
    """The same form sent twice."""
    said = facts.reason.strip() in ("", before.reason)
    return (before.since, before.kind, before.monthly_fen, before.base) == (
        facts.since,
        facts.kind,
        fen,
        facts.base if facts.kind not in FIXED_KINDS else None,
    ) and said


def _follow(member: Member, branch: Organization, since: date, *, by: AbstractBaseUser, reason: str) -> None:
    """Bills that were missing are made; bills that say something else are corrected."""
    bill_member(member, branch, months_owed_here(member, branch, since, clock.today()))
    assessments = list(DuesAssessment.objects.filter(member=member, period__isempty=False))
    reliefs = list(DuesRelief.objects.filter(member=member))
    wanted = {}
    for month in DuesBill.objects.filter(member=member, month__gte=since).values_list("month", flat=True):
        relief = next((each for each in reliefs if month in each.period), None)
        assessed = next((each for each in assessments if month in each.period), None)
        if assessed is not None:
            wanted[month] = relief.monthly_fen if relief else assessed.monthly_fen
    adjust(branch, member, wanted, by=by, reason=reason)
