"""A little care in the demo world: somebody old, a visit with a promise, honours, a veteran of fifty years."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from branches.choices import BranchDomain
from members.services.caring import put_on_list
from members.services.confirming_party_age import FileDates, confirm_party_age
from members.services.honouring import Nomination, nominate, put_label, put_project, take_honour_step
from members.services.visiting import Visit, promise_help, register_visit
from partywork.common import clock
from partywork.demo.world import BranchWorld, World

NOON = time(12)


def care(world: World, now: datetime) -> None:
    """The students have somebody who lost a home, the company its old members and two veterans."""
    for number, each in enumerate((world.students, world.company)):
        _looked_after(each, now, f"demo-care-{number}")
        _praised(each, now)
    _veterans(world.company)


def _looked_after(each: BranchWorld, now: datetime, key: str) -> None:
    today = now.date()
    in_need, other = each.members[6], each.members[-1]
    with clock.replaying(now - timedelta(days=60)):
        day = clock.today()
        reason = "家里遭了水灾，学费有困难。"
        put_on_list(
            in_need, each.branch, kind="disaster", since=day, consent_on=day, reason=reason, by=each.secretary
        )
        kind = "old" if each.branch.domain != BranchDomain.STUDENTS else "hardship"
        put_on_list(other, each.branch, kind=kind, since=day, consent_on=day, by=each.secretary)
    with clock.replaying(now - timedelta(days=30)):
        visit = register_visit(
            each.branch,
            Visit(
                visited_on=clock.today(),
                visitors=f"{each.members[0].name}、{each.members[1].name}",
                form="home",
                kind="disaster",
                member=in_need,
                amount_fen=500_00,
                source="superior",
                difficulties="房屋修缮还差一笔钱。",
                settled="帮助申请了临时救助。",
                receipt="own",
            ),
            by=each.secretary,
            once=uuid5(NAMESPACE_URL, key),
        )
        promise_help(
            visit,
            text="问清临时救助什么时候到账",
            owner=each.members[1],
            due=today + timedelta(days=7),
            by=each.secretary,
        )


def _veterans(each: BranchWorld) -> None:
    """One read in the file, fifty years on 1 May 2026; the other still with the roster's dates of the wrong era."""
    confirm_party_age(
        each.members[-1],
        FileDates("入党志愿书第8页", meeting=date(1976, 3, 1), approved=date(1976, 5, 1)),
        by=each.secretary,
    )


def _praised(each: BranchWorld, now: datetime) -> None:
    day = max(date(now.year, 1, 8), now.date() - timedelta(days=45))
    with clock.replaying(clock.at(day, NOON)):
        put = Nomination(
            "commendation", "branch", day.year, day, member=each.members[3], deeds="义务讲解三十场。"
        )
        nominate(each.branch, put, by=each.secretary)
        honour = nominate(
            each.branch,
            Nomination("excellent_member", "committee", day.year, day, member=each.members[4]),
            by=each.secretary,
        )
        take_honour_step(honour, "recommend", on=day, by=each.secretary)
        put_label(
            each.members[5], each.branch, kind="pioneer_post", text="服务窗口", since=day, by=each.secretary
        )
        put_project(
            each.branch,
            name="党员夜间服务窗口",
            kind="secretary",
            lead=each.members[0],
            year=day.year,
            note="每周三开到晚上八点。",
            by=each.secretary,
        )
