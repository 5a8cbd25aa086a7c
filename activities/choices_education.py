"""The words of education: what sort of study it was, and what became of hours somebody handed in (ED-01..ED-03)."""

from django.db import models


class StudySort(models.TextChoices):
    """类型 of the ledger of hours (F-31)."""

    TRAINING = "training", "集中培训"
    STUDY = "study", "集中学习"
    LECTURE = "lecture", "党课"
    PARTY_DAY = "party_day", "主题党日"
    ONLINE = "online", "网络"


class StudyBasis(models.TextChoices):
    CERTIFICATE = "certificate", "结业证书、证明"
    WORD = "word", "组织者或书记说明"


class OutsideState(models.TextChoices):
    """A member enters his own, somebody else confirms."""

    ASKED = "asked", "待确认"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "不予登记"
    STRUCK = "struck", "已撤销"


class Band(models.TextChoices):
    """How far somebody is: three words and no place among others (ED-12, N22)."""

    DONE = "done", "已完成"
    ON_WAY = "on_way", "进度正常"
    BEHIND = "behind", "要抓紧"
    NOT_JUDGED = "not_judged", "不作判定"


class YearSheetState(models.TextChoices):
    """N39: the sheet lies open for objections, then it is frozen."""

    OPEN = "open", "请本人核对"
    ARCHIVED = "archived", "已归档"
