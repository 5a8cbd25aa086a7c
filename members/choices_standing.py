"""Decisions on somebody's membership, by the words of the regulations (MEM-20)."""

from django.db import models

from members.choices import SpellEnd


class DecisionKind(models.TextChoices):
    """Why somebody is no member any longer, or is suspended; restoring is possible for 停止党籍 alone."""

    EXPULSION = "expulsion", "开除党籍"
    LAPSE = "lapse", "自行脱党除名"
    DISSUADED = "dissuaded", "劝退不退除名"
    WITHDRAWAL = "withdrawal", "退党除名"
    ANNULMENT = "annulment", "取消预备党员资格"
    STOPPED = "stopped", "停止党籍"
    RESTORED = "restored", "恢复党籍"


# How the spell in the branch ends; a restoration ends none.
ENDS: dict[str, str] = {
    DecisionKind.EXPULSION: SpellEnd.EXPELLED,
    DecisionKind.LAPSE: SpellEnd.EXPELLED,
    DecisionKind.DISSUADED: SpellEnd.EXPELLED,
    DecisionKind.WITHDRAWAL: SpellEnd.EXPELLED,
    DecisionKind.ANNULMENT: SpellEnd.EXPELLED,
    DecisionKind.STOPPED: SpellEnd.SUSPENDED,
}
# What follows a decision is not told to everybody who may see the roster (E-52).
PRIVATE_ENDS = frozenset({SpellEnd.EXPELLED, SpellEnd.SUSPENDED})
