"""The words of signing minutes (MT-11, MT-12)."""

from django.db import models


class SignatureRole(models.TextChoices):
    CHAIR = "chair", "主持人"
    RECORDER = "recorder", "记录人"


class SignatureWay(models.TextChoices):
    """By the own account; or by hand on paper, written down here by somebody else (E-81)."""

    ACCOUNT = "account", "本人确认"
    PAPER = "paper", "纸质签字"
