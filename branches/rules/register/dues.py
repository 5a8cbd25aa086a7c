"""Party dues (DU-*)."""

from decimal import Decimal

from branches.rules.parameter_readers import BOOLEAN, CHOICE, DECIMAL, INTEGER
from branches.rules.parameter_spec import BRANCH, FIXED, ParameterSpec
from branches.rules.register.making import HIGHER, choice, integer, other

DUES = (
    integer("du.assess_month", "每年核定党费的月份", 1, 1, 12, "月", "DU-11"),
    choice(
        "du.midyear_change",
        "年中调整党费",
        {"never": "不调整", "with_reason": "有原因可调整", "new_wage": "从新工资当月调整"},
        "with_reason",
        "DU-11",
    ),
    ParameterSpec("du.monthly_cap_warn", "月缴党费提示线", Decimal("1000.00"), DECIMAL, FIXED, "DU-11", "元"),
    choice("du.round_to", "党费取整", {"0.01": "到分", "0.1": "到角", "1": "到元"}, "0.01", "DU-24"),
    choice("du.remit_cycle", "党费上缴周期", {"month": "每月", "quarter": "每季"}, "quarter", "DU-18"),
    integer("du.remit_day", "党费上缴日", 10, 1, 28, "日", "DU-18"),
    ParameterSpec(
        "du.dues_day",
        "交纳党费的日子",
        "party_day",
        CHOICE,
        BRANCH,
        "DU-19",
        options={"party_day": "主题党日", "fixed_day": "每月1日，遇节假日顺延"},
    ),
    other("du.quarterly_payment", "经支部同意可按季交纳", False, BOOLEAN, "DU-12", BRANCH),
    ParameterSpec("du.backpay_limit_months", "补缴党费提示线", 6, INTEGER, FIXED, "DU-12", "个月"),
    choice(
        "du.transfer_month_payee",
        "转接当月党费",
        {"old": "原支部", "new": "新支部", "letter": "按介绍信"},
        "old",
        "DU-13",
    ),
    integer("du.disclosure_per_year", "每年公布党费收缴情况", 1, 1, 12, "次", "DU-20", HIGHER),
)
