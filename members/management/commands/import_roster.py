"""manage.py import_roster 名册.xlsx --branch CODE [--dry-run]: a roster taken in, as the page does it (A01, N38)."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError

from branches.models import Organization
from members.importing.roster import read_roster
from members.models import User
from members.reports.roster_export import refused_xlsx
from members.reports.roster_mappings import mappings_for, said_by
from members.reports.roster_preview import Preview, preview
from members.services.importing import take_all
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets

MOST_ROWS = 500_000
SHOWN = 20


class Command(BaseCommand):
    help = (
        "导入党员名册：--branch 给党支部或党委的代码；给党委的，按文件里的“所在党支部”一列分到它的各支部。"
        "文件里没有的人不动，只在页面上逐个办转出。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="文件", help=".xlsx、.xls 或 .csv")
        parser.add_argument("--branch", required=True, metavar="代码", help="党支部或党委的代码")
        parser.add_argument("--dry-run", action="store_true", help="只看会改动什么，不保存")
        parser.add_argument("--since", metavar="日期", help="新增的党员自哪天起编入，默认今天，如 2026-06-18")
        parser.add_argument("--mapping", default="", metavar="名称", help="用存好的哪种表格样式")
        parser.add_argument("--by", default="", metavar="登录名", help="记在谁的名下，默认不记人")
        parser.add_argument("--refused", metavar="文件", help="把没有导入的行连同原因写到这个 .xlsx")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except (DomainError, OSError, ValueError) as refusal:
            raise CommandError(str(refusal)) from None

    def _import(self, options: dict[str, Any]) -> None:
        top = Organization.objects.filter(code=options["branch"]).first()
        if top is None:
            raise CommandError(f"没有代码是“{options['branch']}”的党组织。")
        today = clock.today()
        place = top if top.is_branch else _branches_below(top)
        sheets = read_sheets(Path(options["file"]).read_bytes(), most_rows=MOST_ROWS)
        reading = read_roster(sheets, today, _said(top, options["mapping"]))
        found = preview(place, reading)
        self._say(found)
        if options["refused"] and found.refused:
            Path(options["refused"]).write_bytes(refused_xlsx(reading.head, found.refused))
        if options["dry_run"]:
            self.stdout.write("没有保存（--dry-run）。")
            return
        since = date.fromisoformat(options["since"]) if options["since"] else today
        taken = take_all(place, reading, since=since, by=_user(options["by"]))
        self.stdout.write(f"导入完成：新增 {taken.enrolled} 人，更正 {taken.corrected} 人。")

    def _say(self, found: Preview) -> None:
        self.stdout.write(f"{found.sentence}。")
        for refusal in found.refused[:SHOWN]:
            self.stdout.write(refusal.text)
        if len(found.refused) > SHOWN:
            self.stdout.write(f"……另有 {len(found.refused) - SHOWN} 行，用 --refused 写到文件里看。")
        if found.missing:
            names = "、".join(f"{gone.name}（{gone.branch.called}）" for gone in found.missing[:SHOWN])
            self.stdout.write(f"文件里没有：{names}{'……' if len(found.missing) > SHOWN else ''}")


def _branches_below(top: Organization) -> list[Organization]:
    below = Organization.objects.filter(path__startswith=top.path)
    return list(below.branches().active_on(clock.today()))


def _said(top: Organization, name: str) -> Any:
    if not name:
        return None
    for mapping in mappings_for([top]):
        if mapping.name == name:
            return said_by(mapping)
    raise CommandError(f"没有叫“{name}”的表格样式。")


def _user(username: str) -> AbstractBaseUser | None:
    if not username:
        return None
    found: User | None = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(f"没有登录名“{username}”。")
    return found
