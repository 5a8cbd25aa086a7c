"""What a roster's cell chooses from a list, however the office words it: education, occupation, ethnicity (ST-03)."""

import re
from collections.abc import Callable, Sequence

from members.choices_personal import (
    ETHNICITIES,
    Degree,
    Education,
    JoiningType,
    NewStratum,
    Occupation,
)
from members.importing.cells import SPACES, UnreadableCellError, remembered
from members.importing.cells_personal import read_text
from partywork.common.spreadsheets import Cell

_NATIONS = {name.removesuffix("族"): code for code, name in ETHNICITIES} | {"维": "05", "穿青人": "97"}

# The first pattern that is found decides: 大学专科 is no 大学.
Table = Sequence[tuple[str, str]]
EDUCATIONS: Table = (
    ("研究生|博士|硕士", Education.POSTGRADUATE),
    ("中专|中等专|中师", Education.SECONDARY_VOCATIONAL),
    ("专科|大专|高职|大学普通班", Education.COLLEGE),
    ("本科|大学|大本|学士", Education.UNIVERSITY),
    ("高中|中技|技校|技工|职高", Education.SENIOR),
    ("初中", Education.JUNIOR),
    ("小学|文盲", Education.PRIMARY),
)
DEGREES: Table = (
    ("博士", Degree.DOCTOR),
    ("硕士", Degree.MASTER),
    ("学士|双学位", Degree.BACHELOR),
    ("无|没有", Degree.NONE),
)
OCCUPATIONS: Table = (
    ("离退休|退休|离休|退职", Occupation.RETIRED),
    ("学生|在读", Occupation.STUDENT),
    ("党政机关|公务员|机关工作", Occupation.OFFICIAL),
    ("农牧渔|农民|务农|牧民|渔民", Occupation.FARMER),
    ("管理", Occupation.MANAGER),
    ("专业技术", Occupation.PROFESSIONAL),
    ("工人|工勤", Occupation.WORKER),
    ("其他", Occupation.OTHER),
)
STRATA: Table = tuple((f"^{re.escape(choice.label)}$", choice.value) for choice in NewStratum)
JOININGS: Table = (
    ("重新入党", JoiningType.REJOINED),
    ("追认", JoiningType.POSTHUMOUS),
    ("恢复", JoiningType.RESTORED),
    ("发展|吸收", JoiningType.DEVELOPED),
    ("其他", JoiningType.OTHER),
)


def chosen_from(table: Table, needed: str) -> Callable[[Cell], str]:
    """A reader of cells that choose from the table; `needed` says what may stand there."""

    @remembered
    def read(cell: Cell) -> str:
        text = read_text(cell)
        if not text:
            return ""
        for pattern, value in table:
            if re.search(pattern, text):
                return str(value)
        raise UnreadableCellError(needed)

    return read


read_education = chosen_from(EDUCATIONS, "研究生、大学本科、大学专科、中专、高中、初中或小学")
read_degree = chosen_from(DEGREES, "博士、硕士、学士或空白")
read_occupation = chosen_from(
    OCCUPATIONS, "年报的岗位类别，如 工人、专业技术人员、管理人员、学生、离退休人员"
)
read_stratum = chosen_from(STRATA, "、".join(choice.label for choice in NewStratum))
read_joining = chosen_from(JOININGS, "发展入党、重新入党、追认入党或恢复党籍")


@remembered
def read_ethnicity(cell: Cell) -> str:
    """汉 and 汉族 are the same; what is kept is the number of the national table."""
    text = SPACES.sub("", read_text(cell))
    if not text:
        return ""
    found = _NATIONS.get(text.removesuffix("族"))
    if found is None:
        raise UnreadableCellError("民族名称，如 汉族、回族")
    return found
