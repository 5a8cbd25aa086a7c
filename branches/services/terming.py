"""The term of a branch: entered once, moved by the superior's consent, followed by the next (ORG-09, ORG-10, EL-01)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, Term
from branches.rules.terms import term_end, term_years, why_not_shift
from branches.services.structuring import settle_committee
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def register_term(
    branch: Organization,
    *,
    number: int,
    since: date,
    has_committee: bool,
    seats: int = 0,
    by: AbstractBaseUser | None,
) -> Term:
    """Enter the term that runs now, elected before this software was here; put right while it is the only one."""
    branch = lock(branch)
    require(branch.is_branch, "任期登记在党支部。", field="number")
    require(number >= 1, "届次从第1届起。", field="number")
    require(since <= clock.today(), "任期开始日期不能晚于今天。", field="since")
    founded = branch.founded_on
    require(founded is None or since >= founded, "任期开始日期早于支部成立日期。", field="since")
    years = term_years(branch.domain)
    fields = {
        "number": number,
        "since": since,
        "years": years,
        "due_on": term_end(since, years),
        "has_committee": has_committee,
        "seats": seats if has_committee else 0,
    }
    term: Term | None = Term.objects.running().select_for_update().filter(branch=branch).first()
    if term is None:
        require(not branch.terms.filter(number=number).exists(), f"第{number}届已经登记过。", field="number")
        term = Term.objects.create(branch=branch, **fields)
        journal(term, "register_term", by=by)
    else:
        require(
            not branch.terms.exclude(pk=term.pk).exists() and term.shifted_to is None,
            "本届是由选举产生的或已批准改期，不能再改登记。",
            code="wrong_state",
        )
        for name, value in fields.items():
            setattr(term, name, value)
        save(term, *fields)
        journal(term, "correct_term", by=by)
    settle_committee(branch, has_committee=has_committee, by=by)
    return term


def require_shift(term: Term, new_due: date) -> None:
    """Whether the superior can be asked for this day at all (EL-01)."""
    refusal = why_not_shift(term.due_on, new_due, clock.today())
    require(not refusal, refusal, field="new_due")


@transaction.atomic
def shift_term(term: Term, new_due: date, *, reason: str, by: AbstractBaseUser | None) -> Term:
    """The superior agreed: the election is due on another day, at most twelve months off."""
    term = lock(term)
    require(term.ended_on is None, "这一届已经结束。", code="wrong_state")
    require_shift(term, new_due)
    before = term.election_due
    term.shifted_to, term.shift_reason, term.shift_approved_on = new_due, reason[:200], clock.today()
    save(term, "shifted_to", "shift_reason", "shift_approved_on")
    journal(term, "shift_term", by=by, reason=reason, before=f"{before}", after=f"{new_due}")
    return term


@transaction.atomic
def open_term(
    branch: Organization,
    *,
    since: date,
    has_committee: bool,
    seats: int,
    by: AbstractBaseUser | None,
) -> Term:
    """The next term begins and the one before ends, the same day (ORG-09: the flag follows the term)."""
    branch = lock(branch)
    before: Term | None = Term.objects.running().select_for_update().filter(branch=branch).first()
    last = branch.terms.order_by("-number").first()
    if before is not None:
        require(
            since > before.since, f"第{before.number}届从{before.since}开始，新一届要在其后。", field="since"
        )
        before.ended_on = since
        save(before, "ended_on")
        journal(before, "end_term", by=by)
    years = term_years(branch.domain)
    term: Term = Term.objects.create(
        branch=branch,
        number=(last.number if last else 0) + 1,
        since=since,
        years=years,
        due_on=term_end(since, years),
        has_committee=has_committee,
        seats=seats if has_committee else 0,
    )
    journal(term, "open_term", by=by)
    settle_committee(branch, has_committee=has_committee, by=by)
    return term
