"""Printed forms with invented content that agrees between them: one event planned, held and entered."""

from dataclasses import replace
from datetime import date, datetime

from activities.documents.annual_plan import AnnualPlanContent, PlanLine
from activities.documents.ballot_result import BallotResultContent
from activities.documents.change_report import ChangeReportContent
from activities.documents.rating_ballot import RatingBallotContent
from activities.documents.rating_summary import GroupRow, RatingSummaryContent, SummaryRow
from activities.documents.record_sheet import (
    Absentee,
    Action,
    Addendum,
    CriterionTally,
    Decision,
    Part,
    Person,
    RatingResult,
    RecordSheetContent,
    Step,
    Turnout,
)
from activities.documents.sign_in_sheet import SignInGuest, SignInLine, SignInSheetContent
from activities.documents.year_ledger import LedgerLine, LedgerSums, YearLedgerContent
from partywork.common import clock

BRANCH = "会计学院学生第二党支部"
THEME = "学党章、守纪律、做合格党员"
RARE_NAMES = ("严䶮", "许喆", "何堃", "吕玥", "施龑", "张犇", "孔燚", "曹㛃")
MEETING = Turnout(
    total=26, total_full=20, exempt=1, exempt_full=1, expected=25, expected_full=19, present=22, present_full=17,
    on_leave=3, absent=0, min_pct=80, required=21, met=True,
)  # fmt: skip


def day(month: int, number: int) -> date:
    return date(2026, month, number)


STEPS = (
    Step(
        "召开支委会确定活动主题和计划", "9月25日支委会研究，征求党员意见后确定主题和方案", day(9, 25), "张一"
    ),
    Step("报上级党组织审定", "9月28日报学院党委，9月29日审定同意；改期另行报备", day(9, 29), "李二"),
    Step("通过适当形式公开公示", "在公告栏和学习群公布预告，提前10天", day(10, 13), "李二"),
    Step("召集会议", "党小组长逐人通知，落实请假手续", day(10, 21), "赵四"),
    Step("党员签到", "13:40开始签到，13:58完成", day(10, 23), "赵四"),
    Step("通报到会情况和活动内容", "主持人通报应到、实到、请假情况和议程", day(10, 23), "张一"),
    Step("组织开展活动", "按议程开展，14:00开始，17:10结束", day(10, 23), "张一"),
    Step("进行主题测评", "当场无记名测评，发出22份，收回22份", day(10, 23), "吴八"),
    Step("总结提升", "支部书记小结，议定3项，明确责任人", day(10, 23), "张一"),
)
AGENDA = (
    Part("重温入党誓词", "14:00—14:15", "全体党员面向党旗，由张一同志领誓，重温入党誓词。"),
    Part(
        "诵读党章",
        "14:15—15:20",
        "集体诵读总纲和第一章“党员”第一条至第九条，本年度累计诵读至第一章，计划12月前完成全文诵读。",
    ),
    Part(
        "专题学习",
        "15:20—16:00",
        "李二同志领学党员义务和权利、组织制度有关规定，结合支部实际讲解请假、交纳党费、参加组织生活的具体要求。",
    ),
    Part("交流研讨", "16:00—16:50", "6名党员作重点发言，其他同志补充发言。"),
    Part("测评与小结", "16:50—17:30", "当场开展主题测评，支部书记小结，上级指导点评。"),
)
DISCUSSION = """赵四：党员的义务写在前面，权利写在后面，学生党员要先把学习本职做好，在诚信考试、诚信科研上带头。
吕玥（预备党员）：预备期不是“等候期”，要主动向党小组汇报思想，按月自觉交纳党费。
何堃：党小组学习有时以转发材料代替讨论，建议每次确定1名领学人，发言要联系自身。
冯十：不同意只在期末集中补课，缺席同志应当在下次主题党日之前完成补课，由党小组长确认。"""
RATING = RatingResult(
    issued=22, returned=22, valid=21, minimum=5, definition="满意率＝（满意＋基本满意）÷有效份数",
    criteria=(
        CriterionTally("主题特色鲜明", 19, 2, 0, 21, 21),
        CriterionTally("内容充实健康", 20, 1, 0, 21, 21),
        CriterionTally("方式灵活生动", 15, 4, 2, 19, 21),
        CriterionTally("效果突出显著", 18, 3, 0, 21, 21),
    ),
    overall=CriterionTally("总体评价", 17, 3, 1, 20, 21),
)  # fmt: skip

RECORD = RecordSheetContent(
    branch=BRANCH,
    year=2026,
    sequence=10,
    number="2026—10",
    theme=THEME,
    mode="红色教育行动·党章专题",
    category="必选·提高党员素质",
    held_on=day(10, 23),
    starts="14:00",
    ends="17:30",
    minutes=210,
    place="会计学院301会议室",
    chair=Person("张一", "党支部书记"),
    recorder=Person("李二", "组织委员"),
    turnout=MEETING,
    guidance=(Person("郑小九", "学院党委组织员"),),
    guests=(Person("尤小十", "入党积极分子"), Person("许小一", "入党积极分子")),
    absentees=(
        Absentee("王三", "公假", "党小组长面谈，通报情况，领学总纲", day(10, 26), "赵四"),
        Absentee("韩小五", "病假", "送学上门，阅读学习材料，交流体会", day(10, 28), "李二"),
        Absentee("孔燚", "事假", "参加第二党小组学习，观看活动录像", day(10, 27), "陈小一"),
        Absentee("秦小八", "豁免", "外出实习半年，支委会同意，寄送材料", day(10, 26), "李二"),
    ),
    steps=STEPS,
    agenda=AGENDA,
    discussion=DISCUSSION,
    consensus="",
    actions=(
        Action("党小组学习实行轮流领学，每次确定1名领学人", "赵四、陈小一", "11月起执行"),
        Action("缺席党员补课在下次主题党日之前完成并归档", "李二", "11月19日"),
        Action("完成党章其余各章诵读安排，列入后两月议程", "张一", "12月18日"),
    ),
    rating=RATING,
    comment="主题明确，程序完整，诵读与研讨结合较好；方式还可以更生动，建议下次增加情景案例。",
    comment_by="郑小九",
    submitted_on=day(10, 24),
    decision=Decision(True, "记录完整，按期报送，准予归档。", "", day(10, 26)),
    fingerprint="7F3A-91C2",
)
RECORD_WITH_ADDENDA = replace(
    RECORD,
    shortcomings="个别同志发言联系自身不够；情景案例准备不足。",
    consensus="学习党章要从每一次会议、每一次请假、每一次交纳党费做起。",
    addenda=(
        Addendum(1, day(10, 28), "补课完成", "韩小五同志于10月28日完成补课，李二同志确认。", "李二"),
        Addendum(2, day(11, 3), "更正", "活动结束时间应为17:10，签到表原件所记无误。", "张一"),
    ),
)
EMPTY_RECORD = RecordSheetContent(
    branch="某村党支部", year=2026, sequence=1, theme="学习", held_on=day(1, 9), starts="9:00", ends="10:00",
    minutes=60, place="村委会", chair=Person("张一"), recorder=Person("李二"),
    turnout=Turnout(4, 4, 0, 0, 4, 4, 3, 3, 0, 1, 80, 4, False), steps=STEPS[:9],
    rating=RatingResult(3, 3, 3, 5, "满意率＝（满意＋基本满意）÷有效份数"),
)  # fmt: skip

NAMES = (
    "张一", "李二", "王三", "赵四", "钱五", "孙六", "周七", "吴八", "郑九", "冯十", "陈小一", "卫小二", "蒋小三",
    "沈小四", "韩小五", "杨小六", "朱小七", "秦小八", *RARE_NAMES,
)  # fmt: skip
AWAY = {"王三": "公假", "韩小五": "病假", "孔燚": "事假", "秦小八": "豁免"}


def sign_in(count: int = 26, *, filled: bool = True) -> SignInSheetContent:
    """A sheet of so many names; beyond the known ones they are numbered."""
    names = [*NAMES, *(f"党员{number}" for number in range(27, count + 1))][:count]
    lines = tuple(
        SignInLine(
            number=number,
            name=name,
            group="第一党小组" if number <= count // 2 else "第二党小组",
            standing="预备" if number > 20 else "正式",
            mark="" if not filled else "—" if name in AWAY else "线上",
            time="" if not filled else "—" if name in AWAY else f"13:{40 + number % 19}",
            remark=AWAY.get(name, "") if filled else "",
        )
        for number, name in enumerate(names, 1)
    )
    return SignInSheetContent(
        title="主题党日活动签到表",
        branch=BRANCH,
        held_on=day(10, 23),
        theme=THEME,
        place="会计学院301会议室",
        filled=filled,
        lines=lines,
        guests=(SignInGuest("尤小十", "入党积极分子"), SignInGuest("郑小九", "学院党委组织员"))
        if filled
        else (),
        people="党员总数26人，豁免1人；应到25（正式19、预备6）人"
        + ("，实到22（正式17、预备5）人" if filled else ""),
        rates="到会率：按党员总数22÷26＝84.6%，按应到人数22÷25＝88%" if filled else "",
    )


_PLANNED = (
    ("1月16日", "专题学习研讨", "学习上级重要会议精神，交流学习心得体会", "必选", "张一"),
    ("2月6日", "先锋模范行动", "春节前走访慰问生活困难党员和群众", "自选", "李二"),
    ("3月20日", "专题学习研讨", "学习全国两会精神；召开支部党员大会，讨论年度工作安排", "必选", "张一"),
    ("4月17日", "红色教育行动", "开展党史专题学习，祭扫革命烈士墓", "必选", "赵四"),
    ("5月15日", "党员志愿行动", "开展“清洁校园”志愿服务，设党员责任区", "自选", "陈小一"),
    ("6月26日", "专题学习研讨", "学习上半年重要会议和文件精神，总结上半年支部工作", "必选", "张一"),
    (
        "7月1日至3日",
        "专项系列活动",
        "庆祝中国共产党成立105周年：重温入党誓词，讲专题党课，走访慰问老党员",
        "必选",
        "张一",
    ),
    ("8月21日", "先锋模范行动", "看望慰问参加暑期社会实践的党员同学（线上与实地结合）", "自选", "吴八"),
    ("9月18日", "红色基地教育", "参观红色教育基地，开展现场教学和研讨", "自选", "李二"),
    ("10月16日", "红色教育行动", "开展党章专题学习，诵读党章，对照义务和权利查找不足", "必选", "张一"),
    ("11月20日", "党员志愿行动", "开展“清洁校园”志愿服务，帮助新生解决实际困难", "自选", "陈小一"),
    (
        "12月18日",
        "专题学习研讨",
        "学习下半年重要会议和文件精神，总结全年工作，研究下年度计划",
        "必选",
        "张一",
    ),
)
PLAN = AnnualPlanContent(
    branch=BRANCH,
    superior="学院党委",
    year=2026,
    made_on=day(1, 8),
    rows=tuple(PlanLine(*row) for row in _PLANNED),
    fixed_day="每月第三个星期五14:00—17:30",
    note="2月、6月因春节、端午节假期调整，7月安排在“七一”当日。参加对象为本支部全体党员。",
    discussed_on=day(1, 7),
    made_by="李二",
)


def _ledger_line(number: int) -> LedgerLine:
    _, mode, content, _, who = _PLANNED[number - 1]
    planned = content.split("，")[0].split("；")[0].split("：")[0]
    if number > 10:
        return LedgerLine(number, number, planned)
    held = day(number, 23 if number == 10 else 17)
    return LedgerLine(
        number, number, planned, held, "顺延，10-09报备" if number == 10 else "无", day(number, 9), 8,
        THEME if number == 10 else "同计划", mode, "会计学院301会议室", 210, who, 25, 22, "84.6%", 3, 0, 3, 22, "95.2%",
        day(number, 24), number != 5, "逾期1天" if number == 5 else "",
    )  # fmt: skip


LEDGER = YearLedgerContent(
    branch=BRANCH,
    year=2026,
    as_of=day(10, 31),
    kept_by="李二",
    rows=tuple(_ledger_line(number) for number in range(1, 13)),
    sentence="开展10次，变更1次，按时报送9次，未达标0次",
    sums=LedgerSums(250, 220, "88%", 30, 0, 30, 220),
)
LONG_RECORD = replace(
    RECORD,
    agenda=tuple(
        Part(f"第{n}项议程", "", "与会同志围绕“学党章、守纪律”谈体会、找差距、提措施。" * 5)
        for n in range(1, 61)
    ),
    discussion="\n".join(
        f"{name}：要把学习成果落实到本职岗位上，严格执行组织生活制度。" * 3 for name in NAMES * 4
    ),
)

RATING_BALLOT = RatingBallotContent(
    branch=BRANCH,
    held_on=date(2026, 6, 18),
    theme="上半年重要会议精神专题学习",
    criteria=("主题特色鲜明", "内容充实健康", "方式灵活生动", "效果突出显著", "总体评价"),
    grades=("满意", "基本满意", "不满意"),
    groups=("本支部党员", "上级指导", "服务对象", "党外群众", "其他支部"),
)
RATING_SUMMARY = RatingSummaryContent(
    branch=BRANCH,
    held_on=date(2026, 6, 18),
    theme="上半年重要会议精神专题学习",
    issued=32,
    returned=29,
    sentence="满意率55.2%（16/29份），低于60%",
    definition="满意率＝（满意＋基本满意）÷有效份数",
    minimum=5,
    year="2026年低于60%的活动：2次，再有1次，支部及其班子成员不得纳入评先选优",
    grades=("满意", "基本满意", "不满意"),
    rows=tuple(
        SummaryRow(name, (9, 7, 13), "55.2%")
        for name in ("主题特色鲜明", "内容充实健康", "方式灵活生动", "效果突出显著", "总体评价")
    ),
    groups=(GroupRow("本支部党员", 21, 11, 21, "52.4%"), GroupRow("服务对象", 8, 5, 8, "62.5%")),
    remarks=("讲课时间太长，讨论的时间不够。", "希望多到现场去看。"),
    reply="以后讲课不超过四十分钟，下半年安排两次现场教学。",
    improvements=("讲课时间太长：控制在四十分钟以内。", "形式单一：下半年安排两次现场教学。"),
)
CHANGE = ChangeReportContent(
    branch=BRANCH,
    theme=THEME,
    asks=False,
    kind="顺延",
    old_on=day(10, 16),
    old_time="14:00",
    old_place="会计学院301会议室",
    new_on=day(10, 23),
    new_time="14:00",
    new_place="会计学院301会议室",
    same_month=True,
    reason="10月15日至16日学校举行秋季运动会，我支部11名党员担任运动员、裁判员，当日到会人数预计达不到党员总数的80%。",
    reported_by="李二",
    reported_at=datetime(2026, 10, 9, 15, 20, tzinfo=clock.OFFICE),
    superior="会计学院党委",
    answer="已收悉。",
    answered_by="吴八",
    answered_on=day(10, 10),
)
ASKED = replace(
    CHANGE,
    asks=True,
    new_on=day(11, 6),
    new_time="",
    new_place="",
    same_month=False,
    answer="",
    answered_on=None,
)

BALLOT_RESULT = BallotResultContent(
    branch=BRANCH,
    meeting="支部党员大会：第二季度党员大会",
    held_on=date(2026, 6, 18),
    title="接收周七为预备党员",
    kind="接收预备党员、转正（V-ADM）",
    method="手机无记名投票",
    lines=(
        ("应到（有表决权的正式党员）", "10人"),
        ("实到", "7人"),
        ("会前书面意见", "1份（已计入下面的票数）"),
        ("发出选票", "7张"),
        ("收回选票", "7张"),
        ("其中有效、无效", "7张、0张"),
        ("赞成", "7票"),
        ("反对", "1票"),
        ("弃权", "0票"),
    ),
    formulas=("实到7人 > 应到10人 ÷ 2 = 5", "赞成7票 > 应到10人 ÷ 2 = 5"),
    sentence="应到有表决权的正式党员10人，实到7人，符合“超过半数”（至少6人）；赞成7票（含书面意见中的，书面意见共1份），"
    "超过应到10人的半数（至少6票），通过，报上级党组织批准（《中国共产党发展党员工作细则》第二十条、第二十一条）。",
    conclusion="通过",
    chair="张一",
    teller="李二",
    counted_at="2026年6月18日（周四）15:20",
)
