"""Invented minutes, each different from the others: about one page and a half, as a year's meetings are."""

import random
import re
from datetime import date, timedelta

from activities.documents.minutes import BallotLine, Fact, Line, MinutesContent, Named, Section, Signature
from activities.documents.record_sheet import Action, Addendum

NAMES = re.findall("..", "陈一林二王三赵四钱五孙六周七吴八郑九冯十徐喆何堃黄玥马骏韩琳秦朗尤佳许诺孔燊曹颖")
TOPICS = (
    "传达学习上级党组织有关文件精神",
    "讨论预备党员按期转正",
    "审议党费收缴使用情况",
    "研究主题党日活动方案",
    "通报民主评议党员结果",
    "研究发展党员工作计划",
    "讨论困难党员帮扶办法",
    "部署组织生活会准备工作",
    "推荐优秀共产党员人选",
    "听取支委会半年工作报告",
)
SENTENCES = (
    "要求对照年度计划逐项检查，把任务落实到人，按时间节点完成。",
    "该同志工作认真负责，承担的窗口值班任务零差错，服务对象评价较好。",
    "建议在调查研究上下功夫，今年负责的两件提案答复偏慢，希望改进。",
    "志愿服务全年只参加一次，与支部要求的两次有差距，希望明年补上。",
    "收缴及时、账目清楚，公示时请注明补交的原因和月份，方便党员核对。",
    "走访前先列好名单，避免扎堆，带队的同志提前与社区联系。",
    "围绕群众反映的停车、加梯、养老三件事，各小组分头了解情况。",
    "学习要联系岗位实际，不能照本宣科，每次安排一名同志领学。",
    "对照检查材料要见人见事，批评意见要具体，整改措施要能检查。",
    "年轻党员多承担领学任务，老党员可以送学上门或者电话沟通。",
    "请纪检委员对整改清单逐条督办，下次支委会汇报进展。",
    "同意方案，建议把时间放在周五下午，不影响窗口服务。",
    "防汛值守期间表现突出，连续三个季度被评为示范岗。",
    "经费从党费中列支，预算控制在一千五百元以内，票据及时报销。",
    "赞成吸收为预备党员，希望继续加强理论学习，提高归纳表达能力。",
    "会后由组织委员整理意见，五个工作日内印发各党小组。",
)


def sheets(number: int) -> list[MinutesContent]:
    return [sheet(at) for at in range(1, number + 1)]


def sheet(number: int) -> MinutesContent:
    """The `number`th of the year; the same number is the same sheet."""
    draw = random.Random(number)  # a drawing that can be repeated
    day = date(2026, 1, 5) + timedelta(days=6 * number)
    chair, recorder, *others = draw.sample(NAMES, 9)
    topics = draw.sample(TOPICS, 3)
    speeches = [Line(f"{name}：{_words(draw, 3)}") for name in others]
    return MinutesContent(
        title="支部党员大会记录",
        branch="示例市直属机关工作委员会机关第一党支部",
        which=f"2026年第{number}次",
        held_on=day,
        theme=topics[1],
        pairs=(
            Fact("时　　间", f"{day.year}年{day.month}月{day.day}日14:30—16:{draw.randint(10, 59)}"),
            Fact("地点方式", f"机关{draw.randint(1, 9)}楼会议室（线下）"),
            Fact("主持人", "", (Named(chair, "书记"),)),
            Fact("记录人", "", (Named(recorder, "组织委员"),)),
            Fact("应到党员", "15人（正式14、预备1）"),
            Fact("实到党员", "13人（正式12、预备1）"),
            Fact("有表决权", "应到14人，实到12人"),
            Fact("会议有效", "半数以上即不少于7人，有效"),
        ),
        wides=(
            Fact("缺席人员\n及原因", "", tuple(Named(name, "公务请假") for name in others[-2:])),
            Fact("列席人员", "机关党委组织委员"),
            Fact("议　　题", "\n".join(f"{at}.{topic}" for at, topic in enumerate(topics, 1))),
        ),
        before=(
            Section("传达报告", (Line(f"（一）{topics[0]}", is_head=True), Line(_words(draw, 4)))),
            Section("讨论发言", (Line(f"（二）{topics[1]}", is_head=True), *speeches)),
        ),
        ballots=(BallotLine(topics[1], "无记名", "12", "0", "0", "通过", _words(draw, 1)),),
        after=(Section("决　　议", (Line(_words(draw, 2)), Line(_words(draw, 1)))),),
        actions=(Action(_words(draw, 1), recorder, "10月27日"), Action(_words(draw, 1), chair, "长期")),
        signatures=(Signature("主持人", chair, day), Signature("记录人", recorder, day)),
        addenda=(Addendum(1, day, "", _words(draw, 1), recorder),) if number % 5 == 0 else (),
        fingerprint=f"{number:016x}",
    )


def _words(draw: random.Random, number: int) -> str:
    return "".join(draw.sample(SENTENCES, number))
