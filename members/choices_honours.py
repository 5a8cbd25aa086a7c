"""Honours, labels, projects, and the dated facts of discipline, in the words of the office (CA-03..CA-09, MEM-02)."""

from django.db import models


class HonourKind(models.TextChoices):
    COMMENDATION = "commendation", "表扬"
    EXCELLENT_MEMBER = "excellent_member", "优秀共产党员"
    EXCELLENT_WORKER = "excellent_worker", "优秀党务工作者"
    ADVANCED_ORGANIZATION = "advanced_organization", "先进基层党组织"
    FOUR_STRONG = "four_strong", "“四强”党支部"
    FOUR_FINE = "four_fine", "“四优”党员"
    OTHER = "other", "其他荣誉"


# What is given to the branch itself, never to one person.
OF_BRANCH = frozenset({HonourKind.ADVANCED_ORGANIZATION, HonourKind.FOUR_STRONG})
# 两优一先: what a branch under the line of EV-05 does not enter.
TWO_EXCELLENT_ONE_ADVANCED = frozenset(
    {HonourKind.EXCELLENT_MEMBER, HonourKind.EXCELLENT_WORKER, HonourKind.ADVANCED_ORGANIZATION}
)


class HonourLevel(models.TextChoices):
    BRANCH = "branch", "党支部"
    COMMITTEE = "committee", "党委（工委）"
    COUNTY = "county", "区县"
    CITY = "city", "市"
    PROVINCE = "province", "省"
    NATION = "nation", "全国"


class HonourState(models.TextChoices):
    NOMINATED = "nominated", "已提名"
    RECOMMENDED = "recommended", "已推荐上级"
    AWARDED = "awarded", "已授予"
    DECLINED = "declined", "没有评上"
    WITHDRAWN = "withdrawn", "已撤销"


class LabelKind(models.TextChoices):
    PIONEER_POST = "pioneer_post", "党员先锋岗"
    MODEL_POST = "model_post", "党员示范岗"
    DUTY_AREA = "duty_area", "党员责任区"
    SERVICE_TEAM = "service_team", "党员服务队"
    DORMITORY = "dormitory", "党员宿舍挂牌"
    OTHER = "other", "其他"


class ProjectKind(models.TextChoices):
    SECRETARY = "secretary", "书记领办项目"
    PIONEER_CUP = "pioneer_cup", "“先锋杯”项目"
    BRAND = "brand", "党建品牌"


class ProjectState(models.TextChoices):
    UNDERWAY = "underway", "进行中"
    DONE = "done", "已完成"
    LISTED = "listed", "已入库"
    STOPPED = "stopped", "已停止"


class DisciplineKind(models.TextChoices):
    WARNING = "warning", "党内警告"
    SERIOUS_WARNING = "serious_warning", "党内严重警告"
    DISMISSED = "dismissed", "撤销党内职务"
    PROBATION = "probation", "留党察看"
    DETAINED = "detained", "被留置或逮捕，暂停党员权利"


# Known to the secretary and the person alone, whoever else reads decisions of discipline (E-52).
SECRETARY_ONLY = frozenset({DisciplineKind.DETAINED})
# While it lasts: no vote, no voice in elections, not to be elected, no sponsor (MEM-02, DV-10).
WITHOUT_VOTE = (DisciplineKind.PROBATION, DisciplineKind.DETAINED)
