"""The words of public notices, of the reviews on the way to membership, and of what goes up for an answer."""

from django.db import models


class NoticePoint(models.TextChoices):
    """At which point of the way a person's name is put up (DV-14)."""

    ACTIVIST = "activist", "确定入党积极分子"
    CANDIDATE = "candidate", "确定发展对象"
    ADMISSION = "admission", "接收预备党员"
    CONVERSION = "conversion", "预备党员转正"


class NoticeScope(models.TextChoices):
    """Whose pages show it (PB-02)."""

    BRANCH = "branch", "本支部"
    UNIT = "unit", "本单位"


class NoticeState(models.TextChoices):
    UP = "up", "公示"
    CONCLUDED = "concluded", "已有结论"
    WITHDRAWN = "withdrawn", "已撤回"


class NoticeResult(models.TextChoices):
    """What came of it, by the notice or by the person."""

    NONE = "none", "没有收到异议"
    UNFOUNDED = "unfounded", "有异议，经核查不影响"
    FOUNDED = "founded", "有异议，经核查影响"


class ObjectionWay(models.TextChoices):
    """How an objection came in; the first one is written by the member on the own page."""

    PAGE = "page", "网上"
    LETTER = "letter", "来信"
    PHONE = "phone", "电话"
    VISIT = "visit", "当面"


class ProbationAdvice(models.TextChoices):
    """What the introducers and the branch suggest at the end of probation (F-26)."""

    NONE = "", "还不到时候"
    ON_TIME = "on_time", "按期转正"
    EXTEND = "extend", "延长预备期"
    ANNUL = "annul", "取消预备党员资格"


class Matter(models.TextChoices):
    """What the branch puts before the Party committee on the way of one person, by the step of DV-01."""

    ACTIVIST = "4", "积极分子备案"
    CANDIDATE = "8", "发展对象备案"
    PREVIEW = "13", "接收预审"
    ADMISSION = "17", "接收审批"
    CONVERSION = "24", "转正审批"


class SubmissionState(models.TextChoices):
    WAITING = "waiting", "待上级答复"
    AGREED = "agreed", "上级同意"
    REFUSED = "refused", "上级不同意"
    RETURNED = "returned", "上级退回补充"
