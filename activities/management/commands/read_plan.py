"""manage.py read_plan FILE --year 2026: what the reader of annual plans makes of a document, as JSON."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from activities.importing.reader import PlanUnreadable, ReadRow, read_plan


class Command(BaseCommand):
    """Prints JSON and nothing else; a document that cannot be read is one sentence on standard error."""

    help = "读出一份年度计划（文件，或用 - 表示标准输入），以 JSON 列出读出的各行。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="文件名；- 表示标准输入")
        parser.add_argument("--year", type=int, required=True, help="计划的年份，例如 2026")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            name, year = str(options["file"]), int(options["year"])
            if not 1950 <= year <= 2200:
                raise PlanUnreadable(f"年份 {year} 不对，请写四位年份，例如 2026。")
            data = sys.stdin.buffer.read() if name == "-" else _content(Path(name))
            reading = read_plan(data, filename="" if name == "-" else Path(name).name, year=year)
        except PlanUnreadable as why:
            self.stderr.write(why.message)
            sys.exit(1)
        rows = [_as_json(row) for row in reading.rows]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlanUnreadable(f"文件「{path.name}」打不开，请检查文件名和读取权限。") from error


def _as_json(row: ReadRow) -> dict[str, Any]:
    return {
        "month": row.month,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "recurrence": row.recurrence,
        "mode": row.mode,
        "content": row.content,
        "kind": row.kind,
        "source": row.source,
    }
