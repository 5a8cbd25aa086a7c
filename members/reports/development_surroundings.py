"""What stands around a step and speaks about it too: notice, number of the year, introducers (DV-10, DV-14, DV-25)."""

from collections.abc import Sequence
from datetime import date

from branches.reports.parameters import InForce
from members.choices_development import ContactRole
from members.models import Development, Member
from members.reports.development_quota import quota_word
from members.reports.discipline import barred_sponsors
from members.reports.public_notices import waits_for_notice
from members.rules.admission_vote import ADMISSION_REGULATIONS as FZ
from members.rules.development import DevelopmentStep
from members.rules.development_remarks import Remark, Weight, block, warn

# Where the introducers answer for the person: whoever may no longer do so is replaced first.
SPEAK_THERE = ("reviewed", "admitted")


def sponsors_remark(people: Sequence[Member], day: date) -> Remark | None:
    """That somebody may not introduce at present; never why: not all who enter steps may know (MEM-02, DV-10)."""
    barred = barred_sponsors([person.pk for person in people], day)
    names = "、".join(f"{person.name}同志" for person in people if person.pk in barred)
    if not names:
        return None
    return block("DV-10", f"{names}目前不能担任入党介绍人（{FZ}第十四条）。", "members")


def remarks_around(
    development: Development, step: DevelopmentStep, day: date, limits: InForce
) -> tuple[Remark, ...]:
    """Read beside those of the way itself; at most seven queries, none at a step that nothing stands around."""
    found = []
    wait = waits_for_notice(development, step.number, day, limits)
    if wait is not None:
        # A notice that is not known here may have hung on a wall: kept beside the step, and a finding of the year.
        kept = Remark(Weight.LATE, "DV-14", wait.sentence)
        found.append(block("DV-14", wait.sentence, "day") if wait.stops else kept)
    said = quota_word(development.branch, step.number, day)
    if said:
        found.append(warn("DV-25", said))
    if step.key in SPEAK_THERE:
        running = development.contacts.filter(role=ContactRole.INTRODUCER, until=None).select_related(
            "member"
        )
        remark = sponsors_remark([each.member for each in running], day)
        if remark is not None:
            anew = f"{remark.sentence}请先在第9步按“重新办理”另行确定。"
            found.append(block(remark.rule, anew))
    return tuple(found)
