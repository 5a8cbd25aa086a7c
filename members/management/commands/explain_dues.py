"""manage.py explain_dues --kind employed --base 3456.78 --month 2026-03: what is owed and why, as JSON (N04)."""

import json
from argparse import ArgumentParser
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.choices_dues import DuesKind
from members.rules.dues_explained import STEPS, Asked, Explanation, explain
from members.rules.dues_months import read_month
from members.rules.dues_scale import scale_for
from partywork.common.money import read_yuan


class Command(BaseCommand):
    help = "算一名党员一个月应交的党费，并逐行说明依据，以 JSON 打印。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", default="", metavar="类型", help="、".join(DuesKind.values))
        parser.add_argument("--base", metavar="元", help="计算基数，如 3456.78；固定数额的人员不用填")
        parser.add_argument("--month", default="", metavar="年-月", help="如 2026-03")
        parser.add_argument("--round-to", default="0.01", metavar="元", help="0.01、0.1 或 1")
        parser.add_argument("--agreed", metavar="元", help="农民党员由支部商定的数额，0.20—1.00")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            explanation = explain(_asked(options))
        except ValueError as expected:
            raise CommandError(str(expected)) from None
        self.stdout.write(json.dumps(_plain(explanation), ensure_ascii=False, indent=2))


def _asked(options: dict[str, Any]) -> Asked:
    if options["kind"] not in DuesKind.values:
        kinds = "、".join(f"{kind.value}（{kind.label}）" for kind in DuesKind)
        raise ValueError(f"人员类型应是以下之一：{kinds}；现在是“{options['kind'][:20]}”。")
    kind = DuesKind(options["kind"])
    agreed = options["agreed"]
    base = read_yuan(options["base"], what="计算基数") if options["base"] is not None else None
    month = read_month(options["month"])
    if agreed is not None:
        return Asked(kind, month, base, _step(options["round_to"]), read_yuan(agreed, what="商定数额"))
    scale = scale_for(kind, month)
    if scale.is_fixed and base is not None and scale.leaves_open(base):
        return Asked(
            kind, month, None, _step(options["round_to"]), base
        )  # a farmer's sum, written as the base
    return Asked(kind, month, base, _step(options["round_to"]))


def _step(text: str) -> Decimal:
    for step in STEPS:
        if str(step) == text:
            return step
    raise ValueError(f"取整应是 0.01（到分）、0.1（到角）或 1（到元）；现在是“{text[:20]}”。")


def _plain(explanation: Explanation) -> dict[str, Any]:
    base = explanation.base
    return {
        "kind": explanation.kind.value,
        "month": f"{explanation.month:%Y-%m}",
        "base": f"{base:.2f}" if base is not None else None,
        "band": explanation.band,
        "rate": explanation.rate,
        "computed": f"{explanation.computed:f}",
        "amount": f"{explanation.amount:.2f}",
        "clause": explanation.clause,
        "warnings": list(explanation.warnings),
        "lines": list(explanation.lines),
    }
