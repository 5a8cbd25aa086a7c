"""Lines that are not about activities: signatures, the date of the paper, headings of requirements."""

import re

_END = re.compile(
    r"^(?:附件|附[:：]|注[:：]|备注|说明|以上|特此|此计划|本计划|联系人|抄送|抄报|中共\S{0,40}$)"
)
_SIGNATURE = re.compile(
    r"^(?!.*(?:召开|组织|参加|开展|举行|选举)).{0,30}(?:党支部|支部委员会|党委|党总支|委员会|党组|支部)$"
)
_PAPER_DATE = re.compile(r"^(?:20\d\d|20[_xX]{2}|[二〇零一二三四五六七八九]{4}|[xX]{4})年.{1,4}月.{1,3}日$")
_REQUIREMENTS = re.compile(
    r"(?:工作|活动|有关|相关|几点|具体|总体|组织|保障|纪律|其他)*(?:要求|措施|领导|注意事项|保障|事项|说明)[。:：]?"
)
_GENERIC = re.compile(
    r"^[（(]?(?:工作|活动|主题党日|党日|党建|学习|计划|安排|内容|主要|重点|具体|的|如下|份)*[)）]?[:：]?$"
)


def closes(text: str) -> bool:
    """Nothing after this line belongs to the month above it."""
    plain = "".join(text.split())
    return any(pattern.match(plain) for pattern in (_PAPER_DATE, _END, _SIGNATURE))


def heads_requirements(text: str) -> bool:
    """工作要求, 保障措施: the months are over."""
    return _REQUIREMENTS.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """What follows a month without being an activity: 3月工作安排：."""
    return _GENERIC.match(text) is not None
