"""manage.py evaluate_compliance --branch CODE --year 2026: what the rules say about a branch's year, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activities.reports.branch_facts import branch_findings
from branches.models import Organization
from partywork.common import clock
from partywork.common.compliance import Finding


class Command(BaseCommand):
    """Prints JSON and nothing else."""

    help = "按规则判断一个支部的一年，以 JSON 列出每一项判断。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--branch", required=True, help="支部代码")
        parser.add_argument("--year", type=int, default=None, help="年度，不写为今年")

    def handle(self, *_args: Any, **options: Any) -> None:
        branch = Organization.objects.branches().filter(code=options["branch"]).first()
        if branch is None:
            raise CommandError(f"没有代码为“{options['branch']}”的支部。")
        year = options["year"] if options["year"] is not None else clock.today().year
        if not 2000 <= year <= 2100:
            raise CommandError(f"年份 {year} 不对，请写四位年份，例如 2026。")
        rows = [_as_json(finding) for finding in branch_findings(branch, year)]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "subject": finding.subject,
        "verdict": str(finding.verdict),
        "sentence": finding.sentence,
        "severity": str(finding.severity),
        "on": finding.on.isoformat() if finding.on else None,
        "explained": finding.explained,
    }
