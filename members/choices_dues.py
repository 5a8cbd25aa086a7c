"""The words of membership dues: kinds of members, ways of paying, what a booking is."""

from django.db import models


class DuesKind(models.TextChoices):
    """What the scale asks first (DU-02..DU-07); hardship is an approval on top of it, not a kind."""

    EMPLOYED = "employed", "在职"
    RETIRED = "retired", "离退休"
    ANNUAL_SALARY = "annual_salary", "年薪制"
    SELF_EMPLOYED = "self_employed", "个体经营"
    FARMER = "farmer", "农民"
    STUDENT = "student", "学生"
    UNEMPLOYED = "unemployed", "失业、抚恤救济、低保"


class PayMethod(models.TextChoices):
    """How the money came; it is never collected in here (DU-26)."""

    CASH = "cash", "现金"
    TRANSFER = "transfer", "转账"
    PLATFORM = "platform", "党费平台"


class EntryKind(models.TextChoices):
    PAYMENT = "payment", "收党费"
    HOST = "host", "在流入地交纳"
    ADJUSTMENT = "adjustment", "更正应交"
    CREDIT = "credit", "用余额抵交"
    REVERSAL = "reversal", "冲销"
    REMITTANCE = "remittance", "上缴"
    IMPORTED = "imported", "补录纸质台账"


class Account(models.TextChoices):
    """Where the fen of a booking stand; the lines of one booking always come to zero."""

    MEMBER = "member", "党员应交"
    CASH = "cash", "手存党费"
    CREDIT = "credit", "党员余额"
    EXTRA = "extra", "自愿多交"
    DUES = "dues", "应交更正"
    HOST = "host", "流入地已收"
    LARGE = "large", "大额党费"
    LARGE_CASH = "large_cash", "手存大额党费"
    REMITTED = "remitted", "已上缴"
    LARGE_REMITTED = "large_remitted", "大额已上缴"
    CARRIED = "carried", "纸质台账已收"


class DelayReason(models.TextChoices):
    """A known reason for being behind stops the count (MEM-14). Health is a class, never a diagnosis (PI-02)."""

    ILLNESS = "illness", "因病"
    AWAY = "away", "外出、流动"
    HARDSHIP = "hardship", "困难，减免待批"
    PAY_LATE = "pay_late", "工资晚发"
    OTHER = "other", "其他正当理由"


class ReliefApprover(models.TextChoices):
    """DU-08: the next superior committee; for a retired member the branch's own consent may do."""

    SUPERIOR = "superior", "上级党委"
    BRANCH = "branch", "支部（离退休党员）"


class FundKind(models.TextChoices):
    """A line in the committee's own book of dues (DU-21..DU-23)."""

    RECEIVED = "received", "下级上缴"
    GRANTED = "granted", "上级下拨"
    HANDED_UP = "handed_up", "上缴上级"
    SPENT = "spent", "使用"
    REVERSAL = "reversal", "冲销"


class FundPurpose(models.TextChoices):
    """What dues may be used for, and nothing else (DU-21)."""

    TRAINING = "training", "培训党员、入党积极分子和党务工作者"
    READING = "reading", "订阅报刊、购买资料和设备"
    COMMENDING = "commending", "表彰先进"
    HARDSHIP = "hardship", "补助生活困难党员"
    DISASTER = "disaster", "救助遭受灾害的党员、修缮受灾设施"
    MEETINGS = "meetings", "三会一课、主题党日、换届会议"
    VISITS = "visits", "走访慰问党员"
    VENUES = "venues", "活动场所、印刷、党旗党徽"
