"""The words of members who are away: floating, abroad, out of contact, graduated and still at school (F-23)."""

from django.db import models


class AwayKind(models.TextChoices):
    FLOATING = "floating", "流动"
    ABROAD = "abroad", "出国（境）"
    GRADUATE = "graduate", "毕业未转出"
    LOST = "lost", "失去联系"


class AwayReason(models.TextChoices):
    WORK = "work", "务工经商"
    POSTED = "posted", "工作派驻"
    STUDY = "study", "学习"
    FAMILY = "family", "随亲属居住"
    JOB_HUNT = "job_hunt", "待业、求职"
    OTHER = "other", "其他"


class ContactWay(models.TextChoices):
    PHONE = "phone", "电话"
    MESSAGE = "message", "微信、短信"
    MEETING = "meeting", "见面"
    LETTER = "letter", "来信"
    HOST = "host", "通过流入地党组织"
    FAMILY = "family", "通过亲友、单位"
    OWN_WORD = "own_word", "本人在系统里报告"


class TemporaryPaper(models.TextChoices):
    """MEM-15: by which paper somebody whose relation is elsewhere takes part here."""

    TEMPORARY = "temporary", "临时组织关系介绍信"
    PROOF = "proof", "党员证明信"
    CARD = "card", "流动党员活动证"


class DuesPace(models.TextChoices):
    """MEM-09: monthly; quarterly for whoever moves often; or to the host, by the activity card."""

    MONTHLY = "monthly", "按月交原支部"
    QUARTERLY = "quarterly", "按季交原支部"
    HOST = "host", "交流入地党组织"
