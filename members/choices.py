"""Standing, posts and reasons, with the words the office uses."""

from django.db import models


class Standing(models.TextChoices):
    FULL = "full", "正式"
    PROBATIONARY = "probationary", "预备"


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Post(models.TextChoices):
    SECRETARY = "secretary", "书记"
    DEPUTY_SECRETARY = "deputy_secretary", "副书记"
    ORGANIZATION_MEMBER = "organization_member", "组织委员"
    PUBLICITY_MEMBER = "publicity_member", "宣传委员"
    DISCIPLINE_MEMBER = "discipline_member", "纪检委员"
    COMMITTEE_MEMBER = "committee_member", "委员"
    GROUP_LEADER = "group_leader", "党小组长"
    OFFICER = "officer", "党务工作者"
    DUES_KEEPER = "dues_keeper", "党费管理员"


# Who is a member of the branch committee (支委) by post; a group leader or an officer is not (ORG-08).
COMMITTEE_POSTS = (
    Post.SECRETARY,
    Post.DEPUTY_SECRETARY,
    Post.ORGANIZATION_MEMBER,
    Post.PUBLICITY_MEMBER,
    Post.DISCIPLINE_MEMBER,
    Post.COMMITTEE_MEMBER,
)


class ExemptionReason(models.TextChoices):
    """MEM-16. Health stands as a class only, never as a diagnosis (PI-02).

    Whoever is kept from taking part by a decision reads like whoever has some other reason: which of the two it is,
    is told to the secretary alone, by `ExemptionSpell.reason_in_full` (E-52).
    """

    OLD_AGE = "old_age", "年老体弱行动不便"
    LONG_ILLNESS = "long_illness", "长期病休"
    MATERNITY = "maternity", "产假、哺乳"
    AWAY = "away", "流动、外出"
    ABROAD = "abroad", "出国（境）"
    TEACHING = "teaching", "教学安排或实习"
    SUSPENDED = "suspended", "另有原因"
    OTHER = "other", "另有原因"


SUSPENDED_IN_FULL = "停止党籍、被留置或逮捕等，暂停组织生活"
# Of one wording for everybody but the secretary, so handled by him alone as well (E-52).
WORDLESS_REASONS = frozenset({ExemptionReason.SUSPENDED, ExemptionReason.OTHER})


class SpellEnd(models.TextChoices):
    TRANSFERRED = "transferred", "转出"
    DIED = "died", "去世"
    EXPELLED = "expelled", "出党"
    SUSPENDED = "suspended", "停止党籍"
    REORGANIZED = "reorganized", "支部调整"
    CORRECTED = "corrected", "更正"
