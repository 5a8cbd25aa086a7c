"""The shapes in which offices write times. All patterns match folded text (see folding.py)."""

import re

from activities.importing.numerals import DAY, MONTH, YEAR

_TO = r"\s?(?:-+|至|到|~|或)\s?"
_PART = (
    r"(?:\s?(?:的)?(?P<part>上旬|中旬|下旬|上中旬|中下旬|月初|月中|月底|月末|初"
    r"|中(?!国|共|央|心|小|秋|学)|底|末))?"
)
_BEFORE = (
    r"(?P<before>\s?(?:之前|以前|前(?!后|夕|往|期|沿|线|列|段|辈|瞻|提|行)))?"
    r"(?P<about>\s?(?:前后|左右|前夕|期间))?"
)
_WEEKDAY = r"(?:\s?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)?"

DAY_OF_MONTH = re.compile(
    rf"(?P<y>{YEAR})?(?P<m>{MONTH})\s?月\s?(?P<d>{DAY})\s?(?P<unit>[日号])?{_WEEKDAY}"
    rf"(?:(?:{_TO}|\s?[、,]\s?)(?P<y2>{YEAR})?(?:(?P<m2>{MONTH})\s?月)?\s?(?P<d2>{DAY})\s?[日号]{_WEEKDAY})?"
    rf"{_BEFORE}"
)
NUMERIC_DAY = re.compile(
    r"(?<![\d.])(?P<y>20\d\d)\s?(?P<sep>[-/.])\s?(?P<m>1[0-2]|0?[1-9])\s?(?P=sep)\s?"
    rf"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d){_WEEKDAY}{_BEFORE}"
)
MONTH_LIST = re.compile(
    rf"(?P<y>{YEAR})?(?P<list>{MONTH}\s?(?:月份?)?(?:\s?[、,和及与]\s?{MONTH}\s?(?:月份?)?){{1,11}})(?<=[月份])"
    r"(?!\s?\d{1,2}\s?[日号])"
)
MONTH_RANGE = re.compile(
    rf"(?P<y>{YEAR})?(?P<m>{MONTH})\s?(?:月份?)?{_PART}{_TO}(?P<y2>{YEAR})?(?P<m2>{MONTH})\s?月份?"
    r"(?:\s?(?:上旬|中旬|下旬|初|底|末))?(?!\s?\d{1,2}\s?[日号])"
)
MONTH_ALONE = re.compile(rf"(?P<y>{YEAR})?(?P<m>{MONTH})\s?月(?!一[次主个])份?{_PART}{_BEFORE}")
NUMERIC_MONTH = re.compile(r"(?<![\d.])(?P<y>20\d\d)\s?[-/.]\s?(?P<m>1[0-2]|0?[1-9])(?![\d.])")
SEASON = re.compile(
    rf"(?P<y>{YEAR})?(?:第?[一二三四1-4]季度|第[一二三四]季|[上下]半年|[qQ][1-4](?![a-zA-Z\d]))(?:末|初|底)?"
)
MONTH_IN_BRACKETS = re.compile(rf"\s?\(\s?({MONTH})\s?月份?\s?\)")
PART_OF_DAY = re.compile(r"\s?(上午|下午|晚上|中午)(?=[,\s])")

# Festivals that keep to the solar calendar; 春节 and 中秋 move between months and are not listed.
FESTIVAL_MONTHS = {
    "元旦": 1,
    "三八": 3,
    "学雷锋": 3,
    "清明": 4,
    "五一": 5,
    "五四": 5,
    "六一": 6,
    "七一": 7,
    "建党节": 7,
    "八一": 8,
    "建军节": 8,
    "教师节": 9,
    "国庆": 10,
    "十一": 10,
    "国家宪法日": 12,
    "国家公祭日": 12,
    "年底": 12,
    "年末": 12,
    "年终": 12,
    "岁末": 12,
}
_FESTIVALS = (
    r"元旦|“?三八”?(?:妇女)?节|“三八”|学雷锋(?:纪念)?日|清明节?|“五一”|五一|“五四”|五四|“六一”|六一"
    r"|“?七[·.]?一”?|建党节|“?八[·.]?一”?|建军节|教师节|国庆节?|“十一”|国家宪法日|国家公祭日|年底|年末|年终|岁末"
)
_NO_FESTIVAL = r"大|精神|运动|届|中|路|口号|村|社区|厂|所|学校|中学|小学|主义|方面|周年|开局|规划"
FESTIVAL = re.compile(rf"(?P<y>{YEAR})?(?P<f>{_FESTIVALS})(?!{_NO_FESTIVAL})(?P<span>期间|前夕|前后|前)?")

# Where a time may begin; what follows decides whether it is one.
BEGINNING = re.compile(
    rf"{YEAR}|{MONTH}\s?(?:月|[-、,至到~])|20\d\d\s?[-/.]|第?[一二三四1-4]季|[上下]半年|[qQ][1-4]|每|逐月|按[月季]|半年"
    rf"|(?:{_FESTIVALS})(?!{_NO_FESTIVAL})"
)
