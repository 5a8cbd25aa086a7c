"""The words of heart-to-heart talks (TT-01, TT-02, F-15)."""

from django.db import models


class TalkRelation(models.TextChoices):
    """F-15: who they are to each other, by the posts of that day."""

    SECRETARY_COMMITTEE = "secretary_committee", "书记–委员"
    COMMITTEE_COMMITTEE = "committee_committee", "委员–委员"
    COMMITTEE_MEMBER = "committee_member", "委员–党员"
    MEMBER_MEMBER = "member_member", "党员–党员"


class TalkKind(models.TextChoices):
    DAILY = "daily", "日常"
    BEFORE_MEETING = "before_meeting", "会前"
    CARE = "care", "关怀"
    REMINDER = "reminder", "提醒"
    INTEGRITY = "integrity", "廉政"


# IG-07: that such a talk took place is nobody's business but the two people's and the secretary's.
RESTRICTED_KINDS = (TalkKind.REMINDER, TalkKind.INTEGRITY)


class TalkReason(models.TextChoices):
    """TT-02, IG-07: when somebody must be talked with. Never an illness by its name (PI-02)."""

    MOOD = "mood", "思想有波动"
    HARDSHIP = "hardship", "家庭有变故或困难"
    HEALTH = "health", "身心方面需要关心"
    POST = "post", "岗位或职务变动"
    PUNISHED = "punished", "受到处分或处置"
    COMPLAINT = "complaint", "有不良反映"
    ABSENCE = "absence", "多次无故不参加组织生活"
    NEWLY_APPOINTED = "newly_appointed", "新任职"
    KEY_POST = "key_post", "关键岗位"
    SIGNS = "signs", "有苗头性问题"


class TalkState(models.TextChoices):
    ENTERED = "entered", "待确认"
    RETURNED = "returned", "请改"
    CONFIRMED = "confirmed", "已确认"
