"""The five stages and twenty-five steps by which somebody becomes a Party member (DV-01, FZ)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Stage(StrEnum):
    APPLICATION = "application"
    ACTIVIST = "activist"
    CANDIDATE = "candidate"
    ADMISSION = "admission"
    PROBATION = "probation"


STAGE_NAMES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.APPLICATION: "申请入党",
        Stage.ACTIVIST: "入党积极分子的确定和培养教育",
        Stage.CANDIDATE: "发展对象的确定和考察",
        Stage.ADMISSION: "预备党员的接收",
        Stage.PROBATION: "预备党员的教育、考察和转正",
    }
)


@dataclass(frozen=True)
class DevelopmentStep:
    """One of the twenty-five: what is done, by whom, and with which paper in the file (F-24).

    `needs` are the steps that must stand before it; `repeats`: it goes on and is written down several times.
    """

    number: int
    key: str
    stage: Stage
    title: str
    by: str
    paper: str
    rule: str
    needs: tuple[int, ...] = ()
    repeats: bool = False


def _step(
    number: int,
    key: str,
    stage: Stage,
    title: str,
    by: str,
    paper: str,
    rule: str,
    *,
    needs: tuple[int, ...] | None = None,
    repeats: bool = False,
) -> DevelopmentStep:
    before = (number - 1,) if needs is None and number > 1 else needs or ()
    return DevelopmentStep(number, key, stage, title, by, paper, rule, before, repeats)


S = Stage
BRANCH, COMMITTEE, SUPERIOR, PERSON = "党支部", "支委会（不设支委会的由支部大会）", "上级党委", "本人"
STEPS = (
    _step(1, "applied", S.APPLICATION, "递交入党申请书", PERSON, "入党申请书", "DV-02"),
    _step(2, "talked", S.APPLICATION, "党组织派人谈话", BRANCH, "谈话记录", "DV-03"),
    _step(3, "activist", S.ACTIVIST, "推荐和确定入党积极分子", COMMITTEE, "推荐材料、支委会记录", "DV-04"),
    _step(4, "activist_filed", S.ACTIVIST, "上级党委备案", SUPERIOR, "备案批复", "DV-04"),
    _step(5, "contacts", S.ACTIVIST, "指定培养联系人", BRANCH, "培养考察登记表", "DV-05"),
    _step(6, "cultivation", S.ACTIVIST, "培养教育考察", BRANCH, "每半年考察意见", "DV-06", repeats=True),
    _step(7, "candidate", S.CANDIDATE, "确定发展对象", COMMITTEE, "听取意见的记录、支委会记录", "DV-08"),
    _step(8, "candidate_filed", S.CANDIDATE, "报上级党委备案", SUPERIOR, "备案同意的批复", "DV-09"),
    _step(9, "introducers", S.CANDIDATE, "确定入党介绍人", BRANCH, "确定介绍人的记录", "DV-10"),
    _step(10, "political_review", S.CANDIDATE, "进行政治审查", BRANCH, "政治审查结论", "DV-11", needs=(8,)),
    _step(11, "training", S.CANDIDATE, "开展集中培训", SUPERIOR, "培训结业证明", "DV-12", needs=(8,)),
    _step(12, "reviewed", S.ADMISSION, "支委会审查", COMMITTEE, "支委会审查记录", "DV-13", needs=(9, 10, 11)),
    _step(13, "previewed", S.ADMISSION, "上级党委预审", SUPERIOR, "预审意见", "DV-13"),
    _step(14, "form_filled", S.ADMISSION, "填写入党志愿书", PERSON, "入党志愿书", "DV-13"),
    _step(15, "admitted", S.ADMISSION, "支部大会讨论", "支部大会", "大会决议、表决票", "DV-16"),
    _step(16, "superior_talk", S.ADMISSION, "上级党委派人谈话", SUPERIOR, "谈话意见", "DV-17"),
    _step(17, "approved", S.ADMISSION, "上级党委审批", SUPERIOR, "审批意见", "DV-17"),
    _step(18, "registered", S.ADMISSION, "再上一级组织部门备案", SUPERIOR, "备案表", "DV-01"),
    _step(19, "grouped", S.PROBATION, "编入党支部和党小组", BRANCH, "编入通知", "DV-18", needs=(17,)),
    _step(20, "oath", S.PROBATION, "入党宣誓", BRANCH, "宣誓记录", "DV-20", needs=(17,)),
    _step(
        21,
        "probation",
        S.PROBATION,
        "继续教育考察",
        BRANCH,
        "每季度考察意见",
        "DV-21",
        needs=(19,),
        repeats=True,
    ),
    _step(22, "conversion_asked", S.PROBATION, "提出转正申请", PERSON, "转正申请书", "DV-22", needs=(19,)),
    _step(23, "conversion_decided", S.PROBATION, "支部大会讨论", "支部大会", "大会决议、表决票", "DV-22"),
    _step(24, "conversion_approved", S.PROBATION, "上级党委审批", SUPERIOR, "审批意见", "DV-22"),
    _step(25, "archived", S.PROBATION, "材料归档", BRANCH, "归档目录", "DV-23"),
)
BY_NUMBER: Mapping[int, DevelopmentStep] = MappingProxyType({step.number: step for step in STEPS})
BY_KEY: Mapping[str, DevelopmentStep] = MappingProxyType({step.key: step for step in STEPS})


# Written down by a review of the branch, never by itself (DV-06, DV-21).
BY_REVIEW = frozenset(step.key for step in STEPS if step.repeats)


def missing_before(step: DevelopmentStep, done: Mapping[str, object]) -> tuple[DevelopmentStep, ...]:
    """The steps that must stand before this one and do not; `done` holds the keys of those that do."""
    return tuple(BY_NUMBER[number] for number in step.needs if BY_NUMBER[number].key not in done)
