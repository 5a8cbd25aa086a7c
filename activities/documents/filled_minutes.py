"""The facts of minutes, live or frozen, as the printed forms F-09 to F-12 want them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from activities.documents.minutes import (
    BallotLine,
    Fact,
    Line,
    MinutesContent,
    MinutesDocument,
    Named,
    Section,
    Signature,
)
from activities.documents.record_sheet import Action, Addendum
from activities.models import RecordSheet
from activities.reports.minutes import minutes_contents
from activities.reports.minutes_addenda import addenda_of_minutes
from activities.rules.actions import read_action
from activities.rules.chinese_numbers import chinese_number
from activities.rules.headcount import split_text
from activities.rules.minutes_parts import parts_of
from partywork.common.clock import full_date

Facts = dict[str, Any]
ROLES = {"chair": "主持人", "recorder": "记录人"}
TOLD = {"第一议题", "党章", "学习", "通报"}


def filled_minutes(records: Sequence[RecordSheet]) -> list[MinutesContent]:
    """Those that are signed as they were signed, with what came after; the others as they stand now.

    `signed` and its content should be loaded with them. A fixed number of queries, however many they are.
    """
    drafts = [record for record in records if record.signed_at is None]
    live = minutes_contents(drafts) if drafts else {}
    signed = [record for record in records if record.signed_at is not None]
    addenda = addenda_of_minutes(signed) if signed else {}
    return [
        minutes_sheet(live[record.pk])
        if record.signed_at is None
        else minutes_sheet(record.signed.content, addenda[record.pk], record.signed.digest)
        for record in records
    ]


def minutes_document(record: RecordSheet) -> Facts:
    """What is to be printed of one."""
    return MinutesDocument(filled_minutes([record])[0]).to_json()


def minutes_sheet(facts: Facts, addenda: Iterable[Facts] = (), digest: str = "") -> MinutesContent:
    """`digest` is empty for a draft, which is marked as one."""
    start = datetime.fromisoformat(facts["starts_at"])
    before, after = _sections(facts)
    return MinutesContent(
        title=facts["title"],
        branch=facts["branch"],
        which=_which(facts),
        held_on=start.date(),
        theme=facts["lecture"]["title"] or facts["theme"],
        pairs=_pairs(facts),
        wides=_wides(facts),
        before=before,
        ballots=tuple(BallotLine(**ballot) for ballot in facts["ballots"]),
        after=after,
        actions=_actions(facts),
        signatures=_signatures(facts),
        addenda=tuple(_addendum(row) for row in addenda),
        is_draft=not digest,
        fingerprint=digest[:16],
    )


def _which(facts: Facts) -> str:
    """第四届　2026年第2次: the term stands on the members' minutes (F-09); what was signed before had none."""
    term = facts.get("term") if facts["form"] == "F-09" else 0
    before = f"第{chinese_number(term)}届　" if term else f"{facts['group']}　" if facts["group"] else ""
    return f"{before}{facts['year']}年第{facts['number']}次" if facts["number"] else before.strip()


def _pairs(facts: Facts) -> tuple[Fact, ...]:
    """The upper cells, two in a row, in the order of each form."""
    heads, form = facts["attendance"], facts["form"]
    when = Fact("时　　间", _time(facts))
    where = Fact("地点方式", f"{facts['place'] or '未写明'}（{facts['venue']}）")
    chair = Fact("主持人", _reason(facts), (_named(facts["host"]),))
    recorder = Fact("记录人", "", (_named(facts["recorder"]),))
    who = "委员" if facts["expects"] == "committee" else "党员"
    expected = Fact(f"应到{who}", _people(heads["expected"], heads["expected_full"]))
    present = Fact(f"实到{who}", _people(heads["present"], heads["present_full"]))
    if form == "F-12":
        lecture = facts["lecture"]
        teacher = Fact("主讲人", "", (Named(lecture["lecturer"], lecture["office"]),))
        if facts["kind"] == "study":
            teacher = Fact("领学人", "", (Named(lecture["reader"]),))
        hours = Fact("学　　时", f"{lecture['hours']}学时" if lecture["hours"] else "未计")
        chaired = (chair,) if facts["host"]["name"] else ()
        return (when, where, teacher, hours, *chaired, recorder)
    rows = (when, where, chair, recorder, expected, present)
    if form in ("F-10", "F-11"):
        return rows
    voters = facts["voters"]
    vote = Fact("有表决权", f"应到{voters['expected']}人，实到{voters['present']}人")
    left_out = f"；不计入应到{voters['left_out']}人" if voters["left_out"] else ""
    return (*rows, vote, Fact("会议有效", f"{voters['quorum']}{left_out}"))


def _wides(facts: Facts) -> tuple[Fact, ...]:
    found = []
    if facts["form"] == "F-12":
        found += [
            Fact("题　　目", facts["lecture"]["title"] or facts["theme"]),
            Fact("参加人员", _audience(facts)),
        ]
    away = tuple(Named(row["name"], _why(row)) for row in facts["absentees"])
    found.append(Fact("缺席人员\n及原因", "" if away else "无人缺席", away))
    if facts["form"] != "F-12":
        guests = tuple(Named(row["name"], row["office"] or row["kind"]) for row in facts["observers"])
        found.append(Fact("列席人员", "" if guests else "无", guests))
        found.append(Fact("议　　题", _topics(facts)))
    return tuple(found)


def _topics(facts: Facts) -> str:
    """1.传达学习… ; an item that was handed on, or came from the committee, says so (F-10, MT-08)."""
    titles = [_topic(number, item, facts) for number, item in enumerate(facts["items"], 1)]
    return "\n".join(titles) or facts["theme"]


def _topic(number: int, item: Facts, facts: Facts) -> str:
    notes = [f"汇报人：{item['person']}"] if item["person"] else []
    if item["earlier_on"]:
        day = date.fromisoformat(item["earlier_on"])
        notes.append(f"{day.month}月{day.day}日支委会研究")
    if facts["form"] == "F-10" and item["to_member_meeting"]:
        notes.append("提交党员大会")
    said = "，".join(notes)
    return f"{number}.{item['title']}{f'（{said}）' if said else ''}"


def _sections(facts: Facts) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What was told and said, then what was decided; what the agenda holds and what was typed run together."""
    written = facts["written"]
    labels = {part.name: part.label for part in parts_of(facts["form"])}
    told = [item for item in facts["items"] if item["tag"] in TOLD]
    discussed = [item for item in facts["items"] if item["tag"] not in TOLD]
    lecture = facts["lecture"]
    content = [*_paragraphs(lecture["outline"]), *_paragraphs(written.get("content", ""))]
    if facts["files"] and facts["form"] == "F-12":
        content.append(Line(f"附件：{'、'.join(facts['files'])}"))
    said = [*_paragraphs(lecture["discussion"]), *_paragraphs(written.get("discussion", ""))]
    said += [_spoken(row) for row in facts["speeches"]]
    before = [
        Section(_wide(labels.get("content", "")), (*content, *_of_items(told, facts))),
        Section(_wide(labels.get("discussion", "")), (*_of_items(discussed, facts), *said)),
    ]
    decided = [*_decisions(facts), *_paragraphs(written.get("consensus", ""))]
    after = [Section(_wide(labels["consensus"]), tuple(decided))] if "consensus" in labels else []
    if facts["form"] == "F-11":
        after.append(Section("向支部\n汇报事项", tuple(_paragraphs(written.get("actions", "")))))
    kept = tuple(section for section in before if section.lines)
    return kept, tuple(section for section in after if section.lines)


def _of_items(items: list[Facts], facts: Facts) -> list[Line]:
    lines: list[Line] = []
    order = {id(item): number for number, item in enumerate(facts["items"], 1)}
    for item in items:
        body = [*_paragraphs(item["discussion"]), *(_spoken(row) for row in item["speeches"])]
        if body:
            lines += [Line(f"（{chinese_number(order[id(item)])}）{item['title']}", is_head=True), *body]
    return lines


def _spoken(row: Facts) -> Line:
    """吴八（不同意见）：提一点不同看法…"""
    return Line(f"{row['who']}{'（不同意见）' if row['differs'] else ''}：{row['gist'] or '作了发言。'}")


def _decisions(facts: Facts) -> list[Line]:
    lines = []
    for number, item in enumerate(facts["items"], 1):
        rows = _lines(item["decision"])
        if not rows:
            continue
        head = f"（{chinese_number(number)}）{item['title']}：" if len(facts["items"]) > 1 else ""
        settled = f"（{item['settled']}）" if item["to_member_meeting"] else ""
        lines += [
            Line(f"{head}{rows[0]}{settled if len(rows) == 1 else ''}"),
            *(Line(row) for row in rows[1:]),
        ]
    return lines


def _actions(facts: Facts) -> tuple[Action, ...]:
    """Who does what until when: from the list of what was agreed on, and from what was typed."""
    listed = [Action(row["text"], row["owner"], _day_text(row["due"]) or "长期") for row in facts["actions"]]
    typed = facts["written"].get("actions", "") if facts["form"] != "F-11" else ""
    return (*listed, *(Action(*read_action(line)) for line in _lines(typed)))


def _signatures(facts: Facts) -> tuple[Signature, ...]:
    """The chair first, as the form has it; each with its own day; somebody who signs for both stands there once."""
    given = {row["role"]: row for row in facts.get("signatures", ())}
    roles = _roles(facts)
    return tuple(
        Signature(
            label,
            given[role]["name"],
            date.fromisoformat(given[role]["on"]),
            given[role]["way"] == "paper",
            date.fromisoformat(given[role]["entered_on"]) if given[role]["entered_on"] else None,
        )
        if role in given
        else Signature(label, "")
        for role, label in roles.items()
    )


def _roles(facts: Facts) -> dict[str, str]:
    """The names under the form; 主持人兼记录人 where one is both (MT-04)."""
    if facts["form"] == "F-12" and not facts["host"]["name"]:
        return {"recorder": "记录人"}
    one = facts["host"]["name"] == facts["recorder"]["name"] != ""
    return {"recorder": "主持人兼记录人"} if one else ROLES


def _addendum(row: Facts) -> Addendum:
    return Addendum(row["number"], date.fromisoformat(row["on"]), row["title"], row["text"], row["by"])


def _time(facts: Facts) -> str:
    start, end = datetime.fromisoformat(facts["starts_at"]), datetime.fromisoformat(facts["ends_at"])
    day = full_date(start)
    if end.date() == start.date():
        return f"{day}{start:%H:%M}—{end:%H:%M}"
    return f"{day}{start:%H:%M}至{end.month}月{end.day}日{end:%H:%M}"


def _people(number: int, full: int) -> str:
    """15人（正式14、预备1）"""
    return f"{number}人{split_text(number, full).removeprefix(str(number))}"


def _audience(facts: Facts) -> str:
    """党员13人（正式12、预备1）；入党积极分子2人"""
    heads = facts["attendance"]
    kinds: dict[str, int] = {}
    for guest in facts["observers"]:
        kinds[guest["kind"]] = kinds.get(guest["kind"], 0) + 1
    members = f"应到党员{heads['expected']}人，实到{_people(heads['present'], heads['present_full'])}"
    return "；".join([members, *(f"{kind}{number}人" for kind, number in kinds.items())])


def _why(row: Facts) -> str:
    return "，".join(part for part in (row["reason"], row["remark"]) if part)


def _named(person: Facts) -> Named:
    return Named(person["name"], person["post"])


def _reason(facts: Facts) -> str:
    return facts["host_reason"] or ""


def _wide(label: str) -> str:
    """A label of two signs is set as wide as one of four."""
    return f"{label[0]}　　{label[1]}" if len(label) == 2 else label


def _day_text(text: str) -> str:
    if not text:
        return ""
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"


def _paragraphs(text: str) -> list[Line]:
    return [Line(line) for line in _lines(text)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
