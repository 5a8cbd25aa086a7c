"""Written opinions of those who cannot come: for admissions only, signed, there before the meeting (E-41, MT-20)."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from activities.choices_votes import BallotState, VoteChoice
from activities.models import Ballot, WrittenOpinion
from activities.reports.electorate import Electorate, electorate_of
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def receive(
    ballot: Ballot, *, by: User, member: Member, choice: str, received_at: datetime, is_signed: bool
) -> WrittenOpinion:
    """Keep what a signed paper says, until it is counted; a second one replaces the first."""
    ballot = lock(ballot)
    rule, activity = ballot.rule, ballot.activity
    only = f"只有讨论接收预备党员、转正时，会前交的书面意见才算票；这次是“{rule.kind.label}”，不能用。"
    require(rule.written, only, code="written_not_allowed")
    require(ballot.state == BallotState.PREPARED, "表决已经开始，不能再收书面意见。", code="wrong_state")
    require(choice in VoteChoice.values, "请选赞成、反对或弃权。", field="choice")
    unsigned = f"没有签名的和口头的意见不算票（{rule.clause}）。"
    require(is_signed, unsigned, field="is_signed", code="unsigned")
    received = clock.due_text(received_at)
    late = (
        f"{clock.due_text(activity.starts_at)}开会，{received}才收到：须在会前收到才算票（{rule.clause}）。"
    )
    require(received_at < activity.starts_at, late, field="received_at", code="too_late")
    require(received_at <= clock.now(), f"收到时间不能晚于现在，写的是{received}。", field="received_at")
    voter = electorate_of(activity, rule, online_counts=False).of(member.pk)
    if voter is None or not (voter.counts and voter.may_vote):
        why = voter.why if voter is not None else "不在本支部名册上"
        require(None, f"{member.name}{'：' if voter else ''}{why}，不能交书面意见。", field="member")
    opinion, _ = WrittenOpinion.objects.update_or_create(
        ballot=ballot,
        member=member,
        defaults={"choice": choice, "received_at": received_at, "received_by": by, "is_set_aside": False},
    )
    # Whose it is stands in the journal, what it says does not.
    journal(ballot, "receive_opinion", by=by, reason=f"{member.name}的书面意见")
    return opinion


@transaction.atomic
def take_back(opinion: WrittenOpinion, *, by: User) -> None:
    """Handed back, or noted by mistake."""
    ballot = lock(opinion.ballot)
    require(ballot.state == BallotState.PREPARED, "表决已经开始，书面意见不能再撤。", code="wrong_state")
    journal(ballot, "take_back_opinion", by=by, reason=f"{opinion.member.name}的书面意见")
    opinion.delete()


def settle(ballot: Ballot, electorate: Electorate) -> int:
    """Who came after all votes like everybody else: the paper is set aside, as is that of somebody left out since.

    Answers how many count.
    """
    handed = {voter.member_id for voter in electorate.handed_a_paper}
    counted = {voter.member_id for voter in electorate.voters if voter.counts and voter.may_vote} - handed
    for opinion in ballot.opinions.all():
        aside = opinion.member_id not in counted
        if aside != opinion.is_set_aside:
            opinion.is_set_aside = aside
            save(opinion, "is_set_aside")
    return ballot.opinions.filter(is_set_aside=False).count()


def take_choices(ballot: Ballot) -> Counter[str]:
    """How often each was written, of those that count; what each said is forgotten here. The signed papers lie in
    the folder, the sums stand in the result; here remains who wrote.
    """
    given = Counter(ballot.opinions.filter(is_set_aside=False).values_list("choice", flat=True))
    ballot.opinions.update(choice="")
    return given
