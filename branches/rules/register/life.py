"""Organizational life beside the meetings: appraisal, talks, elections, integrity (OL-*, DA-*, TT-*, EL-*, IG-*)."""

from fractions import Fraction

from branches.rules.parameter_readers import FRACTION, INTEGERS, MONTH_DAY
from branches.rules.register.making import HIGHER, LOWER, choice, integer, other

LIFE = (
    integer("ol.per_year", "每年组织生活会", 1, 1, None, "次", "OL-01", HIGHER),
    integer("da.per_year", "每年民主评议党员", 1, 1, None, "次", "DA-01", HIGHER),
    other(
        "da.excellent_ratio", "评议优秀不超过正式党员的", Fraction(1, 3), FRACTION, "DA-04", stricter=LOWER
    ),
    integer("tt.per_year", "每年谈心谈话", 1, 1, 4, "次", "TT-01", HIGHER),
    integer("tt.thought_analysis_per_year", "每年思想分析", 2, 0, 4, "次", "TT-04", HIGHER),
    integer("el.request_lead_days", "换届请示提前", 30, 0, None, "天", "EL-02", HIGHER),
    other("el.remind_months", "换届提醒（期满前几个月）", (6, 3), INTEGERS, "EL-01"),
    choice(
        "el.majority_base",
        "当选须超过半数的基数",
        {"present": "实到会有选举权的人数", "expected": "应到会有选举权的人数"},
        "present",
        "EL-05",
    ),
    other("ig.letter_due", "责任书签订期限", "03-31", MONTH_DAY, "IG-03"),
    other("ig.risk_due", "风险清单期限（平年为2月28日）", "02-29", MONTH_DAY, "IG-05"),
    integer("ig.meeting_per_quarter", "每季度廉政会议", 1, 0, 1, "次", "IG-04", HIGHER),
)
