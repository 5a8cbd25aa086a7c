"""manage.py clean_contacts [--dry-run]: contact data of those who left a year ago, removed and reported (PI-14)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from members.services.cleaning import clean_contacts
from partywork.common import clock


class Command(BaseCommand):
    help = "清理离开满 12 个月（参数 pi.clean_months）的党员的联系方式，逐人列出；--dry-run 只列出不清理。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只列出，不清理")

    def handle(self, *_args: Any, **options: Any) -> None:
        lines = clean_contacts(clock.today(), dry_run=options["dry_run"])
        for line in lines:
            self.stdout.write(f"{line.branch}　{line.name}　{line.left_on} 离开　{'、'.join(line.items)}")
        word = "应清理" if options["dry_run"] else "已清理"
        self.stdout.write(f"{word} {len(lines)} 人的联系方式。")
