"""Every item of a personal file: its words, whether it is sealed, whether the national form asks it (F-20)."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    MONTHS = "months"
    PHONE = "phone"
    LANDLINE = "landline"
    ID_NUMBER = "id_number"
    ADDRESS = "address"


@dataclass(frozen=True)
class Item:
    """`is_sealed`: encrypted, masked, read with a reason (PI-06). `is_contact`: removed after leaving (PI-14)."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    is_sealed: bool = False
    is_contact: bool = False
    is_national: bool = False
    longest: int = 120


_K = Kind
ITEMS = (
    Item("ethnicity", "民族", _K.CHOICE, is_national=True),
    Item("id_number", "公民身份号码", _K.ID_NUMBER, "18 位，最后一位可以是 X。", True, is_national=True),
    Item(
        "birth_date", "出生日期", _K.DATE, "以档案记载为准；和身份证不一致的，两个都保留。", is_national=True
    ),
    Item("education", "学历", _K.CHOICE, is_national=True),
    Item("degree", "学位", _K.CHOICE),
    Item("occupation", "工作岗位", _K.CHOICE, "年报统计用的类别。", is_national=True),
    Item("phone", "手机", _K.PHONE, "可以用它登录。", True, True, True),
    Item("landline", "固定电话", _K.LANDLINE, "", True, True, True),
    Item("home_address", "家庭住址", _K.ADDRESS, "现居住地。", True, True, True, 200),
    Item("employer", "工作单位", _K.TEXT),
    Item("duty", "单位职务", _K.TEXT),
    Item("work_since", "参加工作时间", _K.DATE),
    Item("technical_post", "从事专业技术职务", _K.TEXT),
    Item("new_stratum", "新社会阶层类型", _K.CHOICE),
    Item("is_migrant_worker", "是否农民工", _K.YES_NO),
    Item("is_veteran", "是否退役军人", _K.YES_NO),
    Item("native_place", "籍贯", _K.TEXT),
    Item("household", "户籍所在地", _K.ADDRESS, "", True, True, longest=200),
    Item("joining_type", "入党类型", _K.CHOICE),
    Item("joined_branch", "入党时所在支部", _K.TEXT),
    Item("age_correction", "党龄校正值", _K.MONTHS, "按月；减少的写负数。没有校正不填。"),
    Item("age_correction_note", "党龄校正说明", _K.TEXT, "依据哪份文件、减去哪一段。"),
)
BY_NAME = {item.name: item for item in ITEMS}
SEALED = tuple(item.name for item in ITEMS if item.is_sealed)
CONTACTS = tuple(item.name for item in ITEMS if item.is_contact)
OPEN = tuple(item.name for item in ITEMS if not item.is_sealed)
# What changes in a life and is counted by the yearly tables: former values are kept with their day (ST-02).
DATED = ("education", "occupation")
