"""Preparing a vote: which question, which row of the vote table, who chairs and who tells (V-*, DV-16, MT-14)."""

import re

from django.db import transaction

from activities.choices_votes import AdmissionStep, BallotState, VoteKind
from activities.models import Activity, AgendaItem, Ballot
from activities.rules.vote_table import VoteRule, vote_rule
from activities.services.developing_ballots import name_subject
from members.choices import Standing
from members.models import Development, Member, User
from members.reports.roster import on_roster
from partywork.common.verbs import journal, lock, require

ADMISSION_TITLES = {
    AdmissionStep.ADMIT: "接收{}为预备党员",
    AdmissionStep.CONFIRM: "{}按期转为正式党员",
    AdmissionStep.EXTEND: "延长{}的预备期",
    AdmissionStep.CANCEL: "取消{}的预备党员资格",
}
SEVERAL = re.compile(r"[、，,;；/和及与]")


@transaction.atomic
def prepare(
    activity: Activity,
    *,
    by: User,
    kind: str,
    method: str,
    title: str,
    chair: Member,
    teller: Member,
    matter: str = "",
    item: AgendaItem | None = None,
    step: str = "",
    subject: str = "",
    subject_member: Member | None = None,
    repeats: Ballot | None = None,
    development: Development | None = None,
) -> Ballot:
    """Put a question on the list of votes; nothing is asked yet. An admission is about one person (DV-16)."""
    activity = lock(activity)
    rule = _rule_for(activity, kind)
    require_unsigned(activity)
    require(method in rule.methods, _not_by_hands(rule), field="method", code="must_be_secret")
    matter = matter or rule.matters[0]
    require(matter in rule.matters, "这种表决不能选这一类事项。", field="matter")
    require(item is None or item.activity_id == activity.pk, "这个议题不是这次会议的。", field="item")
    if development is not None:
        _require_waiting(activity, development)
        subject = development.name
    subject = (subject or (subject_member.name if subject_member else "")).strip()
    if rule.kind is VoteKind.ADMISSION:
        _require_one_person(activity, item, subject, step, subject_member)
        title = title or ADMISSION_TITLES[AdmissionStep(step)].format(subject)
    else:
        step, subject, subject_member = "", "", None
    require(title.strip(), "请写明表决什么。", field="title")
    _require_two(activity, chair, teller, subject_member)
    again = activity.ballots.exclude(state=BallotState.VOID).filter(title=title.strip(), subject=subject)
    require(
        not again.exists(), f"“{title.strip()}”已经在表决事项里了，不用再添。", field="title", code="again"
    )
    ballot = Ballot.objects.create(
        activity=activity,
        item=item,
        kind=rule.kind,
        matter=matter,
        method=method,
        title=title.strip(),
        step=step,
        subject=subject,
        subject_member=subject_member,
        chair=chair,
        teller=teller,
        repeats=repeats,
        created_by=by,
    )
    if rule.kind is VoteKind.ADMISSION:
        name_subject(ballot, development, subject_member, repeats)
    journal(ballot, "prepare", by=by, after=ballot.state)
    return ballot


@transaction.atomic
def withdraw(ballot: Ballot, *, by: User) -> None:
    """It is not put to the vote after all."""
    ballot = lock(ballot)
    require(
        ballot.state == BallotState.PREPARED, "表决已经开始，不能撤下；可以作废以后重来。", code="wrong_state"
    )
    journal(ballot, "withdraw", by=by, before=ballot.state)
    ballot.delete()


def require_unsigned(activity: Activity) -> None:
    """What was voted belongs to the minutes; once they are handed in or signed nothing is added (MT-12)."""
    record = getattr(activity, "record", None)
    require(record is None or record.is_editable, "会议记录已经签字或报送，不能再添表决。", code="frozen")


def _rule_for(activity: Activity, kind: str) -> VoteRule:
    rule = vote_rule(kind)
    require(rule.kind is not VoteKind.ELECTION, "选举请在“选举”里办，有候选人、轮次和计票单。", field="kind")
    allowed = activity.sort.votes
    where = f"{activity.sort.label}不能作“{rule.kind.label}”的表决（{rule.clause}）。"
    require(rule.kind in allowed, where, field="kind", code="wrong_meeting")
    return rule


def _not_by_hands(rule: VoteRule) -> str:
    return f"“{rule.kind.label}”须无记名投票，不能举手（{rule.clause}）。"


def _require_waiting(activity: Activity, development: Development) -> None:
    here = development.is_open and development.branch_id == activity.branch_id
    require(here, f"{development}不是本支部正在培养的发展对象。", field="development")


def _require_one_person(
    activity: Activity, item: AgendaItem | None, subject: str, step: str, member: Member | None
) -> None:
    clause = vote_rule(VoteKind.ADMISSION).clause
    require(step in AdmissionStep.values, "请选讨论的是接收、转正、延长还是取消。", field="step")
    require(subject, "请写明是谁：一次表决一个人。", field="subject")
    several = len([name for name in SEVERAL.split(subject) if name.strip()])
    one = f"写了{several}个人的名字，须逐个讨论和表决，一人一项（{clause}）。"
    require(several == 1, one, field="subject", code="several")
    full = member is not None and member.standing_on(activity.day) == Standing.FULL
    require(not full, f"{subject}已经是正式党员，不用再讨论接收或转正。", field="subject")
    if item is not None:
        other = (
            activity.ballots.filter(item=item, kind=VoteKind.ADMISSION)
            .exclude(state=BallotState.VOID)
            .first()
        )
        said = f"这个议题已经有{other.subject}的表决：一人一项，请另立议题（{clause}）。" if other else ""
        require(other is None or other.subject == subject, said, field="item", code="several")


def _require_two(activity: Activity, chair: Member, teller: Member, subject: Member | None) -> None:
    require(
        chair.pk != teller.pk, "主持人和监票人要两个人：计票由两人确认。", field="teller", code="two_people"
    )
    for person, field in ((chair, "chair"), (teller, "teller")):
        here = on_roster(activity.branch_id, activity.day).filter(pk=person.pk).exists()
        require(here, f"{person.name}那天不在本支部名册上。", field=field)
        account = person.user is not None and person.user.is_active
        require(account, f"{person.name}还没有能用的账号，不能在自己的手机上确认，请换一位。", field=field)
    full = teller.standing_on(activity.day) == Standing.FULL
    require(full, f"{teller.name}是预备党员，不能监票，请换一位正式党员。", field="teller")
    require(subject is None or teller.pk != subject.pk, "当事人不能给自己监票。", field="teller")
