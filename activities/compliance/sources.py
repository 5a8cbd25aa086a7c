"""The documents the rules come from, named once.

The two branch plans are models that are handed round; a committee adopts their limits as its own.
"""

BRANCH_REGULATIONS = "《中国共产党支部工作条例（试行）》"
OFFICE_PLAN = "《党支部主题党日活动计划》（机关党支部）"
STUDENT_PLAN = "《党支部主题党日活动计划》（学生党支部）"
COMPANY_WORK_PLAN = "《2020年党建工作计划》（企业党支部）"

FIXED_TIME = "二、主题党日要固化活动时间"
FULL_COVERAGE = "三、主题党日要保证全面覆盖"
PROCEDURE = "六、主题党日要严格规范程序"
RATING = "七、主题党日要一主题一检测"
