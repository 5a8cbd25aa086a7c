"""What a personal file chooses from, worded as the national collection form has it (F-20, ST-03)."""

from django.db import models

# GB/T 3304, with the numbers of the national tables.
NATIONS = """
汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族
土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族
纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族
锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族
裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族
""".split()  # noqa: SIM905  # read as a list of words
ETHNICITIES = (
    *((f"{number:02}", name) for number, name in enumerate(NATIONS, start=1)),
    ("97", "其他"),
    ("98", "外国血统中国籍人士"),
)


class Education(models.TextChoices):
    """学历; the first three are 大专及以上 of the annual tables (ST-03)."""

    POSTGRADUATE = "postgraduate", "研究生"
    UNIVERSITY = "university", "大学本科"
    COLLEGE = "college", "大学专科"
    SECONDARY_VOCATIONAL = "secondary_vocational", "中专"
    SENIOR = "senior", "高中、中技"
    JUNIOR = "junior", "初中"
    PRIMARY = "primary", "小学及以下"


COLLEGE_AND_ABOVE = (Education.POSTGRADUATE, Education.UNIVERSITY, Education.COLLEGE)


class Degree(models.TextChoices):
    DOCTOR = "doctor", "博士"
    MASTER = "master", "硕士"
    BACHELOR = "bachelor", "学士"
    NONE = "none", "无"


class Occupation(models.TextChoices):
    """工作岗位, as the annual tables count it (ST-03)."""

    WORKER = "worker", "工人（工勤技能人员）"
    FARMER = "farmer", "农牧渔民"
    PROFESSIONAL = "professional", "企事业单位、社会组织专业技术人员"
    MANAGER = "manager", "企事业单位、社会组织管理人员"
    OFFICIAL = "official", "党政机关工作人员"
    STUDENT = "student", "学生"
    OTHER = "other", "其他职业人员"
    RETIRED = "retired", "离退休人员"


class NewStratum(models.TextChoices):
    """新社会阶层类型."""

    PRIVATE = "private", "私营企业和外商投资企业管理技术人员"
    INTERMEDIARY = "intermediary", "中介组织和社会组织从业人员"
    FREELANCE = "freelance", "自由职业人员"
    NEW_MEDIA = "new_media", "新媒体从业人员"


class JoiningType(models.TextChoices):
    """入党类型."""

    DEVELOPED = "developed", "发展入党"
    REJOINED = "rejoined", "重新入党"
    POSTHUMOUS = "posthumous", "追认入党"
    RESTORED = "restored", "恢复党籍"
    OTHER = "other", "其他"


class CorrectionState(models.TextChoices):
    ASKED = "asked", "等待办理"
    ACCEPTED = "accepted", "已更正"
    REFUSED = "refused", "没有采纳"
    WITHDRAWN = "withdrawn", "已撤回"


class AccessAction(models.TextChoices):
    """What somebody did with what is kept about a member (PI-09)."""

    PAGE = "page", "看了信息页"
    NEED = "need", "上级写明理由后查看"
    ITEM = "item", "查看了完整内容"
    CALL = "call", "为打电话查看"
    PRINT = "print", "打印"
