"""Taken in for a while by a paper, and gone again; the branch that keeps the relation is told (MEM-15)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse

from branches.models import Organization
from members.choices import Post
from members.choices_away import TemporaryPaper
from members.models import Appointment, Member, TemporaryStay
from partywork.common import clock
from partywork.common.inbox import Matter, Word, tell
from partywork.common.verbs import journal, lock, require, save

HANDLES = (Post.SECRETARY, Post.ORGANIZATION_MEMBER)


@dataclass(frozen=True)
class Stay:
    """What stands on the paper; `home` is a branch of ours, else `home_name` says in words where the relation is."""

    name: str
    home: Organization | None
    home_name: str
    paper: str
    number: str
    since: date
    until: date


@transaction.atomic
def take_in(branch: Organization, stay: Stay, *, by: AbstractBaseUser) -> TemporaryStay:
    """Takes part here from `since` to `until`; the same paper twice is one stay."""
    held: Organization = lock(branch)
    require(held.is_branch, "请选择党支部。", field="branch")
    require(stay.name.strip(), "请填写姓名。", field="name")
    require(stay.number.strip(), "请填写介绍信或者证件的编号。", field="number")
    require(stay.home_name.strip(), "请填写正式组织关系所在的党组织。", field="home")
    require(stay.paper in TemporaryPaper.values, "请选择凭什么参加。", field="paper")
    require(stay.until >= stay.since, "结束日期早于开始日期。", field="until")
    require(held.is_active_on(stay.since), "本支部那天还没有成立或已经撤销。", field="since")
    member = _member_of(stay, held)
    made, fresh = TemporaryStay.objects.get_or_create(
        branch=held,
        paper=stay.paper,
        number=stay.number.strip(),
        name=stay.name.strip(),
        defaults={
            "member": member,
            "home": stay.home_name.strip()[:120],
            "since": stay.since,
            "until": stay.until,
            "recorded_by_id": by.pk,
        },
    )
    if fresh:
        journal(made, "take_in", by=by, after=f"{stay.since} 至 {stay.until}")
        _tell_home(made, stay.home)
    return made


@transaction.atomic
def end(stay: TemporaryStay, *, day: date, by: AbstractBaseUser) -> TemporaryStay:
    """From `day` on no longer here; what was attended until then stands."""
    held = lock(stay)
    if held.ended_on == day:
        return held
    require(held.ended_on is None, "已经登记过离开。", code="ended")
    require(day > held.since, "离开日期要晚于开始日期。", field="day")
    require(day <= clock.today(), "离开日期不能晚于今天。", field="day")
    held.ended_on = day
    save(held, "ended_on")
    journal(held, "end_stay", by=by, after=str(day))
    return held


def _member_of(stay: Stay, host: Organization) -> Member | None:
    """By name and branch, as both stand on the paper; nobody is shown a list of another branch."""
    if stay.home is None:
        return None
    require(stay.home.pk != host.pk, "本支部的党员不用登记。", field="home")
    found = list(Member.objects.in_branch_on(stay.home, clock.today()).filter(name=stay.name.strip())[:2])
    sentence = f"{stay.home.called}的名册里没有（或者不止一名）{stay.name.strip()}，请与对方核对。"
    require(len(found) == 1, sentence, field="name", code="not_there")
    return found[0]


def _tell_home(stay: TemporaryStay, home: Organization | None) -> None:
    """No name: a word may leave the house."""
    if home is None or stay.member_id is None:
        return
    handles = Appointment.objects.on(clock.today()).filter(organization=home, post__in=HANDLES)
    body = f"{stay.branch.called}登记了一名本支部党员凭{stay.get_paper_display()}在那里参加组织生活。"
    link = reverse("member_detail", args=[stay.member_id])
    word = Word(f"stay:{stay.pk}", Matter.MEMBERSHIP, "有党员在外参加组织生活", body, link)
    tell(handles.values_list("holder", flat=True), word)
