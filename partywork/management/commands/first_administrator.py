"""Open the first account of an empty installation: somebody must be able to found the committee."""

import getpass
import sys
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.crypto import get_random_string


class Command(BaseCommand):
    help = "建立第一个管理员账号"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", help="用户名；给出时不再询问，并打印一个临时密码")
        parser.add_argument("--if-none", action="store_true", help="已有管理员时什么也不做")

    def handle(self, *_: Any, username: str | None, if_none: bool, **_options: Any) -> None:
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            if if_none:
                return
            raise CommandError("已有管理员账号；忘记密码请用 manage.py changepassword 用户名。")
        if username:
            password = get_random_string(14)
            self._open(username, username, password, temporary=True)
            self.stdout.write(f"管理员 {username} 的临时密码：{password}（首次登录后请修改）")
        elif sys.stdin.isatty():
            self._ask()
        else:
            self.stdout.write("还没有管理员。请在程序运行时执行：")
            self.stdout.write("  .venv/bin/python manage.py first_administrator --username 用户名")

    def _ask(self) -> None:
        self.stdout.write("这里还没有账号，请建立第一个管理员。")
        username = input("用户名：").strip()
        name = input("姓名：").strip()
        while True:
            password = getpass.getpass("密码（输入时不显示）：")
            try:
                validate_password(password)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            if password == getpass.getpass("再输入一次："):
                break
            self.stderr.write("两次输入不一样，请重新输入。")
        self._open(username, name or username, password, temporary=False)
        self.stdout.write(f"管理员 {username} 已建立。")

    def _open(self, username: str, name: str, password: str, *, temporary: bool) -> None:
        user = get_user_model()(
            username=username, name=name, is_staff=True, is_superuser=True, must_change_password=temporary
        )
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.save()
