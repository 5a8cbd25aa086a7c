"""Minutes as they might have been taken, to be printed: invented people and places."""

from typing import Any

from activities.documents.filled_minutes import minutes_sheet
from activities.documents.minutes import MinutesContent

BRANCH = "示例市直属机关工作委员会机关第一党支部"
DIGEST = "3f2a9c0b6d5e81740a1b"
NOBODY: dict[str, Any] = {
    "lecturer": "", "office": "", "title": "", "outline": "", "discussion": "", "reader": "", "hours": "",
}  # fmt: skip


def item(title: str, **fields: Any) -> dict[str, Any]:
    plain = {
        "title": title, "tag": "讨论", "matter": "", "person": "", "discussion": "", "decision": "", "settled": "",
        "to_member_meeting": False, "earlier_on": "", "earlier_reason": "", "result": "", "speeches": [],
    }  # fmt: skip
    return {**plain, **fields}


def spoke(who: str, gist: str, *, differs: bool = False) -> dict[str, Any]:
    return {"who": who, "gist": gist, "differs": differs}


def facts(**fields: Any) -> dict[str, Any]:
    """A meeting of the branch on 20 October 2026, with everything a form can hold."""
    plain = {
        "form": "F-09",
        "kind": "member_meeting",
        "kind_label": "支部党员大会",
        "title": "支部党员大会记录",
        "branch": BRANCH,
        "group": "",
        "year": 2026,
        "month": 10,
        "term": 4,
        "number": 4,
        "theme": "讨论预备党员黄玥同志按期转正",
        "starts_at": "2026-10-20T14:30:00+08:00",
        "ends_at": "2026-10-20T16:20:00+08:00",
        "venue": "线下",
        "place": "机关二楼会议室",
        "host": {"name": "陈一", "post": "书记"},
        "host_reason": "",
        "recorder": {"name": "林二", "post": "组织委员"},
        "expects": "members",
        "attendance": {
            "expected": 15, "expected_full": 14, "present": 13, "present_full": 12, "exempt": 1, "unsettled": 0,
        },
        "voters": {"expected": 14, "present": 12, "left_out": 0, "quorum": "半数以上即不少于7人，有效"},
        "people": [],
        "absentees": [
            {"name": "郑九", "standing": "正式", "reason": "豁免", "remark": "年老体弱，已提交书面意见"},
            {"name": "何堃", "standing": "正式", "reason": "公务请假", "remark": "赴省城参加培训"},
        ],
        "observers": [
            {"name": "周小七", "kind": "上级指导", "office": "机关党委组织委员"},
            {"name": "马小八", "kind": "入党积极分子", "office": ""},
        ],
        "items": [
            item(
                "传达学习上级党组织有关文件精神",
                tag="第一议题",
                person="陈一",
                discussion="传达上级党组织关于做好第四季度党支部工作的通知精神，要求对照年度计划逐项检查，主题党日、三会一课、党费收缴、组织生活会准备工作要按时间节点完成。",
            ),
            item(
                "讨论预备党员黄玥同志按期转正",
                earlier_on="2026-09-28",
                speeches=[
                    spoke("黄玥", "宣读转正申请书，汇报一年来的思想、工作、学习和纪律情况，说明存在的不足："
                        "理论学习不够系统，对业务难点主动研究不够，参加志愿服务次数偏少；提出改进措施。"),
                    spoke("王三（入党介绍人）", "黄玥同志预备期内按时参加组织生活，每季度提交思想汇报，工作认真，"
                        "承担的窗口值班任务零差错。不足是有时急于求成。同意按期转正。"),
                    spoke("赵四（入党介绍人）", "该同志政治立场坚定，能够自觉接受批评。建议今后多参加党小组领学，"
                        "提高表达和归纳能力。同意按期转正。"),
                    spoke("陈一", "报告支委会审查意见。支委会9月28日审查，认为该同志预备期满，手续完备，"
                        "公示期间（10月9日至15日）未收到不同意见，符合转正条件，提交大会讨论。"),
                    spoke("孙六", "黄玥同志关心同事，去年汛期主动参加防汛值守两次，表现突出。同意转正。"),
                    spoke("吴八", "志愿服务全年只参加一次，与支部要求的两次有差距，希望明年补上，"
                        "不影响对其转正的意见。", differs=True),
                    spoke("徐喆", "该同志在“党员示范岗”考核中连续三个季度优秀，服务对象评价较好。同意转正。"),
                ],
                decision="大会讨论并以无记名投票方式表决，同意黄玥同志按期转为中共正式党员，报机关党委审批。",
            ),
            item(
                "审议第三季度党费收缴使用情况",
                person="林二",
                discussion="应交党员15人，应交3908.24元，实交3908.24元，已按时上缴机关党委；无自愿多交，本季度无支出。",
                speeches=[spoke("冯十", "收缴及时、账目清楚。建议公示时注明补交的原因和月份，方便党员核对。")],
                decision="大会同意第三季度党费收缴使用情况报告，自10月21日起在支部范围内公示5个工作日。",
            ),
        ],
        "speeches": [],
        "actions": [
            {"text": "在党务公开栏公示第三季度党费收缴使用情况", "owner": "林二", "due": "2026-10-21"},
            {"text": "把转正材料报机关党委组织部", "owner": "陈一", "due": "2026-10-27"},
        ],
        "ballots": [
            {
                "matter": "黄玥同志按期转正（含书面1票）", "method": "无记名", "in_favour": "13", "against": "0",
                "abstained": "0", "result": "通过",
                "sentence": "应到有表决权党员14人，赞成须超过半数，即不少于8票。计票人孙六，监票人周七。",
            },
            {
                "matter": "第三季度党费收缴使用情况", "method": "举手", "in_favour": "12", "against": "0",
                "abstained": "0", "result": "通过", "sentence": "",
            },
        ],
        "lecture": NOBODY,
        "files": [],
        "written": {"content": "", "discussion": "", "consensus": ""},
        "signatures": [
            {"role": "chair", "name": "陈一", "way": "account", "on": "2026-10-20", "entered_on": ""},
            {"role": "recorder", "name": "林二", "way": "paper", "on": "2026-10-21", "entered_on": "2026-10-23"},
        ],
    }  # fmt: skip
    return {**plain, **fields}


ADDENDA = [
    {
        "number": 1,
        "on": "2026-10-23",
        "title": "",
        "text": "漏记：徐喆同志建议转正后安排其担任联络员。",
        "by": "林二",
    },
    {
        "number": 2,
        "on": "2026-10-26",
        "title": "何堃补课办结",
        "text": "10月26日与委员谈，40分钟。",
        "by": "陈一",
    },
]
COMMITTEE = facts(
    form="F-10", kind="committee_meeting", kind_label="支委会", title="支部委员会会议记录", expects="committee",
    number=9, theme="研究第四季度工作", observers=[], absentees=[],
    attendance={"expected": 5, "expected_full": 5, "present": 5, "present_full": 5, "exempt": 0, "unsettled": 0},
    items=[
        item("传达学习上级党委会议精神", tag="第一议题", person="陈一", discussion="学习原文，谈了体会。"),
        item(
            "审查黄玥同志转正材料", person="林二", to_member_meeting=True, settled="提交党员大会",
            speeches=[spoke("王三", "材料齐全。"), spoke("吴八", "志愿服务次数偏少，建议大会上说明。", differs=True)],
            decision="同意提交党员大会讨论。",
        ),
        item("研究十一月主题党日", discussion="围绕“走进社区”确定活动方案。", decision="十一月二十日开展，王三牵头。"),
    ],
    ballots=[],
    written={"content": "", "discussion": "", "consensus": "", "actions": "联系社区，王三负责，11月6日前"},
)  # fmt: skip
GROUP = facts(
    form="F-11", kind="group_meeting", kind_label="党小组会", title="党小组会记录", expects="group", group="第二党小组",
    number=10, theme="学习公报，讨论主题党日方案", host={"name": "王三", "post": "党小组长"},
    recorder={"name": "王三", "post": "党小组长"}, observers=[], absentees=[], items=[], ballots=[], actions=[],
    attendance={"expected": 7, "expected_full": 6, "present": 7, "present_full": 6, "exempt": 0, "unsettled": 0},
    written={
        "content": "学习中央全会公报，讨论支部十一月主题党日方案。",
        "discussion": "赵四：建议把入户走访和政策宣讲放在一起。\n孙六：走访前先列好名单，避免扎堆。\n周七：愿意带队。",
        "consensus": "建议支部给每个小组配一份政策口袋书。",
        "actions": "孙六同志家中有老人住院，请支部关心。",
    },
    signatures=[
        {"role": "chair", "name": "王三", "way": "account", "on": "2026-10-20", "entered_on": ""},
        {"role": "recorder", "name": "王三", "way": "account", "on": "2026-10-20", "entered_on": ""},
    ],
)  # fmt: skip
LECTURE = facts(
    form="F-12", kind="lecture", kind_label="党课", title="党课记录", number=3, theme="第三季度党课", items=[],
    ballots=[], actions=[], files=["党课讲稿.pdf"],
    lecture={
        **NOBODY, "lecturer": "周小七", "office": "机关党委组织委员", "title": "做新时代合格党员", "hours": "2",
        "outline": "一、为什么要讲合格\n二、合格的四条标准\n三、从身边的党员说起",
    },
    written={"content": "", "discussion": "徐喆：身边的例子讲得实在。\n冯十：请把讲稿发到学习群。"},
)  # fmt: skip
SAMPLES: dict[str, MinutesContent] = {
    "member_meeting": minutes_sheet(facts(), ADDENDA, DIGEST),
    "committee_meeting": minutes_sheet(COMMITTEE, (), DIGEST),
    "group_meeting": minutes_sheet(GROUP, (), DIGEST),
    "lecture": minutes_sheet(LECTURE),
}
