"""Make the print faces; see partywork/common/face_building.py."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from partywork.common import face_building, fonts


class Command(BaseCommand):
    help = "Build the faces of the printed forms from free sources (about two minutes, once)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-missing", action="store_true", help="do nothing where the full set is there"
        )
        parser.add_argument("--without-packages", action="store_true", help="use only what came with Python")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["if_missing"] and fonts.is_complete():
            return
        folder = face_building.build(self.stdout.write, with_packages=not options["without_packages"])
        self.stdout.write(f"打印字体已在 {folder}")
