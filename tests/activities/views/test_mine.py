"""A member's own pages: what comes, an answer, leave, rating, make-up, record, inbox; and nobody else's."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from activities.choices import ActivityState, AttendanceStatus, LeaveState, MakeUpState, NoticeKind
from activities.models import Answer, LeaveRequest, MakeUp, Notice, RatingReply, RatingRound, RatingTally
from activities.rules.sign_in_code import code_at
from activities.services import announcing, attending, leaving, making_up, notifying, rating
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import make_user

pytestmark = pytest.mark.django_db

GRADES = dict.fromkeys(["theme", "content", "form", "effect", "overall"], "satisfied")
WIRE_LIMIT = 30_000


def at(day, hour, minute=0):
    return datetime(2026, 6, day, hour, minute, tzinfo=clock.OFFICE)


@pytest.fixture
def coming(world, today):
    return make_activity(world.branch, date(2026, 6, 25), theme="六月专题学习", state="announced")


@pytest.fixture
def held(world, today):
    """Yesterday's activity: everybody was there but 赵四, whose leave was granted."""
    activity = make_activity(world.branch, date(2026, 6, 17), theme="昨天的学习", state="announced")
    absent = world.others[2]
    today.move_to(at(16, 9))
    leave = LeaveRequest.objects.create(
        activity=activity, member=absent, reason="official", asked_at=clock.now()
    )
    leaving.approve(leave, by=world.reviewer)
    today.move_to(at(17, 14, 2))
    attending.mark_all_present(activity, by=world.secretary)
    today.move_to(at(17, 18))
    activity = attending.close(activity, by=world.secretary)
    today.move_to(at(18, 9))
    return activity


@pytest.fixture
def absent(world):
    """赵四 with an account of her own."""
    member = world.others[2]
    member.user = make_user("zhaosi", name="赵四")
    member.save()
    return member


def text(response):
    return response.content.decode()


def test_home_shows_the_next_activity_and_asks(client_for, world, coming):
    page = text(client_for(world.member).get(reverse("my_home")))

    assert "下一次活动" in page
    assert "六月专题学习" in page
    assert "还有7天" in page
    assert "参加</button>" in page
    assert "请假</a>" in page


def test_home_hides_what_is_not_announced_and_what_is_not_ours(client_for, world, coming):
    make_activity(world.branch, date(2026, 6, 26), theme="还没发的活动")
    make_activity(world.foreign_branch, date(2026, 6, 26), theme="别的支部的活动", state="announced")

    page = text(client_for(world.member).get(reverse("my_home")))

    assert "六月专题学习" in page
    assert "还没发的活动" not in page
    assert "别的支部的活动" not in page


def test_home_of_somebody_without_a_branch_says_so(client_for, world, coming):
    world.plain_member.spells.update(period=("2000-01-01", "2026-01-01"))

    page = text(client_for(world.member).get(reverse("my_home")))

    assert "您现在不在任何支部的名册上" in page


@pytest.mark.parametrize("name", ["my_home", "my_record"])
def test_pages_of_an_account_of_nobody_say_so(client_for, world, name):
    assert "没有对应到党员名册" in text(client_for(world.reviewer).get(reverse(name)))


def test_home_without_anything_coming_says_so(client_for, world, today):
    assert "现在没有要参加的活动" in text(client_for(world.member).get(reverse("my_home")))


def test_home_names_what_is_open(client_for, world, held, absent):
    assert "测评：昨天的学习" in text(client_for(world.member).get(reverse("my_home")))
    assert "补课：昨天的学习" in text(client_for(absent.user).get(reverse("my_home")))


def test_home_says_what_became_of_the_last_opinions(client_for, world, held):
    RatingReply.objects.create(activity=held, sentence="这次研讨加到80分钟。", said_by=world.secretary)

    assert "这次研讨加到80分钟。" in text(client_for(world.member).get(reverse("my_home")))


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_one_and_three(client_for, world, today, django_assert_num_queries, count):
    for number in range(count):
        activity = make_activity(
            world.branch, date(2026, 6, 20 + number), theme=f"活动{number}", state="announced"
        )
        Notice.objects.create(
            recipient=world.member, occasion=f"n{number}", kind="reminder", subject="提醒", body="…",
            activity=activity, delivered_at=clock.now(),
        )  # fmt: skip
    client = client_for(world.member)
    client.get(reverse("my_home"))

    with django_assert_num_queries(15):
        client.get(reverse("my_home"))


def test_coming_is_answered_with_one_tap(client_for, world, coming):
    answer = client_for(world.member).post(reverse("my_answer", args=[coming.pk]), follow=True)

    assert Answer.objects.get().member == world.plain_member
    assert "您已答复：<b>参加</b>" in text(answer)


def test_leave_shows_its_effect_before_it_is_sent(client_for, world, coming, held):
    page = text(client_for(world.member).get(reverse("my_leave", args=[coming.pk])))

    assert "您今年到会1次，共2次。" in page
    assert "支部预计到会4人（80%），正好够80%（需4人）。" in page
    assert "公务、事假：看学习材料、看录像、与委员谈或参加其他小组的学习，7月25日（周六） 24:00前。" in page
    assert "生病、行动不便：看学习材料、看录像、与委员谈或送学上门，8月24日（周一） 24:00前。" in page
    assert "checked" not in page


def test_leave_effect_says_when_the_branch_falls_below(client_for, world, coming):
    leave = LeaveRequest.objects.create(
        activity=coming, member=world.others[0], reason="official", asked_at=clock.now()
    )
    leaving.approve(leave, by=world.secretary)

    page = text(client_for(world.member).get(reverse("my_leave", args=[coming.pk])))

    assert "支部预计到会3人（60%），您不来会少于80%（需4人，差1人）。" in page


def test_leave_is_asked_decided_and_its_reason_seen(client_for, world, coming):
    client = client_for(world.member)
    asked = client.post(reverse("my_leave", args=[coming.pk]), {"reason": "official"}, follow=True)
    assert "请假（公务）：待批" in text(asked)

    leaving.refuse(LeaveRequest.objects.get(), by=world.secretary, note="请调整出差时间")

    page = text(client.get(reverse("my_activity", args=[coming.pk])))
    assert "请假（公务）：不批准" in page
    assert "张一" in page
    assert "请调整出差时间" in page


def test_leave_without_a_reason_says_so_and_keeps_the_text(client_for, world, coming):
    answer = client_for(world.member).post(reverse("my_leave", args=[coming.pk]), {"text": "下午回来"})

    assert answer.status_code == 422
    assert "请选一个请假的原因。" in text(answer)
    assert "下午回来" in text(answer)
    assert not LeaveRequest.objects.exists()


def test_leave_is_taken_back_by_coming(client_for, world, coming):
    client = client_for(world.member)
    client.post(reverse("my_leave", args=[coming.pk]), {"reason": "personal"})
    client.post(reverse("my_answer", args=[coming.pk]))

    assert LeaveRequest.objects.get().state == LeaveState.WITHDRAWN


def test_leave_after_the_start_needs_a_word(client_for, world, coming, today):
    today.move_to(at(25, 15))
    client = client_for(world.member)
    page = text(client.get(reverse("my_leave", args=[coming.pk])))
    assert "补假：6月25日" in page

    refused = client.post(reverse("my_leave", args=[coming.pk]), {"reason": "official"})
    client.post(reverse("my_leave", args=[coming.pk]), {"reason": "official", "text": "临时出警"})

    assert refused.status_code == 422
    assert LeaveRequest.objects.get().after_start


def test_maternity_is_offered_to_women_only(client_for, world, coming):
    client, address = client_for(world.member), reverse("my_leave", args=[coming.pk])
    assert "产假" not in text(client.get(address))

    world.plain_member.sex = "female"
    world.plain_member.save()

    assert "产假" in text(client.get(address))


def test_rating_is_six_choices_none_made_beforehand(client_for, world, held):
    page = text(client_for(world.member).get(reverse("my_rating", args=[held.pk])))

    assert page.count('type="radio"') == 15
    assert "checked" not in page
    assert "满 5 份才显示结果" in page


def test_rating_is_taken_once_and_thanked_for(client_for, world, held):
    client, address = client_for(world.member), reverse("my_rating", args=[held.pk])

    assert "收到了，谢谢" in text(client.post(address, GRADES))
    again = client.post(address, GRADES)

    assert again.status_code == 422
    assert "您已经测评过了，谢谢。" in text(again)
    assert RatingRound.objects.get().collected == 1


def test_rating_with_a_gap_says_where_and_keeps_the_rest(client_for, world, held):
    answer = client_for(world.member).post(reverse("my_rating", args=[held.pk]), {**GRADES, "effect": ""})

    assert answer.status_code == 422
    assert text(answer).count("这一项还没有选。") == 1
    assert text(answer).count("checked") == 4
    assert not RatingTally.objects.filter(count__gt=0).exists()


def test_rating_is_refused_to_whoever_was_absent(client_for, held, absent):
    client, address = client_for(absent.user), reverse("my_rating", args=[held.pk])

    assert "没有您的到会登记，不能测评" in text(client.get(address))
    assert client.post(address, GRADES).status_code == 422


def test_rating_is_refused_after_its_time(client_for, world, held, today):
    today.move_to(at(19, 9))

    answer = client_for(world.member).post(reverse("my_rating", args=[held.pk]), GRADES)

    assert answer.status_code == 422
    assert "测评已经结束" in text(answer)


def test_make_up_is_handed_in_and_waits(client_for, world, held, absent):
    make_up = MakeUp.objects.get()
    client, address = client_for(absent.user), reverse("my_make_up", args=[make_up.pk])

    answer = client.post(address, {"method": "reading", "done_on": "2026-06-18"}, follow=True)
    assert "已交，等确认" in text(answer)

    make_up.refresh_from_db()
    making_up.confirm(make_up, by=world.secretary)
    assert "补课办结" in text(client.get(address))
    assert make_up.state == MakeUpState.DONE


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"method": "reading", "done_on": "2026-06-19"}, "补课日期不能晚于今天。"),
        ({"method": "reading", "done_on": "2026-06-16"}, "补课日期不能早于活动日（6月17日（周三））。"),
        ({"done_on": "2026-06-18"}, "这一项要填。"),
    ],
)
def test_make_up_refused_says_why_at_the_field(client_for, held, absent, fields, sentence):
    answer = client_for(absent.user).post(reverse("my_make_up", args=[MakeUp.objects.get().pk]), fields)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_record_shows_the_own_year_only(client_for, world, held, absent):
    mine = text(client_for(world.member).get(reverse("my_record")))
    hers = text(client_for(absent.user).get(reverse("my_record")))

    assert "钱五的 2026 年" in mine
    assert "<dd>1<small> / 1 次</small></dd>" in mine
    assert "赵四" not in mine
    assert "公务请假，待补课" in hers
    assert "<dd>0<small> / 1 次</small></dd>" in hers


def test_record_shows_a_sign_in_at_once_but_no_absence_before_closing(client_for, world, today):
    activity = make_activity(world.branch, state="announced")
    today.move_to(at(18, 14, 2))
    assert "2026 年还没有记录" in text(client_for(world.member).get(reverse("my_record")))

    attending.sign_in(activity.pk, world.plain_member.pk)

    assert "到会</span>" in text(client_for(world.member).get(reverse("my_record")))


@pytest.mark.parametrize("year", ["", "99999", "x", "²⁰²⁶"])
def test_record_of_a_nonsense_year_is_this_years(client_for, world, today, year):
    answer = client_for(world.member).get(reverse("my_record"), {"year": year})

    assert "2026 年" in text(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_record_costs_the_same_for_one_and_three(client_for, world, today, django_assert_num_queries, count):
    today.move_to(at(18, 20))
    for number in range(count):
        activity = make_activity(world.branch, date(2026, 6, 10 + number))
        attending.mark_all_present(activity, by=world.secretary)
        attending.close(activity, by=world.secretary)
    client = client_for(world.member)
    client.get(reverse("my_record"))

    with django_assert_num_queries(7):
        client.get(reverse("my_record"))


def test_objection_is_kept_and_told(client_for, world, held, absent):
    answer = client_for(absent.user).post(
        reverse("my_objection", args=[held.pk]), {"text": "我到了，没扫上码"}, follow=True
    )

    assert "告诉书记了" in text(answer)
    assert JournalEntry.objects.get(verb="object").reason == "我到了，没扫上码"
    assert Notice.objects.filter(
        recipient=world.secretary, subject__startswith="赵四认为到会登记有误"
    ).exists()


def test_objection_without_a_word_says_so(client_for, world, held):
    answer = client_for(world.member).post(reverse("my_objection", args=[held.pk]), {"text": ""})

    assert answer.status_code == 422
    assert "请写一句哪里不对。" in text(answer)


@pytest.mark.parametrize("name", ["my_activity", "my_leave", "my_rating"])
def test_activity_of_another_branch_is_not_found(client_for, world, held, name):
    address = reverse(name, args=[held.pk])

    assert client_for(world.outsider).get(address).status_code == 404
    assert client_for(world.member).get(address).status_code == 200
    assert client_for(world.reviewer).get(address).status_code == 404
    assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_make_up_of_somebody_else_is_not_found(client_for, world, held, absent):
    address = reverse("my_make_up", args=[MakeUp.objects.get().pk])

    assert client_for(absent.user).get(address).status_code == 200
    assert client_for(world.member).get(address).status_code == 404
    assert client_for(world.secretary).get(address).status_code == 404


@pytest.mark.parametrize("name", ["my_answer", "my_objection"])
def test_get_never_writes(client_for, world, coming, name):
    assert client_for(world.member).get(reverse(name, args=[coming.pk])).status_code == 405


def notice(user, number, **fields):
    values = {
        "kind": "reminder",
        "subject": f"提醒{number}",
        "body": "正文",
        "delivered_at": clock.now(),
        **fields,
    }
    return Notice.objects.create(recipient=user, occasion=f"n{number}", **values)


def test_inbox_shows_the_unread_first_and_only_the_own(client_for, world, today):
    notice(world.member, 1)
    notice(world.member, 2, read_at=clock.now())
    notice(world.member, 3, delivered_at=None)
    notice(world.outsider, 4)

    page = text(client_for(world.member).get(reverse("inbox")))

    assert re.findall("提醒[0-9]", page) == ["提醒1", "提醒2"]


def test_notice_is_read_by_opening_it(client_for, world, coming, today):
    announcing.announce(make_activity(world.branch, date(2026, 6, 30)), by=world.secretary)
    notifying.deliver()
    row = Notice.objects.get(recipient=world.member)

    answer = client_for(world.member).post(reverse("notice_reading", args=[row.pk]))

    row.refresh_from_db()
    assert answer["Location"] == row.link
    assert row.read_at == clock.start_of(clock.today())


def test_opening_a_rating_notice_keeps_the_day_only(client_for, world, held, today):
    notifying.deliver()
    row = Notice.objects.get(recipient=world.member, kind=NoticeKind.RATING)

    client_for(world.member).post(reverse("notice_reading", args=[row.pk]))

    row.refresh_from_db()
    assert row.read_at == clock.start_of(date(2026, 6, 18))


def test_notice_of_somebody_else_is_not_found(client_for, world, today):
    row = notice(world.outsider, 1)

    assert client_for(world.member).post(reverse("notice_reading", args=[row.pk])).status_code == 404


def test_notice_never_leads_off_our_site(client_for, world, today):
    row = notice(world.member, 1, link="https://example.org/")

    assert client_for(world.member).post(reverse("notice_reading", args=[row.pk]))["Location"] == "/inbox/"


def test_all_are_read_at_once(client_for, world, today):
    notice(world.member, 1)
    notice(world.outsider, 2)

    client_for(world.member).post(reverse("inbox_reading"))

    assert list(Notice.objects.filter(read_at=None).values_list("recipient__username", flat=True)) == [
        "outsider"
    ]


def test_inbox_stands_at_the_desk_for_officials(client_for, world, today):
    assert 'class="mainnav"' in text(client_for(world.secretary).get(reverse("inbox")))
    assert 'class="tabbar"' in text(client_for(world.member).get(reverse("inbox")))


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_costs_the_same_for_one_and_three(client_for, world, today, django_assert_num_queries, count):
    for number in range(count):
        notice(world.member, number)
    client = client_for(world.member)
    client.get(reverse("inbox"))

    with django_assert_num_queries(6):
        client.get(reverse("inbox"))


def addresses(world, held, coming):
    code = code_at(held.sign_in_secret, held.pk, clock.now().timestamp())
    return {
        "home": reverse("my_home"),
        "activity": reverse("my_activity", args=[coming.pk]),
        "leave": reverse("my_leave", args=[coming.pk]),
        "rating": reverse("my_rating", args=[held.pk]),
        "record": reverse("my_record"),
        "inbox": reverse("inbox"),
        "sign-in": reverse("sign_in", args=[held.pk, code]),
    }


def first_visit(page):
    """Bytes of the page with everything it links, as sent without any compression."""
    names = re.findall(r'(?:href|src)="/static/([^"?]+)', page)
    files = [Path(str(finders.find(name))) for name in names]
    return len(page.encode()) + sum(len(file.read_bytes()) for file in files)


def test_first_visit_of_every_member_page_is_light_and_needs_no_script(client_for, world, held, coming):
    client = client_for(world.member)

    for name, address in addresses(world, held, coming).items():
        page = text(client.get(address))
        assert 10_000 < first_visit(page) < WIRE_LIMIT, name
        assert "<script" not in page, name
        assert "style=" not in page, name


def test_signing_in_to_the_account_on_the_way_is_light_as_well(today):
    page = text(Client().get(reverse("account_login"), {"next": "/sign-in/1/t/x/"}))

    assert 10_000 < first_visit(page) < WIRE_LIMIT


def test_every_member_page_knows_large_type(client_for, world, held, coming):
    world.member.large_type = True
    world.member.save()
    client = client_for(world.member)

    for name, address in addresses(world, held, coming).items():
        page = text(client.get(address))
        assert 'data-type="large"' in page, name
        assert "标准字号" in page, name


def test_cancelled_activity_says_why(client_for, world, coming):
    coming.state, coming.cancel_reason = ActivityState.CANCELLED, "停电"
    coming.published_at = clock.now() - timedelta(days=1)
    coming.save()

    assert "这次活动取消了：停电" in text(
        client_for(world.member).get(reverse("my_activity", args=[coming.pk]))
    )


def test_attendance_of_the_day_is_shown_on_the_activity(client_for, world, held):
    assert held.attendances.get(member=world.plain_member).status == AttendanceStatus.PRESENT
    page = text(client_for(world.member).get(reverse("my_activity", args=[held.pk])))

    assert "您已登记：到会（名单登记，14:02）" in page
    assert "告诉书记" in page
    assert rating.why_not(held.rating, world.plain_member) is None
