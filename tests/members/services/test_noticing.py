"""Public notices by their verbs: put up, objected to, answered, concluded; and the step that waits (DV-14, PB-02)."""

from datetime import date, datetime

import pytest
from django.db import InternalError, connection, transaction

from branches.reports.parameters import in_force
from branches.services.setting import set_parameter
from members.models import Development, NoticeObjection, PublicNotice
from members.reports.public_notices import ready_for_notice, shown_to, waits_for_notice
from members.rules.publicity import Posting
from members.services import noticing
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.development import make_development
from tests.factories.members import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY, LAST, AFTER = D(2026, 6, 18), D(2026, 6, 26), D(2026, 6, 27)  # 端午 19—21 June


def candidate(world: World, name: str = "周六", until: str = "candidate") -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, name=name)


def post(world: World, *people: Development, **changes) -> PublicNotice:
    values = {"point": "candidate", "posted_on": TODAY, "until": LAST} | changes
    return noticing.put_up(world.branch, people, Posting(**values), by=world.secretary)


def travel(today, day: date) -> None:
    today.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=clock.OFFICE))


def refused(verb, *args, **kwargs) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        verb(*args, **kwargs)
    return refusal.value


def waits(development: Development, day: date) -> str:
    limits = in_force(development.branch, day)
    wait = waits_for_notice(development, 8, day, limits)
    return wait.sentence if wait else ""


def test_a_notice_says_who_and_since_when_and_nothing_that_must_not_be_said(world: World) -> None:
    notice = post(world, candidate(world))
    said = str(notice.content)

    assert "拟确定周六同志为发展对象" in notice.content["opening"]
    assert notice.content["people"][0]["born"] == "2000年5月"
    assert "2000-05-04" not in said
    assert [each["label"] for each in notice.content["people"][0]["dates"]] == ["申请入党", "确定为积极分子"]
    assert notice.workdays == 5


def test_it_is_shown_while_it_is_up_and_comes_down_by_itself(world: World, today) -> None:
    notice = post(world, candidate(world))

    assert shown_to(world.plain_member, TODAY) == [notice]
    assert shown_to(world.plain_member, LAST) == [notice]
    assert shown_to(world.plain_member, AFTER) == []


def test_another_branch_sees_only_what_is_for_the_unit(world: World) -> None:
    neighbour = make_member(make_branch(parent=world.committee, name="邻支部"), name="邻一")
    foreign = make_member(world.foreign_branch, name="外二")
    post(world, candidate(world))
    assert shown_to(neighbour, TODAY) == []

    for_all = post(world, candidate(world, "吴七"), scope="unit")

    assert shown_to(neighbour, TODAY) == [for_all]
    assert shown_to(foreign, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"until": D(2026, 6, 25)}, "until", "这段时间只有4个"),
        ({"posted_on": D(2026, 7, 3), "until": D(2026, 7, 20)}, "posted_on", "最多提前14天"),
        ({"posted_on": D(2024, 9, 9), "until": D(2024, 9, 20)}, "posted_on", "不能早于这一天公示"),
        ({"more": "联系人手机13812345678"}, "more", "手机号码"),
        ({"more": "该同志曾患肺结核"}, "more", "健康状况"),
        ({"receives": "身份证110105199001011234"}, "more", "身份证号码"),
        ({"point": "admission"}, "people", "还没有办第12步"),
    ],
)
def test_what_cannot_be_put_up_is_refused_with_its_reason(world: World, changes, field, says) -> None:
    refusal = refused(post, world, candidate(world), **changes)

    assert says in refusal.message
    assert refusal.field == field
    assert not PublicNotice.objects.exists()


def test_the_committee_may_ask_for_seven_days(world: World) -> None:
    set_parameter(
        world.committee, "dv.publicity_workdays", 7, since=D(2026, 1, 1), by=world.reviewer, reason="统一"
    )

    assert "不少于7个工作日" in refused(post, world, candidate(world)).message
    assert post(world, candidate(world, "吴七"), until=D(2026, 6, 30)).workdays == 7


def test_pressed_twice_is_one_notice_and_a_second_one_waits_for_the_first(world: World) -> None:
    someone = candidate(world)

    assert post(world, someone) == post(world, someone)
    assert "还没有结论" in refused(post, world, someone, until=D(2026, 6, 30)).message
    assert PublicNotice.objects.count() == 1


def test_several_people_stand_on_one_sheet(world: World) -> None:
    notice = post(world, candidate(world), candidate(world, "吴七"))

    assert notice.people.count() == 2
    assert "2名同志" in notice.content["opening"]


def test_somebody_of_another_branch_is_not_put_up_here(world: World) -> None:
    other = make_branch(parent=world.committee, name="邻支部")
    stranger = make_development(other, by=world.reviewer, name="郑八")

    assert "只能公示本支部的同志" in refused(post, world, stranger).message


def test_an_objection_holds_the_step_back_until_it_is_answered_and_concluded(world: World, today) -> None:
    someone = candidate(world)
    assert "还没有公示的记录" in waits(someone, TODAY)
    notice = post(world, someone)
    said = noticing.object_to(notice, world.plain_member, text="材料里的获奖不属实。")
    assert "才期满" in waits(someone, LAST)

    travel(today, AFTER)
    assert "还有1条没有核查答复" in waits(someone, AFTER)
    early = refused(noticing.conclude, notice, results={}, by=world.secretary)
    assert "还有1条异议没有核查答复" in early.message
    noticing.answer(said, text="查过，获奖属实。", upheld=False, by=world.secretary)
    assert "还没有写结论" in waits(someone, AFTER)
    person = notice.people.get()
    assert (
        "请选择核查后影响不影响" in refused(noticing.conclude, notice, results={}, by=world.secretary).message
    )
    noticing.conclude(notice, results={person.pk: "unfounded"}, note="经核查不影响。", by=world.secretary)

    assert waits(someone, AFTER) == ""
    assert "才期满" in waits(someone, LAST)


def test_an_upheld_objection_stops_the_step(world: World, today) -> None:
    someone = candidate(world)
    notice = post(world, someone)
    said = noticing.object_to(notice, world.plain_member, text="有事实。")
    travel(today, AFTER)
    noticing.answer(said, text="属实。", upheld=True, by=world.secretary)
    noticing.conclude(
        notice, results={notice.people.get().pk: "founded"}, note="经核查影响。", by=world.secretary
    )

    assert "不能往下进行" in waits(someone, AFTER)


def test_a_word_about_one_person_does_not_hold_back_the_other(world: World, today) -> None:
    first, second = candidate(world), candidate(world, "吴七")
    notice = post(world, first, second)
    about = notice.people.get(development=first)
    said = noticing.object_to(notice, world.plain_member, text="有异议。", about=about)
    travel(today, AFTER)
    noticing.answer(said, text="不影响。", upheld=False, by=world.secretary)
    noticing.conclude(notice, results={about.pk: "unfounded"}, note="不影响。", by=world.secretary)

    assert notice.people.get(development=second).result == "none"
    assert waits(second, AFTER) == ""


def test_nobody_concludes_before_the_end_or_objects_after_it(world: World, today) -> None:
    notice = post(world, candidate(world))
    travel(today, LAST)
    assert "才期满" in refused(noticing.conclude, notice, results={}, by=world.secretary).message

    travel(today, AFTER)
    assert "公示期已过" in refused(noticing.object_to, notice, world.plain_member, text="晚了").message


def test_the_same_word_twice_stands_once(world: World) -> None:
    notice = post(world, candidate(world))
    first = noticing.object_to(notice, world.plain_member, text="有异议。")

    assert noticing.object_to(notice, world.plain_member, text="有异议。 ") == first
    assert NoticeObjection.objects.count() == 1


def test_who_objected_stands_neither_in_the_journal_nor_in_the_clear(world: World) -> None:
    notice = post(world, candidate(world))
    noticing.object_to(notice, world.plain_member, text="金丝雀甲")
    noticing.note_objection(
        notice, way="letter", name="金丝雀乙", text="金丝雀丙", received_on=TODAY, by=world.secretary
    )

    assert JournalEntry.objects.get(verb="object_to_notice").actor is None
    entries = " ".join(f"{entry.label}{entry.reason}{entry.after}" for entry in JournalEntry.objects.all())
    assert "金丝雀" not in entries
    assert "钱五" not in entries
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(o)::text FROM members_noticeobjection o")
        assert not any("金丝雀" in text for (text,) in cursor.fetchall())


def test_what_was_put_up_stays_as_it_was(world: World) -> None:
    notice = post(world, candidate(world))
    changes: list[dict[str, object]] = [{"until": D(2026, 6, 20)}, {"content": {}}]
    for change in changes:
        with pytest.raises(InternalError), transaction.atomic():
            PublicNotice.objects.filter(pk=notice.pk).update(**change)


def test_a_withdrawn_notice_counts_for_nothing(world: World) -> None:
    someone = candidate(world)
    notice = post(world, someone)
    noticing.withdraw(notice, why="姓名写错", by=world.secretary)

    assert shown_to(world.plain_member, TODAY) == []
    assert "还没有公示的记录" in waits(someone, AFTER)
    assert ready_for_notice(world.branch, ["candidate"])["candidate"] == [someone]


def test_what_was_objected_to_is_not_withdrawn(world: World) -> None:
    notice = post(world, candidate(world))
    noticing.object_to(notice, world.plain_member, text="有异议。")

    assert "不能撤回" in refused(noticing.withdraw, notice, why="写错", by=world.secretary).message


def test_a_notice_that_hung_on_the_wall_is_entered_with_its_days(world: World) -> None:
    someone = candidate(world)
    notice = post(world, someone, posted_on=D(2024, 9, 11), until=D(2024, 9, 23))

    noticing.conclude(notice, results={}, by=world.secretary)

    assert waits(someone, D(2024, 9, 24)) == ""
    assert shown_to(world.plain_member, TODAY) == []
