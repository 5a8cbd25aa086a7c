"""Leaving somebody out of those expected: the reason, the superior's consent, the meeting's approval (MT-19, E-42)."""

from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from activities.choices_votes import BallotState, ExclusionReason
from activities.models import Activity, VoterExclusion
from members.models import Member, User
from members.reports.roster import on_roster
from partywork.common import clock
from partywork.common.uploads import CleanFile, clean_file
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
    scan: tuple[str, bytes] | None = None,
) -> VoterExclusion:
    """Put somebody on the list for this meeting, with the superior's document and its scan if they are there already.

    Named again the document is replaced; a scan that was handed in before stays unless another one comes.
    """
    activity = lock(activity)
    _require_not_voting(activity)
    require(reason in ExclusionReason.values, "请选原因。", field="reason")
    here = on_roster(activity.branch_id, activity.day).filter(pk=member.pk).exists()
    require(here, f"{member.name}那天不在本支部名册上，本来就不计入应到。", field="member")
    consent = consent.strip()
    require(bool(consent) == bool(consent_on), "上级同意的文件要写文号和日期。", field="consent_on")
    late = f"文件日期不能晚于开会那天（{clock.long_date(activity.day)}）。"
    require(consent_on is None or consent_on <= activity.day, late, field="consent_on")
    require(scan is None or consent, "附了文件，请写上文号和日期。", field="consent")
    page = clean_file(scan[0], scan[1], field="file") if scan is not None else None
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
    if page is not None or not consent:
        _keep(exclusion, page)
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
    stored = exclusion.consent_file
    journal(exclusion, "take_off", by=by)
    exclusion.delete()
    if stored:
        transaction.on_commit(lambda: stored.delete(save=False))


def _keep(exclusion: VoterExclusion, page: CleanFile | None) -> None:
    """The scan as it was handed in now, or none where there is no document any more; the one before goes."""
    before, storage = exclusion.consent_file.name, exclusion.consent_file.storage
    if page is None:
        exclusion.consent_file, exclusion.consent_type = "", ""
    else:
        exclusion.consent_type = page.content_type
        exclusion.consent_file.save("consent", ContentFile(page.data), save=False)
    save(exclusion, "consent_file", "consent_type")
    if before:
        transaction.on_commit(lambda: storage.delete(before))


def _require_not_voting(activity: Activity) -> None:
    """The denominator of a vote that has begun is frozen; the list of the meeting then stands."""
    begun = activity.ballots.filter(state__in=OPENED).count()
    require(not begun, f"这次会议已有{begun}项表决开始，应到名单不能再改。", code="frozen")
