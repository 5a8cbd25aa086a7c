"""Away members to be asked after, and what a long absence leads to; the latter for the secretary alone (E-52)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from branches.reports.parameters import InForce
from members.models import AwaySpell
from members.reports.away import AwayLine, lines_of, spells_of
from partywork.common import clock


def away(branch: Organization, parameters: InForce, *, private: bool) -> TodoPile:
    after = int(parameters["mem.transfer_after_months"])

    def lines(spells: QuerySet[AwaySpell]) -> Iterator[Todo]:
        for line in lines_of(spells, clock.today(), private=private, transfer_after=after):
            if line.hints:
                yield _hint(line)
            elif line.is_near:
                yield _contact(line)

    return TodoPile(spells_of(branch, private=private), lines)


def _hint(line: AwayLine) -> Todo:
    hint = line.hints[-1]
    spell = line.spell
    title = f"{spell.member.name}：{spell.get_kind_display()}已有{line.lasted}"
    return Todo(title, hint.text, "去看", reverse("away_detail", args=[spell.pk]), None, hint.rule, "")


def _contact(line: AwayLine) -> Todo:
    spell = line.spell
    assert line.due is not None
    last = (
        f"上次{line.heard_on.month}月{line.heard_on.day}日，{line.heard_by}"
        if line.heard_on
        else "外出后还没有联系"
    )
    rule = ("MEM-12", "出国（境）党员") if spell.kind == "abroad" else ("MEM-09", "流动党员")
    return Todo(
        f"联系外出的{spell.member.name}",
        f"{last}。",
        "记联系",
        reverse("away_detail", args=[spell.pk]),
        clock.end_of(line.due),
        *rule,
    )
