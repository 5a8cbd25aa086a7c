"""A guest's page, as somebody without an account meets it; and the branch's side of codes and paper."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.models import Guest, RatingCode, RatingPaper, RatingTally
from activities.services import attending, guest_codes, preparing, rating
from partywork.common import clock
from tests.factories.activities import make_activity

CRITERIA = ("theme", "content", "form", "effect", "overall")
GRADES = dict.fromkeys(CRITERIA, "satisfied")


@pytest.fixture
def activity(world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), state="announced")
    today.move_to(datetime(2026, 6, 18, 18, 5, tzinfo=clock.OFFICE))
    attending.mark_all_present(activity, by=world.secretary)
    return activity


@pytest.fixture
def slips(world, activity):
    return guest_codes.issue(activity, by=world.secretary, group="served", number=5, known=0)


@pytest.fixture
def open_(world, activity, slips):
    return attending.close(activity, by=world.secretary).rating


def place(name, activity):
    return reverse(name, args=[activity.pk])


def at(code):
    return reverse("guest_rating", args=[code])


def test_a_guest_scans_before_the_end_and_is_told_to_keep_the_slip(slips, client):
    page = client.get(at(slips[0]))
    assert page.status_code == 200
    assert "活动结束以后才开始测评，请留好这张条" in page.content.decode()
    assert client.post(at(slips[0]), GRADES).status_code == 422
    assert not RatingTally.objects.exists()


def test_a_guest_rates_once(open_, slips, client):
    page = client.get(at(slips[0])).content.decode()
    assert "上半年重要会议精神专题学习" in page
    assert "服务对象" in page
    assert "收到了，谢谢" in client.post(at(slips[0]), GRADES).content.decode()
    again = client.post(at(slips[0]), GRADES)
    assert again.status_code == 422
    assert "这个码已经用过了" in again.content.decode()
    assert RatingTally.objects.get(group="served", criterion="overall", grade="satisfied").count == 1


def test_a_guest_who_leaves_one_out_is_told_which(open_, slips, client):
    answer = client.post(at(slips[0]), {**GRADES, "form": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["form"] == ["这一项还没有选。"]
    assert not RatingCode.objects.filter(is_used=True).exists()


@pytest.mark.parametrize("grade", ["excellent", "' OR 1=1 --"])
def test_an_invented_grade_is_refused(open_, slips, client, grade):
    assert client.post(at(slips[0]), {**GRADES, "theme": grade}).status_code == 422


@pytest.mark.parametrize("code", ["AAAAAAAA", "x", "％％", "<script>"])
def test_a_wrong_code_tells_nothing(open_, client, code):
    answer = client.get(at(code))
    assert answer.status_code == 410
    assert "上半年" not in answer.content.decode()


def test_a_code_typed_by_hand_leads_to_the_ballot(open_, slips, client):
    answer = client.post(reverse("guest_rating_code"), {"code": f" {slips[0][:4].lower()} {slips[0][4:]} "})
    assert answer.url == at(slips[0])
    wrong = client.post(reverse("guest_rating_code"), {"code": "AAAAAAAA"})
    assert wrong.status_code == 422
    assert "没有这个码" in wrong.content.decode()


def test_thirty_wrong_codes_are_enough_and_right_ones_never_count(open_, slips, client):
    for _ in range(40):
        assert client.get(at(slips[0])).status_code == 200
    for _ in range(30):
        assert client.get(at("AAAAAAAA")).status_code == 410
    assert client.get(at("AAAAAAAA")).status_code == 429
    assert client.get(at(slips[0])).status_code == 429
    assert client.post(reverse("guest_rating_code"), {"code": slips[0]}).status_code == 429


def test_a_guest_page_is_small_and_asks_little(open_, slips, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        answer = client.get(at(slips[0]))
    assert len(answer.content) < 30_000


def test_slips_are_shown_once_and_a_second_click_makes_none(world, activity, client_for):
    client = client_for(world.secretary)
    typed = {"group": "public", "number": 3, "known": 0}
    page = client.post(place("rating_codes", activity), typed)
    assert page.content.decode().count("<svg") >= 3
    assert "no-store" in page["Cache-Control"]
    again = client.post(place("rating_codes", activity), typed)
    assert again.status_code == 422
    assert "刚刚已经生成过，现在共3张" in again.content.decode()
    assert RatingCode.objects.count() == 3
    assert client.post(place("rating_codes_withdraw", activity)).status_code == 302
    assert not RatingCode.objects.exists()


@pytest.mark.parametrize(("persona", "status"), [("reviewer", 403), ("member", 404), ("outsider", 404)])
def test_only_the_branch_prints_codes_and_counts_paper(world, open_, client_for, persona, status):
    client = client_for(getattr(world, persona))
    for name in ("rating_codes", "rating_codes_withdraw", "rating_paper"):
        assert client.post(place(name, open_.activity)).status_code == status
    assert RatingCode.objects.count() == 5


def paper(**changes):
    boxes = {f"{criterion}_{grade}": 0 for criterion in CRITERIA for grade in ("fairly", "dissatisfied")}
    boxes |= {f"{criterion}_satisfied": 4 for criterion in CRITERIA}
    return {"group": "member", "issued": 5, "collected": 4, **boxes, **changes}


def test_totals_are_typed_on_the_page_and_what_is_wrong_stands_at_its_place(world, open_, client_for):
    client = client_for(world.secretary)
    wrong = client.post(place("rating_paper", open_.activity), paper(collected=6))
    assert wrong.status_code == 422
    assert "收回6份，多于发出的5份" in wrong.content.decode()
    over = client.post(place("rating_paper", open_.activity), paper(overall_fairly=1))
    assert "“总体评价”三项合计5份，多于收回的4份。" in over.content.decode()
    assert not RatingPaper.objects.exists()
    assert client.post(place("rating_paper", open_.activity), paper()).status_code == 302
    assert RatingPaper.objects.get().counts["overall"] == {"satisfied": 4, "fairly": 0, "dissatisfied": 0}


def test_paper_is_typed_only_while_the_round_is_open(world, activity, client_for):
    client = client_for(world.secretary)
    early = client.post(place("rating_paper", activity), paper(), follow=True)
    assert "活动结束以后才登记纸票" in early.content.decode()
    rating.close_round(attending.close(activity, by=world.secretary).rating)
    late = client.post(place("rating_paper", activity), paper())
    assert late.status_code == 422


def test_a_visiting_leaders_remark_is_noted_and_printed(world, activity, client_for):
    guest = preparing.invite(activity, by=world.secretary, name="马副书记", kind="superior")
    client = client_for(world.secretary)
    page = client.get(place("activity_detail", activity)).content.decode()
    assert "记点评" in page
    for _twice in range(2):
        answer = client.post(reverse("guest_remark", args=[guest.pk]), {"remark": "讨论充分，材料要早发。"})
        assert answer.status_code == 302
    assert Guest.objects.get().remark == "讨论充分，材料要早发。"
    refused = client_for(world.outsider).post(reverse("guest_remark", args=[guest.pk]), {"remark": "别的"})
    assert refused.status_code == 404
    assert Guest.objects.get().remark == "讨论充分，材料要早发。"
