"""What F-24, F-25 and F-26 say, from the files of the people (DV-23)."""

from collections.abc import Iterable
from datetime import date

from members.choices_development import ContactRole, StepOutcome
from members.choices_publicity import NoticeState
from members.documents.activist_register import ActivistRegister, HalfYear, ProbationRegister, Quarter
from members.documents.development_record import BasicFacts, DevelopmentRecord, StageRows, StepRow
from members.models import CultivationReview, Development, DevelopmentStep, NoticedPerson
from members.models.cultivation import STEP_OF, ReviewKind
from members.reports.attended import attended_of
from members.rules.development import BY_KEY, STAGE_NAMES, STEPS, Stage
from members.rules.development_facts import facts_of
from members.rules.development_limits import probation_reviews, probation_until
from members.rules.publicity import BEFORE_STEP, birth_month
from partywork.common.clock import full_date

CULTIVATION = BY_KEY["cultivation"].number
NUMBERS = "一二三四五六七八"


def development_record(development: Development, as_of: date) -> DevelopmentRecord:
    """F-24 of one person; five queries."""
    rows = _standing(development)
    notices = _notices([development])
    # What the person came to as a guest stands in the cultivation part (DV-26).
    events = [each.sentence for each in attended_of(development)]
    beside = {**notices, CULTIVATION: [*notices.get(CULTIVATION, []), *events]}
    stages = []
    for stage in Stage:
        steps = tuple(
            _step_row(
                step.number, step.title, step.paper, rows.get(step.key, []), beside.get(step.number, [])
            )
            for step in STEPS
            if step.stage is stage
        )
        stages.append(StageRows(STAGE_NAMES[stage], steps))
    return DevelopmentRecord(
        person=_basics(development, _applied(rows)),
        stages=tuple(stages),
        remark=remark_of(development),
        as_of=as_of,
    )


def activist_register(development: Development, as_of: date) -> ActivistRegister:
    """F-25: the half-yearly reviews that were finished, an empty one where there is none yet."""
    rows = _standing(development)
    reviews = tuple(
        HalfYear(
            period=each.title,
            on=each.on,
            behaviour=each.behaviour or "",
            contacts=each.contacts_said or "",
            group=each.group_said or "",
            branch=each.branch_said or "",
            attended=tuple(each.attended),
        )
        for each in _reviews(development, ReviewKind.ACTIVIST)
    )
    training = next((facts_of("training", row.facts).says for row in rows.get("training", [])), "")
    return ActivistRegister(
        person=_basics(development, _applied(rows)),
        activist_on=_first_day(rows, "activist"),
        supporters=_supporters(development, ContactRole.CONTACT),
        reviews=reviews or (HalfYear("第1次半年考察", None, "", "", "", ""),),
        training=training,
        reports=_reports(development, until=_first_day(rows, "admitted")),
        merits="",
        as_of=as_of,
    )


def probation_register(development: Development, as_of: date) -> ProbationRegister | None:
    """F-26: every quarter of probation, written or still empty; None before the meeting admitted anybody."""
    rows = _standing(development)
    began = _first_day(rows, "admitted")
    if began is None:
        return None
    extended = development.extended_months
    ends = probation_reviews(began, extended_months=extended)
    written = {each.number: each for each in _reviews(development, ReviewKind.PROBATION)}
    last = max(written.values(), key=lambda each: each.number, default=None)
    quarters = tuple(
        _quarter(number, written.get(number)) for number in range(1, max(len(ends), *written, 1) + 1)
    )
    return ProbationRegister(
        person=_basics(development, _applied(rows)),
        began=began,
        ends=probation_until(began, extended_months=extended),
        extended=f"延长预备期{extended}个月" if extended else "",
        supporters=_supporters(development, ContactRole.INTRODUCER),
        quarters=quarters,
        introducers=(last.contacts_said or "") if last and last.advice else "",
        advice=str(last.get_advice_display()) if last and last.advice else "",
        reports=_reports(development, since=began),
        as_of=as_of,
    )


def _standing(development: Development) -> dict[str, list[DevelopmentStep]]:
    """The rows that stand, by step, in the order of their days."""
    found: dict[str, list[DevelopmentStep]] = {}
    for row in development.steps.exclude(outcome=StepOutcome.REPLACED).order_by("done_on", "pk"):
        found.setdefault(row.key, []).append(row)
    return found


def _step_row(
    number: int, title: str, paper: str, rows: list[DevelopmentStep], notices: list[str]
) -> StepRow:
    said = list(notices)
    done = [row for row in rows if row.is_done]
    for row in rows:
        text = facts_of(row.key, row.facts).says
        when = f"{full_date(row.done_on)}：" if len(rows) > 1 else ""
        outcome = "" if row.is_done else f"（{row.get_outcome_display()}）"
        line = f"{when}{text}{outcome}"
        if row.note:
            line = f"{line}；{row.note}" if line else row.note
        if line.rstrip("："):
            said.append(line.rstrip("："))
    has_paper = any(row.paper for row in rows)
    return StepRow(
        number=number,
        title=title,
        done_on=done[-1].done_on if done else None,
        said=tuple(said),
        paper=f"{paper}（已存）" if has_paper else paper,
    )


def _notices(people: Iterable[Development]) -> dict[int, list[str]]:
    """The notices of the person, at the step that waited for them."""
    found: dict[int, list[str]] = {}
    rows = NoticedPerson.objects.filter(development__in=list(people))
    rows = rows.exclude(notice__state=NoticeState.WITHDRAWN).select_related("notice")
    for row in rows.order_by("notice__posted_on"):
        number = next(n for point, n in BEFORE_STEP.items() if point == row.notice.point)
        result = f"，{row.get_result_display()}" if row.result else ""
        span = f"{full_date(row.notice.posted_on)}至{full_date(row.notice.until)}"
        found.setdefault(number, []).append(f"公示：{span}{result}")
    return found


def _basics(development: Development, applied_on: date | None) -> BasicFacts:
    return BasicFacts(
        name=development.name,
        sex=development.get_sex_display(),
        ethnicity=development.ethnicity,
        born=birth_month(development.born_on),
        education=development.education,
        post=development.occupation,
        applied_on=applied_on,
        branch=development.branch.name,
    )


def _applied(rows: dict[str, list[DevelopmentStep]]) -> date | None:
    return _first_day(rows, "applied")


def _first_day(rows: dict[str, list[DevelopmentStep]], key: str) -> date | None:
    return next((row.done_on for row in reversed(rows.get(key, [])) if row.is_done), None)


def _reviews(development: Development, kind: str) -> list[CultivationReview]:
    return list(development.reviews.of_step(STEP_OF[kind]).order_by("number"))


def _quarter(number: int, review: CultivationReview | None) -> Quarter:
    title = f"第{NUMBERS[number - 1] if number <= len(NUMBERS) else number}季度"
    if review is None:
        return Quarter(title, None, "", "", "")
    return Quarter(title, review.on, review.behaviour or "", review.talk or "", review.contacts_said or "")


def _reports(
    development: Development, *, since: date | None = None, until: date | None = None
) -> tuple[date, ...]:
    rows = development.thought_reports.order_by("on").values_list("on", flat=True)
    return tuple(day for day in rows if (since is None or day >= since) and (until is None or day < until))


def _supporters(development: Development, role: str) -> str:
    """Those of today; where the way is over, those of the last day."""
    rows = list(development.contacts.filter(role=role).select_related("member").order_by("since", "pk"))
    running = [row for row in rows if row.until is None] or rows[-2:]
    return "、".join(row.member.name for row in running)


def remark_of(development: Development) -> str:
    parts = []
    if development.earlier_months:
        place = f"（{development.earlier_place}）" if development.earlier_place else ""
        parts.append(f"转来前已培养{development.earlier_months}个月{place}。")
    if not development.is_open:
        parts.append(f"{development.get_state_display()}。")
    return "".join(parts)
