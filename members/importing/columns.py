"""Which column of a roster is which item, by the headers that offices use."""

import re
import unicodedata

from members.importing.cells import text_of
from partywork.common.spreadsheets import Cell

LABELS = {
    "name": "姓名",
    "sex": "性别",
    "standing": "人员类别",
    "joined_on": "入党日期",
    "full_on": "转正日期",
    "phone": "手机",
    "group": "党小组",
}
SYNONYMS = {
    "name": ("姓名", "名字", "党员姓名", "党员"),
    "sex": ("性别",),
    "standing": (
        "人员类别",
        "党员类别",
        "类别",
        "党员类型",
        "政治面貌",
        "党员身份",
        "正式或预备",
        "正式/预备",
    ),
    "joined_on": (
        "入党时间",
        "入党日期",
        "入党年月",
        "入党年月日",
        "加入党组织日期",
        "加入党组织时间",
        "加入中共组织的时间",
        "入党时间年月",
    ),
    "full_on": ("转正时间", "转正日期", "转正年月", "转为正式党员日期", "转为正式党员时间", "转正式党员日期"),
    "phone": (
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话",
        "联系方式",
        "移动电话",
        "电话号码",
        "手机电话",
    ),
    "group": ("党小组", "所在党小组", "所属党小组", "小组", "党小组名称"),
}
FIELD_OF = {word: name for name, words in SYNONYMS.items() for word in words}


def header_field(cell: Cell) -> str | None:
    """Which item a header names: 联系电话（必填）* is the telephone number."""
    plain = re.sub(r"[(（【\[].*?[)）】\]]|[\s*＊:：]", "", unicodedata.normalize("NFKC", text_of(cell)))
    return FIELD_OF.get(plain)
