"""Plans to begin from. The first is the year of a student branch as it was written (PL-10)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanTemplate:
    """Twelve rows: (month, mode, content)."""

    name: str
    note: str
    rows: tuple[tuple[int, str, str], ...]


STUDENT_BRANCH = PlanTemplate(
    "学生支部示例",
    "十二个月，每月一次，方式和内容都可以再改。",
    (
        (1, "专题学习研讨", "组织学习两会精神，积极开展研讨交流、撰写心得体会。"),
        (2, "先锋模范行动", "结合春节慰问、社会实践活动，组织党员对困难党员、困难群众送慰问、送温暖。"),
        (3, "红色教育行动", "开展党史专题主题教育活动，增强党员爱党、敬党、忠党意识。"),
        (4, "专题学习研讨", "组织学习全国两会精神，积极开展研讨交流、撰写心得体会。"),
        (5, "党员志愿行动", "组织党员开展清洁志愿活动，改善校园生活环境。"),
        (6, "专题学习研讨", "结合上半年党内重大会议、重大活动，开展专题学习、交流研讨。"),
        (7, "专项系列活动", "开展庆祝建党系列活动，重温入党誓词、走访慰问等。"),
        (8, "先锋模范行动", "结合学生暑期社会实践，组织党员对困难党员、困难群众送慰问、送温暖。"),
        (9, "红色基地教育", "组织党员到身边的红色基地进行参观学习，了解党史。"),
        (10, "党员志愿行动", "组织党员开展清洁志愿活动，美化校园公共环境。"),
        (11, "红色教育行动", "开展党章专题主题教育，诵读党章全文，增强党员爱党、敬党、忠党意识。"),
        (12, "专题学习研讨", "结合下半年党内重大会议、重大活动，开展专题学习、交流研讨。"),
    ),
)
TEMPLATES: dict[str, PlanTemplate] = {"student-branch": STUDENT_BRANCH}
