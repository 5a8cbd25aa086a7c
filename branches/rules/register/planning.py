"""Plans, filing, review, and when people are written to (PL-*, RC-*, N34)."""

from datetime import time

from branches.rules.day_rule import SHIFTS
from branches.rules.parameter_readers import BOOLEAN, MONTH_DAY, TIME
from branches.rules.parameter_spec import BRANCH
from branches.rules.register.making import LOWER, choice, integer, other

PLANNING = (
    other("pl.plan_due", "年度计划报送期限", "03-31", MONTH_DAY, "PL-04"),
    other("pl.summary_due", "年度总结报送期限", "12-31", MONTH_DAY, "PL-13"),
    choice("cal.shift", "固定日遇放假", dict(SHIFTS), "next_workday", "CAL-03"),
    other("cal.allow_makeup_weekend", "可安排在调休上班的周末", False, BOOLEAN, "CAL-03", BRANCH),
)

REVIEWING = (
    integer("rc.similar_pct", "纪实表与以前的相同，提醒填写人", 80, 60, 95, "%", "N40"),
    integer("rc.answer_workdays", "上级答复报送", 3, 1, 10, "个工作日", "N20"),
    integer("rc.lock_days", "过报送时限几天后锁定（0为不锁）", 0, 0, 365, "天", "S29"),
    integer("rc.unlock_workdays", "上级解锁后开放", 3, 1, 20, "个工作日", "C11"),
    integer("es.secretary_days", "超时限几天再提醒书记（0为不提醒）", 1, 0, 60, "天", "C10"),
    integer("es.leaders_days", "超时限几天提醒支委会（0为不提醒）", 3, 0, 60, "天", "C10"),
    integer("es.committee_days", "超时限几天列入上级催办（0为不列）", 5, 0, 60, "天", "C10"),
    integer("rv.sample_one_in", "一次受理时每几份抽1份必读", 5, 1, 10, "份", "N43", LOWER),
)

NOTICES = (
    other("nt.quiet_from", "短信、邮件、群消息几点以后不发", time(21, 0), TIME, "N34"),
    other("nt.quiet_until", "短信、邮件、群消息几点以前不发", time(8, 0), TIME, "N34"),
    choice(
        "nt.days_off",
        "休息日",
        {"all": "双休日和节假日都不发", "holidays": "法定节假日不发", "none": "照常发"},
        "all",
        "N34",
    ),
    integer("nt.urgent_hours", "变更、取消距活动不足几小时就不等", 4, 0, 24, "小时", "N34"),
    integer("nt.monthly_max", "每人每月最多收到", 8, 1, 60, "条", "N34", LOWER),
)
