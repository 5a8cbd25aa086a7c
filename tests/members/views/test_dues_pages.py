"""The pages of the dues: the keeper's month, cards, arrears; what the secretary and the member see, and nobody else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import Notice
from activities.services import notifying
from members.models import DuesEntry, DuesMonth, DuesReminder, User
from members.services.dues_closing import close
from partywork.models import JournalEntry
from tests.factories.dues import JUNE, assessed, billed, make_keeper
from tests.factories.members import make_member

JULY = date(2026, 7, 1)
MONTH = reverse("dues_month")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00"
    b"\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def keeper(world, today):
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    return keeper


@pytest.fixture
def desk(keeper, client_for):
    return client_for(keeper)


def text(answer) -> str:
    return answer.content.decode()


def test_nobody_is_ticked_by_default_and_everybody_by_one_link(desk):
    assert " checked" not in text(desk.get(MONTH)).split("清点")[0]
    assert text(desk.get(MONTH, {"all": "1"})).split("清点")[0].count(" checked") == 5


def test_ticked_counted_and_closed_on_one_page(desk, world):
    """DU-26: recorded, never collected in here."""
    data = {
        "month": "2026-06",
        "paid": [m.pk for m in world.roster[:4]],
        "method": "cash",
        "counted": "138.28",
    }
    answer = desk.post(MONTH, {**data, "step": "close"}, follow=True)

    assert "已结账，实收138.28元" in text(answer)
    assert DuesMonth.objects.get().is_closed
    assert DuesEntry.objects.count() == 4
    assert "收下并结账" not in text(answer)


def test_a_wrong_count_keeps_the_ticks_and_says_the_difference_at_the_box(desk, world):
    data = {"month": "2026-06", "paid": [world.plain_member.pk], "method": "cash", "counted": "34.56"}
    answer = desk.post(MONTH, {**data, "step": "close"})

    assert answer.status_code == 422
    assert "少0.01元" in text(answer)
    assert text(answer).split("清点")[0].count(" checked") == 1
    assert not DuesEntry.objects.exists()


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ("", "这一项要填"),
        ("12.345", "最多到分"),
        ("１２", "半角数字"),
        ("一百", "半角数字"),
        ("99999999999", "应小于"),
    ],
)
def test_a_count_that_is_no_amount_is_told_what_was_expected(desk, world, counted, sentence):
    answer = desk.post(MONTH, {"month": "2026-06", "method": "cash", "counted": counted, "step": "close"})

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_received_first_and_closed_later(desk, world):
    answer = desk.post(
        MONTH,
        {"month": "2026-06", "paid": [world.plain_member.pk], "method": "transfer", "step": "receive"},
        follow=True,
    )

    assert "已登记 1 人" in text(answer)
    assert DuesEntry.objects.get().method == "transfer"
    assert not DuesMonth.objects.filter(state="closed").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_month_costs_the_same_queries_for_one_and_for_three(
    world, today, client_for, django_assert_num_queries, count
):
    keeper = make_keeper(world.branch)
    for member in world.roster[:count]:
        assessed(member, world.branch, keeper)
    close_by = client_for(keeper)
    close_by.post(
        MONTH,
        {
            "month": "2026-06",
            "paid": [m.pk for m in world.roster[:count]],
            "method": "cash",
            "step": "receive",
        },
    )
    close_by.get(MONTH)
    with django_assert_num_queries(20):
        close_by.get(MONTH)


def test_the_secretary_reads_and_does_not_collect(world, keeper, client_for):
    desk = client_for(world.secretary)

    assert "收下并结账" not in text(desk.get(MONTH))
    assert desk.post(MONTH, {"month": "2026-06", "step": "close", "counted": "0"}).status_code == 403
    assert desk.get(reverse("dues_assessments")).status_code == 403


@pytest.mark.parametrize("who", ["member", "outsider", "reviewer"])
def test_others_see_nothing_of_it(world, keeper, client_for, who):
    desk = client_for(getattr(world, who))
    card = reverse("dues_member", args=[world.secretary_member.pk])

    assert desk.get(card).status_code == 404
    answer = desk.get(MONTH)
    assert answer.status_code == (200 if who == "outsider" else 403)
    assert "李二" not in text(answer)


def test_the_base_is_shown_to_the_keeper_on_asking_and_the_reading_is_noted(desk, world, client_for):
    url = reverse("dues_member", args=[world.plain_member.pk])
    assert "3456.78" not in text(desk.get(url))
    before = JournalEntry.objects.filter(verb="read_dues_base").count()

    assert "3456.78" in text(desk.get(url, {"base": "1"}))
    assert JournalEntry.objects.filter(verb="read_dues_base").count() == before + 1
    assert "3456.78" not in text(client_for(world.secretary).get(url, {"base": "1"}))


def test_the_sheet_of_everybody_hides_the_bases_until_asked(desk):
    url = reverse("dues_assessments")
    assert "3456.78" not in text(desk.get(url))
    assert "3456.78" in text(desk.get(url, {"base": "1"}))
    assert JournalEntry.objects.filter(verb="read_dues_bases").count() == 1


def test_a_member_reads_his_own_dues_and_why(world, keeper, client_for):
    """DU-17, M21."""
    page = text(client_for(world.member).get(reverse("my_dues")))

    for said in ("34.57", "3456.78", "3000元以上至5000元", "第二条", "2026年6月", "还没交"):
        assert said in page


def test_behind_in_advance_and_by_somebody_else_on_one_form(desk, world, today):
    close(world.branch, JUNE, counted_fen=0, by=User.objects.get(username="keeper"))
    today.move_to("2026-07-20T09:00:00+08:00")
    billed(JULY)
    url = reverse("dues_payment", args=[world.plain_member.pk])
    data = {
        "months": ["2026-06-01", "2026-07-01"],
        "method": "cash",
        "on": "2026-07-20",
        "paid_by": "钱小五（女儿）",
    }

    refused = desk.post(url, data)
    assert refused.status_code == 422
    assert "请写明原因" in text(refused)
    assert "已收钱五的党费，收据 2026—0001" in text(desk.post(url, {**data, "reason": "出差"}, follow=True))


def test_a_payment_of_a_day_ahead_is_refused_at_the_day(desk, world):
    url = reverse("dues_payment", args=[world.plain_member.pk])
    answer = desk.post(url, {"months": ["2026-06-01"], "method": "cash", "on": "2026-06-19"})

    assert answer.status_code == 422
    assert "交纳日期不能晚于今天" in text(answer)


def test_proof_of_the_host_is_kept_and_read_by_keeper_and_member_only(desk, world, client_for):
    url = reverse("dues_host", args=[world.plain_member.pk])
    data = {"months": ["2026-06-01"], "host": "甲街道支部", "on": "2026-06-10"}
    bad = desk.post(url, {**data, "proof": SimpleUploadedFile("a.pdf", b"no pdf at all")})
    assert "只收 PDF、JPG 和 PNG" in text(bad)

    desk.post(url, {**data, "proof": SimpleUploadedFile("收据.png", PNG)})

    proof = reverse("dues_proof", args=[DuesEntry.objects.get().pk])
    assert desk.get(proof).status_code == 200
    assert client_for(world.member).get(proof).status_code == 200
    assert client_for(world.secretary).get(proof).status_code == 403
    assert client_for(world.outsider).get(proof).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"base": "-1"}, "不能是负数"),
        ({"base": "99999999999"}, "应小于"),
        ({"base": "12.345"}, "最多到分"),
        ({"base": "３４５６"}, "半角数字"),
        ({"base": ""}, "请填写计算基数"),
        ({"base": "34567.80"}, "相差太大，请核对"),
        ({"since": "2010-05"}, "不能早于入党的2010年6月"),
        ({"since": "2026-13"}, "月份应写成"),
        ({"since": "2026-05"}, "不能早于2026年6月"),
        ({"since": "2028-01"}, "最晚核定到2027年6月"),
        ({"since": "2026-07", "reason": ""}, "请写明原因"),
    ],
)
def test_an_assessment_that_cannot_be_says_why_at_its_box(desk, world, data, sentence):
    """DU-11 and the bad input of money and months."""
    url = reverse("dues_assessment", args=[world.plain_member.pk])
    answer = desk.post(
        url, {"kind": "employed", "base": "3500", "since": "2026-07", "reason": "工资调整", **data}
    )

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_new_assessment_leads_to_its_explanation(desk, world):
    url = reverse("dues_assessment", args=[world.plain_member.pk])
    data = {"kind": "employed", "base": "5000.01", "since": "2026-07", "reason": "7月工资调整"}

    page = text(desk.post(url, data, follow=True))
    assert "从2026年7月起每月75.00元" in page


def test_one_reminder_a_month_reaches_the_members_inbox_only(desk, world, today, client_for):
    """N28, and the seam of decision 0025: `members` tells, the outbox above writes."""
    today.move_to("2026-07-20T09:00:00+08:00")
    url = reverse("dues_reminder", args=[world.plain_member.pk])
    desk.post(url)
    desk.post(url)
    notifying.deliver_all()

    assert DuesReminder.objects.count() == 1
    assert list(Notice.objects.values_list("recipient", "kind")) == [(world.member.pk, "dues")]
    inbox = text(client_for(world.member).get(reverse("inbox")))
    assert "2026年6月的党费还没有交" in inbox
    assert "34.57" not in inbox  # a letter may leave the house: the sum stands on the own page only
    assert "共34.57元" in text(client_for(world.member).get(reverse("my_dues")))


def test_the_next_month_may_remind_once_more(desk, world, today):
    url = reverse("dues_reminder", args=[world.plain_member.pk])
    for day in ("2026-07-20", "2026-07-31", "2026-08-01", "2026-08-31"):
        today.move_to(f"{day}T09:00:00+08:00")
        desk.post(url)

    assert Notice.objects.filter(recipient=world.member).count() == 2


def test_whoever_has_no_account_is_not_said_to_have_been_reminded(desk, world, today):
    today.move_to("2026-07-20T09:00:00+08:00")
    answer = desk.post(reverse("dues_reminder", args=[world.others[0].pk]), follow=True)

    assert "没有账号，收不到提醒，请当面说一声" in text(answer)
    assert not DuesReminder.objects.exists()
    assert "没有账号，当面说" in text(desk.get(reverse("dues_arrears")))


def test_the_arrears_name_the_known_reason_and_the_running_months(desk, world, today, client_for):
    """DU-16, MEM-14."""
    today.move_to("2026-10-20T09:00:00+08:00")
    for month in (7, 8, 9):
        billed(date(2026, month, 1))
    desk.post(
        reverse("dues_delay", args=[world.secretary_member.pk]),
        {"reason": "away", "since": "2026-06", "until": "2026-10"},
    )

    page = text(client_for(world.secretary).get(reverse("dues_arrears")))
    assert "外出、流动" in page
    assert "4 个月" in page
    assert "2026年6月至9月" in page


def test_a_reversal_asks_for_its_reason(desk, world):
    desk.post(
        MONTH, {"month": "2026-06", "paid": [world.plain_member.pk], "method": "cash", "step": "receive"}
    )
    url = reverse("dues_reversal", args=[DuesEntry.objects.get().pk])

    assert "这一项要填" in text(desk.post(url, {"reason": ""}))
    assert "红字收据 2026—0002" in text(desk.post(url, {"reason": "收错人"}, follow=True))


def test_receipts_and_the_years_register_are_files(desk, world):
    """F-17, F-19."""
    desk.post(
        MONTH, {"month": "2026-06", "paid": [m.pk for m in world.roster], "method": "cash", "step": "receive"}
    )
    entry = DuesEntry.objects.first()

    assert desk.get(reverse("dues_receipt", args=[entry.pk])).content.startswith(b"%PDF")
    assert desk.get(reverse("dues_receipts"), {"month": "2026-06"}).content.startswith(b"%PDF")
    assert desk.get(reverse("dues_export")).content.startswith(b"PK")


def test_somebody_without_an_amount_is_named_on_the_month(desk, world):
    make_member(world.branch, name="新一", since=date(2026, 6, 10))

    assert "还有 1 人没有核定" in text(desk.get(MONTH))


@pytest.mark.parametrize("month", ["2026-13", "二月", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_not_found(desk, month):
    assert desk.get(MONTH, {"month": month}).status_code == 404


@pytest.mark.parametrize(
    ("by_one", "by_themselves", "warned"), [(2, 0, False), (3, 2, True), (3, 3, False), (4, 1, True)]
)
def test_one_person_paying_for_most_is_pointed_at(desk, world, by_one, by_themselves, warned):
    """DU-14, E-64: more than half, and at least three."""
    people = [*world.roster, make_member(world.branch, name="新一")]
    assessed(people[-1], world.branch, User.objects.get(username="keeper"))
    for number, member in enumerate(people[: by_one + by_themselves]):
        data: dict[str, object] = {"months": ["2026-06-01"], "method": "cash", "on": "2026-06-18"}
        data["paid_by"] = "李二（同事）" if number < by_one else ""
        assert desk.post(reverse("dues_payment", args=[member.pk]), data).status_code == 302

    assert ("不得垫交" in text(desk.get(MONTH))) is warned


def test_the_box_of_the_base_says_what_does_not_belong_into_it(desk, world):
    """DU-02, DU-03: only the total is entered, and the subsidies are named that stay out of it."""
    page = text(desk.get(reverse("dues_assessment", args=[world.plain_member.pk])))

    for said in (
        "只填合计",
        "个人所得税",
        "五险一金",
        "年金",
        "住房",
        "交通",
        "通讯",
        "误餐",
        "加班",
        "取暖",
    ):
        assert said in page
