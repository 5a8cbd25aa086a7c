"""The words of the organizational life meeting and of the appraisal of members (OL-*, DA-*)."""

from django.db import models


class AppraisalState(models.TextChoices):
    """APPRAISAL: self and mutual appraisal, ballot, the branch's decision, feedback (DA-02)."""

    PREPARED = "prepared", "自评互评中"
    OPEN = "open", "测评中"
    CLOSED = "closed", "待评定"
    PUBLISHED = "published", "已反馈"


class AppraisalGrade(models.TextChoices):
    """DA-03: the same four on the ballot and in the branch's decision."""

    OUTSTANDING = "outstanding", "优秀"
    QUALIFIED = "qualified", "合格"
    BASICALLY_QUALIFIED = "basically", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


class Decided(models.TextChoices):
    """What the branch decides on a full member; DA-08: some are left without a grade, with the reason."""

    OUTSTANDING = "outstanding", "优秀"
    QUALIFIED = "qualified", "合格"
    BASICALLY_QUALIFIED = "basically", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"
    UNGRADED = "ungraded", "不评定"


NO_GRADE = "不定等次"  # probationary members take part and get none (DA-05)


class CommitteeAspect(models.TextChoices):
    """DA-09, F-14 (d): what the branch committee is rated by."""

    POLITICS = "politics", "政治引领"
    BUILDING = "building", "组织建设"
    MEMBERS = "members", "教育管理党员"
    EFFECT = "effect", "作用发挥"
    CONDUCT = "conduct", "作风建设"
    OVERALL = "overall", "总体评价"


class CommitteeGrade(models.TextChoices):
    GOOD = "good", "好"
    FAIR = "fair", "较好"
    MODERATE = "moderate", "一般"
    POOR = "poor", "差"


class OwnView(models.TextChoices):
    """What the person says to the branch's decision (F-14)."""

    AGREES = "agrees", "同意"
    OBJECTS = "objects", "有不同意见"


class ExcellentCriterion(models.TextChoices):
    """DA-11: the seven criteria of an excellent member, in the plan's own words."""

    POLITICS = "politics", "政治立场坚定"
    MORALS = "morals", "思想品德优良"
    WORK = "work", "工作表现突出"
    PEOPLE = "people", "群众基础良好"
    DISCIPLINE = "discipline", "组织纪律性强"
    STUDY = "study", "学习态度端正"
    DEVOTION = "devotion", "奉献精神强"


class NoticeScope(models.TextChoices):
    BRANCH = "branch", "本支部"
    OFFICE = "office", "本单位"


class LifeForm(models.TextChoices):
    """OL-01: the meeting is held as one of three."""

    MEMBERS = "members", "支部党员大会"
    COMMITTEE = "committee", "支委会"
    GROUP = "group", "党小组会"


class OpinionSource(models.TextChoices):
    """OL-03: from whom opinions were sought."""

    MEMBERS = "members", "党员"
    MASSES = "masses", "群众"
    SERVED = "served", "服务对象"
    SUPERIOR = "superior", "上级党组织"
    OTHER = "other", "其他"
