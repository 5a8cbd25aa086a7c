"""The words of agendas, of what was agreed on, of lectures and of study evenings, with their Chinese labels."""

from django.db import models


class AgendaTag(models.TextChoices):
    """What an item of the agenda is for; nothing else about the item follows from it but what the rules say."""

    FIRST = "first", "第一议题"  # MT-16
    CHARTER = "charter", "党章"  # MT-18
    STUDY = "study", "学习"
    REPORT = "report", "通报"
    DISCUSSION = "discussion", "讨论"
    VOTE = "vote", "表决"
    PRELIMINARY = "preliminary", "前置研究"  # IG-01, IG-02, F-37
    THOUGHT = "thought", "思想状况分析"  # TT-04
    FOLLOW_UP = "follow_up", "上次议定事项"  # PD-29


class Matter(models.TextChoices):
    """What the member meeting alone decides (MT-02); which row of the vote table: `rules/matters.py`."""

    REPORT = "report", "听取和审查支委会工作报告"
    ELECTION = "election", "选举支部委员会"
    BY_ELECTION = "by_election", "增补或者撤销支部委员"
    DELEGATES = "delegates", "推荐或者选举党代表"
    ADMISSION = "admission", "接收预备党员"
    CONFIRMATION = "confirmation", "预备党员转正"
    EXTENSION = "extension", "延长预备期"
    ANNULMENT = "annulment", "取消预备党员资格"
    COMMENDATION = "commendation", "表彰表扬"
    DISPOSAL = "disposal", "组织处置"
    PUNISHMENT = "punishment", "纪律处分"
    IMPORTANT = "important", "其他重要事项"


class Settlement(models.TextChoices):
    """What became of an item; empty: not settled yet."""

    DECIDED = "decided", "已决定"
    TO_MEMBER_MEETING = "to_member_meeting", "提交党员大会"
    DEFERRED = "deferred", "暂缓"


class ActionState(models.TextChoices):
    """F-43: an item agreed on, from the meeting to its end."""

    OPEN = "open", "在办"
    DONE = "done", "已办结"
    DROPPED = "dropped", "不再办理"


class ActionStage(models.TextChoices):
    """What the owner says with one tap; words are optional."""

    UNDER_WAY = "under_way", "正在办"
    STUCK = "stuck", "有困难"
    DONE = "done", "办好了"


class SeriesRhythm(models.TextChoices):
    """AT-13: the fixed study evening comes round every week, or on one weekday of the month."""

    WEEK = "week", "每周"
    MONTH = "month", "每月"


class NthWeek(models.IntegerChoices):
    FIRST = 1, "第一个"
    SECOND = 2, "第二个"
    THIRD = 3, "第三个"
    FOURTH = 4, "第四个"
    LAST = 5, "最后一个"
