"""Make a database ready for use: tables, and in demo mode the demo world when there is nothing in it yet."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = "建表或升级表；数据库为空时装入演示数据（--empty 则不装）"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="不装演示数据")

    def handle(self, *_: Any, empty: bool, **_options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("正在建表……")
            call_command("migrate", verbosity=0, interactive=False)
        if not empty and not get_user_model()._default_manager.exists():
            self.stdout.write("正在装入演示数据……")
            call_command("load_demo")
