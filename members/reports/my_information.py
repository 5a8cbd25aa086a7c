"""Everything that is kept about one person, in his own words, and who looked at it (PI-05, M15)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from members.choices_personal import AccessAction
from members.models import CorrectionRequest, Member, PersonalAccess, PersonalExport, PersonalFile
from members.reports.personal_file import FileLine, choices_of, file_of, open_lines, text_of
from members.rules.correctable import LABELS, NO, YES
from members.rules.personal_items import BY_NAME, DATED, SEALED, Kind
from partywork.common import clock
from partywork.common.clock import full_date

NEWEST = 100


@dataclass(frozen=True)
class Look:
    """Somebody looked, or took out a list in which this person stands."""

    at: datetime
    who: str
    what: str
    reason: str


def own_lines(member: Member) -> list[FileLine]:
    """All items, in full: it is the person's own page."""
    file = file_of(member)
    lines = [FileLine("name", "姓名", member.name), *open_lines(member, file)]
    lines = [line for line in lines if line.name != "standing"]
    sealed = [FileLine(name, BY_NAME[name].label, text_of(member, name, file)) for name in SEALED]
    shown = {line.name for line in lines}
    rest = [
        FileLine(item.name, item.label, "")
        for item in BY_NAME.values()
        if item.name not in shown and not item.is_sealed
    ]
    return [*lines, *sealed, *rest]


def former_lines(member: Member) -> list[FileLine]:
    """What items were before, with the last day on which they were so; kept for the tables of past days (ST-02)."""
    words = {name: dict(choices_of(name)) for name in DATED}
    return [
        FileLine(
            row.item,
            f"以前的{BY_NAME[row.item].label}",
            words[row.item].get(row.value, row.value),
            f"到{full_date(row.until - timedelta(days=1))}",
        )
        for row in member.former_items.order_by("item", "-until")
    ]


def looks_at(member: Member) -> list[Look]:
    """Readings of an item, looks from above, exports of the branch or its superiors while he was in it."""
    accesses = PersonalAccess.objects.filter(member=member).exclude(action=AccessAction.PAGE)
    looks = [
        Look(row.at, str(row.by), _what(row), row.reason)
        for row in accesses.select_related("by").order_by("-at")[:NEWEST]
    ]
    looks += [
        Look(row.at, str(row.by), f"导出了{row.title}（{row.items}）", row.reason) for row in _exports(member)
    ]
    return sorted(looks, key=lambda look: look.at, reverse=True)[:NEWEST]


def page_looks(member: Member) -> list[Look]:
    """Who opened the page, where what is sealed is masked."""
    rows = PersonalAccess.objects.filter(member=member, action=AccessAction.PAGE)
    return [
        Look(row.at, str(row.by), "打开了信息页", row.reason)
        for row in rows.select_related("by").order_by("-at")[:NEWEST]
    ]


def should_be_text(request: CorrectionRequest) -> str:
    """What he wrote, in words: a value of a choice or a day is said as people say it."""
    text, item = request.should_be, BY_NAME.get(request.item)
    if request.item == "sex" or (item is not None and item.kind == Kind.CHOICE):
        field = (Member if request.item == "sex" else PersonalFile)._meta.get_field(request.item)
        return str(dict(getattr(field, "flatchoices", ())).get(text, text))
    if item is not None and item.kind == Kind.YES_NO:
        return {YES: "是", NO: "否"}.get(text, text)
    return text


def _what(row: PersonalAccess) -> str:
    if row.action == AccessAction.NEED:
        return "查看了信息页（上级）"
    label = LABELS.get(row.item, row.item)
    return f"为打电话查看了{label}" if row.action == AccessAction.CALL else f"查看了{label}"


def _exports(member: Member) -> list[PersonalExport]:
    """One query for the spells, one for the exports: those of the branch or of somebody above it."""
    spells = list(member.spells.select_related("branch"))
    paths = {
        spell.branch.path[:length]
        for spell in spells
        for length in range(spell.branch.steplen, len(spell.branch.path) + 1, spell.branch.steplen)
    }
    rows = PersonalExport.objects.filter(organization__path__in=paths).select_related("by", "organization")
    return [
        row
        for row in rows.order_by("-at")[:NEWEST]
        if any(
            spell.branch.path.startswith(row.organization.path) and clock.local_day(row.at) in spell.period
            for spell in spells
        )
    ]
