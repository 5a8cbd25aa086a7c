"""In which columns a roster goes out: the national form, the list of the national database, the office's own (F-20).

A layout is a row of headings, each with the item below it; "" is a column that the superior's form has and we leave
empty. A committee's mapping is a layout as well (ST-06, E-83).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Layout:
    """A name for the office, and the columns in their order."""

    key: str
    label: str
    columns: Sequence[tuple[str, str]]


SIXTEEN = Layout(
    "sixteen",
    "国家采集表（十六项）",
    (
        ("姓名", "name"),
        ("性别", "sex"),
        ("民族", "ethnicity"),
        ("公民身份号码", "id_number"),
        ("出生日期", "birth_date"),
        ("学历", "education"),
        ("人员类别", "standing"),
        ("所在党支部", "branch"),
        ("加入党组织日期", "joined_on"),
        ("转为正式党员日期", "full_on"),
        ("工作岗位", "occupation"),
        ("联系电话（手机/固定）", "phones"),
        ("家庭住址", "home_address"),
        ("党籍状态", "party_status"),
        ("是否失联党员/失联日期", "lost"),
        ("是否流动党员/外出流向", "floating"),
    ),
)
NATIONAL = Layout(
    "national",
    "全国党员信息库的列",
    (
        ("姓名", "name"),
        ("性别", "sex"),
        ("公民身份号码", "id_number"),
        ("民族", "ethnicity"),
        ("出生日期", "birth_date"),
        ("学历", "education"),
        ("人员类别", "standing"),
        ("学位", "degree"),
        ("所在党支部", "branch"),
        ("手机号码", "phone"),
        ("入党日期", "joined_on"),
        ("转正日期", "full_on"),
        ("党龄", "party_age"),
        ("党龄校正值", "age_correction"),
        ("新社会阶层类型", "new_stratum"),
        ("工作岗位", "occupation"),
        ("从事专业技术职务", "technical_post"),
        ("是否农民工", "is_migrant_worker"),
        ("现居住地", "home_address"),
        ("户籍所在地", "household"),
        ("是否失联党员", "lost"),
        ("是否流动党员", "floating"),
        ("党员注册时间", ""),
        ("注册手机号", ""),
        ("党员增加信息", "came"),
        ("党员减少信息", ""),
        ("入党类型", "joining_type"),
        ("转正情况", "conversion"),
        ("入党时所在支部", "joined_branch"),
        ("延长预备期时间", "extended"),
    ),
)
OFFICE = Layout(
    "office",
    "支部常用的名册",
    (
        ("序号", "number"),
        ("姓名", "name"),
        ("性别", "sex"),
        ("民族", "ethnicity"),
        ("籍贯", "native_place"),
        ("出生年月", "birth_date"),
        ("学历", "education"),
        ("学位", "degree"),
        ("参加工作时间", "work_since"),
        ("人员类别", "standing"),
        ("入党时间", "joined_on"),
        ("转正时间", "full_on"),
        ("党龄", "party_age"),
        ("身份证号", "id_number"),
        ("单位", "employer"),
        ("职务", "duty"),
        ("党内职务", "posts"),
        ("党小组", "group"),
        ("手机", "phone"),
    ),
)
BUILT_IN: Mapping[str, Layout] = MappingProxyType({each.key: each for each in (SIXTEEN, NATIONAL, OFFICE)})

# What a column of a committee's mapping may hold on the way out, beside the items that are read on the way in.
OUT_ONLY: Mapping[str, str] = MappingProxyType(
    {
        "number": "序号",
        "party_age": "党龄",
        "phones": "手机/固定电话",
        "posts": "党内职务",
        "conversion": "转正情况",
        "came": "党员增加信息",
        "extended": "延长预备期时间",
        "age_correction": "党龄校正值",
    }
)
