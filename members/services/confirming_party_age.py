"""A person reads the application form and confirms from when the years in the Party count (MEM-04, MEM-05)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.models import Member, PartyAgeProof
from members.rules.party_age import PartyAge, suggest
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

MOST_MONTHS_LONGER = 12


@dataclass(frozen=True)
class FileDates:
    """What stands in the file. `joined_on` and `counts_from` only where the paper says otherwise than the rule."""

    page: str
    meeting: date | None = None
    approved: date | None = None
    extended_months: int = 0
    joined_on: date | None = None
    counts_from: date | None = None
    note: str = ""

    @property
    def computed(self) -> PartyAge | None:
        return suggest(meeting=self.meeting, approved=self.approved, extended_months=self.extended_months)


@transaction.atomic
def confirm_party_age(member: Member, read: FileDates, *, by: AbstractBaseUser) -> PartyAgeProof:
    """The dates stand from now on; the roster is put right by them. A second confirmation corrects the first."""
    held = lock(member)
    require(held.user_id != by.pk, "不能核对自己的党龄，请另一位同志核对。", code="own_case")
    _require_readable(read)
    joined, counts = _decided(held, read)
    proof = PartyAgeProof.objects.filter(member=held).first() or PartyAgeProof(member=held)
    before = _said(proof) if proof.pk else ""
    proof.meeting_on, proof.approved_on = read.meeting, read.approved
    proof.extended_months = read.extended_months
    proof.joined_on, proof.counts_from = joined, counts
    proof.page, proof.source_note = read.page.strip(), read.note.strip()
    proof.confirmed_by_id, proof.confirmed_at = by.pk, clock.now()
    proof.save()
    journal(held, "confirm_party_age", by=by, before=before, after=_said(proof), reason=proof.page)
    _put_roster_right(held, proof, by)
    return proof


def _require_readable(read: FileDates) -> None:
    today = clock.today()
    require(read.page.strip(), "请写依据，如“入党志愿书第8页”。", field="page")
    require(read.meeting or read.approved, "至少填一个日期：支部大会通过的，或上级批准的。", field="meeting")
    require(not read.meeting or read.meeting <= today, "支部大会日期晚于今天。", field="meeting")
    require(not read.approved or read.approved <= today, "批准日期晚于今天。", field="approved")
    if read.meeting and read.approved:
        require(read.approved >= read.meeting, "批准日期早于支部大会日期。", field="approved")
    longer = read.extended_months
    require(0 <= longer <= MOST_MONTHS_LONGER, "预备期最多延长一年。", field="extended_months")


def _decided(member: Member, read: FileDates) -> tuple[date, date | None]:
    """As computed, or as the paper says with a note on what paper."""
    computed, today = read.computed, clock.today()
    joined = read.joined_on or (computed.joined_on if computed else None)
    counts = read.counts_from or (computed.counts_from if computed else None)
    require(joined, "按规定算不出入党日期，请按志愿书填写，并写明依据。", field="joined_on")
    assert joined is not None
    if member.full_on is None and read.counts_from is None:
        counts = None  # on probation: only the date of joining is confirmed
    else:
        require(counts, "按规定算不出党龄起算日期，请按志愿书填写，并写明依据。", field="counts_from")
    if counts is not None:
        require(counts >= joined, "党龄起算早于入党日期。", field="counts_from")
        require(counts <= today, "预备期还没有满，党龄还没有起算。", field="counts_from")
    as_computed = computed is not None and (joined, counts or computed.counts_from) == (
        computed.joined_on,
        computed.counts_from,
    )
    require(as_computed or read.note.strip(), "与规定的算法不同，请写明依据的是什么材料。", field="note")
    return joined, counts


def _put_roster_right(member: Member, proof: PartyAgeProof, by: AbstractBaseUser) -> None:
    """The roster has one date of joining and one of full membership: those that were confirmed."""
    full = proof.counts_from if member.full_on is not None else None
    if (member.joined_on, member.full_on) == (proof.joined_on, full):
        return
    before = f"{member.joined_on} {member.full_on or ''}"
    member.joined_on, member.full_on = proof.joined_on, full
    save(member, "joined_on", "full_on")
    journal(
        member,
        "correct",
        by=by,
        before=before,
        after=f"{member.joined_on} {member.full_on or ''}",
        reason=f"按{proof.page}核对：入党日期、转正日期",
    )


def _said(proof: PartyAgeProof) -> str:
    return f"{proof.joined_on} {proof.counts_from or ''}".strip()
