"""The numbers and cards of a branch, and what a scanned card can be used for now."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from activities.models import Activity, SignInCard
from activities.rules.sign_in_number import number_of, serial_of
from activities.rules.sign_in_window import OPENS_BEFORE, window_of
from branches.models import Organization
from members.reports.roster import RosterEntry, roster_on
from partywork.common import clock


@dataclass(frozen=True)
class CardLine:
    """One member of today's roster with his number and card, as far as he has them."""

    entry: RosterEntry
    card: SignInCard | None

    @property
    def number(self) -> str:
        return number_of(self.card.serial) if self.card else ""

    @property
    def has_card(self) -> bool:
        return self.card is not None and self.card.is_printed


def cards_of(branch: Organization) -> list[CardLine]:
    """Three queries, however many members."""
    cards = {card.member_id: card for card in SignInCard.objects.filter(branch=branch)}
    return [CardLine(entry, cards.get(entry.member_id)) for entry in roster_on(branch, clock.today())]


def numbers_on(activity: Activity) -> dict[int, str]:
    """签到号 by member, for everybody of the branch who ever got one."""
    cards = SignInCard.objects.filter(branch=activity.branch_id)
    return {member: number_of(serial) for member, serial in cards.values_list("member_id", "serial")}


def open_now(branch_id: int, moment: datetime) -> list[Activity]:
    """The activities of the branch that somebody can be signed in to at this moment; the next to begin first."""
    soon = Activity.objects.coming(clock.start_of(moment.date())).filter(
        branch=branch_id, starts_at__lte=moment + OPENS_BEFORE
    )
    rows = soon.select_related("branch").order_by("starts_at")
    return [each for each in rows if window_of(each.starts_at, each.ends_at).holds(moment)]


def card_behind(branch_id: int, typed: str) -> SignInCard | None:
    """Whose card it is: by the address that was read, its key alone, or the 签到号 as it was typed."""
    text = typed.strip()
    cards = SignInCard.objects.filter(branch=branch_id).select_related("member")
    serial = serial_of(text)
    if serial is not None:
        return cards.filter(serial=serial).first()
    try:
        key = urlsplit(text).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return None
    return cards.filter(key=key).first() if 0 < len(key) <= 24 else None
