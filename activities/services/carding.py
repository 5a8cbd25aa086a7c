"""Numbers and printed cards of a branch's members (N35): made, made anew when lost, taken back."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from activities.models import SignInCard
from branches.models import Organization
from members.models import Member, User
from members.reports.roster import roster_on
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def number_members(branch: Organization) -> int:
    """Everybody on today's roster without a number gets the next one; answers how many were new."""
    # One at a time: two recorders must not give the same number.
    Organization.objects.select_for_update(no_key=True).get(pk=branch.pk)
    known = set(SignInCard.objects.filter(branch=branch).values_list("member_id", flat=True))
    last = SignInCard.objects.filter(branch=branch).aggregate(last=Max("serial"))["last"] or 0
    new = [entry for entry in roster_on(branch, clock.today()) if entry.member_id not in known]
    SignInCard.objects.bulk_create(
        SignInCard(branch=branch, member_id=entry.member_id, serial=serial)
        for serial, entry in enumerate(new, start=last + 1)
    )
    return len(new)


@transaction.atomic
def issue(branch: Organization, members: Iterable[Member], *, by: User) -> list[SignInCard]:
    """The cards of these members, ready to be printed; who has one keeps it, so printing twice harms nothing."""
    number_members(branch)
    cards = list(
        SignInCard.objects.select_for_update(of=("self",), no_key=True)
        .filter(branch=branch, member__in=[member.pk for member in members])
        .select_related("member")
        .order_by("serial")
    )
    now = clock.now()
    for card in cards:
        if not card.is_printed:
            card.renew()
            card.issued_at, card.issued_by = now, by
            save(card, "key", "issued_at", "issued_by")
            journal(card, "issue", by=by)
    return cards


@transaction.atomic
def renew(card: SignInCard, *, by: User) -> SignInCard:
    """The card was lost: a new one is printed, the old one opens nothing any more."""
    card = lock(card)
    card.renew()
    card.issued_at, card.issued_by = clock.now(), by
    save(card, "key", "issued_at", "issued_by")
    journal(card, "renew", by=by)
    return card


@transaction.atomic
def revoke(card: SignInCard, *, by: User) -> SignInCard:
    """No card any more; the number stays for tablet and paper."""
    card = lock(card)
    require(card.is_printed, "这张卡已经作废。", code="revoked")
    card.key, card.issued_at, card.issued_by = "", None, None
    save(card, "key", "issued_at", "issued_by")
    journal(card, "revoke", by=by)
    return card
