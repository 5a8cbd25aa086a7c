"""What stands around a step and speaks about it too: its public notice, the number of the year (DV-14, DV-25)."""

from datetime import date

from branches.reports.parameters import InForce
from members.models import Development
from members.reports.development_quota import quota_word
from members.reports.public_notices import waits_for_notice
from members.rules.development import DevelopmentStep
from members.rules.development_checks import Remark, Weight, block, warn


def remarks_around(
    development: Development, step: DevelopmentStep, day: date, limits: InForce
) -> tuple[Remark, ...]:
    """Read beside those of the way itself; at most four queries, none at a step that nothing stands around."""
    found = []
    wait = waits_for_notice(development, step.number, day, limits)
    if wait is not None:
        # A notice that is not known here may have hung on a wall: kept beside the step, and a finding of the year.
        kept = Remark(Weight.LATE, "DV-14", wait.sentence)
        found.append(block("DV-14", wait.sentence, "day") if wait.stops else kept)
    said = quota_word(development.branch, step.number, day)
    if said:
        found.append(warn("DV-25", said))
    return tuple(found)
