"""What minutes still lack before anybody can sign them (MT-11)."""

from typing import Any

from activities.choices_votes import BallotState
from activities.kinds import Chair, Expects
from activities.models import Activity, RecordSheet
from activities.reports.minutes_elections import still_counting
from activities.reports.sheet import MissingPart
from activities.rules.minutes_parts import DISCUSSED, TypedPart, parts_of
from activities.rules.signing import Signers, signers
from members.models import Member


def signers_of(activity: Activity) -> Signers:
    """Chair and recorder; one person may be both where the leader does all, or where nobody chairs (MT-04, F-12)."""
    alone = activity.sort.expects is Expects.GROUP or activity.sort.chair is Chair.NOBODY
    return signers(activity.host_id, activity.recorder_id, one_may_do_both=alone)


def signing_members(activity: Activity) -> dict[str, Member | None]:
    """By role, who signs."""
    keys = signers_of(activity)
    people = {member.pk: member for member in (activity.host, activity.recorder) if member is not None}
    return {
        "chair": people[keys.chair] if keys.chair is not None else None,
        "recorder": people[keys.recorder] if keys.recorder is not None else None,
    }


def missing_in_minutes(record: RecordSheet, content: dict[str, Any]) -> list[MissingPart]:
    """Most important first; only required ones hold the signing up."""
    found = []
    problem = signers_of(record.activity).problem
    if problem:
        found.append(MissingPart("signers", "主持人和记录人", problem, True))
    if content["attendance"]["unsettled"]:
        number = content["attendance"]["unsettled"]
        sentence = f"还有{number}人没有登记，请先选“到会”“请假”或“缺席”；签字后登记就固定了。"
        found.append(MissingPart("attendance", "签到待核", sentence, True))
    if any(
        ballot.state in (BallotState.PREPARED, BallotState.OPEN) for ballot in record.activity.ballots.all()
    ):
        found.append(MissingPart("ballots", "表决", "还有表决没有计票，请先办完或者作废。", True))
    if still_counting(record.activity):
        found.append(MissingPart("ballots", "选举", "还有选票没有计票，请先计票或者作废。", True))
    for part in parts_of(record.activity.sort.form):
        if content["written"].get(part.name) or _said_already(part, content):
            continue
        found.append(MissingPart(part.name, part.label, part.hint, part.required))
    return found


def _said_already(part: TypedPart, content: dict[str, Any]) -> bool:
    """The agenda's items, the speeches or the lecture say it, so that nobody types it twice."""
    items = content["items"]
    if part.from_items == DISCUSSED:
        spoken = content["speeches"] or any(item["discussion"] or item["speeches"] for item in items)
        return bool(spoken or content["lecture"]["discussion"])
    if part.from_items:
        return any(item["decision"] for item in items) or bool(content["ballots"])
    return part.name == "content" and bool(content["lecture"]["outline"] or content["files"])
