"""通知到人: who knows, whom to telephone, the tick, the reminder, the printed list (M03, M04, N11)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.documents.filled_call_list import call_list
from activities.models import Notice, NoticeCall
from activities.reports.told import told_list
from activities.services import announcing, calling, leaving, notifying, rendering, watching
from activities.services.reading import inbox_of, read
from members.models import PersonalAccess
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry, RenderedDocument
from tests.factories.activities import make_activity
from tests.factories.members import appoint, exempt, give_phone, make_member, make_user
from tests.helpers.calling_off import call_off, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(world, announced):
    """Announced on 18 June for the 26th; 张一 and 钱五 have accounts, the other three have none."""
    notifying.deliver_all()
    return announced


def to_call(event):
    return [line.name for line in told_list(event).to_call]


def text(response):
    return response.content.decode()


def page_of(event):
    return reverse("activity_told", args=[event.pk])


def test_opening_answering_and_asking_for_leave_all_count_as_knowing(world, event):
    assert to_call(event) == ["李二", "王三", "赵四", "张一", "钱五"]

    read(inbox_of(world.member))
    leaving.answer_coming(event, world.secretary_member, by=world.secretary)
    leaving.ask(event, world.others[0], reason="official", by=world.secretary)

    assert to_call(event) == ["王三", "赵四"]
    told = told_list(event)
    assert {line.text for line in told.others} == {"知道了（6月18日）"}, "nobody sees how somebody knew"


def test_only_the_day_of_opening_is_kept(world, event, today):
    today.shift(timedelta(hours=3, minutes=12))
    read(inbox_of(world.member))

    assert world.member.notices.get().read_at == clock.start_of(clock.today())


def test_a_tick_closes_the_gap_and_tells_its_minute(client_for, world, event, today):
    client = client_for(world.secretary)
    today.shift(timedelta(hours=1, minutes=40))

    for _ in range(2):
        client.post(reverse("activity_call", args=[event.pk]), {"member": world.others[0].pk})

    page = text(client.get(page_of(event)))
    assert "已电话通知 10:40" in page
    assert "5 人中 1 人已通知到，4 人还没有看到" in page
    assert NoticeCall.objects.count() == 1
    assert JournalEntry.objects.filter(verb="call").count() == 1


def test_calls_stand_in_the_fourth_step_as_proof(client_for, world, event):
    calling.called(event, world.others[0], by=world.secretary)
    leaving.answer_coming(event, world.plain_member, by=world.member)

    page = text(client_for(world.secretary).get(reverse("activity_detail", args=[event.pk])))

    assert "2人全部送达，1人已答复，电话通知1人" in page


def test_a_second_caller_does_not_change_the_first_time(world, event, today):
    deputy = make_user("deputy", name="王三")
    first = calling.called(event, world.others[0], by=world.secretary)
    today.shift(timedelta(minutes=20))

    calling.called(event, world.others[0], by=deputy)

    call = NoticeCall.objects.get()
    assert (call.called_at, call.called_by) == (first.called_at, world.secretary)


def test_a_wrong_tick_is_taken_off_and_the_journal_keeps_both(client_for, world, event):
    client = client_for(world.secretary)
    ask = {"member": world.others[0].pk}
    client.post(reverse("activity_call", args=[event.pk]), ask)

    client.post(reverse("activity_call", args=[event.pk]), {**ask, "undo": "1"})
    client.post(reverse("activity_call", args=[event.pk]), {**ask, "undo": "1"})

    assert "李二" in to_call(event)
    assert list(
        JournalEntry.objects.filter(model="activities.noticecall").values_list("verb", flat=True)
    ) == [
        "call",
        "take_back",
    ]


def test_after_a_change_of_time_everybody_is_told_anew(world, event, today):
    read(inbox_of(world.member))
    calling.called(event, world.others[0], by=world.secretary)
    assert len(to_call(event)) == 3
    today.shift(timedelta(hours=1))

    move(event, world, event.starts_at + timedelta(days=1))

    assert len(to_call(event)) == 5
    calling.called(event, world.others[0], by=world.secretary)
    assert NoticeCall.objects.get().called_at == clock.now()
    assert len(to_call(event)) == 4


def test_who_came_after_the_notice_is_on_the_list_and_who_is_exempt_is_not(world, event):
    make_member(world.branch, name="新来", since=date(2026, 6, 20))
    exempt(world.others[2], world.branch, date(2026, 6, 1), date(2026, 6, 30), world.secretary)

    names = to_call(event)

    assert "新来" in names
    assert "赵四" not in names


@pytest.mark.parametrize("day, is_due", [(20, False), (21, True), (22, True)])
def test_from_the_fifth_day_before_on_the_telephone_is_asked_for(
    client_for, world, event, today, day, is_due
):
    today.move_to(clock.start_of(date(2026, 6, day)) + timedelta(hours=9))

    assert told_list(event).is_due == is_due
    home = text(client_for(world.secretary).get(reverse("home")))
    assert ("电话通知 5 人" in home) == is_due


def test_before_the_notice_and_after_the_start_nothing_is_ticked(world, draft, today):
    with pytest.raises(DomainError, match="预告发出以后"):
        calling.called(draft, world.others[0], by=world.secretary)
    announced = announcing.announce(draft, by=world.secretary)
    today.move_to(announced.starts_at)
    with pytest.raises(DomainError, match="已经开始"):
        calling.called(announced, world.others[0], by=world.secretary)


def test_somebody_of_another_branch_is_not_ticked(client_for, world, event):
    stranger = world.outsider.member

    answer = client_for(world.secretary).post(
        reverse("activity_call", args=[event.pk]), {"member": stranger.pk}
    )

    assert answer.status_code == 404
    assert "外一" not in text(answer)
    with pytest.raises(DomainError, match="不在本支部名册"):
        calling.called(event, stranger, by=world.secretary)


def test_another_branch_s_secretary_and_a_member_see_nothing(client_for, world, event):
    assert client_for(world.outsider).get(page_of(event)).status_code == 404
    assert client_for(world.member).get(page_of(event)).status_code in (403, 404)
    ask = reverse("activity_call", args=[event.pk])
    assert client_for(world.outsider).post(ask, {"member": world.others[0].pk}).status_code == 404
    assert not NoticeCall.objects.exists()


def test_numbers_stand_in_full_only_for_who_keeps_the_roster(client_for, world, event):
    from members.choices import Post

    give_phone(world.others[0], "13800001234")
    publicity = make_user("publicity", name="王三")
    appoint(publicity, world.branch, Post.PUBLICITY_MEMBER)

    assert "13800001234" in text(client_for(world.secretary).get(page_of(event)))
    page = text(client_for(publicity).get(page_of(event)))
    assert "已登记" in page
    assert "13800001234" not in page
    read = PersonalAccess.objects.get()
    assert (read.by, read.member, read.action) == (world.secretary, world.others[0], "call")
    client_for(world.secretary).get(page_of(event))
    assert PersonalAccess.objects.count() == 1  # looked at again the same day
    assert client_for(publicity).post(reverse("call_list_document", args=[event.pk])).status_code == 403


def test_htmx_gets_the_list_alone(client_for, world, event):
    answer = client_for(world.secretary).post(
        reverse("activity_call", args=[event.pk]),
        {"member": world.others[0].pk},
        headers={"hx-request": "true"},
    )

    assert text(answer).startswith("<section")
    assert "李二：已电话通知 09:00" in text(answer)


def test_the_printed_list_names_the_words_and_the_people_and_is_gone_the_next_night(
    client_for, world, event, today
):
    content = call_list(event)
    assert [line["name"] for line in content["lines"]] == to_call(event)
    assert "14:00" in content["words"] or "6月26日" in content["words"]
    client_for(world.secretary).post(reverse("call_list_document", args=[event.pk]))
    document = RenderedDocument.objects.get(kind="call_list")
    rendering.render(document.pk)
    document.refresh_from_db()
    with document.file.open("rb") as lying:
        assert not lying.read().startswith(b"%PDF")  # as it lies on the disk
    answer = client_for(world.secretary).get(reverse("document_file", args=[document.key]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")

    assert rendering.forget_call_lists() == 0
    today.shift(timedelta(days=1))
    RenderedDocument.objects.update(created_at=clock.now() - timedelta(days=1))
    assert rendering.forget_call_lists() == 1


def test_a_reminder_reaches_only_who_has_not_answered_and_once_a_day(client_for, world, event, today):
    client = client_for(world.secretary)
    leaving.answer_coming(event, world.secretary_member, by=world.secretary)
    button = reverse("activity_remind", args=[event.pk])

    for _ in range(2):
        client.post(button)

    reminded = Notice.objects.filter(kind="reminder")
    assert list(reminded.values_list("recipient__name", flat=True)) == ["钱五"]
    assert "没有要提醒的人" in text(client.post(button, follow=True))
    today.shift(timedelta(days=1))
    client.post(button)
    assert reminded.count() == 2


def test_nobody_is_reminded_of_what_was_called_off(world, event):
    call_off(event, world)

    with pytest.raises(DomainError):
        announcing.remind_now(event, by=world.secretary)


def test_the_text_for_the_group_says_how_many_and_nobody_s_name(client_for, world, event):
    page = text(client_for(world.secretary).get(page_of(event)))

    said = page.partition('aria-label="复制到群里的话">')[2].partition("</textarea>")[0]
    assert "还有 5 位同志没有答复" in said
    assert not [member.name for member in world.roster if member.name in said]


@pytest.mark.parametrize(
    "now, starts, reminded",
    [
        (date(2026, 6, 25), date(2026, 6, 26), True),  # a Friday: the Thursday before
        (date(2026, 6, 24), date(2026, 6, 26), False),
        (date(2026, 6, 26), date(2026, 6, 29), True),  # a Monday: the Friday before
        (date(2026, 6, 26), date(2026, 6, 30), False),
        (date(2026, 6, 27), date(2026, 6, 28), True),  # a Sunday, announced on the Saturday
        (date(2026, 9, 30), date(2026, 10, 8), True),  # after the National Day holidays
        (date(2026, 9, 29), date(2026, 10, 8), False),
    ],
)
def test_the_reminder_goes_out_on_the_last_workday_before(world, today, now, starts, reminded):
    make_activity(world.branch, starts, state="announced")

    watching.remind_all(clock.start_of(now) + timedelta(hours=8, minutes=30))

    assert Notice.objects.filter(kind="reminder").exists() == reminded


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_person_and_for_three(
    client_for, world, event, count, django_assert_num_queries
):
    for member in world.others[count:]:
        member.spells.all().delete()
    for member in world.others[:count]:
        calling.called(event, member, by=world.secretary)
    client = client_for(world.secretary)
    client.get(page_of(event))

    with django_assert_num_queries(QUERIES):
        client.get(page_of(event))


QUERIES = 21
