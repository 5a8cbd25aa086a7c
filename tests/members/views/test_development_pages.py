"""The pages of developing members: the list by stage, one path, a form for each step, and for whom."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members.models import Development, DevelopmentStep
from members.rules.development import STEPS
from tests.factories.development import make_development

pytestmark = pytest.mark.usefixtures("today")
PDF = b"%PDF-1.4\n%%EOF"
APPLICATION = {
    "name": "周六",
    "sex": "female",
    "born_on": "2000-05-04",
    "day": "2026-06-01",
}


@pytest.fixture
def desk(world, client_for):
    return client_for(world.secretary)


def text(answer) -> str:
    return answer.content.decode()


def develop(world, until: str = "applied", **person) -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, **person)


def step_page(development: Development, key: str) -> str:
    return reverse("development_step", args=[development.pk, key])


def test_an_application_is_entered_with_its_paper_and_stands_on_the_path(desk, world):
    paper = SimpleUploadedFile("申请书.pdf", PDF, "application/pdf")
    answer = desk.post(
        reverse("development_new"), {**APPLICATION, "branch": world.branch.pk, "paper": paper}, follow=True
    )

    assert "已登记周六的入党申请" in text(answer)
    assert "一个月内派人谈话，最迟2026年7月1日" in text(answer)
    assert "办第2步" in text(answer)
    row = DevelopmentStep.objects.get()
    assert b"".join(desk.get(reverse("development_paper", args=[row.pk])).streaming_content) == PDF


def test_all_twenty_five_steps_stand_on_one_page(desk, world):
    development = develop(world, "talked")

    shown = text(desk.get(reverse("development_detail", args=[development.pk])))

    assert [step.title for step in STEPS if step.title not in shown] == []
    assert "2023年9月1日起可以确定" in shown
    assert "先办第3步推荐和确定入党积极分子" in shown


@pytest.mark.parametrize("key", [step.key for step in STEPS if not step.repeats])
def test_every_step_has_a_form_that_keeps_what_was_typed(desk, world, key):
    development = develop(world)
    page = step_page(development, key)

    assert desk.get(page).status_code == 200
    answer = desk.post(page, {"note": "留着这句话"})

    assert answer.status_code == 422
    assert "留着这句话" in text(answer)


def test_a_review_is_written_on_one_page_and_shown_on_the_path(desk, world):
    development = develop(world, "contacts")
    for key in ("cultivation", "probation"):
        assert desk.get(step_page(development, key)).url == reverse("cultivation", args=[development.pk])

    page = desk.post(reverse("cultivation_review_new", args=[development.pk])).url
    sent = {
        "revision": "1",
        "on": "2026-06-18",
        "behaviour": "能带头值班。",
        "branch_said": "同意。",
        "step": "settle",
    }
    assert desk.post(page, {**sent, "branch_said": ""}).status_code == 422
    assert "已保存" in text(desk.post(page, {**sent, "branch_said": "", "step": "save"}, follow=True))
    answer = desk.post(page, {**sent, "revision": "2"}, follow=True)

    shown = text(answer)
    assert "第1次半年考察已办结，记入纪实表" in shown
    assert "能带头值班。" in shown
    assert page in shown
    row = development.steps.get(key="cultivation")
    correction = reverse("development_correction", args=[row.pk])
    assert correction not in shown
    assert "请撤回登记，再写一次" in text(desk.get(correction, follow=True))


def test_a_warning_asks_for_the_reason_on_the_same_page_and_keeps_the_rest(desk, world):
    development = develop(world, "talked")
    data = {"day": "2023-08-31", "method": "members", "decided_by": "committee", "note": "留着"}
    page = step_page(development, "activist")

    assert 'name="reason"' not in text(desk.get(page))
    warned = desk.post(page, data)
    assert warned.status_code == 422
    assert "不满时间须写明理由" in text(warned)
    assert 'name="reason"' in text(warned)
    assert "留着" in text(warned)

    answer = desk.post(page, {**data, "reason": "支部研究"}, follow=True)
    assert "第3步“推荐和确定入党积极分子”已记入周六的纪实表" in text(answer)
    assert "理由：支部研究" in text(answer)


def test_contacts_are_chosen_from_the_full_members_of_the_branch(desk, world):
    development = develop(world, "activist_filed")
    page = step_page(development, "contacts")

    shown = text(desk.get(page))
    assert ("李二" in shown, "钱五" in shown) == (True, False)

    three = [member.pk for member in world.others]
    assert "现在选了3名" in text(desk.post(page, {"day": "2023-09-25", "members": three}))
    answer = desk.post(page, {"day": "2023-09-25", "members": three[:2]}, follow=True)
    assert "李二、王三" in text(answer) or "王三、李二" in text(answer)


def test_the_vote_of_the_meeting_is_judged_with_its_numbers(desk, world):
    development = develop(world, "form_filled")
    data = {"day": "2025-02-07", "expected": 4, "present": 4, "in_favour": 2, "against": 2}
    data |= {"abstained": 0, "void": 0, "written": 0}

    answer = desk.post(step_page(development, "admitted"), data, follow=True)

    assert "没有超过应到4人的半数（至少3票），不通过" in text(answer)
    assert "没有通过" in text(answer)
    assert "办第15步" in text(answer)


def test_approved_on_the_page_the_member_stands_in_the_roster(desk, world):
    development = develop(world, "superior_talk")
    data = {"day": "2025-03-28", "approver": world.committee.name, "passed": "yes"}

    answer = desk.post(step_page(development, "approved"), data, follow=True)

    assert "2025-02-07 至 2026-02-07" in text(answer)
    assert "周六" in text(desk.get(reverse("member_list")))


def test_a_general_branch_above_is_offered_but_refused(desk, world):
    development = develop(world, "superior_talk")
    data = {"day": "2025-03-28", "approver": "", "other_approver": "机关第二党总支", "passed": "yes"}

    answer = desk.post(step_page(development, "approved"), data)

    assert "是党总支，只能审议" in text(answer)


def test_a_correction_starts_from_what_was_kept_and_asks_why(desk, world):
    development = develop(world, "talked")
    row = development.steps.get(key="talked")
    page = reverse("development_correction", args=[row.pk])

    shown = text(desk.get(page))
    assert 'value="李二"' in shown
    assert 'value="2023-03-20"' in shown
    assert desk.post(page, {"day": "2023-03-20", "talker": "王三"}).status_code == 422
    answer = desk.post(page, {"day": "2023-03-20", "talker": "王三", "why": "写错"}, follow=True)
    assert "谈话人：王三" in text(answer)


def test_the_list_groups_by_stage_and_says_what_is_late(desk, world):
    develop(world, "applied", name="周六")
    develop(world, "cultivation", name="吴七")

    shown = text(desk.get(reverse("development_list")))

    assert shown.index("周六") < shown.index("吴七")
    assert "已过期限" in shown
    assert "第2步" in shown or "党组织派人谈话" in shown


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(desk, world, count, django_assert_num_queries):
    for number in range(count):
        develop(world, "cultivation", name=f"周{number}")
    desk.get(reverse("development_list"))

    with django_assert_num_queries(9):
        desk.get(reverse("development_list"))


@pytest.mark.parametrize("until", ["applied", "approved"])
def test_the_path_costs_the_same_early_and_late(desk, world, until, django_assert_num_queries):
    development = develop(world, until)
    page = reverse("development_detail", args=[development.pk])
    desk.get(page)

    with django_assert_num_queries(12):
        desk.get(page)


def test_another_branch_finds_nothing(world, client_for):
    development = develop(world)

    for name in ("development_detail", "development_edit", "development_ending", "development_move"):
        answer = client_for(world.outsider).get(reverse(name, args=[development.pk]))
        assert answer.status_code == 404


def test_a_plain_member_does_not_see_who_applied(world, client_for):
    develop(world)

    assert client_for(world.member).get(reverse("development_list")).status_code == 403


def test_a_paper_that_is_none_is_refused_at_its_box(desk, world):
    development = develop(world)
    data = {"day": "2023-03-20", "talker": "李二", "paper": SimpleUploadedFile("木马.pdf", b"MZ...")}

    answer = desk.post(step_page(development, "talked"), data)

    assert "只收 PDF、JPG 和 PNG" in text(answer)
    assert "李二" in text(answer)


def test_an_unknown_step_is_not_found(desk, world):
    development = develop(world)

    assert desk.get(step_page(development, "crowned")).status_code == 404


def test_a_leap_day_applicant_is_of_age_on_the_last_of_february(desk, world):
    day = date(2022, 2, 28)
    data = {**APPLICATION, "born_on": "2004-02-29", "day": f"{day}", "branch": world.branch.pk}

    assert "申请时17岁" in text(desk.post(reverse("development_new"), {**data, "day": "2022-02-27"}))
    assert desk.post(reverse("development_new"), data).status_code == 302
