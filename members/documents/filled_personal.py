"""The copy of one's own data, as it stands now."""

from datetime import datetime

from members.documents.personal_copy import CopyLine, PersonalCopyContent
from members.models import Member
from members.reports.my_information import former_lines, looks_at, own_lines
from partywork.common import clock


def personal_copy(member: Member, now: datetime) -> PersonalCopyContent:
    spells = list(member.spells.select_related("branch", "group").order_by("period"))
    branch = member.branch_on(clock.local_day(now))
    return PersonalCopyContent(
        name=member.name,
        branch=branch.name if branch else "",
        made_at=now,
        lines=(
            *(CopyLine(line.label, line.text) for line in own_lines(member) if line.text),
            *(CopyLine(line.label, f"{line.text}，{line.note}") for line in former_lines(member)),
        ),
        places=tuple(
            CopyLine(
                spell.branch.called,
                f"{spell.period.lower} 起{f'，{spell.period.upper} 前' if spell.period.upper else ''}",
            )
            for spell in spells
        ),
        looks=tuple(
            CopyLine(
                f"{look.at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}　{look.who}",
                f"{look.what}：{look.reason}",
            )
            for look in looks_at(member)
        ),
    )
