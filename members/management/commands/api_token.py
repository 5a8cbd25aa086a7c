"""manage.py api_token USERNAME: a token for a program, printed alone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from branches.models import Organization
from members.models import User
from members.services.tokens import READ_RIGHTS, issue_token
from partywork.common.errors import DomainError


class Command(BaseCommand):
    help = "为一个账号发接口令牌，只打印令牌本身。不写范围和权限时，给出该账号职务允许的全部只读权限。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--organization", metavar="代码", help="只限这个党组织和它的下级")
        parser.add_argument("--right", action="append", default=[], choices=[str(r) for r in READ_RIGHTS])
        parser.add_argument("--name", default="命令行", help="用在哪里")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"没有账号“{options['username']}”。")
        try:
            _, text = issue_token(
                user,
                name=options["name"],
                organization=_organization(options["organization"]),
                rights=options["right"],
            )
        except DomainError as refusal:
            raise CommandError(refusal.message) from None
        self.stdout.write(text)


def _organization(code: str | None) -> Organization | None:
    if not code:
        return None
    found: Organization | None = Organization.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"没有代码为“{code}”的党组织。")
    return found
