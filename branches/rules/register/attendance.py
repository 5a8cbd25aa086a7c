"""Who came, who was excused, how it is made up; and the rating afterwards (AT-*, EV-*)."""

from datetime import time

from branches.rules.parameter_readers import BOOLEAN, TIME
from branches.rules.parameter_spec import BRANCH, ParameterSpec
from branches.rules.register.making import HIGHER, LOWER, choice, integer, other, several

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


def _forms(kind: str, *default: str) -> ParameterSpec:
    return several(
        f"at.makeup_forms.{kind}", f"补课方式（{ABSENCES[kind]}）", MAKE_UP_FORMS, default, "AT-09"
    )


ATTENDANCE = (
    integer("at.leave_cutoff", "请假截止（活动开始前）", 0, 0, 72, "小时", "AT-03"),
    integer("at.leave_proof_days", "请假附件在活动后保存", 90, 1, 365, "天", "PI-01", LOWER),
    integer("at.makeup_days", "补课期限", 30, 7, 60, "天", "AT-07", LOWER),
    integer("at.makeup_days.unexcused", "补课期限（无故缺席）", 30, 7, 60, "天", "AT-07", LOWER),
    integer("at.makeup_days.illness", "补课期限（生病、行动不便）", 60, 7, 60, "天", "AT-07", LOWER),
    integer("at.makeup_days.away", "补课期限（外出、流动）", 60, 7, 60, "天", "AT-07", LOWER),
    several(
        "at.makeup_before_next",
        "须在下次活动前补课的",
        ABSENCES,
        ("official", "personal", "unexcused"),
        "AT-07",
    ),
    several("at.makeup_contact_first", "须先联系、问明原因再办结的", ABSENCES, ("unexcused",), "AT-05"),
    _forms("official", "reading", "recording", "talk", "other_session"),
    _forms("illness", "reading", "recording", "talk", "home"),
    _forms("personal", "reading", "recording", "talk", "other_session"),
    _forms("unexcused", "talk", "home", "other_session"),
    _forms("away", "reading", "recording", "talk", "other_session", "host"),
    integer("at.remind_unexcused", "无故缺席提醒书记", 2, 1, 6, "次", "AT-10", LOWER),
    integer("at.talk_unexcused", "无故缺席建议谈话", 3, 1, 6, "次", "AT-10", LOWER),
    other("at.disclose_half_year", "每半年在支部内公布到会情况", False, BOOLEAN, "AT-12"),
    integer("at.early_leave_min_share", "早退算到会，至少参加", 50, 0, 100, "%", "AT-02", HIGHER),
    integer("at.proxy_limit", "每次活动代签不超过", 3, 0, 20, "人次", "N16", LOWER),
    other("at.poster", "可以扫海报上的固定码签到", False, BOOLEAN, "A15", BRANCH),
    other("at.wall_names", "签到大屏上显示还没到的姓名", False, BOOLEAN, "S09", BRANCH),
    other("at.check_register", "没有登记的人员核清时限（次日）", time(18, 0), TIME, "AT-02", stricter=LOWER),
)

RATING = (
    integer("ev.open_hours", "测评开放", 24, 1, 72, "小时", "EV-01"),
    choice(
        "ev.satisfied",
        "满意率的算法",
        {"broad": "满意和基本满意", "strict": "只算满意"},
        "broad",
        "EV-04",
    ),
    integer("ev.threshold_pct", "满意率警戒线", 60, 50, 80, "%", "EV-05"),
    integer("ev.times", "低于警戒线几次不得评先选优", 3, 2, 5, "次", "EV-05"),
    integer("ev.min_ballots", "有效测评至少", 5, 3, 10, "份", "EV-09"),
    integer("ev.min_group", "单独列出的测评人类别至少", 3, 3, 10, "份", "E-31"),
)
