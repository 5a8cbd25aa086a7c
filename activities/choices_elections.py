"""The words of an election, with their Chinese labels (EL-*)."""

from django.db import models


class ElectionKind(models.TextChoices):
    TERM = "term", "换届选举"
    BY_ELECTION = "by_election", "补选"
    DELEGATES = "delegates", "党代表选举"


class ElectionState(models.TextChoices):
    OPEN = "open", "进行中"
    FINISHED = "finished", "已办结"
    CANCELLED = "cancelled", "已取消"


class Office(models.TextChoices):
    """What somebody is elected to; each has a ballot of its own."""

    COMMITTEE = "committee", "支部委员"
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    DELEGATE = "delegate", "代表"


class ElectionPaperKind(models.TextChoices):
    """What the branch hands to its superior in the course of an election (F-27)."""

    REQUEST = "request", "选举请示"
    SLATE = "slate", "候选人预备人选请示"
    RESULT = "result", "选举结果报告"
    SHIFT = "shift", "延期（提前）换届请示"


class RoundMethod(models.TextChoices):
    PAPER = "paper", "纸质选票"
    PHONE = "phone", "手机无记名投票"


class RoundState(models.TextChoices):
    PREPARED = "prepared", "未开始"
    OPEN = "open", "投票中"
    COUNTED = "counted", "已计票"
    ANNOUNCED = "announced", "已宣布"
    VOID = "void", "无效"
