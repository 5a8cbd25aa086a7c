"""A signed paper sheet, typed in afterwards: numbers, names or ticks, each by itself (N17, E-81)."""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.choices import SignInMethod
from activities.models import Activity, SignInCard
from activities.rules.paper_lines import Typed, Wrong, read_lines
from activities.rules.sign_in_number import serial_of
from activities.services import proxying, signing
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import require

MOST_PEOPLE = 500


@dataclass(frozen=True)
class Entered:
    """Who was written down now, who stood there already, and what could not be taken."""

    new: list[Member]
    again: list[Member]
    wrong: list[Wrong]

    @property
    def sentence(self) -> str:
        already = f"，{len(self.again)} 人原已签到" if self.again else ""
        return f"录入 {len(self.new)} 人{already}。"


def enter_lines(activity: Activity, text: str, *, by: User) -> Entered:
    """What was typed, person by person; a wrong line holds no other up and says what is wrong with it."""
    require(
        activity.is_open, "活动已结束，签到册已固定；到了会的请在名单上核定。", code="closed", field="text"
    )
    typed, wrong = read_lines(text)
    require(typed or wrong, "请输入签到号或姓名。", field="text")
    require(len(typed) <= MOST_PEOPLE, f"一次最多录入 {MOST_PEOPLE} 人。", field="text")
    entered = Entered([], [], wrong)
    numbers = _by_number(activity)
    for each in typed:
        try:
            member = _member(activity, each, numbers)
            _write(entered, activity, member, each, by)
        except DomainError as refusal:
            wrong.append(Wrong(each.line, each.who, refusal.message))
    wrong.sort(key=lambda each: each.line)
    return entered


def enter_ticks(activity: Activity, members: Iterable[Member], *, by: User) -> Entered:
    """The same by ticks, in the order of the sheet."""
    require(activity.is_open, "活动已结束，签到册已固定；到了会的请在名单上核定。", code="closed")
    entered = Entered([], [], [])
    for number, member in enumerate(members, start=1):
        try:
            _write(entered, activity, member, Typed(number, member.name), by)
        except DomainError as refusal:
            entered.wrong.append(Wrong(number, member.name, refusal.message))
    return entered


def _write(entered: Entered, activity: Activity, member: Member, typed: Typed, by: User) -> None:
    at = clock.at(activity.day, typed.at) if typed.at is not None else None
    outcome = signing.arrive(
        activity, member, method=SignInMethod.PAPER, by=by, at=at, hour_unknown=typed.at is None
    )
    (entered.again if outcome.again else entered.new).append(member)


def _by_number(activity: Activity) -> dict[int, Member]:
    cards = SignInCard.objects.filter(branch=activity.branch_id).select_related("member")
    return {card.serial: card.member for card in cards}


def _member(activity: Activity, typed: Typed, numbers: dict[int, Member]) -> Member:
    if not typed.who.isdigit():
        return proxying.found_by_name(activity, typed.who)
    serial = serial_of(typed.who)
    if serial is None or serial not in numbers:
        raise DomainError("没有这个签到号，请照表上的号码再看一遍。", code="unknown")
    return numbers[serial]
