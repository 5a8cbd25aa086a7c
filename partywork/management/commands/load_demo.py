"""Load the demo world into an empty database; refused outside demo mode."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from members.models import User
from partywork.demo import year


class Command(BaseCommand):
    help = "装入演示数据（仅限演示模式和空数据库）"

    def handle(self, *_: Any, **_options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("现在不是演示模式（PARTYWORK_DEMO），不能装入演示数据。")
        if User.objects.exists():
            raise CommandError("数据库里已经有账号，演示数据只装进空的数据库。")
        year.load()
        self.stdout.write("演示数据已装好：40 名党员，3 个支部，今年到今天的活动。")
