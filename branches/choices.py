"""What kinds of organizations there are (ORG-06, ORG-18) and how one ends."""

from django.db import models


class OrganizationKind(models.TextChoices):
    COMMITTEE = "committee", "党委（工委）"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"


class BranchDomain(models.TextChoices):
    GOVERNMENT_OFFICE = "government_office", "机关"
    COUNTY_OFFICE = "county_office", "县直机关"
    INSTITUTION = "institution", "事业单位"
    STATE_ENTERPRISE = "state_enterprise", "国有企业"
    PRIVATE_ENTERPRISE = "private_enterprise", "非公企业"
    STUDENTS = "students", "学校（学生）"
    TEACHERS = "teachers", "学校（教工）"
    ASSOCIATION = "association", "社会组织、行业协会"
    VILLAGE = "village", "村"
    COMMUNITY = "community", "社区"
    PARK = "park", "园区"
    RETIRED = "retired", "离退休"
    FLOATING = "floating", "流动党员"
    TEMPORARY = "temporary", "临时党支部"
    JOINT = "joint", "联合党支部"


class UnitSituation(models.TextChoices):
    """所在单位情况 of the collection form (F-21)."""

    LEGAL_PERSON = "legal_person", "法人单位"
    JOINT = "joint", "联合党组织"
    SAME = "same", "与上级党组织相同"


class DissolutionReason(models.TextChoices):
    DISSOLVED = "dissolved", "撤销"
    MERGED = "merged", "并入其他党组织"
