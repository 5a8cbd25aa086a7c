"""Out of the Party, suspended, restored: each by a decision on paper; a mistake is undone with a reason (MEM-20)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from members.choices import SpellEnd, Standing
from members.choices_standing import ENDS, DecisionKind
from members.models import Member, MembershipSpell, StandingDecision
from members.services import disciplining
from members.services.ending_posts import end_posts_by, give_back
from members.services.enrolling import leave_branch, running_spell
from partywork.common import clock
from partywork.common.uploads import CleanFile
from partywork.common.verbs import journal, lock, require, save


@dataclass(frozen=True)
class Decision:
    """What stands on the paper."""

    kind: str
    decided_on: date
    effective_on: date
    number: str
    decided_by: str


@dataclass(frozen=True)
class Place:
    """Where somebody restored is a member again."""

    branch: Organization
    group: PartyGroup | None = None


@transaction.atomic
def decide(
    member: Member, decision: Decision, *, paper: CleanFile | None, by: AbstractBaseUser
) -> StandingDecision:
    """No member of the branch from the day of effect on, and in no post; by a paper, and nobody else is told (E-52)."""
    held = lock(member)
    done = _same(held, decision)
    if done is not None:
        return done
    require(decision.kind in ENDS, "请选择决定。", field="kind")
    _require_paper(decision, paper)
    require(held.user_id != by.pk, "本人的决定由另一位有权的同志登记。", code="own_case")
    probationary = held.standing_on(decision.effective_on) == Standing.PROBATIONARY
    require(
        decision.kind != DecisionKind.ANNULMENT or probationary,
        "取消预备党员资格只适用于预备党员。",
        field="kind",
    )
    branch = running_spell(held, decision.effective_on).branch
    made = _record(held, branch, decision, paper, by)
    end_posts_by(made, held, decision.effective_on, by=by)
    disciplining.end_with_membership(held, on=decision.effective_on, paper=made.number, by=by)
    leave_branch(held, day=decision.effective_on, ended_by=ENDS[decision.kind], by=by)
    return made


@transaction.atomic
def restore(
    member: Member, decision: Decision, *, place: Place, paper: CleanFile | None, by: AbstractBaseUser
) -> StandingDecision:
    """A member again from the day of effect on: for 停止党籍 alone (MEM-20)."""
    held = lock(member)
    done = _same(held, decision)
    if done is not None:
        return done
    last = held.decisions.filter(undone_at=None).order_by("-effective_on", "-pk").first()
    stopped = last is not None and last.kind == DecisionKind.STOPPED
    require(stopped, "只有停止党籍的可以恢复党籍。", code="not_stopped")
    assert last is not None
    _require_paper(decision, paper)
    require(place.branch.is_branch, "党员编在党支部里，请选择党支部。", field="branch")
    require(
        place.branch.is_active_on(decision.effective_on),
        "那天这个党支部还没有成立或已经撤销。",
        field="branch",
    )
    day = decision.effective_on
    require(day >= last.effective_on, "恢复日期早于停止党籍的日期。", field="effective_on")
    require(
        place.group is None or place.group.branch_id == place.branch.pk,
        "请选择这个支部的党小组。",
        field="group",
    )
    made = _record(held, place.branch, decision, paper, by)
    MembershipSpell.objects.create(
        member=held, branch=place.branch, group=place.group, period=DateRange(day, None)
    )
    save(held)
    journal(held, "enrol", by=by, after=place.branch.called[:30])
    return made


@transaction.atomic
def undo(decision: StandingDecision, *, reason: str, by: AbstractBaseUser) -> StandingDecision:
    """It was recorded by mistake: as if it had not been, except that both are remembered. The latest one only."""
    require(reason.strip(), "请写明撤回的理由。", field="reason")
    lock(decision.member)
    held = lock(decision)
    if held.is_undone:
        return held
    newer = held.member.decisions.filter(undone_at=None, pk__gt=held.pk).exists()
    require(not newer, "这以后还有别的决定，请先撤回后一项。", code="not_last")
    if held.kind == DecisionKind.RESTORED:
        _take_back_restoration(held)
    else:
        reopen_spell(held.member, day=held.effective_on, ended_by=ENDS[held.kind])
        give_back(held, by=by)
        disciplining.go_on(held.member, on=held.effective_on, paper=held.number, by=by)
    held.undone_at, held.undone_by_id, held.undone_reason = clock.now(), by.pk, reason.strip()[:200]
    held.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    journal(held, "undo_decision", by=by, reason=held.undone_reason)
    return held


@transaction.atomic
def undo_departure(
    member: Member, branch: Organization, *, reason: str, by: AbstractBaseUser | None
) -> MembershipSpell:
    """去世 or 转出 was noted by mistake: the last spell, which was in `branch`, goes on.

    A decision is undone by itself; a later branch's word about him is that branch's own.
    """
    require(reason.strip(), "请写明更正的理由。", field="reason")
    held = lock(member)
    last = held.spells.order_by("-period").first()
    ended = last is not None and last.ended_by in (SpellEnd.DIED, SpellEnd.TRANSFERRED)
    require(ended, "最近一次离开不能这样更正。", code="not_departed")
    assert last is not None
    require(last.branch_id == branch.pk, "这以后又编入了别的党支部，由那个支部更正。", code="moved_on")
    letter = held.letters.filter(branch=last.branch, accepted_on=last.period.upper, target=None).first()
    require(letter is None, "是凭介绍信转出的；日期不对请在介绍信上更正。", code="by_letter")
    spell = reopen_spell(held, day=last.period.upper, ended_by=last.ended_by)
    journal(held, "undo_departure", by=by, reason=reason)
    return spell


def reopen_spell(member: Member, *, day: date, ended_by: str) -> MembershipSpell:
    """The spell that ended on `day` goes on; posts and dues that ended with it are not brought back by this."""
    spells = MembershipSpell.objects.select_for_update(of=("self",), no_key=True).filter(member=member)
    spell = spells.filter(period__endswith=day, ended_by=ended_by).first()
    later = spells.filter(period__startswith__gte=day).exists()
    require(spell is not None and not later, "这以后又编入了党支部，不能撤回。", code="moved_on")
    assert spell is not None
    require(spell.branch.is_active_on(clock.today()), "原支部已经撤销，请另行编入。", code="branch_gone")
    spell.period, spell.ended_by = DateRange(spell.period.lower, None), ""
    spell.save(update_fields=["period", "ended_by"])
    save(member)
    return spell


def _take_back_restoration(decision: StandingDecision) -> None:
    spells = decision.member.spells.select_for_update(of=("self",))
    spell = spells.filter(period__startswith=decision.effective_on, period__endswith__isnull=True).first()
    only = spell is not None and spell.branch_id == decision.branch_id
    require(only, "恢复以后又有变动，不能撤回。", code="moved_on")
    assert spell is not None
    spell.delete()
    save(decision.member)


def _same(member: Member, decision: Decision) -> StandingDecision | None:
    found: StandingDecision | None = member.decisions.filter(
        kind=decision.kind, effective_on=decision.effective_on, undone_at=None
    ).first()
    return found


def _require_paper(decision: Decision, paper: CleanFile | None) -> None:
    require(paper is not None, "请附上决定的扫描件或照片。", field="paper", code="paper_needed")
    require(decision.number.strip(), "请填写文号。", field="number")
    require(decision.decided_by.strip(), "请填写作出决定的党组织。", field="decided_by")
    require(decision.decided_on <= clock.today(), "决定日期不能晚于今天。", field="decided_on")
    order = decision.decided_on <= decision.effective_on <= clock.today()
    require(order, "生效日期应不早于决定日期、不晚于今天。", field="effective_on")


def _record(
    member: Member, branch: Organization, decision: Decision, paper: CleanFile | None, by: AbstractBaseUser
) -> StandingDecision:
    assert paper is not None
    made: StandingDecision = StandingDecision.objects.create(
        member=member,
        branch=branch,
        kind=decision.kind,
        decided_on=decision.decided_on,
        effective_on=decision.effective_on,
        number=decision.number.strip()[:60],
        decided_by=decision.decided_by.strip()[:120],
        paper=ContentFile(paper.data, name=paper.name),
        recorded_by_id=by.pk,
    )
    journal(made, "record_decision", by=by, after=str(decision.effective_on))
    return made
