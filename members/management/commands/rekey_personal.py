"""manage.py rekey_personal: after PERSONAL_KEY=新,旧 everything is written with the new key; then 旧 may go."""

from typing import Any

from django.core.management.base import BaseCommand

from members.services.rekeying import rekey_personal


class Command(BaseCommand):
    help = "更换 PERSONAL_KEY：设为“新,旧”并重启以后运行，全部改用新密钥保存；完成以后去掉旧密钥。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        for what, rows in rekey_personal().items():
            self.stdout.write(f"{what}：{rows} 条已用新密钥保存。")
        self.stdout.write("完成。现在可以从 PERSONAL_KEY 里去掉旧密钥并重启。")
