"""Which column is which: the headings that offices write over the columns of a plan (PL-02)."""

import re
from enum import Enum
from functools import lru_cache

from activities.importing.folding import squeeze
from activities.importing.lines import GridRow


class Column(Enum):
    """What a column of a plan holds."""

    NUMBER = "序号"
    TIME = "时间"
    MODE = "方式"
    CATEGORY = "类别"
    THEME = "主题"
    CONTENT = "内容"
    RESPONSIBLE = "责任人"
    PARTICIPANTS = "参加对象"
    PLACE = "地点"
    BUDGET = "经费"
    REQUIRED = "必选/自选"
    REMARK = "备注"


_OF = (
    r"(?:党日|主题党日|活动|计划|拟|拟定|预计|开展|学习|安排|完成|召开|实施|组织|举办|工作|具体|党课|会议|推进"
    r"|主要|重点|教育|本月|当月)*"
)
_PATTERNS = (
    (Column.NUMBER, r"序号?|编号|项次|no\.?|#|号"),
    (Column.TIME, rf"{_OF}(?:时间|日期|月份|月度|月|时限|时段|季度|时间节点|节点|进度)(?:安排|要求)?"),
    (Column.REQUIRED, r"必选/?(?:或|、)?自选|自选/?必选|主题类别|主题性质|选题类型|选题类别|性质"),
    (Column.THEME, rf"{_OF}(?:主题|名称|项目|专题|题目|课题|议题)(?:名称)?|主题(?:活动|内容)?|{_OF}项目名称"),
    (Column.MODE, rf"{_OF}(?:方式|形式|载体|方法|途径)(?:方法)?"),
    (Column.CATEGORY, rf"{_OF}(?:类别|类型|种类|分类|会议名称)|三会一课|组织生活(?:类型|形式|名称)?"),
    (Column.RESPONSIBLE, rf"{_OF}(?:责任|负责|牵头|承办|主办|主持|主讲|授课|组织|实施|协办|配合|联系|落实)"
                         r"(?:部门|单位|人员?|领导|者|科室|处室|支部|主体|小组|同志)(?:及.{1,6})?"),
    (Column.PARTICIPANTS, rf"{_OF}(?:参加|参与|参会|参学|出席|受众|学习)?(?:对象|人员|范围|人群)"
                          r"|参加人|参加者|参会人"),
    (Column.PLACE, rf"{_OF}(?:地点|场所|地址|场地)"),
    (Column.BUDGET, rf"{_OF}(?:经费|预算|费用|经费预算|资金|经费来源)"),
    (Column.CONTENT, rf"{_OF}(?:主题|项目|名称)(?:及|与|和|/|、)?(?:主要)?内容"
                     rf"|{_OF}(?:内容|安排|事项|任务|工作|要点|议程|措施|举措|活动|计划)(?:安排|要求|及.{{1,6}}|和.{{1,6}})?"),
    (Column.REMARK, rf"备注|说明|完成情况|{_OF}要求|落实情况|预期成效|预期效果|成果|备考|目的|目标"),
)  # fmt: skip
_COMPILED = tuple((column, re.compile(pattern)) for column, pattern in _PATTERNS)
LONGEST = 14
NOT_A_PLAN = re.compile(
    r"姓名|性别|出生|身份证|联系电话|手机|入党|签到|签名|职务|得分|分值|评分|党费|应缴|民族|学历"
)
_ASIDE = re.compile(r"\([^()]{0,12}\)|\[[^\]]{0,12}\]|[:*“”\"'「」]")


@lru_cache(maxsize=4096)
def column_of(heading: str) -> Column | None:
    """活动时间 → TIME; None for what is no heading."""
    text = _ASIDE.sub("", squeeze(heading)).lower()
    if not text or len(text) > LONGEST:
        return None
    return next((column for column, pattern in _COMPILED if pattern.fullmatch(text)), None)


def read_header(row: GridRow) -> dict[int, Column] | None:
    """The columns this row names, or None when it is no heading row.

    Two or more cells must be headings, half of all at least, one of them a time, theme, mode or content.
    """
    filled = [(index, cell.text) for index, cell in enumerate(row.cells) if cell.text and not cell.continues]
    named = {index: column for index, text in filled if (column := column_of(text))}
    telling = {Column.TIME, Column.THEME, Column.CONTENT, Column.MODE} & set(named.values())
    if len(set(named.values())) < 2 or not telling or len(named) * 2 < len(filled):
        return None
    return named
