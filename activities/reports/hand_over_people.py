"""The parts of a hand-over about people: dues, members, posts, accounts, keys; counts where names are not needed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from activities.documents.hand_over import Line
from activities.models import CalendarFeed, Robot
from branches.models import Organization
from members.access import BRANCH_CAPABILITIES, Capability
from members.choices import Post
from members.models import ApiToken, Appointment, DuesMonth, ExemptionSpell, User
from members.reports.dues_arrears import behind
from members.reports.member_list import members_of
from members.rules.dues_months import month_text
from partywork.common import clock

C = Capability
# In the order a new secretary asks; the first that a post has stands for those it implies.
IN_WORDS = {
    C.FILE: "安排活动、审批请假、写纪实表并报送、管理名册",
    C.MANAGE_MEMBER: "安排活动、写纪实表、管理名册",
    C.WRITE_RECORD: "安排活动、写纪实表",
    C.KEEP_DUES: "核定和收缴党费",
    C.LEAD_GROUP: "本小组的考勤和补学",
    C.SEE_RECORD: "查看计划、活动和纪实表",
}


def dues(branch: Organization, today: date) -> Iterator[Line]:
    """Which month is open, and how many are behind: names stand on the keeper's own page (N28)."""
    url = f"{reverse('dues_month')}?branch={branch.pk}"
    last = DuesMonth.objects.filter(branch=branch, state=DuesMonth.State.CLOSED).order_by("-month").first()
    yield Line("已结账到", month_text(last.month) if last else "还没有结过账", url=url)
    late = behind(branch, today)
    said = f"{len(late)} 人有以前月份没有交，名单和已知原因见欠交页" if late else "没有人欠交"
    yield Line("欠交", said, url=f"{reverse('dues_arrears')}?branch={branch.pk}")


def people(branch: Organization, today: date) -> Iterator[Line]:
    lines = members_of(branch, today)
    url = f"{reverse('member_list')}?branch={branch.pk}"
    probationary = sum(line.standing == "预备" for line in lines)
    yield Line("在册党员", f"{len(lines)} 人，其中预备党员 {probationary} 人", url=url)
    spells = ExemptionSpell.objects.filter(branch=branch, since__lte=today, until__gte=today)
    for spell in spells.select_related("member").order_by("until", "pk"):
        yield Line(f"{spell.member.name}暂不参加组织生活", spell.get_reason_display(), spell.until)


def posts(branch: Organization, today: date) -> Iterator[Line]:
    held = Appointment.objects.on(today).filter(organization=branch).select_related("holder")
    order = list(Post)
    for each in sorted(held, key=lambda row: (order.index(Post(row.post)), row.pk)):
        can = next(
            (words for right, words in IN_WORDS.items() if right in BRANCH_CAPABILITIES.get(each.post, ())),
            "",
        )
        since = f"自{each.period.lower:%Y-%m-%d}"
        yield Line(f"{each.get_post_display()}：{each.holder}", f"{since}；{can}" if can else since)


def accounts(branch: Organization, today: date) -> Iterator[Line]:
    """Passwords nobody has changed yet, and members who cannot sign in: by name, they must be spoken to."""
    lines = members_of(branch, today)
    url = f"{reverse('member_list')}?branch={branch.pk}"
    first = [line.name for line in lines if line.username and line.first_password]
    without = [line.name for line in lines if not line.username]
    if first:
        yield Line("还在用初始密码", "、".join(first), url=url)
    if without:
        yield Line("还没有开通账号", "、".join(without), url=url)


def keys(branch: Organization, leaving: User | None) -> Iterator[Line]:
    """What opens something without a password: withdrawn or renewed when its holder goes (A05)."""
    name = str(leaving) if leaving is not None else "前任"
    yield Line(f"{name}的密码", "账号不转给别人：接任者用自己的账号，前任的职务按日期终止")
    if leaving is not None:
        tokens = ApiToken.objects.filter(user=leaving).exclude(expiry__lte=clock.now())
        for token in tokens:
            yield Line(
                f"接口令牌“{token.name}”",
                "以前任的权限取数，职务终止后不再有效；仍需要的请重新签发",
                url=reverse("token_list"),
            )
    for robot in Robot.objects.filter(organization=branch, enabled=True):
        url = reverse("robot_list", args=[branch.pk])
        yield Line(f"群机器人“{robot.name}”", "密钥在群里可以重置；群主换人时请重置", url=url)
    if CalendarFeed.objects.filter(branch=branch).exists():
        yield Line("支部日历订阅地址", "知道地址的人都能看到日程；可以换一个新地址")
