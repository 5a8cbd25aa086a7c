"""三会一课, and what goes with every meeting (MT-*)."""

from branches.rules.parameter_readers import BOOLEAN, CHOICES
from branches.rules.parameter_spec import COMMITTEE, ParameterSpec
from branches.rules.register.making import HIGHER, LOWER, integer, other

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
    integer("mt.dahui_per_quarter", "每季度党员大会", 1, 1, None, "次", "MT-01", HIGHER),
    integer("mt.zhiwei_per_month", "每月支委会", 1, 1, None, "次", "MT-03", HIGHER),
    integer("mt.xiaozu_per_month", "每月党小组会", 1, 1, None, "次", "MT-04", HIGHER),
    integer("mt.class_per_year", "每年党课", 1, 1, 12, "次", "MT-05", HIGHER),
    integer("mt.notice_days", "会议、党课和学习提前通知", 1, 0, 10, "天", "MT-10", HIGHER),
    ParameterSpec(
        "mt.make_up_for",
        "缺席也要补课的会议",
        ("member_meeting", "lecture", "study"),
        CHOICES,
        COMMITTEE,
        "AT-05",
        options=MEETING_KINDS,
    ),
    integer("mt.sign_days", "会议记录签字期限", 7, 1, 30, "天", "MT-12", LOWER),
    ParameterSpec(
        "mt.file_minutes", "须报送上级的会议记录", (), CHOICES, COMMITTEE, "MT-11", options=MEETING_KINDS
    ),
    integer("mt.materials_days", "会议材料提前给党员看（0为不要求）", 1, 0, 10, "天", "MT-10", HIGHER),
    other("mt.online_vote.general", "一般事项可线上表决", True, BOOLEAN, "MT-14", stricter=LOWER),
    other("mt.online_vote.award", "表彰事项可线上表决", True, BOOLEAN, "MT-14", stricter=LOWER),
    other("mt.online_vote.admission", "发展党员可线上表决", False, BOOLEAN, "MT-14", stricter=LOWER),
    other("mt.online_vote.election", "选举可线上表决", False, BOOLEAN, "MT-14", stricter=LOWER),
)
