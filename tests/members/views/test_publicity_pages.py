"""The pages around the way to membership: notices, contacts' phones, reviews, the committee's side; for whom."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from members.choices import Post
from members.choices_development import ContactRole
from members.choices_publicity import Matter
from members.models import CultivationReview, Development, DevelopmentContact, NoticeObjection, PublicNotice
from members.rules.publicity import Posting
from members.services import noticing, submitting
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.development import make_development
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.usefixtures("today")
TODAY, LAST, AFTER = date(2026, 6, 18), date(2026, 6, 26), date(2026, 6, 27)


@pytest.fixture
def desk(world, client_for):
    return client_for(world.secretary)


@pytest.fixture
def phone(world, client_for):
    return client_for(world.member)


@pytest.fixture
def committee(world, client_for):
    return client_for(world.reviewer)


def text(answer) -> str:
    return answer.content.decode()


def develop(world, until: str = "candidate", name: str = "周六") -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, name=name)


def put_up(world, *people: Development) -> PublicNotice:
    posting = Posting("candidate", TODAY, LAST)
    return noticing.put_up(world.branch, people or [develop(world)], posting, by=world.secretary)


def move(today, day: date) -> None:
    today.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=clock.OFFICE))


def test_a_notice_from_the_desk_to_the_phone_to_its_conclusion(world, desk, phone, today):
    someone = develop(world)
    listed = text(desk.get(reverse("public_notice_list")))
    assert "可以公示了" in listed
    page = text(desk.get(reverse("public_notice_new"), {"point": "candidate"}))
    assert 'value="2026-06-26"' in page

    sent = {
        "people": [someone.pk],
        "posted_on": "2026-06-18",
        "until": "2026-06-26",
        "scope": "branch",
        "branch": world.branch.pk,
    }
    answer = desk.post(reverse("public_notice_new") + "?point=candidate", sent, follow=True)
    assert "公示已登记，2026-06-26 24:00后自动撤下" in text(answer) or "自动撤下" in text(answer)
    notice = PublicNotice.objects.get()
    url = reverse("public_notice", args=[notice.pk])

    assert "拟确定周六同志为发展对象" in text(phone.get(url))
    said = phone.post(url, {"text": "获奖情况请核实。"}, follow=True)
    assert "只有书记知道是您提的" in text(said)
    objection = NoticeObjection.objects.get()
    assert "钱五" in text(desk.get(url))
    step = desk.post(reverse("development_step", args=[someone.pk, "candidate_filed"]), {"day": "2026-06-18"})
    assert "才期满" in text(step)

    desk.post(
        reverse("notice_objection_answer", args=[objection.pk]), {"upheld": "0", "text": "查过，属实无误。"}
    )
    move(today, AFTER)
    person = notice.people.get()
    desk.post(
        reverse("public_notice_conclusion", args=[notice.pk]),
        {f"result_{person.pk}": "unfounded", "note": "不影响。"},
    )
    notice.refresh_from_db()
    assert notice.state == "concluded"
    assert "查过，属实无误" in text(phone.get(url))  # whoever objected comes back for the answer
    done = desk.post(
        reverse("development_step", args=[someone.pk, "candidate_filed"]), {"day": "2026-06-27"}, follow=True
    )
    assert "已记入周六的纪实表" in text(done)


def test_the_deputy_and_the_committee_read_the_words_and_not_the_name(world, desk, client_for, committee):
    notice = put_up(world)
    noticing.object_to(notice, world.plain_member, text="请核实。")
    deputy = make_user("deputy", name="副一")
    appoint(deputy, world.branch, Post.DEPUTY_SECRETARY)
    url = reverse("public_notice", args=[notice.pk])

    for reader in (client_for(deputy), committee):
        shown = text(reader.get(url))
        assert "请核实" in shown
        assert "反映人" not in shown
    assert client_for(deputy).get(reverse("public_notice_objection", args=[notice.pk])).status_code == 403
    assert "反映人：钱五" in text(desk.get(url))


def test_a_member_reads_no_other_objections_and_nothing_after_the_end(world, phone, client_for, today):
    notice = put_up(world)
    noticing.object_to(notice, world.others[0], text="别人的话")
    url = reverse("public_notice", args=[notice.pk])

    assert "别人的话" not in text(phone.get(url))
    assert client_for(world.outsider).get(url).status_code == 404
    move(today, AFTER)
    assert phone.get(url).status_code == 404


def test_the_sheet_for_the_wall_says_nothing_that_must_not_be_said(world, phone):
    notice = put_up(world)
    answer = phone.get(reverse("public_notice_document", args=[notice.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_member_finds_the_notice_on_the_first_page(world, phone, today):
    notice = put_up(world)
    assert reverse("public_notice", args=[notice.pk]) in text(phone.get(reverse("my_home")))
    move(today, AFTER)
    assert reverse("public_notice", args=[notice.pk]) not in text(phone.get(reverse("my_home")))


def test_the_secretary_is_told_what_waits(world, desk, today):
    someone = develop(world)
    put_up(world, someone)
    move(today, AFTER)

    shown = text(desk.get("/"))

    assert "写公示结论：周六" in shown
    assert "思想汇报：周六" in shown


def test_a_contact_writes_on_the_phone_and_the_branch_settles(world, desk, client_for):
    someone = develop(world, "contacts")
    user = make_user("contact", name="李二")
    contact = world.others[0]
    contact.user = user
    contact.save(update_fields=["user"])
    own = client_for(user)
    assert someone.name in text(own.get(reverse("my_contacts")))

    own.post(
        reverse("my_contact_note", args=[someone.pk]), {"on": "2026-06-17", "text": "谈了一次。"}, follow=True
    )
    own.post(reverse("my_contact_opinion", args=[someone.pk]), {"text": "同意继续培养。"})
    shown = text(desk.get(reverse("cultivation", args=[someone.pk])))
    assert "谈了一次" in shown
    review = CultivationReview.objects.get()
    form = text(desk.get(reverse("cultivation_review", args=[review.pk])))
    assert "同意继续培养" in form
    sent = {
        "revision": review.revision,
        "on": "2026-06-18",
        "behaviour": "表现好。",
        "contacts_said": review.contacts_said,
        "branch_said": "同意。",
        "step": "settle",
    }
    answer = desk.post(reverse("cultivation_review", args=[review.pk]), sent, follow=True)

    assert "已办结，记入纪实表" in text(answer)
    assert someone.steps.filter(key="cultivation").exists()


def test_somebody_elses_person_is_not_found_on_the_phone(world, phone):
    someone = develop(world, "contacts")
    assert phone.get(reverse("my_contact", args=[someone.pk])).status_code == 404
    DevelopmentContact.objects.create(
        development=someone, member=world.plain_member, role=ContactRole.CONTACT, since=TODAY
    )
    assert phone.get(reverse("my_contact", args=[someone.pk])).status_code == 200


def test_a_report_is_noted_with_one_form(world, desk):
    someone = develop(world, "contacts")
    url = reverse("cultivation", args=[someone.pk])

    assert "思想汇报已记下" in text(desk.post(url, {"on": "2026-06-01", "oral": "on"}, follow=True))
    assert desk.post(url, {"on": "2027-01-01"}).status_code == 422


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("development_record_document", "admitted"),
        ("activist_register_document", "contacts"),
        ("probation_register_document", "approved"),
    ],
)
def test_the_papers_are_printed(world, desk, name, until):
    someone = develop(world, until)
    assert desk.get(reverse(name, args=[someone.pk])).content.startswith(b"%PDF")


def test_the_ledger_is_printed_and_taken_out_with_a_purpose(world, desk):
    develop(world, "approved")
    assert desk.get(reverse("development_ledger_document")).content.startswith(b"%PDF")
    assert "请写导出的用途" in text(desk.post(reverse("development_export"), {"reason": ""}, follow=True))
    answer = desk.post(reverse("development_export"), {"reason": "年度汇总核对"})
    assert answer.content.startswith(b"PK")


def test_the_committee_sees_figures_and_asks_for_names_with_a_reason(world, committee):
    someone = develop(world)
    shown = text(committee.get(reverse("development_team")))
    assert someone.name not in shown
    url = reverse("development_names", args=[world.branch.pk])

    assert someone.name not in text(committee.get(url))
    assert committee.post(url, {"reason": "看"}).status_code == 422
    assert someone.name in text(committee.post(url, {"reason": "核对年度名额"}))
    assert JournalEntry.objects.get(verb="see_developments").reason == "核对年度名额"


@pytest.mark.parametrize(
    "name",
    [
        "development_detail",
        "cultivation",
        "development_record_document",
        "activist_register_document",
        "development_ledger_document",
    ],
)
def test_who_looks_from_above_says_why_before_every_page_and_paper(world, desk, committee, today, name):
    """Numbers in an address are easily guessed; the reason holds for an hour."""
    someone = develop(world, "reviewed")
    address = reverse(name, args=[] if "ledger" in name else [someone.pk])
    names = reverse("development_names", args=[world.branch.pk])

    assert committee.get(address)["Location"] == names
    committee.post(names, {"reason": "核对年度名额"})
    assert committee.get(address).status_code == 200
    today.shift(3601)
    assert committee.get(address)["Location"] == names
    assert desk.get(address).status_code == 200


def test_the_paper_of_a_step_asks_from_above_too(world, desk, committee):
    someone = develop(world, "reviewed")
    step = someone.steps.order_by("pk").first()
    step.paper.save("paper.pdf", ContentFile(b"%PDF-1.4"), save=True)
    address = reverse("development_paper", args=[step.pk])

    assert desk.get(address).status_code == 200
    assert committee.get(address)["Location"] == reverse("development_names", args=[world.branch.pk])


def test_the_committee_answers_what_was_handed_up(world, desk, committee):
    someone = develop(world, "reviewed")
    new = reverse("development_submission_new", args=[someone.pk])
    assert "接收预审" in text(desk.get(new))
    desk.post(new, {"matter": Matter.PREVIEW})
    row = someone.submissions.get()
    assert "接收预审" in text(committee.get(reverse("development_team")))
    url = reverse("development_submission", args=[row.pk])
    assert desk.post(url, {"decision": "agree", "on": "2026-06-18"}).status_code == 403

    answer = committee.post(url, {"decision": "agree", "on": "2026-06-18", "number": "预审3号"}, follow=True)

    assert "已答复" in text(answer)
    assert someone.steps.filter(key="previewed").exists()
    assert "2026-06-18 同意" in text(desk.get(reverse("development_submissions")))


def test_numbers_are_given_on_one_page_and_said_at_the_step(world, desk, committee):
    url = reverse("development_quotas")
    sent = {"year": "2026", f"n{world.branch.pk}": "0"}
    assert "名额已保存" in text(committee.post(url, sent, follow=True))
    assert committee.post(url, {"year": "2026", f"n{world.branch.pk}": "９００"}).status_code == 422
    someone = develop(world, "cultivation")

    step = reverse("development_step", args=[someone.pk, "candidate"])
    heard = ["group", "contacts", "members", "masses"]
    answer = desk.post(step, {"day": "2026-06-18", "heard": heard, "decided_by": "committee"})

    assert answer.status_code == 422
    assert "名额0名" in text(answer)


def test_the_yearly_analysis_is_written(world, committee):
    sent = {"on": "2026-06-18", "situation": "一人。", "measures": "多谈话。"}
    assert "队伍分析已保存" in text(committee.post(reverse("development_analysis"), sent, follow=True))
    assert "多谈话" in text(committee.get(reverse("development_team")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(
    world, desk, committee, count, django_assert_num_queries
):
    people = [develop(world, name=f"周{number}") for number in range(count)]
    for person in people:
        put_up(world, person)
        other = develop(world, "reviewed", name=f"吴{person.pk}")
        submitting.submit(other, Matter.PREVIEW, by=world.secretary)
    for client, name, queries in (
        (desk, "public_notice_list", 11),
        (desk, "development_submissions", 6),
        (committee, "development_team", 15),
    ):
        client.get(reverse(name))
        with django_assert_num_queries(queries):
            client.get(reverse(name))
