"""The committee's year: numbers for the branches, what they ask for, its yearly analysis (DV-06, DV-25)."""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import DevelopmentQuota, QuotaRequest, TeamAnalysis
from members.reports.development_team import team_counts
from members.rules.development_quota import MOST, REQUEST_MONTH
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def give_quotas(
    committee: Organization, year: int, numbers: Mapping[int, int | None], *, by: AbstractBaseUser
) -> int:
    """A number for each branch below; None takes it away. What is unchanged stays. Answers how many changed."""
    held = lock(committee)
    require(not held.is_branch, "名额由上级党组织下达。", code="not_committee")
    today = clock.today()
    near = today.year - 1 <= year <= today.year + 1
    require(near, "只能下达去年、今年和明年的名额。", field="year")
    branches = {branch.pk: branch for branch in Organization.objects.get_descendants(held).branches()}
    known = {row.branch_id: row for row in DevelopmentQuota.objects.filter(branch__in=branches, year=year)}
    changed = 0
    for pk, number in numbers.items():
        branch = branches.get(pk)
        require(branch is not None, "有一个党支部不在您的范围内。", code="outside")
        assert branch is not None
        changed += _give(held, branch, year, number, known.get(pk), by)
    return changed


@transaction.atomic
def ask_for(
    branch: Organization, year: int, *, number: int, reason: str, by: AbstractBaseUser
) -> QuotaRequest:
    """In November, where the committee wants to be asked: how many next year, and why. Written again, it replaces."""
    held = lock(branch)
    today = clock.today()
    asked = bool(in_force(held, today)["dv.plan_request"])
    require(asked, "上级没有要求报下一年的发展计划。", code="not_asked")
    require(year == today.year + 1, "只报下一年的计划。", field="year")
    in_time = today.month >= REQUEST_MONTH
    require(in_time, f"每年{REQUEST_MONTH}月起报下一年的计划。", field="year", code="too_early")
    require(0 <= number <= MOST, f"人数应在0—{MOST}之间。", field="number")
    row, _ = QuotaRequest.objects.update_or_create(
        branch=held,
        year=year,
        defaults={"number": number, "reason": reason.strip()[:300], "asked_by_id": by.pk},
    )
    journal(row, "ask_quota", by=by, after=str(number))
    return row


@transaction.atomic
def analyse_team(
    committee: Organization,
    *,
    year: int,
    on: date,
    situation: str,
    problems: str,
    measures: str,
    by: AbstractBaseUser,
) -> TeamAnalysis:
    """The yearly look at the activists of all branches below, with the figures of today beside it (DV-06)."""
    held = lock(committee)
    require(not held.is_branch, "队伍分析由上级党组织做。", code="not_committee")
    require(on <= clock.today() and on.year in (year, year + 1), "请核对分析日期。", field="on")
    require(situation.strip(), "请写队伍状况。", field="situation")
    require(measures.strip(), "请写改进措施。", field="measures")
    row, _ = TeamAnalysis.objects.update_or_create(
        organization=held,
        year=year,
        defaults={
            "on": on,
            "counts": team_counts(held),
            "situation": situation.strip(),
            "problems": problems.strip(),
            "measures": measures.strip(),
            "written_by_id": by.pk,
        },
    )
    journal(row, "analyse_team", by=by, after=str(year))
    return row


def _give(
    committee: Organization,
    branch: Organization,
    year: int,
    number: int | None,
    known: DevelopmentQuota | None,
    by: AbstractBaseUser,
) -> int:
    if number is None:
        if known is None:
            return 0
        journal(known, "take_quota", by=by, before=str(known.number))
        known.delete()
        return 1
    require(0 <= number <= MOST, f"{branch.called}的名额应在0—{MOST}之间。", field=f"n{branch.pk}")
    if known is not None and known.number == number:
        return 0
    row, _ = DevelopmentQuota.objects.update_or_create(
        branch=branch,
        year=year,
        defaults={"number": number, "given_by": committee, "set_by_id": by.pk},
    )
    journal(row, "give_quota", by=by, before=str(known.number) if known else "", after=str(number))
    return 1
