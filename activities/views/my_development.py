"""What a member finds about people on the way: names put up for objections, and those he accompanies (PB-02, DV-05)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.views.my_life_duties import LifeDuty
from branches.models import Organization
from members.choices import Standing
from members.models import Member, PublicNotice
from members.reports.cultivation import accompanied_by, accompanies
from members.reports.own_path import files_of, own_path
from members.reports.public_notices import shown_in
from partywork.common import clock
from partywork.common.piles import Pile


def development_duties(member: Member, branch: Organization | None) -> Iterator[Pile[LifeDuty]]:
    """`branch` is the one he belongs to today.

    Only full members accompany (DV-05, DV-10), and only whoever is on probation has a way of his own before him.
    """
    today = clock.today()
    if branch is not None:
        yield Pile(shown_in(branch, today), lambda notices: [_notice(notice) for notice in notices])
    if member.standing_on(today) == Standing.FULL:
        yield Pile(accompanies(member, today), lambda _: _accompanied(member))
    else:
        yield Pile(files_of(member), lambda _: _own_path(member))


def _own_path(member: Member) -> list[LifeDuty]:
    """Somebody on probation: until when, and what is due (DV-07, DV-21, DV-22)."""
    today = clock.today()
    own = own_path(member, today)
    if own is None or not own.development.is_open or own.way.probation_until is None:
        return []
    near = [f"{due.what}{clock.short_date(due.last_day)}前" for due, _ in own.dues if due.is_near(today)]
    asks = own.conversion is not None and own.conversion.opens is not None and own.conversion.opens <= today
    said = [
        f"预备期到{clock.short_date(own.way.probation_until)}",
        *near,
        *(["请写转正申请"] if asks else []),
    ]
    return [LifeDuty("我的发展过程", f"{'；'.join(said)}。", "去看", reverse("my_path"), asks)]


def _notice(notice: PublicNotice) -> LifeDuty:
    return LifeDuty(
        f"公示：{notice.get_point_display()}",
        f"{notice.names}，到{clock.short_date(notice.until)}。有异议可以在这里提。",
        "看公示",
        reverse("public_notice", args=[notice.pk]),
    )


def _accompanied(member: Member) -> list[LifeDuty]:
    """One line, however many there are; urgent where something is too late."""
    today = clock.today()
    lines = accompanied_by(member, today)
    if not lines:
        return []
    near = [
        f"{line.development.name}的{due.what}{clock.short_date(due.last_day)}前"
        for line in lines
        for due in line.dues
        if due.is_near(today)
    ]
    names = "、".join(line.development.name for line in lines)
    text = f"{names}。{'；'.join(near[:2])}{'。' if near else ''}"
    return [LifeDuty("您联系的同志", text, "记一句，写意见", reverse("my_contacts"))]
