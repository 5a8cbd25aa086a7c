"""manage.py print_rules > docs/compliance-rules.md"""

from typing import Any

from django.core.management.base import BaseCommand

from activities.compliance.catalogue import RULES
from activities.compliance.printing import rule_book


class Command(BaseCommand):
    help = "打印规则目录（docs/compliance-rules.md）"
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(rule_book(RULES), ending="")
