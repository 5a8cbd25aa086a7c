"""The parameter register as data: every limit with its default, range, owner and rule.

One file for each part of the work; SECTIONS is the order in which people read them, on the page and in print.
"""

from branches.rules.register.attendance import ABSENCES, ATTENDANCE, MAKE_UP_FORMS, RATING
from branches.rules.register.care import CARE
from branches.rules.register.dues import DUES
from branches.rules.register.education import EDUCATION
from branches.rules.register.life import LIFE
from branches.rules.register.meetings import MEETINGS
from branches.rules.register.membership import DEVELOPMENT, MEMBERSHIP
from branches.rules.register.party_day import PARTY_DAY
from branches.rules.register.planning import NOTICES, PLANNING, REVIEWING

__all__ = ["ABSENCES", "ALL", "MAKE_UP_FORMS", "SECTIONS"]

SECTIONS = (
    ("主题党日", PARTY_DAY),
    ("三会一课", MEETINGS),
    ("到会、请假、补课", ATTENDANCE),
    ("测评", RATING),
    ("计划和日历", PLANNING),
    ("报送和审核", REVIEWING),
    ("通知", NOTICES),
    ("组织生活会、评议、谈心、选举、廉政", LIFE),
    ("学习培训", EDUCATION),
    ("发展党员", DEVELOPMENT),
    ("组织关系和个人信息", MEMBERSHIP),
    ("党费", DUES),
    ("走访慰问", CARE),
)
ALL = tuple(spec for _, specs in SECTIONS for spec in specs)
