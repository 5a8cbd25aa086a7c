"""The documents the rules come from, named once.

The two branch plans are models that are handed round; a committee adopts their limits as its own.
"""

OFFICE_PLAN = "《党支部主题党日活动计划》（机关党支部）"
STUDENT_PLAN = "《党支部主题党日活动计划》（学生党支部）"
COMPANY_WORK_PLAN = "《2020年党建工作计划》（企业党支部）"

FIXED_TIME = "二、主题党日要固化活动时间"
FULL_COVERAGE = "三、主题党日要保证全面覆盖"
PROCEDURE = "六、主题党日要严格规范程序"
RATING = "七、主题党日要一主题一检测"

ASSOCIATION_WORK_PLAN = "《2026年党建工作计划》（协会党支部）"
ASSOCIATION_MEETINGS = "三、具体内容安排（二）线上组织生活"
STRICT_MEMBERS = "四、加强队伍建设（三）从严党员队伍管理"
MAIN_TASKS_ONE = "三、主要任务（一）规范组织生活"

DEVELOPMENT_RULES = "《中国共产党发展党员工作细则》"
PARTY_CHARTER = "《中国共产党章程》"
