"""Which kind of activity a row is, and the words in it that say how it is held."""

import re

PARTY_DAY = "party_day"
MEMBER_MEETING = "member_meeting"
COMMITTEE_MEETING = "committee_meeting"
GROUP_MEETING = "group_meeting"
LECTURE = "lecture"
STUDY = "study"
ORGANIZATIONAL_LIFE_MEETING = "organizational_life_meeting"
APPRAISAL = "appraisal"
OTHER = "other"
KINDS = (PARTY_DAY, MEMBER_MEETING, COMMITTEE_MEETING, GROUP_MEETING, LECTURE, STUDY,
         ORGANIZATIONAL_LIFE_MEETING, APPRAISAL, OTHER)  # fmt: skip

# Names of meetings decide before anything else; the one that stands first wins.
_NAMED = re.compile(
    r"(?P<organizational_life_meeting>组织生活会)"
    r"|(?P<appraisal>民主评议|评议党员)"
    r"|(?P<committee_meeting>支委会|支部委员会(?:会议|议)|支委扩大会|支委会议)"
    r"|(?P<group_meeting>党小组会|党小组学习会)"
    r"|(?P<member_meeting>党员大会|支部大会|全体党员会议|党员代表大会)"
    r"|(?P<lecture>党课)"
    r"|(?P<party_day>主题党日|党日活动|党员活动日|党员政治生日|党员统一活动日)"
)
# Drawing up plans and signing papers are duties, whatever activity the paper is about.
_DUTY = re.compile(
    r"(?:要|按照要求|督促.{0,12}?){0,3}(?:细化|制定|制订|签订|修订|报送|上报|完善).{0,80}(?:计划|方案|责任书|制度|清单|承诺书)"
)
_STUDY = re.compile(r"学习|研讨|读书|讲座|报告会|听.{0,6}报告|培训|测试|知识竞赛|宣讲|轮训|沙龙|诵读")
_ACTIVITY = re.compile(
    r"志愿|座谈|雷锋|系列活动|七一|参观|红色|慰问|重温|宣誓|主题教育|主题活动|主题.{0,4}(?:讲坛|讲堂|观影)|走访|帮扶|观影|观看|瞻仰|祭扫|缅怀|歌咏"
    r"|歌唱|演讲|义务劳动|植树|现场教学|实践活动|先锋|文艺|庆祝|表彰|结对|送温暖|社区|警示教育|征文|大讲堂|大讲坛"
)

_MODES = re.compile(
    r"专题学习研讨|先锋模范行动|红色教育行动|红色基地教育|专项系列活动|党员志愿(?:者)?(?:行动|活动|服务)"
    r"|线上视频会议|线上会议|视频会议|固定线上学习|线上学习|线上集中(?:交流)?研讨|线上(?:党史)?知识竞赛|线上"
    r"|集中学习研讨|集中学习|专题学习|学习研讨|交流研讨|专题研讨|专题讲座|专题党课|专题培训|现场教学|情景教学|微党课"
    r"|参观学习|实地参观|参观|志愿服务|志愿者活动|志愿活动|走访慰问|慰问|义务劳动|主题教育活动|主题实践活动|实践活动|主题活动"
    r"|主题大讲坛|大讲坛|大讲堂|歌咏比赛|演讲比赛|知识竞赛|知识测试|观影|沙龙活动|座谈会|报告会|表彰大会|总结大会|学习活动"
    r"|批评与自我批评|谈心谈话|宣誓|集中交流研讨"
)
_MEETINGS = re.compile(r"党员大会|支委会|党小组会|组织生活会|民主评议|讲党课|上党课|党课")


def default_kind(*titles: str) -> str | None:
    """A plan called a party-day plan speaks of party days unless a row says otherwise (PL-10)."""
    text = "".join("".join(title.split()) for title in titles)
    if re.search(r"主题党日|党日活动|党员活动日", text) and "三会一课" not in text:
        return PARTY_DAY
    return None


def kind_of(mode: str, content: str, default: str | None = None) -> str:
    """One of KINDS. The mode speaks before the content; `default` is what the plan as a whole is about."""
    if _DUTY.match(content) and not default:
        return OTHER
    for text in (mode, content):
        if found := _NAMED.search(text):
            return str(found.lastgroup)
    if default:
        return default
    text = f"{mode} {content}"
    study, activity = _STUDY.search(text), _ACTIVITY.search(text)
    if activity and (not study or activity.start() < study.start()):
        return PARTY_DAY
    if study:
        return STUDY
    return OTHER


def mode_in(text: str, heading: str = "") -> str:
    """Words of the text itself, or of its heading, that say how it is held; empty when they do not say."""
    found = _MODES.search(text) or _MODES.search(heading) or _MEETINGS.search(text)
    return found.group().removeprefix("固定") if found else ""
