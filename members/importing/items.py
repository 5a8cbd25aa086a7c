"""The items of a roster: the sixteen of the national collection form, and the ones that offices keep besides (F-20).

Each by its key, with the headings that offices write above it. An item without a place of its own in the program is
not here: its column is named as not read, nothing more.
"""

from collections.abc import Mapping
from types import MappingProxyType

from members.rules.personal_items import BY_NAME

_FORM = {
    "name": "姓名",
    "sex": "性别",
    "standing": "人员类别",
    "branch": "所在党支部",
    "joined_on": "入党日期",
    "full_on": "转正日期",
    "phone": "手机",
    "group": "党小组",
    "party_status": "党籍状态",
    "lost": "是否失联党员",
    "lost_on": "失联日期",
    "floating": "是否流动党员",
    "floating_to": "外出流向",
}
# Headings as offices write them, without spaces, brackets and marks.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "姓名 名字 党员姓名 党员",
        "sex": "性别",
        "ethnicity": "民族 族别",
        "id_number": "公民身份号码 公民身份证号码 公民身份证号 身份证号 身份证号码 身份证 居民身份证号 居民身份证号码 "
        "证件号码 身份证件号码",
        "birth_date": "出生日期 出生年月 出生年月日 出生时间 生日 出生 档案出生日期",
        "education": "学历 文化程度 最高学历 学历层次 教育程度 学历/学位 学历学位 学历及学位",
        "standing": "人员类别 党员类别 类别 党员类型 政治面貌 党员身份 正式或预备 正式/预备",
        "branch": "所在党支部 所在支部 党支部 支部 支部名称 党支部名称 所属党支部 所属支部 党组织 所在党组织 "
        "所属党组织 所在党支部名称 党支部代码 支部代码",
        "joined_on": "入党时间 入党日期 入党年月 入党年月日 加入党组织日期 加入党组织时间 加入中共组织的时间 "
        "入党时间年月",
        "full_on": "转正时间 转正日期 转正年月 转为正式党员日期 转为正式党员时间 转正式党员日期",
        "occupation": "工作岗位 岗位类别 职业类别 职业",
        "phone": "手机 手机号 手机号码 联系电话 电话 联系方式 移动电话 电话号码 手机电话 手机/固定 注册手机号",
        "home_address": "家庭住址 住址 现居住地 现住址 居住地 家庭地址 居住地址 常住地址 现居住地址",
        "party_status": "党籍状态 党籍 党员状态",
        "lost": "是否失联党员 是否失联 失联 失联情况 是否失联党员/失联日期 是否失联党员及失联日期",
        "floating": "是否流动党员 是否流动 流动党员 流动情况 是否流动党员/外出流向 是否流动党员及外出流向 流动",
        "group": "党小组 所在党小组 所属党小组 小组 党小组名称",
        "native_place": "籍贯 祖籍",
        "degree": "学位 最高学位",
        "work_since": "参加工作时间 参加工作日期 参加工作年月 工作时间",
        "employer": "工作单位 单位 所在单位 单位名称 单位及职务 工作单位及职务 单位职务 工作单位职务",
        "duty": "职务 现任职务 行政职务",
        "technical_post": "从事专业技术职务 专业技术职务 职称 技术职称",
        "new_stratum": "新社会阶层类型 新社会阶层",
        "is_migrant_worker": "是否农民工 农民工",
        "is_veteran": "是否退役军人 退役军人",
        "household": "户籍所在地 户籍地 户籍 户籍地址 户口所在地",
        "landline": "固定电话 座机 办公电话 宅电 固话",
        "joining_type": "入党类型 入党方式",
        "joined_branch": "入党时所在支部 入党时所在党支部 入党时支部",
        "lost_on": "失联日期 失联时间 失去联系日期",
        "floating_to": "外出流向 流向 外出地 外出地点 流动去向",
    }
)
LABELS: Mapping[str, str] = MappingProxyType(
    {key: _FORM[key] if key in _FORM else BY_NAME[key].label for key in WORDS}
)
FIELD_OF: Mapping[str, str] = MappingProxyType(
    {word: key for key, words in WORDS.items() for word in words.split()}
)
# What stands in the member's personal file, in the order of the form; telephone numbers stand with the member.
OF_FILE = tuple(key for key in WORDS if key in BY_NAME and key != "phone")
# The national collection form, in its order.
SIXTEEN = (
    "name",
    "sex",
    "ethnicity",
    "id_number",
    "birth_date",
    "education",
    "standing",
    "branch",
    "joined_on",
    "full_on",
    "occupation",
    "phone",
    "home_address",
    "party_status",
    "lost",
    "floating",
)
