"""The themed Party day (PD-*)."""

from branches.rules.day_rule import DayRule
from branches.rules.parameter_readers import BOOLEAN, CHOICES, DAY_RULE, MONTHS
from branches.rules.parameter_spec import BRANCH, COMMITTEE, ParameterSpec
from branches.rules.register.making import COUNTING, HIGHER, LOWER, choice, integer, other

PARTY_DAY = (
    integer("pd.events_per_month", "每月主题党日次数", 1, 1, 4, "次", "PD-01", HIGHER),
    other("pd.exempt_months", "不要求开展的月份", (), MONTHS, "PD-01"),
    integer("pd.half_day_minutes", "每次不少于", 180, 60, 240, "分钟", "PD-02", HIGHER),
    other("pd.day_rule", "固定活动日", DayRule(), DAY_RULE, "PD-03", BRANCH),
    other("pd.same_month", "改期须在当月完成", True, BOOLEAN, "PD-04", stricter=HIGHER),
    choice("pd.change_needs", "改期手续", {"report": "报备", "approve": "审批"}, "report", "PD-04", HIGHER),
    integer("pd.notice_days", "提前预告", 5, 0, 10, "天", "PD-05", HIGHER),
    choice("pd.notice_counting", "预告天数的算法", COUNTING, "calendar", "PD-05", HIGHER),
    choice(
        "pd.step2_mode",
        "第二步报上级",
        {"off": "不报", "file": "备案", "approve": "审定"},
        "approve",
        "PD-06",
        HIGHER,
    ),
    integer("pd.approval_silence_days", "上级未答复视为同意（0为不适用）", 0, 0, 30, "个工作日", "E-14"),
    ParameterSpec(
        "pd.delegate_roles",
        "可受委托主持的人",
        ("deputy_secretary", "committee_member"),
        CHOICES,
        COMMITTEE,
        "PD-11",
        options={"deputy_secretary": "副书记", "committee_member": "支部委员"},
    ),
    integer("pd.min_attendance_pct", "到会率不低于", 80, 50, 100, "%", "PD-12", HIGHER),
    choice(
        "pd.denominator",
        "到会率的基数",
        {"expected": "应到人数（总数减豁免）", "total": "党员总数"},
        "total",
        "PD-12",
        HIGHER,
    ),
    choice(
        "pd.small_branch_mode",
        "4人及以下支部",
        {"allow_one_absent": "可缺1人", "strict": "与其他支部相同"},
        "strict",
        "E-07",
        HIGHER,
    ),
    choice(
        "pd.days_sign_in",
        "多日活动的签到",
        {"once": "一次", "day": "每天", "half_day": "每半天"},
        "day",
        "PD-30",
        HIGHER,
    ),
    integer("pd.filing_days", "纪实表报送期限", 2, 1, 10, "天", "PD-20", LOWER),
    choice("pd.filing_counting", "报送期限的算法", COUNTING, "calendar", "PD-20", LOWER),
    other("pd.filing_roll", "期限遇休息日顺延到工作日", False, BOOLEAN, "PD-20"),
    integer("pd.photos_min", "现场照片至少", 0, 0, 5, "张", "BR-01", HIGHER),
    choice(
        "pd.flag_badge",
        "悬挂党旗、佩戴党徽",
        {"off": "不作规定", "encouraged": "提倡", "required": "应当"},
        "required",
        "PD-17",
        HIGHER,
    ),
    integer("pd.charter_readings_per_year", "每年诵读党章全文", 1, 0, 2, "遍", "PD-15", HIGHER),
)
