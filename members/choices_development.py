"""The words of the way to membership: where it stands, how a step ended, who accompanies, what was decided (DV-*)."""

from django.db import models


class DevelopmentState(models.TextChoices):
    OPEN = "open", "进行中"
    STOPPED = "stopped", "已停止培养"
    WITHDRAWN = "withdrawn", "本人撤回申请"
    REFUSED = "refused", "未予接收"
    ANNULLED = "annulled", "取消预备党员资格"
    FULL = "full", "已转正归档"


class StepOutcome(models.TextChoices):
    """Only a step that is done lets the next one begin; what came to nothing is kept beside it."""

    DONE = "done", "已办"
    FAILED = "failed", "没有通过"
    POSTPONED = "postponed", "推迟讨论"
    SETTLED = "settled", "已办结，重新起算"
    REPLACED = "replaced", "已更正"


class ContactRole(models.TextChoices):
    CONTACT = "contact", "培养联系人"
    INTRODUCER = "introducer", "入党介绍人"


class RecommendedBy(models.TextChoices):
    MEMBERS = "members", "党员推荐"
    YOUTH_LEAGUE = "youth_league", "共青团推优"
    MASS_ORGANIZATION = "mass_organization", "其他群团组织推优"


class DecidedBy(models.TextChoices):
    COMMITTEE = "committee", "支委会"
    MEETING = "meeting", "支部党员大会（不设支委会）"


class Heard(models.TextChoices):
    """Whose opinion was asked before somebody becomes a candidate, or a full member (DV-09, DV-22)."""

    GROUP = "group", "党小组"
    CONTACTS = "contacts", "培养联系人（入党介绍人）"
    MEMBERS = "members", "党员"
    MASSES = "masses", "群众"


class Conversion(models.TextChoices):
    """What the meeting decides at the end of probation (DV-21, DV-22)."""

    CONFIRM = "confirm", "按期转正"
    EXTEND = "extend", "延长预备期"
    CANCEL = "cancel", "取消预备党员资格"
    POSTPONE = "postpone", "推迟讨论"


class ApproverKind(models.TextChoices):
    """Who signs an approval: a committee may, a general branch only reviews (DV-19)."""

    COMMITTEE = "committee", "党委（或有审批权的党工委）"
    GENERAL_BRANCH = "general_branch", "党总支"
