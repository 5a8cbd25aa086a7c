"""Start, stop or look at the embedded PostgreSQL and Valkey, for work with manage.py alone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from partywork import embedded
from partywork.launch.session import KEPT


class Command(BaseCommand):
    help = "内置数据库和消息队列：start 启动，stop 停止，status 查看"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status"])

    def handle(self, *_: Any, action: str, **_options: Any) -> None:
        var = settings.VAR_DIR
        try:
            if action == "start":
                embedded.start(var, self.stdout.write)
                (var / KEPT).touch()
            elif action == "stop":
                (var / KEPT).unlink(missing_ok=True)
                embedded.stop(var, self.stdout.write)
        except embedded.EngineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"内置数据库和消息队列{'正在运行' if embedded.running(var) else '没有运行'}。")
        if action == "status":
            where = embedded.urls(var)
            self.stdout.write(f"DATABASE_URL={where.database}\n队列：{where.broker}\n缓存：{where.cache}")
