"""The record sheet's facts, live or frozen, as the printed form F-06 wants them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from activities.choices import Grade
from activities.documents.addenda import addenda_of
from activities.documents.record_sheet import (
    Absentee,
    Action,
    Carried,
    CriterionTally,
    Decision,
    Part,
    Person,
    RatingResult,
    RecordSheetContent,
    RecordSheetDocument,
    RoutineLine,
    Step,
    Turnout,
)
from activities.models import FilingRound, Guest, RecordSheet
from activities.reports.sheet import sheet_content
from activities.rules.actions import read_action
from activities.rules.agenda import without_number
from activities.rules.satisfaction import COUNTED, DEFINITIONS
from partywork.common import clock

Facts = dict[str, Any]


def record_sheet(record: RecordSheet) -> Facts:
    """What is to be printed: once handed in, what was frozen in the last round, with its answer (N19)."""
    filing = getattr(record, "filing", None)
    rounds = filing.rounds.select_related("answered_by", "filing__to").order_by("-number") if filing else None
    last = rounds.first() if rounds is not None and not record.is_editable else None
    facts = last.content if last is not None else sheet_content(record)
    content = _content(facts, last)
    if last is not None:
        content = replace(content, addenda=addenda_of(record.activity, last.submitted_at))
    return RecordSheetDocument(content).to_json()


def filed_sheet(round_: FilingRound) -> Facts:
    """What was handed in then, with its answer: neither a later draft nor a later fact shows (N19)."""
    return RecordSheetDocument(_content(round_.content, round_)).to_json()


def _content(facts: Facts, round_: FilingRound | None) -> RecordSheetContent:
    start, end = datetime.fromisoformat(facts["starts_at"]), datetime.fromisoformat(facts["ends_at"])
    written = facts["written"]
    leaders = [guest for guest in facts["guests"] if guest["kind"] == Guest.Kind.SUPERIOR.label]
    return RecordSheetContent(
        branch=facts["branch"],
        year=facts["year"],
        sequence=facts["number"],
        theme=facts["theme"],
        held_on=start.date(),
        starts=f"{start:%H:%M}",
        ends=f"{end:%H:%M}" if end.date() == start.date() else f"{end:%-m月%-d日%H:%M}",
        minutes=facts["minutes"],
        days=facts.get("days", 1),
        place=facts["place"],
        chair=Person(facts["host"]),
        recorder=Person(facts["recorder"]),
        turnout=_turnout(facts),
        steps=tuple(_step(step) for step in facts["steps"]),
        together=_together(facts.get("joint")),
        mode=facts["mode"],
        category=facts["requirement"],
        chair_reason=facts["host_reason"],
        guests=tuple(_guest(guest) for guest in facts["guests"] if guest not in leaders),
        guidance=tuple(_guest(guest) for guest in leaders),
        routine=tuple(RoutineLine(line["label"], line["text"]) for line in facts.get("routine", ())),
        absentees=tuple(_absentee(row) for row in facts["absentees"]),
        agenda=tuple(Part(without_number(line)) for line in _lines(written["content"])),
        discussion=written["discussion"],
        consensus=written["consensus"],
        actions=tuple(Action(*read_action(line)) for line in _lines(written["actions"])),
        shortcomings=written["shortcomings"],
        carried=tuple(_carried(item) for item in facts.get("improvements", ())),
        reply=written["reply"],
        rating=_rating(facts["rating"]),
        comment="；".join(guest["remark"] for guest in leaders if guest["remark"]),
        comment_by="、".join(guest["name"] for guest in leaders if guest["remark"]),
        submitted_on=clock.local_day(round_.submitted_at) if round_ else None,
        decision=_decision(round_),
        fingerprint=round_.digest[:16] if round_ else "",
    )


def _together(joint: Facts | None) -> str:
    """甲支部主办，与乙支部、丙支部联合开展; empty for a day the branch held alone (E-20)."""
    if not joint:
        return ""
    others = "、".join(joint["branches"])
    start = "本支部主办" if joint["is_host"] else f"{joint['organizer']}主办"
    return f"{start}，参加支部：{others}" if others else start


def _turnout(facts: Facts) -> Turnout:
    heads = facts["attendance"]
    return Turnout(
        total=heads["total"],
        total_full=heads["total_full"],
        exempt=heads["exempt"],
        exempt_full=heads["exempt_full"],
        expected=heads["expected"],
        expected_full=heads["expected_full"],
        present=heads["present"],
        present_full=heads["present_full"],
        on_leave=heads["on_leave"],
        absent=heads["absent"],
        min_pct=heads["pct"],
        required=heads["required"],
        met=heads["met"],
        basis=heads["denominator"],
        reason=facts["low_reason"],
        unsettled=heads["unsettled"],
        rungs=heads.get("rungs", ""),  # sheets filed before it was kept have none
        left_early=heads.get("left_early", ""),
    )


def _step(step: Facts) -> Step:
    """Only what has a basis is printed as done; the rest says what is missing."""
    return Step(name=step["title"], done=step["fact"], on=_day(step["on"]), by=step["by"])


def _guest(guest: Facts) -> Person:
    return Person(guest["name"], guest["office"] or guest["kind"])


def _absentee(row: Facts) -> Absentee:
    makeup = row["make_up"] or (f"限{_due(row['make_up_due'])}前" if row["make_up_due"] else "")
    return Absentee(
        name=row["name"],
        reason=row["reason"],
        makeup=makeup,
        made_up_on=_day(row["make_up_on"]),
        confirmed_by=row["confirmed_by"],
    )


def _carried(item: Facts) -> Carried:
    return Carried(item["text"], item["when"], item["outcome"])


def _rating(rating: Facts) -> RatingResult | None:
    if rating["state"] != "closed":
        return None
    definition = rating["definition_key"]
    tally = rating["tally"] or {}
    rows = [_criterion(label, tally[key], definition) for key, label in rating["criteria"] if key in tally]
    return RatingResult(
        issued=rating["issued"],
        returned=rating["collected"],
        valid=rating["valid"] or 0,
        minimum=rating["min_ballots"],
        definition=DEFINITIONS[definition],
        criteria=tuple(rows[:-1]),
        groups="，".join(_group(line) for line in rating.get("groups", ())),
        overall=rows[-1] if rows else None,
    )


def _group(line: Facts) -> str:
    """服务对象62.5%（5/8份）"""
    return f"{line['label']}{line['rate']}（{line['satisfied']}/{line['valid']}份）"


def _criterion(label: str, counts: dict[str, int], definition: str) -> CriterionTally:
    given = [counts.get(grade, 0) for grade in Grade]
    counted = sum(count for grade, count in zip(Grade, given, strict=True) if grade in COUNTED[definition])
    satisfied, fairly, dissatisfied = given
    return CriterionTally(label, satisfied, fairly, dissatisfied, counted, sum(given))


def _decision(round_: FilingRound | None) -> Decision | None:
    if round_ is None or round_.outcome == FilingRound.Outcome.WAITING or round_.answered_at is None:
        return None
    return Decision(
        accepted=round_.outcome == FilingRound.Outcome.ACCEPTED,
        remarks=round_.answer,
        by=round_.filing.to.called,
        on=clock.local_day(round_.answered_at),
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _due(text: str) -> str:
    day = clock.due_day(datetime.fromisoformat(text))
    return f"{day.month}月{day.day}日"
