"""Every time limit on the way to membership, with the sentence that explains it (DV-02..DV-22, E-44).

A limit either opens (nothing before `opens`) or ends (nothing after `due`, which still is in time). Dates are days
in Asia/Shanghai; a month is a calendar month (CAL-05).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from branches.rules.calendar import WorkCalendar
from partywork.common.clock import full_date
from partywork.common.months import months_after, years_between

ADULT_YEARS = 18
TALK_MONTHS = 1
REVIEW_MONTHS = 6
CULTIVATION_MONTHS = 12
POLITICAL_REVIEW_MONTHS = 12
TRAINING_DAYS, TRAINING_HOURS = 3, 24
LEAVING_MONTHS = 3
APPROVAL_MONTHS, APPROVAL_MONTHS_SPECIAL = 3, 6
PROBATION_MONTHS = 12
QUARTER_MONTHS = 3
EXTENSION_LEAST, EXTENSION_MOST = 6, 12
CONVERSION_REMIND_DAYS = 30
POSTPONE_MONTHS = 6


@dataclass(frozen=True)
class Limit:
    """`opens`: the first day on which it may be; `due`: the last day on which it is still in time."""

    rule: str
    sentence: str
    opens: date | None = None
    due: date | None = None

    def is_early(self, day: date) -> bool:
        return self.opens is not None and day < self.opens

    def is_late(self, day: date) -> bool:
        return self.due is not None and day > self.due


def applies_from(born: date) -> Limit:
    """Whoever applies is eighteen that day (DV-02)."""
    day = months_after(born, ADULT_YEARS * 12)
    return Limit(
        "DV-02", f"年满十八岁才能申请入党：{full_date(born)}出生，{full_date(day)}起可以申请。", opens=day
    )


def age_sentence(born: date, applied: date) -> str:
    years = years_between(born, applied)
    return f"申请时{years}岁，须年满十八岁（{full_date(months_after(born, ADULT_YEARS * 12))}起）。"


def talk_by(applied: date) -> Limit:
    """Somebody talks with the applicant within a month (DV-03)."""
    due = months_after(applied, TALK_MONTHS)
    return Limit(
        "DV-03", f"{full_date(applied)}收到申请书，一个月内派人谈话，最迟{full_date(due)}。", due=due
    )


def activist_from(applied: date, months: int) -> Limit:
    """The committee's waiting time before somebody becomes an activist; earlier needs a word (DV-04)."""
    day = months_after(applied, months)
    return Limit(
        "DV-04", f"{full_date(applied)}申请，上级规定满{months}个月，{full_date(day)}起可以确定。", opens=day
    )


def next_review(last: date) -> Limit:
    """The branch looks at each activist every half-year (DV-06)."""
    due = months_after(last, REVIEW_MONTHS)
    return Limit("DV-06", f"每半年考察一次：上次{full_date(last)}，下次最迟{full_date(due)}。", due=due)


def next_thought_report(last: date, months: int) -> Limit:
    """Reports of thoughts at the interval of the committee (DV-07)."""
    due = months_after(last, months)
    return Limit(
        "DV-07", f"每{months}个月思想汇报一次：上次{full_date(last)}，下次最迟{full_date(due)}。", due=due
    )


def candidate_from(activist: date, *, earlier_months: int = 0) -> Limit:
    """At least a year of cultivation; what was done elsewhere counts where a document shows it (DV-08)."""
    day = months_after(activist, max(CULTIVATION_MONTHS - earlier_months, 0))
    before = f"，转来前已培养{earlier_months}个月" if earlier_months else ""
    return Limit(
        "DV-08",
        f"{full_date(activist)}确定为积极分子{before}，培养满一年，{full_date(day)}起可以确定。",
        opens=day,
    )


def political_review_until(concluded: date) -> Limit:
    """A political review is good for a year (DV-11)."""
    due = months_after(concluded, POLITICAL_REVIEW_MONTHS)
    return Limit(
        "DV-11", f"政治审查结论{full_date(concluded)}作出，一年内有效，到{full_date(due)}。", due=due
    )


def training_is_enough(days: int, hours: int) -> bool:
    """Three days, or twenty-four hours (DV-12)."""
    return days >= TRAINING_DAYS or hours >= TRAINING_HOURS


def training_sentence(days: int, hours: int) -> str:
    return f"集中培训须不少于{TRAINING_DAYS}天或者{TRAINING_HOURS}学时，现有{days}天、{hours}学时。"


def leaves_soon(reviewed: date, leaving: date | None) -> bool:
    """Who leaves the place within three months is normally not admitted here (DV-13)."""
    return leaving is not None and leaving <= months_after(reviewed, LEAVING_MONTHS)


def publicity_until(first: date, workdays: int, calendar: WorkCalendar) -> Limit:
    """Public notice for so many working days, the day it is put up not counted (DV-14, CAL-04)."""
    last = calendar.add_workdays(first, workdays)
    text = f"{full_date(first)}张贴，当天不算，公示{workdays}个工作日，到{full_date(last)}。"
    return Limit("DV-14", text, opens=last + timedelta(days=1))


def meeting_by(previewed: date, days: int) -> Limit:
    """The branch meeting follows the preview within the committee's time (DV-15)."""
    due = previewed + timedelta(days=days)
    return Limit(
        "DV-15", f"{full_date(previewed)}预审同意，{days}天内召开支部大会，最迟{full_date(due)}。", due=due
    )


def approval_by(meeting: date, *, special: bool = False) -> Limit:
    """The superior decides within three months, for a special reason six; then the meeting decides again (DV-17)."""
    months = APPROVAL_MONTHS_SPECIAL if special else APPROVAL_MONTHS
    due = months_after(meeting, months)
    more = (
        f"，有特殊情况的最迟{full_date(months_after(meeting, APPROVAL_MONTHS_SPECIAL))}"
        if not special
        else ""
    )
    return Limit(
        "DV-17",
        f"{full_date(meeting)}支部大会通过，上级应在{months}个月内审批，最迟{full_date(due)}{more}。",
        due=due,
    )


def probation_until(meeting: date, *, extended_months: int = 0) -> date:
    """The day on which probation is over; full membership and the years in the Party count from it (DV-21, E-44)."""
    return months_after(meeting, PROBATION_MONTHS + extended_months)


def extension_is_allowed(months: int, *, extended_before: bool) -> str:
    """Why probation cannot be extended like that, "" when it can (DV-21)."""
    if extended_before:
        return "预备期只能延长一次，这位同志已经延长过。"
    if not EXTENSION_LEAST <= months <= EXTENSION_MOST:
        return f"延长预备期不能少于{EXTENSION_LEAST}个月，最长不超过{EXTENSION_MOST}个月，现在填的是{months}个月。"
    return ""


def probation_reviews(meeting: date, *, extended_months: int = 0) -> tuple[date, ...]:
    """When each quarter of probation ends (F-26)."""
    whole = PROBATION_MONTHS + extended_months
    return tuple(months_after(meeting, month) for month in range(QUARTER_MONTHS, whole + 1, QUARTER_MONTHS))


def conversion_reminder(meeting: date, *, extended_months: int = 0) -> Limit:
    """A month before the end somebody reminds of the application (DV-22)."""
    until = probation_until(meeting, extended_months=extended_months)
    day = until - timedelta(days=CONVERSION_REMIND_DAYS)
    return Limit(
        "DV-22", f"预备期{full_date(until)}期满，{full_date(day)}起提醒本人写转正申请。", opens=day, due=until
    )


def conversion_meeting(until: date) -> Limit:
    """The meeting comes after the end of probation, and no later than six months after it (DV-22)."""
    due = months_after(until, POSTPONE_MONTHS)
    return Limit(
        "DV-22",
        f"预备期{full_date(until)}期满，期满后及时讨论；推迟讨论最长六个月，到{full_date(due)}。党龄都从{full_date(until)}算起。",
        opens=until,
        due=due,
    )


def conversion_approval_by(meeting: date) -> Limit:
    """The superior answers what the meeting decided about conversion within three months (DV-22)."""
    due = months_after(meeting, APPROVAL_MONTHS)
    return Limit(
        "DV-22",
        f"{full_date(meeting)}支部大会讨论，上级应在{APPROVAL_MONTHS}个月内审批，最迟{full_date(due)}。",
        due=due,
    )
