#!/usr/bin/env python
"""Django's command line for partywork."""

import os
import sys

NOT_RUNNING = (
    "数据库没有运行：请先用 script/server 启动，或执行 python manage.py engines start，"
    "或设置环境变量 DATABASE_URL 和 REDIS_URL。"
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        if os.environ.get("DATABASE_URL") or _running():
            raise
        sys.exit(NOT_RUNNING)


def _running() -> bool:
    from django.conf import settings

    from partywork import embedded

    return embedded.running(settings.VAR_DIR)


if __name__ == "__main__":
    main()
