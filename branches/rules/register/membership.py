"""The way into the Party, moving between branches, and what is kept about people (DV-*, MEM-*, PI-*)."""

from branches.rules.parameter_readers import BOOLEAN, INTEGER
from branches.rules.parameter_spec import FIXED, ParameterSpec
from branches.rules.register.making import HIGHER, LOWER, choice, integer, other, several

DEVELOPMENT = (
    integer("dv.months_before_activist", "确定积极分子前", 6, 0, 12, "个月", "DV-04", HIGHER),
    integer("dv.report_months", "思想汇报间隔", 3, 3, 6, "个月", "DV-07", LOWER),
    integer("dv.publicity_workdays", "发展党员公示", 5, 5, 7, "个工作日", "DV-14", HIGHER),
    several(
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
    other("dv.report_texts", "思想汇报要交书面原文", False, BOOLEAN, "DV-07"),
    other("dv.plan_request", "每年11月向支部征求下一年发展计划", False, BOOLEAN, "DV-25"),
    integer("dv.meeting_after_preview_days", "预审后召开大会", 30, 1, None, "天", "DV-15", LOWER),
)

MEMBERSHIP = (
    ParameterSpec("mem.transfer_after_months", "转接组织关系", 6, INTEGER, FIXED, "MEM-06", "个月"),
    integer("mem.letter_days", "介绍信有效期", 30, 1, 90, "天", "MEM-08", LOWER),
    integer("mem.letter_days_max", "介绍信有效期最长", 90, 1, 90, "天", "MEM-08", LOWER),
    choice(
        "mem.votes_from",
        "转正后从哪天起有表决权",
        {"approval": "上级批准之日", "meeting": "支部大会通过之日"},
        "approval",
        "E-05",
    ),
    integer("mem.exempt_max_months", "豁免期限最长", 12, 1, 12, "个月", "MEM-16", LOWER),
    integer("pi.log_years", "日志保存", 3, 3, None, "年", "PI-07", HIGHER),
    integer("pi.clean_months", "离开后清理联系方式", 12, 1, 24, "个月", "PI-14", LOWER),
)
