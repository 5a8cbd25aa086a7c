"""The words of letters of introduction (介绍信): which way they go and how the relation is transferred (MEM-08)."""

from django.db import models


class Direction(models.TextChoices):
    """As the branch that keeps the row sees it; a letter inside the tree is kept once, by the branch it leaves."""

    OUT = "out", "转出"
    IN = "in", "转入"


class Way(models.TextChoices):
    IN_SYSTEM = "in_system", "系统内"
    LETTER = "letter", "介绍信"


class LetterState(models.TextChoices):
    ISSUED = "issued", "已开具"
    ACCEPTED = "accepted", "已接收"
    EXPIRED = "expired", "已过期"
    VOID = "void", "作废"
