"""Leaving somebody out of those expected: the reason, the superior's consent, the meeting's approval (MT-19, E-42)."""

from datetime import date

from django.db import transaction

from activities.choices_votes import BallotState, ExclusionReason
from activities.models import Activity, VoterExclusion
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

OPENED = (BallotState.OPEN, BallotState.CLOSED, BallotState.ANNOUNCED)


@transaction.atomic
def propose(
    activity: Activity,
    *,
    by: User,
    member: Member,
    reason: str,
    consent: str = "",
    consent_on: date | None = None,
) -> VoterExclusion:
    """Put somebody on the list for this meeting, with the superior's document if it is there already."""
    activity = lock(activity)
    _require_not_voting(activity)
    require(reason in ExclusionReason.values, "请选原因。", field="reason")
    here = Member.objects.in_branch_on(activity.branch, activity.day).filter(pk=member.pk).exists()
    require(here, f"{member.name}那天不在本支部名册上，本来就不计入应到。", field="member")
    consent = consent.strip()
    require(bool(consent) == bool(consent_on), "上级同意的文件要写文号和日期。", field="consent_on")
    late = f"文件日期不能晚于开会那天（{clock.long_date(activity.day)}）。"
    require(consent_on is None or consent_on <= activity.day, late, field="consent_on")
    exclusion, _ = VoterExclusion.objects.update_or_create(
        activity=activity,
        member=member,
        defaults={
            "reason": reason,
            "consent": consent,
            "consent_on": consent_on,
            "proposed_by": by,
            "approved_at": None,
            "approved_by": None,
        },
    )
    journal(exclusion, "propose", by=by, reason=consent)
    return exclusion


@transaction.atomic
def approve(exclusion: VoterExclusion, *, by: User) -> VoterExclusion:
    """The meeting has agreed; noted by whoever runs it. Only with the superior's consent (MT-19)."""
    activity = lock(exclusion.activity)
    exclusion = lock(exclusion)
    _require_not_voting(activity)
    missing = f"{exclusion.member.name}还没有上级同意的文件：缺文件或缺大会通过，都仍计入应到（MT-19）。"
    require(exclusion.consent, missing, code="no_consent")
    began = f"{clock.due_text(activity.starts_at)}才开会，会前不能记“大会通过”。"
    require(clock.now() >= activity.starts_at, began, code="too_early")
    if exclusion.approved_at is None:
        exclusion.approved_at, exclusion.approved_by = clock.now(), by
        save(exclusion, "approved_at", "approved_by")
        journal(exclusion, "approve", by=by)
    return exclusion


@transaction.atomic
def take_off(exclusion: VoterExclusion, *, by: User) -> None:
    """The person is expected like everybody else again."""
    activity = lock(exclusion.activity)
    _require_not_voting(activity)
    journal(exclusion, "take_off", by=by)
    exclusion.delete()


def _require_not_voting(activity: Activity) -> None:
    """The denominator of a vote that has begun is frozen; the list of the meeting then stands."""
    begun = activity.ballots.filter(state__in=OPENED).count()
    require(not begun, f"这次会议已有{begun}项表决开始，应到名单不能再改。", code="frozen")
