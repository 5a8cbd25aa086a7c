"""The parameter register as data: every limit with its default, range, owner and rule."""

from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from branches.rules.day_rule import SHIFTS, DayRule
from branches.rules.parameter_readers import (
    BOOLEAN,
    CHOICE,
    CHOICES,
    DAY_RULE,
    DECIMAL,
    FRACTION,
    INTEGER,
    INTEGERS,
    MONTH_DAY,
    MONTHS,
    TIME,
)
from branches.rules.parameter_spec import (
    BRANCH,
    COMMITTEE,
    FIXED,
    HIGHER_IS_STRICTER,
    LOWER_IS_STRICTER,
    ParameterSpec,
)

COUNTING = {"calendar": "自然日", "working": "工作日"}
HIGHER, LOWER = HIGHER_IS_STRICTER, LOWER_IS_STRICTER


def _integer(
    key: str, label: str, default: int, low: int, high: int | None, unit: str, rule: str, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, INTEGER, COMMITTEE, rule, unit, low, high, {}, stricter)


def _choice(
    key: str, label: str, options: dict[str, str], default: str, rule: str, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, CHOICE, COMMITTEE, rule, options=options, stricter=stricter)


def _other(
    key: str, label: str, default: Any, kind: str, rule: str, set_by: str = COMMITTEE, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, kind, set_by, rule, stricter=stricter)


PARTY_DAY = (
    _integer("pd.events_per_month", "每月主题党日次数", 1, 1, 4, "次", "PD-01", HIGHER),
    _other("pd.exempt_months", "不要求开展的月份", (), MONTHS, "PD-01"),
    _integer("pd.half_day_minutes", "每次不少于", 180, 60, 240, "分钟", "PD-02", HIGHER),
    _other("pd.day_rule", "固定活动日", DayRule(), DAY_RULE, "PD-03", BRANCH),
    _other("pd.same_month", "改期须在当月完成", True, BOOLEAN, "PD-04", stricter=HIGHER),
    _choice("pd.change_needs", "改期手续", {"report": "报备", "approve": "审批"}, "report", "PD-04", HIGHER),
    _integer("pd.notice_days", "提前预告", 5, 0, 10, "天", "PD-05", HIGHER),
    _choice("pd.notice_counting", "预告天数的算法", COUNTING, "calendar", "PD-05", HIGHER),
    _choice(
        "pd.step2_mode",
        "第二步报上级",
        {"off": "不报", "file": "备案", "approve": "审定"},
        "approve",
        "PD-06",
        HIGHER,
    ),
    _integer("pd.approval_silence_days", "上级未答复视为同意（0为不适用）", 0, 0, 30, "个工作日", "E-14"),
    ParameterSpec(
        "pd.delegate_roles",
        "可受委托主持的人",
        ("deputy_secretary", "committee_member"),
        CHOICES,
        COMMITTEE,
        "PD-11",
        options={"deputy_secretary": "副书记", "committee_member": "支部委员"},
    ),
    _integer("pd.min_attendance_pct", "到会率不低于", 80, 50, 100, "%", "PD-12", HIGHER),
    _choice(
        "pd.denominator",
        "到会率的基数",
        {"expected": "应到人数（总数减豁免）", "total": "党员总数"},
        "total",
        "PD-12",
        HIGHER,
    ),
    _choice(
        "pd.small_branch_mode",
        "4人及以下支部",
        {"allow_one_absent": "可缺1人", "strict": "与其他支部相同"},
        "strict",
        "E-07",
        HIGHER,
    ),
    _choice(
        "pd.days_sign_in",
        "多日活动的签到",
        {"once": "一次", "day": "每天", "half_day": "每半天"},
        "day",
        "PD-30",
        HIGHER,
    ),
    _integer("pd.filing_days", "纪实表报送期限", 2, 1, 10, "天", "PD-20", LOWER),
    _choice("pd.filing_counting", "报送期限的算法", COUNTING, "calendar", "PD-20", LOWER),
    _other("pd.filing_roll", "期限遇休息日顺延到工作日", False, BOOLEAN, "PD-20"),
    _integer("pd.photos_min", "现场照片至少", 0, 0, 5, "张", "BR-01", HIGHER),
    _choice(
        "pd.flag_badge",
        "悬挂党旗、佩戴党徽",
        {"off": "不作规定", "encouraged": "提倡", "required": "应当"},
        "required",
        "PD-17",
        HIGHER,
    ),
    _integer("pd.charter_readings_per_year", "每年诵读党章全文", 1, 0, 2, "遍", "PD-15", HIGHER),
)

MEETING_KINDS = {
    "member_meeting": "支部党员大会",
    "committee_meeting": "支委会",
    "group_meeting": "党小组会",
    "lecture": "党课",
    "study": "学习",
    "organizational_life_meeting": "组织生活会",
    "appraisal": "民主评议",
    "other": "其他",
}
MEETINGS = (
    _integer("mt.dahui_per_quarter", "每季度党员大会", 1, 1, None, "次", "MT-01", HIGHER),
    _integer("mt.zhiwei_per_month", "每月支委会", 1, 1, None, "次", "MT-03", HIGHER),
    _integer("mt.xiaozu_per_month", "每月党小组会", 1, 1, None, "次", "MT-04", HIGHER),
    _integer("mt.class_per_year", "每年党课", 1, 1, 12, "次", "MT-05", HIGHER),
    _integer("mt.notice_days", "会议、党课和学习提前通知", 1, 0, 10, "天", "MT-10", HIGHER),
    ParameterSpec(
        "mt.make_up_for",
        "缺席也要补课的会议",
        ("member_meeting", "lecture", "study"),
        CHOICES,
        COMMITTEE,
        "AT-05",
        options=MEETING_KINDS,
    ),
    _integer("mt.sign_days", "会议记录签字期限", 7, 1, 30, "天", "MT-12", LOWER),
    ParameterSpec(
        "mt.file_minutes", "须报送上级的会议记录", (), CHOICES, COMMITTEE, "MT-11", options=MEETING_KINDS
    ),
    _integer("mt.materials_days", "会议材料提前给党员看（0为不要求）", 1, 0, 10, "天", "MT-10", HIGHER),
    _other("mt.online_vote.general", "一般事项可线上表决", True, BOOLEAN, "MT-14", stricter=LOWER),
    _other("mt.online_vote.award", "表彰事项可线上表决", True, BOOLEAN, "MT-14", stricter=LOWER),
    _other("mt.online_vote.admission", "发展党员可线上表决", False, BOOLEAN, "MT-14", stricter=LOWER),
    _other("mt.online_vote.election", "选举可线上表决", False, BOOLEAN, "MT-14", stricter=LOWER),
)

# The words of activities.choices, which stands above this app; a test holds the two together.
MAKE_UP_FORMS = {
    "reading": "看学习材料",
    "recording": "看录像",
    "talk": "与委员谈",
    "home": "送学上门",
    "other_session": "参加其他小组的学习",
    "host": "在外地党组织参加",
}
ABSENCES = {
    "official": "公务",
    "illness": "生病、行动不便",
    "personal": "事假",
    "unexcused": "无故缺席",
    "away": "外出、流动",
}


def _several(
    key: str, label: str, options: dict[str, str], default: tuple[str, ...], rule: str
) -> ParameterSpec:
    return ParameterSpec(key, label, default, CHOICES, COMMITTEE, rule, options=options)


def _forms(kind: str, *default: str) -> ParameterSpec:
    return _several(
        f"at.makeup_forms.{kind}", f"补课方式（{ABSENCES[kind]}）", MAKE_UP_FORMS, default, "AT-09"
    )


ATTENDANCE = (
    _integer("at.leave_cutoff", "请假截止（活动开始前）", 0, 0, 72, "小时", "AT-03"),
    _integer("at.leave_proof_days", "请假附件在活动后保存", 90, 1, 365, "天", "PI-01", LOWER),
    _integer("at.makeup_days", "补课期限", 30, 7, 60, "天", "AT-07", LOWER),
    _integer("at.makeup_days.unexcused", "补课期限（无故缺席）", 30, 7, 60, "天", "AT-07", LOWER),
    _integer("at.makeup_days.illness", "补课期限（生病、行动不便）", 60, 7, 60, "天", "AT-07", LOWER),
    _integer("at.makeup_days.away", "补课期限（外出、流动）", 60, 7, 60, "天", "AT-07", LOWER),
    _several(
        "at.makeup_before_next",
        "须在下次活动前补课的",
        ABSENCES,
        ("official", "personal", "unexcused"),
        "AT-07",
    ),
    _several("at.makeup_contact_first", "须先联系、问明原因再办结的", ABSENCES, ("unexcused",), "AT-05"),
    _forms("official", "reading", "recording", "talk", "other_session"),
    _forms("illness", "reading", "recording", "talk", "home"),
    _forms("personal", "reading", "recording", "talk", "other_session"),
    _forms("unexcused", "talk", "home", "other_session"),
    _forms("away", "reading", "recording", "talk", "other_session", "host"),
    _integer("at.remind_unexcused", "无故缺席提醒书记", 2, 1, 6, "次", "AT-10", LOWER),
    _integer("at.talk_unexcused", "无故缺席建议谈话", 3, 1, 6, "次", "AT-10", LOWER),
    _other("at.disclose_half_year", "每半年在支部内公布到会情况", False, BOOLEAN, "AT-12"),
    _integer("at.early_leave_min_share", "早退算到会，至少参加", 50, 0, 100, "%", "AT-02", HIGHER),
    _integer("at.proxy_limit", "每次活动代签不超过", 3, 0, 20, "人次", "N16", LOWER),
    _other("at.poster", "可以扫海报上的固定码签到", False, BOOLEAN, "A15", BRANCH),
    _other("at.wall_names", "签到大屏上显示还没到的姓名", False, BOOLEAN, "S09", BRANCH),
    _other("at.check_register", "没有登记的人员核清时限（次日）", time(18, 0), TIME, "AT-02", stricter=LOWER),
)

RATING = (
    _integer("ev.open_hours", "测评开放", 24, 1, 72, "小时", "EV-01"),
    _choice(
        "ev.satisfied",
        "满意率的算法",
        {"broad": "满意和基本满意", "strict": "只算满意"},
        "broad",
        "EV-04",
    ),
    _integer("ev.threshold_pct", "满意率警戒线", 60, 50, 80, "%", "EV-05"),
    _integer("ev.times", "低于警戒线几次不得评先选优", 3, 2, 5, "次", "EV-05"),
    _integer("ev.min_ballots", "有效测评至少", 5, 3, 10, "份", "EV-09"),
    _integer("ev.min_group", "单独列出的测评人类别至少", 3, 3, 10, "份", "E-31"),
)

PLANNING = (
    _other("pl.plan_due", "年度计划报送期限", "03-31", MONTH_DAY, "PL-04"),
    _other("pl.summary_due", "年度总结报送期限", "12-31", MONTH_DAY, "PL-13"),
    _choice("cal.shift", "固定日遇放假", dict(SHIFTS), "next_workday", "CAL-03"),
    _other("cal.allow_makeup_weekend", "可安排在调休上班的周末", False, BOOLEAN, "CAL-03", BRANCH),
)

REVIEWING = (
    _integer("rc.similar_pct", "纪实表与以前的相同，提醒填写人", 80, 60, 95, "%", "N40"),
    _integer("rc.answer_workdays", "上级答复报送", 3, 1, 10, "个工作日", "N20"),
    _integer("rc.lock_days", "过报送时限几天后锁定（0为不锁）", 0, 0, 365, "天", "S29"),
    _integer("rc.unlock_workdays", "上级解锁后开放", 3, 1, 20, "个工作日", "C11"),
    _integer("es.secretary_days", "超时限几天再提醒书记（0为不提醒）", 1, 0, 60, "天", "C10"),
    _integer("es.leaders_days", "超时限几天提醒支委会（0为不提醒）", 3, 0, 60, "天", "C10"),
    _integer("es.committee_days", "超时限几天列入上级催办（0为不列）", 5, 0, 60, "天", "C10"),
    _integer("rv.sample_one_in", "一次受理时每几份抽1份必读", 5, 1, 10, "份", "N43", LOWER),
)

NOTICES = (
    _other("nt.quiet_from", "短信、邮件、群消息几点以后不发", time(21, 0), TIME, "N34"),
    _other("nt.quiet_until", "短信、邮件、群消息几点以前不发", time(8, 0), TIME, "N34"),
    _choice(
        "nt.days_off",
        "休息日",
        {"all": "双休日和节假日都不发", "holidays": "法定节假日不发", "none": "照常发"},
        "all",
        "N34",
    ),
    _integer("nt.urgent_hours", "变更、取消距活动不足几小时就不等", 4, 0, 24, "小时", "N34"),
    _integer("nt.monthly_max", "每人每月最多收到", 8, 1, 60, "条", "N34", LOWER),
)

OTHER_DUTIES = (
    _integer("ol.per_year", "每年组织生活会", 1, 1, None, "次", "OL-01", HIGHER),
    _integer("da.per_year", "每年民主评议党员", 1, 1, None, "次", "DA-01", HIGHER),
    _other(
        "da.excellent_ratio", "评议优秀不超过正式党员的", Fraction(1, 3), FRACTION, "DA-04", stricter=LOWER
    ),
    _integer("tt.per_year", "每年谈心谈话", 1, 1, 4, "次", "TT-01", HIGHER),
    _integer("tt.thought_analysis_per_year", "每年思想分析", 2, 0, 4, "次", "TT-04", HIGHER),
    _integer("ed.hours_member", "党员每年集中学习", 32, 32, None, "学时", "ED-01", HIGHER),
    _integer("ed.hours_committee_member", "班子成员每年集中学习", 56, 56, None, "学时", "ED-01", HIGHER),
    _integer("ed.hour_per_half_day", "半天折合学时", 4, 1, 4, "学时", "ED-03"),
    _integer("ed.hour_per_day", "一天折合学时", 8, 1, 8, "学时", "ED-03"),
    _integer("ed.trainings_per_year", "班子成员每年集中培训", 1, 1, 4, "次", "ED-02", HIGHER),
    _integer("ed.new_secretary_months", "新任书记培训期限", 6, 1, 6, "个月", "ED-02", LOWER),
    _integer("ed.hours_per_quiz", "答完一次测试计学时（0为不计）", 0, 0, 4, "学时", "ED-08"),
    _integer("ed.collective_study_per_month", "每月集中学习", 1, 0, 4, "次", "ED-04", HIGHER),
    _integer("el.request_lead_days", "换届请示提前", 30, 0, None, "天", "EL-02", HIGHER),
    _other("el.remind_months", "换届提醒（期满前几个月）", (6, 3), INTEGERS, "EL-01"),
    _choice(
        "el.majority_base",
        "当选须超过半数的基数",
        {"present": "实到会有选举权的人数", "expected": "应到会有选举权的人数"},
        "present",
        "EL-05",
    ),
    _integer("dv.months_before_activist", "确定积极分子前", 6, 0, 12, "个月", "DV-04", HIGHER),
    _integer("dv.report_months", "思想汇报间隔", 3, 3, 6, "个月", "DV-07", LOWER),
    _integer("dv.publicity_workdays", "发展党员公示", 5, 5, 7, "个工作日", "DV-14", HIGHER),
    _several(
        "dv.publicity_points",
        "发展党员在哪几步公示",
        {
            "activist": "确定入党积极分子",
            "candidate": "确定发展对象",
            "admission": "接收预备党员",
            "conversion": "预备党员转正",
        },
        ("activist", "candidate", "admission", "conversion"),
        "DV-14",
    ),
    _other("dv.report_texts", "思想汇报要交书面原文", False, BOOLEAN, "DV-07"),
    _other("dv.plan_request", "每年11月向支部征求下一年发展计划", False, BOOLEAN, "DV-25"),
    _integer("dv.meeting_after_preview_days", "预审后召开大会", 30, 1, None, "天", "DV-15", LOWER),
    _other("ig.letter_due", "责任书签订期限", "03-31", MONTH_DAY, "IG-03"),
    _other("ig.risk_due", "风险清单期限（平年为2月28日）", "02-29", MONTH_DAY, "IG-05"),
    _integer("ig.meeting_per_quarter", "每季度廉政会议", 1, 0, 1, "次", "IG-04", HIGHER),
    ParameterSpec("mem.transfer_after_months", "转接组织关系", 6, INTEGER, FIXED, "MEM-06", "个月"),
    _integer("mem.letter_days", "介绍信有效期", 30, 1, 90, "天", "MEM-08", LOWER),
    _integer("mem.letter_days_max", "介绍信有效期最长", 90, 1, 90, "天", "MEM-08", LOWER),
    _choice(
        "mem.votes_from",
        "转正后从哪天起有表决权",
        {"approval": "上级批准之日", "meeting": "支部大会通过之日"},
        "approval",
        "E-05",
    ),
    _integer("mem.exempt_max_months", "豁免期限最长", 12, 1, 12, "个月", "MEM-16", LOWER),
    _integer("pi.log_years", "日志保存", 3, 3, None, "年", "PI-07", HIGHER),
    _integer("pi.clean_months", "离开后清理联系方式", 12, 1, 24, "个月", "PI-14", LOWER),
)

DUES = (
    _integer("du.assess_month", "每年核定党费的月份", 1, 1, 12, "月", "DU-11"),
    _choice(
        "du.midyear_change",
        "年中调整党费",
        {"never": "不调整", "with_reason": "有原因可调整", "new_wage": "从新工资当月调整"},
        "with_reason",
        "DU-11",
    ),
    ParameterSpec("du.monthly_cap_warn", "月缴党费提示线", Decimal("1000.00"), DECIMAL, FIXED, "DU-11", "元"),
    _choice("du.round_to", "党费取整", {"0.01": "到分", "0.1": "到角", "1": "到元"}, "0.01", "DU-24"),
    _choice("du.remit_cycle", "党费上缴周期", {"month": "每月", "quarter": "每季"}, "quarter", "DU-18"),
    _integer("du.remit_day", "党费上缴日", 10, 1, 28, "日", "DU-18"),
    ParameterSpec(
        "du.dues_day",
        "交纳党费的日子",
        "party_day",
        CHOICE,
        BRANCH,
        "DU-19",
        options={"party_day": "主题党日", "fixed_day": "每月1日，遇节假日顺延"},
    ),
    _other("du.quarterly_payment", "经支部同意可按季交纳", False, BOOLEAN, "DU-12", BRANCH),
    ParameterSpec("du.backpay_limit_months", "补缴党费提示线", 6, INTEGER, FIXED, "DU-12", "个月"),
    _choice(
        "du.transfer_month_payee",
        "转接当月党费",
        {"old": "原支部", "new": "新支部", "letter": "按介绍信"},
        "old",
        "DU-13",
    ),
    _integer("du.disclosure_per_year", "每年公布党费收缴情况", 1, 1, 12, "次", "DU-20", HIGHER),
)

FEASTS = {
    "new_year": "元旦",
    "spring_festival": "春节",
    "party_birthday": "七一",
    "double_ninth": "重阳（年老党员）",
}
CARE = (
    ParameterSpec(
        "ca.occasions", "走访慰问的时机", tuple(FEASTS), CHOICES, COMMITTEE, "CA-02", options=FEASTS
    ),
    _integer("ca.remind_days", "走访慰问提前提醒", 15, 3, 60, "天", "CA-02"),
    _integer("ca.pairs_min", "每名党员结对职工（0为不要求）", 0, 0, 5, "人", "CA-07", HIGHER),
)

ALL = (
    *PARTY_DAY,
    *MEETINGS,
    *ATTENDANCE,
    *RATING,
    *PLANNING,
    *REVIEWING,
    *NOTICES,
    *OTHER_DUTIES,
    *DUES,
    *CARE,
)
