"""One-time codes on slips of paper, by group, for guests who rate without an account (EV-03, S37)."""

import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from activities.choices import GUEST_GROUPS, ActivityState, RaterGroup, RatingState
from activities.models import Activity, RatingCode, RatingRound
from activities.services import rating_tables
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

SALT = "activities.rating-code"
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are taken for one another on paper
LENGTH = 8
AT_ONCE, IN_ALL = 50, 200


@transaction.atomic
def issue(activity: Activity, *, by: User, group: str, number: int, known: int) -> list[str]:
    """New codes for a group, told this once and never kept; `known` is how many the page had counted before, so
    that a second click makes none.
    """
    activity = lock(activity)
    round_ = RatingRound.objects.select_for_update().filter(activity=activity).first()
    require(group in GUEST_GROUPS, "请选测评人的类别。", field="group")
    require(1 <= number <= AT_ONCE, f"一次可以生成1到{AT_ONCE}张。", field="number")
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    is_open = round_ is None or (round_.state == RatingState.OPEN and clock.now() < round_.closes_at)
    require(is_open, "测评已经结束，不能再发测评码。", code="closed")
    standing = activity.rating_codes.count()
    require(
        standing == known,
        f"刚刚已经生成过，现在共{standing}张。没有看到的，请先把没用的作废，再重新生成。",
        code="issued_meanwhile",
    )
    require(standing + number <= IN_ALL, f"一次活动最多{IN_ALL}张，已有{standing}张。", field="number")
    codes = ["".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(number)]
    rows = [RatingCode(activity=activity, group=group, digest=digest_of(code)) for code in codes]
    rating_tables.dice.shuffle(rows)  # rows do not lie in the order of the slips
    RatingCode.objects.bulk_create(rows)
    if round_ is not None:
        rating_tables.add_group(round_, group, number)
        rating_tables.set_issued(round_)
    journal(activity, "issue_codes", by=by, reason=f"{RaterGroup(group).label}{number}张")
    return codes


@transaction.atomic
def withdraw(activity: Activity, *, by: User) -> None:
    """The slips left over are worth nothing any more. Of all groups at once, and without saying how many: that
    would tell which group has rated.
    """
    activity = lock(activity)
    round_ = RatingRound.objects.select_for_update().filter(activity=activity).first()
    unused = activity.rating_codes.filter(is_used=False)
    left = list(unused.values_list("group", flat=True))
    if not left:
        return
    unused.delete()
    if round_ is not None and round_.state == RatingState.OPEN:
        for row in round_.groups.exclude(group=RaterGroup.MEMBER):
            round_.groups.filter(pk=row.pk).update(issued=row.issued - left.count(row.group))
        rating_tables.set_issued(round_)
    journal(activity, "withdraw_codes", by=by)


def find(code: str) -> RatingCode | None:
    """The code as it was typed or scanned; None when there is no such code (any more)."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    if len(plain) != LENGTH:
        return None
    return RatingCode.objects.select_related("activity__branch").filter(digest=digest_of(plain)).first()


def digest_of(code: str) -> str:
    """Keyed: whoever reads the table cannot try all codes."""
    return salted_hmac(SALT, code, algorithm="sha256").hexdigest()
