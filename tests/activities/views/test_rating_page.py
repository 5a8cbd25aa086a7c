"""The rating at the desk: result, answer, improvement items, the year's count, F-07."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.models import Improvement, RatingReply
from activities.services import attending, rating, recording, responding
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity
from tests.factories.members import make_member

CRITERIA = ("theme", "content", "form", "effect", "overall")
WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def place(name, activity):
    return reverse(name, args=[activity.pk])


@pytest.fixture
def low(world, today):
    """A closed rating of six, two of them satisfied: 33.3 %."""
    make_member(world.branch, name="乙一")
    activity = make_activity(world.branch, date(2026, 6, 18), theme="讲得很长的学习")
    today.move_to(datetime(2026, 6, 18, 18, 30, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    activity = attending.close(activity, by=world.secretary)
    for number, row in enumerate(activity.attendances.select_related("member")):
        grade = "satisfied" if number < 2 else "dissatisfied"
        remark = f"意见{number}" if number % 2 else ""
        rating.rate(activity.rating, row.member, grades=dict.fromkeys(CRITERIA, grade), remark=remark)
    rating.close_round(activity.rating)
    return type(activity).objects.get(pk=activity.pk)


@pytest.mark.parametrize(
    ("persona", "seen", "written"),
    [("secretary", 200, 302), ("reviewer", 200, 403), ("member", 404, 404), ("outsider", 404, 404)],
)
def test_who_reads_and_who_answers(world, low, client_for, persona, seen, written):
    client = client_for(getattr(world, persona))
    assert client.get(place("rating_page", low)).status_code == seen
    answer = client.post(place("rating_reply", low), {"sentence": "讲短些。"})
    assert answer.status_code == written
    assert client.post(place("rating_improve", low), {"text": "讲得太长"}).status_code == written


def test_the_page_shows_the_result_with_its_figures_and_the_count_of_the_year(world, low, client_for):
    page = client_for(world.secretary).get(place("rating_page", low)).content.decode()
    assert "33.3%" in page
    assert "2 / 6 份" in page
    assert "2026年低于60%的活动：1次" in page
    assert "要写明存在的不足和怎么改进" in page
    assert "意见1" in page


def test_an_empty_answer_is_refused_at_the_field_and_what_was_typed_stays(world, low, client_for):
    client = client_for(world.secretary)
    answer = client.post(place("rating_reply", low), {"sentence": ""})
    assert answer.status_code == 422
    assert answer.context["reply_form"].errors["sentence"]
    dodged = client.post(place("rating_improve", low), {"text": "无"})
    assert dodged.status_code == 422
    assert not Improvement.objects.exists()


def test_members_find_the_answer_on_their_page_of_the_event_and_on_their_first_page(world, low, client_for):
    client_for(world.secretary).post(place("rating_reply", low), {"sentence": "以后讲四十分钟。"})
    assert RatingReply.objects.count() == 1
    member = client_for(world.member)
    assert "以后讲四十分钟。" in member.get(place("my_activity", low)).content.decode()
    assert "以后讲四十分钟。" in member.get(reverse("my_home")).content.decode()
    assert "以后讲四十分钟。" not in client_for(world.outsider).get(reverse("my_home")).content.decode()


def test_a_rating_found_low_after_filing_is_asked_about_on_the_first_page(world, low, client_for):
    recording.write(low.record, by=world.secretary, revision=1, fields={**WRITTEN, "shortcomings": "太长"})
    recording.submit(low.record, by=world.secretary)
    client = client_for(world.secretary)
    assert "补写" not in client.get("/").content.decode()
    Improvement.objects.all().delete()  # as if the round had closed only after the sheet was handed in
    page = client.get("/").content.decode()
    assert "补写 6月18日主题党日的改进措施" in page
    assert "2026年低于60%的活动：1次" in page
    client.post(place("rating_improve", low), {"text": "讲得太长，下次四十分钟"})
    assert "补写" not in client.get("/").content.decode()


def test_the_next_sheet_asks_what_was_done_and_prints_it(world, low, today, client_for):
    item = responding.improve(low, by=world.secretary, text="讲得太长")
    july = make_activity(world.branch, date(2026, 7, 10), theme="下一次")
    today.move_to(datetime(2026, 7, 10, 18, 30, tzinfo=clock.OFFICE))
    attending.close(july, by=world.secretary)
    client = client_for(world.secretary)
    sheet = reverse("record_detail", args=[july.record.pk])
    assert "以前活动要改的" in client.get(sheet).content.decode()
    settle = reverse("record_improvement", args=[july.record.pk, item.pk])
    for _twice in range(2):
        assert client.post(settle, {"outcome": "改成四十分钟"}).url == f"{sheet}#carried"
    item.refresh_from_db()
    assert (item.outcome, item.settled_in_id) == ("改成四十分钟", july.pk)
    assert client_for(world.reviewer).post(settle, {"outcome": "别的"}).status_code == 403
    assert client_for(world.outsider).post(settle, {"outcome": "别的"}).status_code == 404
    foreign = reverse("record_improvement", args=[low.record.pk, item.pk])
    assert client.post(foreign, {"outcome": "别的"}).status_code == 404


def test_f07_is_printed_once_it_is_closed_and_its_blank_ballot_always(world, low, client_for):
    responding.respond(low, by=world.secretary, sentence="以后讲四十分钟。")
    client = client_for(world.secretary)
    assert client.post(place("rating_document", low)).status_code == 302
    content = RenderedDocument.objects.get(kind="rating_summary").content
    assert content["sentence"] == "满意率33.3%（2/6份），低于60%"
    assert content["reply"] == "以后讲四十分钟。"
    assert content["remarks"] == ["意见1", "意见3", "意见5"]
    client.post(place("rating_document", low), {"form": "blank"})
    assert RenderedDocument.objects.filter(kind="rating_ballot").count() == 1
    ahead = make_activity(world.branch, date(2026, 7, 10))
    client.post(place("rating_document", ahead))
    assert RenderedDocument.objects.filter(kind="rating_summary").count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_items(
    world, low, client_for, django_assert_num_queries, number
):
    for each in range(number):
        responding.improve(low, by=world.secretary, text=f"不足{each}")
    client = client_for(world.secretary)
    client.get(place("rating_page", low))
    with django_assert_num_queries(13):
        client.get(place("rating_page", low))
