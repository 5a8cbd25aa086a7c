"""A member's talks on the phone and the branch's coverage: who sees what (TT-01, TT-05, F-15)."""

from datetime import date, timedelta
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from activities.models import Notice, Talk, TalkItem
from activities.services import talk_items, talking
from activities.services.talking import Words
from members.choices import Post
from members.models import User
from partywork.models import RenderedDocument
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 18)
SAID = "最近班次太紧，睡不好"


@pytest.fixture
def talk(world, today):
    words = Words(talked_on=TODAY, kind="reminder", gist=SAID, problems="排班", place="谈心室")
    return talking.enter(world.branch, world.secretary_member, world.plain_member, words, by=world.secretary)


def text(response):
    return response.content.decode()


def form(**changes):
    return {"talked_on": "2026-06-18", "kind": "daily", "gist": "谈了学习", **changes}


def test_a_member_writes_a_talk_down_with_three_boxes(world, today, client_for):
    client = client_for(world.member)
    page = client.get(reverse("my_talk_new"), {"with": world.others[0].pk})
    assert f'value="{world.others[0].pk}" selected' in text(page)

    answer = client.post(reverse("my_talk_new"), form(partner=world.others[0].pk), follow=True)

    talk = Talk.objects.get()
    assert (talk.talker, talk.partner, talk.gist) == (world.plain_member, world.others[0], "谈了学习")
    assert "请打印出来请对方签字" in text(answer)
    assert "对方已在纸上签字" in text(answer)


def test_the_other_one_may_have_begun_it(world, today, client_for):
    client = client_for(world.member)

    client.post(reverse("my_talk_new"), form(partner=world.secretary_member.pk, asked_by_partner="on"))

    assert Talk.objects.get().talker == world.secretary_member


def test_what_was_typed_stays_when_it_is_refused(world, today, client_for):
    answer = client_for(world.member).post(
        reverse("my_talk_new"),
        form(partner=world.others[0].pk, talked_on="2026-06-19", problems="缺一把椅子"),
    )

    assert answer.status_code == 422
    assert "日期不能晚于今天" in text(answer)
    assert "缺一把椅子" in text(answer)


def test_a_thing_to_do_is_written_with_it_and_stands_on_the_first_page(world, today, client_for):
    client_for(world.secretary).post(
        reverse("my_talk_new"),
        form(
            partner=world.plain_member.pk,
            talker=world.secretary_member.pk,
            item_text="找车间商量",
            item_owner=world.plain_member.pk,
        ),
    )
    item = TalkItem.objects.get()
    assert (item.owner, item.due) == (world.plain_member, TODAY + timedelta(days=30))

    home = text(client_for(world.member).get(reverse("my_home")))
    assert "谈话里说定的一件事" in home
    assert "确认一次谈心谈话" in home
    client_for(world.member).post(reverse("talk_item_result", args=[item.pk]), {"outcome": "商量好了"})
    assert "谈话里说定的一件事" not in text(client_for(world.member).get(reverse("my_home")))


def test_a_plain_member_can_not_write_for_two_others(world, today, client_for):
    first, second = world.others[:2]

    client_for(world.member).post(reverse("my_talk_new"), form(talker=first.pk, partner=second.pk))

    assert Talk.objects.get().talker == world.plain_member


def test_the_other_side_confirms_with_one_tap(world, talk, client_for):
    client = client_for(world.member)
    assert "没有出入，确认" in text(client.get(reverse("talk_detail", args=[talk.pk])))

    answer = client.post(reverse("talk_confirmation", args=[talk.pk]), follow=True)

    assert "双方都已确认" in text(answer)
    assert "双方已确认" in text(answer)


def test_what_is_not_so_goes_back_with_a_word(world, talk, client_for):
    client_for(world.member).post(reverse("talk_returning", args=[talk.pk]), {"note": "不是排班"})

    page = text(client_for(world.secretary).get(reverse("talk_edit", args=[talk.pk])))
    assert "钱五请您改" in page
    assert "不是排班" in page


EVERY_PAGE = ("talk_detail", "talk_edit", "talk_document")
EVERY_STEP = ("talk_confirmation", "talk_paper", "talk_returning", "talk_withdrawal", "talk_item")


def people_without_a_right(world):
    deputy, organizer, other = (make_user(name=name) for name in ("副书记", "组织委员", "路人"))
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)
    appoint(organizer, world.branch, Post.ORGANIZATION_MEMBER)
    make_member(world.branch, name="路人", user=other)
    above = make_user(name="上级书记")
    appoint(above, world.committee, Post.SECRETARY)
    operator = User.objects.create_superuser("operator", password="party-test-1", name="管理员")
    return [deputy, organizer, other, above, world.reviewer, world.outsider, operator]


def test_nobody_but_the_two_and_the_secretary_finds_a_talk(world, talk, client_for):
    for user in people_without_a_right(world):
        client = client_for(user)
        for name in EVERY_PAGE:
            assert client.get(reverse(name, args=[talk.pk])).status_code == 404, (user, name)
        for name in EVERY_STEP:
            assert client.post(reverse(name, args=[talk.pk])).status_code == 404, (user, name)
        for name in ("my_talks", "talk_coverage", "home", "board"):
            body = text(client.get(reverse(name), follow=True))
            assert SAID not in body
            assert "提醒</td>" not in body
    for user in (world.member, world.secretary):
        assert SAID in text(client_for(user).get(reverse("talk_detail", args=[talk.pk])))


def test_the_secretary_reads_a_talk_of_two_others_and_may_not_touch_it(world, today, client_for):
    words = Words(talked_on=TODAY, gist=SAID)
    talk = talking.enter(world.branch, world.plain_member, world.others[0], words, by=world.member)
    page = text(client_for(world.secretary).get(reverse("talk_detail", args=[talk.pk])))

    assert SAID in page
    assert "没有出入，确认" not in page
    client_for(world.secretary).post(reverse("talk_confirmation", args=[talk.pk]))
    talk.refresh_from_db()
    assert talk.partner_agreed_at is None


def test_a_secretary_who_left_the_post_reads_only_the_own_ones(world, today, client_for):
    words = Words(talked_on=TODAY, gist=SAID)
    talk = talking.enter(world.branch, world.plain_member, world.others[0], words, by=world.member)
    world.secretary.appointments.all().delete()

    assert client_for(world.secretary).get(reverse("talk_detail", args=[talk.pk])).status_code == 404


def test_no_cache_on_the_way_keeps_a_talk(world, talk, client_for):
    for name in EVERY_PAGE:
        answer = client_for(world.secretary).get(reverse(name, args=[talk.pk]))
        assert "no-store" in answer["Cache-Control"], name


def test_the_printed_sheet_is_kept_nowhere(world, talk, client_for):
    item = {"text": "找车间商量", "owner": world.plain_member, "due": date(2026, 7, 1)}
    talk_items.promise(talk, by=world.secretary, **item)

    answer = client_for(world.secretary).get(reverse("talk_document", args=[talk.pk]))

    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        printed = pdf.pages[0].extract_text().replace(" ", "")
    for part in ("谈心谈话记录", "张一", "钱五", "委员–党员", "提醒", SAID, "排班", "找车间商量（钱五"):
        assert part in printed
    assert printed.count("2026年6月18日线上确认") == 1
    assert not RenderedDocument.objects.exists()


def test_the_coverage_names_who_is_missing_and_begins_with_one_click(world, today, client_for):
    page = text(client_for(world.secretary).get(reverse("talk_coverage")))

    assert "委员与党员" in page
    assert "还没有谈，可以请张一谈" in page
    assert f"{reverse('my_talk_new')}?with={world.plain_member.pk}" in page
    assert "请李二和钱五谈" in page
    assert "可以相互谈" in page


def test_two_others_are_told_with_one_click_and_once(world, today, client_for):
    second = make_member(world.branch, name="孙六", user=make_user(name="孙六"))
    client = client_for(world.secretary)
    data = {"first": world.plain_member.pk, "second": second.pk}

    first = client.post(reverse("talk_proposal"), data, follow=True)
    again = client.post(reverse("talk_proposal"), data, follow=True)

    assert "已告诉钱五和孙六" in text(first)
    assert "今年已经告诉过了" in text(again)
    assert Notice.objects.count() == 2


def test_only_confirmed_talks_count(world, talk, client_for):
    page = client_for(world.secretary).get(reverse("talk_coverage")).context["page"]
    assert (page.coverage.missing, page.coverage.asked, page.waiting) == (8, 8, 1)

    talking.confirm(talk, by=world.member)

    page = client_for(world.secretary).get(reverse("talk_coverage")).context["page"]
    assert (page.coverage.missing, page.coverage.asked, page.waiting) == (7, 8, 0)


def test_who_runs_the_branch_without_being_secretary_sees_pairs_and_numbers_only(world, talk, client_for):
    deputy = make_user(name="李副")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)

    page = text(client_for(deputy).get(reverse("talk_coverage")))

    assert "委员与党员" in page
    assert "这一栏只有书记看得到" not in page
    assert reverse("talk_detail", args=[talk.pk]) not in page


def test_somebody_elses_secretary_sees_his_own_branch_only(world, talk, client_for):
    client = client_for(world.outsider)

    assert client.get(reverse("talk_coverage"), {"branch": world.branch.pk}).status_code == 403
    data = {"first": world.plain_member.pk, "second": world.others[0].pk}
    client.post(f"{reverse('talk_proposal')}", data)
    assert not Notice.objects.filter(recipient=world.member, subject__contains="谈谈心").exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(
    world, today, client_for, django_assert_num_queries, number
):
    for other in world.others[:number]:
        words = Words(talked_on=TODAY, gist=SAID)
        talk = talking.enter(world.branch, world.secretary_member, other, words, by=world.secretary)
        promised = {"text": "看望", "owner": world.secretary_member, "due": TODAY}
        talk_items.promise(talk, by=world.secretary, **promised)
    client = client_for(world.secretary)

    with django_assert_num_queries(6):
        client.get(reverse("my_talks"))
    with django_assert_num_queries(17):
        client.get(reverse("talk_coverage"))
