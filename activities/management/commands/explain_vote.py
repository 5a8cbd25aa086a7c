"""The judgement of a vote on the command line, so that a help desk can answer a call (V-*)."""

import json
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from activities.rules.vote_table import VOTES, vote_rule
from activities.rules.voting import judge_vote
from partywork.common.errors import DomainError

NUMBERS = {
    "expected": "应到人数",
    "present": "实到人数",
    "in_favour": "赞成票数",
    "written": "赞成的书面意见份数",
}
SHOWN = ("quorum_met", "quorum_needed", "passes", "needed", "sentence")
MOST = 1_000_000
WRONG = "命令写得不对。应写成：explain_vote V-ADM --expected 10 --present 7 --in-favour 6 [--written 0]。"


class Command(BaseCommand):
    help = (
        "按表决规则说明能不能表决、通过没有，例：V-ADM --expected 10 --present 7 --in-favour 6 [--written 0]"
    )
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse  # type: ignore[method-assign,assignment]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", default="", help=f"表决种类：{'、'.join(VOTES)}")
        parser.add_argument("--expected", help="应到的有表决权的人数")
        parser.add_argument("--present", help="实到的有表决权的人数，不含交书面意见的")
        parser.add_argument("--in-favour", help="到会的人投的赞成票数")
        parser.add_argument(
            "--written", default="0", help="会前交来的赞成的书面意见，另加在赞成票上（只有 V-ADM 可以有）"
        )

    def _refuse(self, _message: str) -> NoReturn:
        """argparse would answer in English, with its usage."""
        if getattr(self, "_called_from_command_line", False):
            self.stderr.write(WRONG)
            sys.exit(1)
        raise CommandError(WRONG)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            kind = vote_rule(str(options["kind"]).strip().upper()).kind.value
            numbers = {name: _number(name, options[name]) for name in NUMBERS}
            judged = judge_vote(kind, **{**numbers, "in_favour": _votes(**numbers)}, base=None)
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        answer = {"kind": kind, **numbers, **{name: getattr(judged, name) for name in SHOWN}}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _votes(*, present: int, in_favour: int, written: int, **_others: int) -> int:
    """Written opinions in favour are votes as well (E-41). More votes than people in the hall: the caller has
    read out the sum, which holds them already.
    """
    return in_favour if in_favour > present else in_favour + max(written, 0)


def _number(name: str, text: object) -> int:
    label = NUMBERS[name]
    option = "--" + name.replace("_", "-")
    if text is None:
        raise DomainError(f"请用 {option} 写明{label}。", field=name)
    try:
        number = int(str(text))
    except ValueError:
        raise DomainError(f"{label}应是整数，“{text}”不是。", field=name) from None
    if abs(number) > MOST:
        raise DomainError(f"{label}不会有{number}，请核对。", field=name)
    return number
