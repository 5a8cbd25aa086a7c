"""我的发展过程: the own way on the phone, reports handed in, nothing of what others wrote (DV-07, DV-21)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from branches.services.setting import set_parameter
from members.models import Development, ThoughtReport
from members.services import cultivating, thought_reports
from members.services.cultivating import Opinion
from tests.factories.development import make_development
from tests.factories.members import make_user

pytestmark = pytest.mark.usefixtures("today")
D = date
PATH = reverse("my_path")


def paper(data: bytes = b"%PDF-1.4\n%%EOF") -> SimpleUploadedFile:
    return SimpleUploadedFile("汇报.pdf", data, "application/pdf")


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def someone(world) -> Development:
    """周六, on probation since 2025-02-07, with an account."""
    found = make_development(world.branch, by=world.secretary, until="grouped", people=world.others)
    assert found.member is not None
    found.member.user = make_user("zhouliu", name="周六")
    found.member.save(update_fields=["user"])
    return found


@pytest.fixture
def phone(someone, client_for):
    return client_for(someone.member.user)


def ask_for_texts(world) -> None:
    set_parameter(
        world.committee, "dv.report_texts", True, since=D(2026, 1, 1), by=world.reviewer, reason="统一"
    )


def test_somebody_on_probation_sees_days_and_limits_but_no_opinions(world, someone, phone):
    review = cultivating.begin_review(someone, by=world.secretary)
    said = Opinion(on=D(2025, 5, 6), behaviour="只给支部看", branch_said="也只给支部看", talk="谈过")
    cultivating.settle_review(review, said, revision=review.revision, by=world.secretary)

    shown = text(phone.get(PATH))

    assert "2025-02-07 至 2026-02-07" in shown
    assert "2025-05-06" in shown
    assert "第2次到2025年8月7日" in shown
    assert "预备期2026年2月7日期满" in shown
    assert "只给支部看" not in shown
    assert "上级没有要求交书面原文" in shown
    assert PATH in text(phone.get(reverse("my_home")))
    assert PATH in text(phone.get(reverse("my_information")))


def test_a_report_is_handed_in_where_the_committee_asks_for_it(world, someone, phone, client_for):
    refused = phone.post(PATH, {"file": paper()})
    assert refused.status_code == 422
    assert "上级没有要求交书面原文" in text(refused)
    ask_for_texts(world)

    for _ in range(2):
        assert "已交给支部" in text(phone.post(PATH, {"file": paper()}, follow=True))

    report = ThoughtReport.objects.get()
    assert (report.on, report.file_name, report.noted_by) == (D(2026, 6, 18), "汇报.pdf", someone.member.user)
    own = phone.get(reverse("my_report_file", args=[report.pk]))
    assert b"".join(own.streaming_content).startswith(b"%PDF")
    desk = client_for(world.secretary)
    assert "本人交" in text(desk.get(reverse("cultivation", args=[someone.pk])))
    assert desk.get(reverse("thought_report_file", args=[report.pk])).status_code == 200


def test_another_text_on_the_same_day_waits_until_the_branch_took_the_first_away(world, someone, phone):
    ask_for_texts(world)
    phone.post(PATH, {"file": paper()})

    again = phone.post(PATH, {"file": paper(b"%PDF-1.4\nother\n%%EOF")})

    assert again.status_code == 422
    assert "今天已经交过一份" in text(again)
    thought_reports.drop_report(ThoughtReport.objects.get(), by=world.secretary)
    phone.post(PATH, {"file": paper(b"%PDF-1.4\nother\n%%EOF")})
    assert ThoughtReport.objects.get().file


def test_a_day_noted_by_the_branch_keeps_its_row_and_gets_the_text(world, someone, phone):
    ask_for_texts(world)
    thought_reports.note_report(someone, on=D(2026, 6, 18), oral=True, by=world.secretary)

    phone.post(PATH, {"file": paper()})

    assert ThoughtReport.objects.get().file_name == "汇报.pdf"


@pytest.mark.parametrize("data", [b"MZ\x90", b""])
def test_only_a_paper_is_taken(world, someone, phone, data):
    ask_for_texts(world)

    assert phone.post(PATH, {"file": paper(data)}).status_code == 422
    assert not ThoughtReport.objects.exists()


def test_nobody_else_has_that_page_or_that_text(world, someone, client_for):
    ask_for_texts(world)
    report = thought_reports.note_report(someone, on=D(2026, 6, 1), file=paper(), by=world.secretary)

    for user in (world.secretary, world.member, world.outsider):
        assert client_for(user).get(PATH).status_code == 404
        assert client_for(user).get(reverse("my_report_file", args=[report.pk])).status_code == 404
