"""The tablet at the door: opened for one activity, paired once, its marks taken whenever they arrive (N17, N27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from activities.choices import SignInMethod
from activities.models import Activity, SignInCard, SignInTablet, TabletScan
from activities.rules.sign_in_number import serial_of
from activities.rules.sign_in_window import window_of
from activities.services import carding, proxying, signing
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save

PAIRING_MINUTES = 10
# What could not be sent in the evening may still come next morning; by then the names are gone from the device.
SENT_UNTIL = timedelta(hours=12)
# A mark that arrives within this time was not late on the wire: it carries no second hour.
AT_ONCE = timedelta(seconds=60)
MOST_SCANS = 500
LONGEST_NONCE = 40


@dataclass(frozen=True)
class Scan:
    """One sign-in as the tablet sends it: whose number, how long ago, and by whose hand if not his own."""

    nonce: str
    number: str
    age: timedelta
    proxy: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a scan; `refusal` is what the tablet shows, "" when the mark stands."""

    nonce: str
    refusal: str


@transaction.atomic
def open_tablet(activity: Activity, *, by: User) -> SignInTablet:
    """A new key for one device and one activity; everybody of the branch has a number from now on."""
    activity = lock(activity)
    require(activity.is_open, "活动已结束，不用再开会场平板。", code="closed")
    carding.number_members(activity.branch)
    tablet = SignInTablet.objects.create(
        activity=activity,
        opened_at=clock.now(),
        opened_by=by,
        expires_at=window_of(activity.starts_at, activity.ends_at).ends + SENT_UNTIL,
    )
    journal(tablet, "open", by=by)
    return tablet


@transaction.atomic
def pair(tablet: SignInTablet) -> SignInTablet:
    """The device that comes first has it; a link sent on opens nothing."""
    tablet = lock(tablet)
    now = clock.now()
    require(tablet.paired_at is None, "这个码已经用过了，请在活动页重新开一台。", code="used")
    fresh = tablet.is_good(now) and now < tablet.opened_at + timedelta(minutes=PAIRING_MINUTES)
    require(fresh, "这个码已经过期，请在活动页重新开一台。", code="stale")
    tablet.paired_at = now
    save(tablet, "paired_at")
    return tablet


@transaction.atomic
def withdraw(tablet: SignInTablet, *, by: User) -> SignInTablet:
    """The device has no business here any more; twice is once."""
    tablet = lock(tablet)
    if tablet.closed_at is None:
        tablet.closed_at = clock.now()
        save(tablet, "closed_at")
        journal(tablet, "withdraw", by=by)
    return tablet


def take(tablet: SignInTablet, scans: Iterable[Scan]) -> list[Outcome]:
    """Each by itself: one that is refused holds no other up."""
    return [_take(tablet, scan) for scan in scans]


@transaction.atomic
def _take(tablet: SignInTablet, scan: Scan) -> Outcome:
    tablet = lock(tablet)  # the same scan sent twice at once waits here for itself
    known = tablet.scans.filter(nonce=scan.nonce).first()
    if known is not None:
        return Outcome(scan.nonce, known.refusal)
    now = clock.now()
    # The device's clock may be wrong, the time that passed on it hardly; and nothing was scanned before it was opened.
    at = min(max(now - max(scan.age, timedelta(0)), tablet.opened_at), now)
    member = _member(tablet, scan.number)
    refusal = "没有这个签到号。" if member is None else _mark(tablet, scan, member, at, now)
    TabletScan.objects.create(
        tablet=tablet, nonce=scan.nonce, member=member, at=at, received_at=now, refusal=refusal
    )
    return Outcome(scan.nonce, refusal)


def _mark(tablet: SignInTablet, scan: Scan, member: Member, at: datetime, now: datetime) -> str:
    """The reason why not, in the words for the person before the tablet; "" when it was done."""
    happened = at if now - at > AT_ONCE else None
    activity, by = tablet.activity, tablet.opened_by
    try:
        with transaction.atomic():
            if scan.proxy:
                other = _member(tablet, scan.proxy)
                require(other is not None, "没有代签人的签到号。")
                assert other is not None
                proxying.sign_for(activity, member, other, by=by, at=happened)
            else:
                signing.arrive(activity, member, method=SignInMethod.TABLET, by=by, at=happened)
    except DomainError as refusal:
        return refusal.message[:200]
    return ""


def _member(tablet: SignInTablet, number: str) -> Member | None:
    serial = serial_of(number)
    if serial is None:
        return None
    cards = SignInCard.objects.filter(branch=tablet.activity.branch_id, serial=serial)
    card = cards.select_related("member").first()
    return card.member if card else None
