"""One person's way as the rules read it: from the rows that stand to plain facts."""

from collections.abc import Iterable
from datetime import date

from branches.reports.parameters import InForce
from members.models import Development, DevelopmentStep
from members.rules.development import BY_REVIEW
from members.rules.development_facts import StepFacts, facts_of
from members.rules.development_path import WayFacts


def way_of(
    development: Development, limits: InForce, *, taken: Iterable[DevelopmentStep] | None = None
) -> WayFacts:
    """`taken` are the rows as loaded already (Development.objects.with_steps()); corrected ones do not count."""
    rows = list(development.steps.all() if taken is None else taken)
    done: dict[str, date] = {}
    facts: dict[str, StepFacts] = {}
    for row in sorted((row for row in rows if row.is_done), key=lambda row: (row.done_on, row.pk)):
        done[row.key] = row.done_on
        facts[row.key] = facts_of(row.key, row.facts)
    return WayFacts(
        born_on=development.born_on,
        leaving_on=development.leaving_on,
        earlier_months=development.earlier_months,
        extended_months=development.extended_months,
        done=done,
        facts=facts,
        reviews=tuple(row.done_on for row in rows if row.is_done and row.key in BY_REVIEW),
        months_before_activist=limits["dv.months_before_activist"],
        meeting_after_preview_days=limits["dv.meeting_after_preview_days"],
    )
