"""Tables of ST-05: who is on the way, whom the superiors approved in the period, how probation ended (ST-01)."""

from collections import Counter
from collections.abc import Iterable

from branches.scoping import Scope
from members.choices import Sex
from members.choices_development import Conversion, DevelopmentState, StepOutcome
from members.documents.statistics import Row, Table
from members.models import Development, DevelopmentStep, Member
from members.reports.statistics_moves import formal
from members.reports.statistics_tables import composition
from members.reports.statistics_topics import Asked
from members.rules.development import BY_KEY
from members.rules.statistics_bands import ethnic_line
from members.rules.statistics_period import Period

# The last of these that somebody has reached says what he is, the first step of each group.
REACHED = (("applied", "入党申请人"), ("activist", "入党积极分子"), ("candidate", "发展对象"))
DONE = (StepOutcome.DONE, StepOutcome.SETTLED)
LINES = {
    Conversion.CONFIRM: "按期转正",
    Conversion.EXTEND: "延长预备期",
    Conversion.CANCEL: "取消预备党员资格",
}


def on_the_way(asked: Asked) -> Table:
    """Applicants, activists, candidates at the end of the period; beside them who became one in it."""
    steps = _steps(asked.scope, asked.period, [key for key, _ in REACHED] + ["approved"])
    order = {key: number for number, (key, _) in enumerate(REACHED)}
    reached: dict[int, DevelopmentStep] = {}
    gone, fresh = set(), Counter[str]()
    for step in steps:
        if step.key == "approved":
            gone.add(step.development_id)
            continue
        fresh[step.key] += step.done_on >= asked.period.first
        before = reached.get(step.development_id)
        if before is None or order[step.key] > order[before.key]:
            reached[step.development_id] = step
    here = [step for pk, step in reached.items() if pk not in gone and _is_open(step)]
    rows = tuple(
        Row(
            label,
            (
                sum(step.key == key for step in here),
                sum(step.key == key and step.development.sex == Sex.FEMALE for step in here),
                sum(step.key == key and _is_minority(step) for step in here),
                fresh[key],
            ),
        )
        for key, label in REACHED
    )
    note = "按统计时点所在阶段；已停止培养、撤回申请的不计。"
    return Table("on_the_way", "申请入党和培养", ("合计", "女", "少数民族", "本期新增"), rows, note)


def developed(asked: Asked) -> Table:
    """Whom the superior approved as probationary members in the period, counted where it was approved."""
    steps = [
        step for step in _steps(asked.scope, asked.period, ["approved"]) if step.done_on >= asked.period.first
    ]
    figures = (
        len(steps),
        sum(step.development.sex == Sex.FEMALE for step in steps),
        sum(map(_is_minority, steps)),
    )
    return Table(
        "developed", "发展党员（一）", ("合计", "女", "少数民族"), (Row("上级批准接收为预备党员", figures),)
    )


def newly_developed(asked: Asked) -> Table:
    """Who the newly admitted are: the second table of development."""
    approved = DevelopmentStep.objects.within(asked.scope).filter(
        key="approved", outcome__in=DONE, done_on__range=(asked.period.first, asked.period.last)
    )
    rows = Development.objects.filter(pk__in=approved.values("development"), member__isnull=False)
    return composition("newly_developed", "发展党员（二）：新党员的构成", rows, asked.period.last)


def converted(asked: Asked) -> Table:
    """How probation ended: by the superiors' approval; who became full without a path here is counted by his date."""
    steps = _steps(asked.scope, asked.period, ["conversion_decided", "conversion_approved"])
    decided: dict[int, str] = {}
    counts: Counter[str] = Counter()
    known = set()
    for step in steps:
        if step.key == "conversion_decided":
            decided[step.development_id] = str(step.facts.get("decision", ""))
        elif step.done_on >= asked.period.first and step.development_id in decided:
            counts[decided[step.development_id]] += 1
            known.add(step.development.member_id)
    counts[Conversion.CONFIRM] += _full_without_path(asked, known)
    rows = tuple(Row(label, (counts[choice],)) for choice, label in LINES.items())
    return Table("converted", "预备党员转正", ("人数",), rows)


def _full_without_path(asked: Asked, known: Iterable[int | None]) -> int:
    period = asked.period
    here = formal(asked.scope).filter(period__contains=period.last).values("member_id")
    became = Member.objects.filter(pk__in=here, full_on__range=(period.first, period.last), development=None)
    return int(became.exclude(pk__in=[pk for pk in known if pk is not None]).count())


def _steps(scope: Scope, period: Period, keys: list[str]) -> list[DevelopmentStep]:
    rows = DevelopmentStep.objects.within(scope).filter(
        key__in=keys, done_on__lte=period.last, outcome__in=DONE
    )
    ordered = rows.select_related("development").order_by("done_on", "pk")
    return sorted(ordered, key=lambda step: (step.done_on, BY_KEY[step.key].number))


def _is_open(step: DevelopmentStep) -> bool:
    return step.development.state not in (
        DevelopmentState.STOPPED,
        DevelopmentState.WITHDRAWN,
        DevelopmentState.REFUSED,
    )


def _is_minority(step: DevelopmentStep) -> bool:
    return ethnic_line(step.development.ethnicity) == "少数民族"
