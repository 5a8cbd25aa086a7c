"""Hours and trainings (ED-*)."""

from branches.rules.register.making import HIGHER, LOWER, integer

EDUCATION = (
    integer("ed.hours_member", "党员每年集中学习", 32, 32, None, "学时", "ED-01", HIGHER),
    integer("ed.hours_committee_member", "班子成员每年集中学习", 56, 56, None, "学时", "ED-01", HIGHER),
    integer("ed.hour_per_half_day", "半天折合学时", 4, 1, 4, "学时", "ED-03"),
    integer("ed.hour_per_day", "一天折合学时", 8, 1, 8, "学时", "ED-03"),
    integer("ed.trainings_per_year", "班子成员每年集中培训", 1, 1, 4, "次", "ED-02", HIGHER),
    integer("ed.new_secretary_months", "新任书记培训期限", 6, 1, 6, "个月", "ED-02", LOWER),
    integer("ed.new_member_months", "新党员入党后集中培训期限（0为不要求）", 12, 0, 12, "个月", "ED-01"),
    integer("ed.hours_per_quiz", "答完一次测试计学时（0为不计）", 0, 0, 4, "学时", "ED-08"),
    integer("ed.collective_study_per_month", "每月集中学习", 1, 0, 4, "次", "ED-04", HIGHER),
)
