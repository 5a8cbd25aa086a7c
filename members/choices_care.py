"""Whom the branch looks after, how it visits, from what money, on which occasion (MEM-18, CA-01, CA-02, F-29)."""

from django.db import models


class CareKind(models.TextChoices):
    """Why somebody is on the list. Illness is a class, never a diagnosis (PI-02)."""

    HARDSHIP = "hardship", "生活困难"
    ILLNESS = "illness", "患重病"
    OLD = "old", "年老"
    DISASTER = "disaster", "受灾"
    MASSES = "masses", "困难群众"


# What the law calls sensitive is kept only with the person's own consent; old age is none (PI-02).
NEEDS_CONSENT = frozenset({CareKind.HARDSHIP, CareKind.ILLNESS, CareKind.DISASTER})
# Who is not a Party member is visited, but stands on no list of members.
OF_MEMBERS = (CareKind.HARDSHIP, CareKind.ILLNESS, CareKind.OLD, CareKind.DISASTER)


class VisitForm(models.TextChoices):
    HOME = "home", "上门走访"
    HOSPITAL = "hospital", "到医院探望"
    PHONE = "phone", "电话慰问"
    TOGETHER = "together", "集中慰问"
    OTHER = "other", "其他"


class VisitSource(models.TextChoices):
    NONE = "none", "没有钱物"
    DUES = "dues", "党费"
    SUPERIOR = "superior", "上级慰问金"
    OFFICE = "office", "行政经费"
    UNION = "union", "工会经费"
    DONATION = "donation", "党员捐助"
    OTHER = "other", "其他"


class Receipt(models.TextChoices):
    """Who signed for what was brought."""

    NONE = "none", "没有钱物，不用签收"
    OWN = "own", "本人签收"
    FAMILY = "family", "家属代签"
    OPEN = "open", "还没有签收"


class Occasion(models.TextChoices):
    """CA-02: the days before which the list is gone through."""

    EVERYDAY = "everyday", "平时"
    NEW_YEAR = "new_year", "元旦"
    SPRING_FESTIVAL = "spring_festival", "春节"
    PARTY_BIRTHDAY = "party_birthday", "七一"
    DOUBLE_NINTH = "double_ninth", "重阳"
