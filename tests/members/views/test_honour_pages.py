"""Pages of honours, birthdays and decisions: who sees what, and what they cost (CA-03..CA-09, MEM-02)."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from members.choices import Post
from members.models import AnniversaryChoice, Appointment, DisciplineFact, Honour
from tests.factories.members import appoint, make_user
from tests.members.services.test_honours import TODAY, decided, put_up

HONOURS, BIRTHDAYS, MINE = reverse("honour_list"), reverse("anniversary_list"), reverse("my_party_record")


def text(answer) -> str:
    return answer.content.decode()


def test_from_the_nomination_to_the_result_on_the_pages(world, today, client_for):
    desk = client_for(world.secretary)
    data = {
        "branch": world.branch.pk,
        "kind": "excellent_member",
        "member": world.plain_member.pk,
        "level": "city",
        "year": 2026,
        "on": "2026-06-18",
    }
    assert "已提名" in text(desk.post(reverse("honour_new"), data, follow=True))
    honour = Honour.objects.get()

    refused = desk.post(reverse("honour_step", args=[honour.pk, "award"]), {"on": "2026-06-18"})
    assert refused.status_code == 422
    assert "请写上级的文号" in text(refused)
    given = {"on": "2026-06-18", "paper": "市委发〔2026〕9号"}
    assert "市委发〔2026〕9号" in text(
        desk.post(reverse("honour_step", args=[honour.pk, "award"]), given, follow=True)
    )

    assert desk.get(reverse("honour_step", args=[honour.pk, "crown"])).status_code == 404
    again = desk.post(reverse("honour_step", args=[honour.pk, "award"]), given)
    assert again.status_code == 422


@pytest.mark.parametrize(
    ("post", "sees"),
    [
        (Post.SECRETARY, True),
        (Post.DISCIPLINE_MEMBER, True),
        (Post.ORGANIZATION_MEMBER, False),
        (Post.DEPUTY_SECRETARY, False),
        (Post.COMMITTEE_MEMBER, False),
    ],
)
def test_who_sees_a_decision_and_who_does_not_learn_that_there_is_one(world, today, client_for, post, sees):
    fact = decided(world)
    user = world.secretary if post == Post.SECRETARY else make_user(name="周七")
    if user != world.secretary:
        appoint(user, world.branch, post)
    client = client_for(user)

    page = text(client.get(reverse("member_detail", args=[world.others[0].pk])))

    assert ("区纪发" in page) is sees
    assert ("处分决定" in page) is sees
    lifting = client.get(reverse("discipline_lifting", args=[fact.pk]))
    assert lifting.status_code == (200 if sees else 404)


@pytest.mark.parametrize("persona", ["member", "reviewer", "outsider"])
def test_nobody_else_finds_a_decision(world, today, client_for, persona):
    fact = decided(world)
    client = client_for(getattr(world, persona))

    assert client.get(reverse("discipline_lifting", args=[fact.pk])).status_code == 404
    assert client.get(reverse("discipline_paper", args=[fact.pk])).status_code == 404
    detail = client.get(reverse("member_detail", args=[world.others[0].pk]))
    assert "区纪发" not in text(detail)


def test_the_person_sees_the_own_decision_and_nobody_elses(world, today, client_for):
    decided(world, world.plain_member, kind="warning", until=None)
    decided(world)

    page = text(client_for(world.member).get(MINE))

    assert "党内警告" in page
    assert "留党察看" not in page


def test_entered_and_ended_on_the_page_of_the_person(world, today, client_for):
    desk, member = client_for(world.secretary), world.others[0]
    data = {
        "kind": "probation",
        "decided_on": "2026-01-10",
        "decided_by": "区纪委",
        "paper": "区纪发〔2026〕3号",
        "since": "2026-01-10",
    }
    refused = desk.post(reverse("member_discipline", args=[member.pk]), data)
    assert refused.status_code == 422
    assert "要写到哪一天" in text(refused)
    paper = BytesIO(b"%PDF-1.4\n%%EOF")
    paper.name = "decision.pdf"
    full = {**data, "until": "2027-01-10", "file": paper}
    assert "已登记" in text(desk.post(reverse("member_discipline", args=[member.pk]), full, follow=True))
    fact = DisciplineFact.objects.get()
    assert desk.get(reverse("discipline_paper", args=[fact.pk])).status_code == 200

    ended = desk.post(
        reverse("discipline_lifting", args=[fact.pk]), {"on": "2026-06-18", "paper": "30号"}, follow=True
    )

    assert "2026-06-18 解除" in text(ended)


def test_which_posts_are_ended_is_ticked_and_a_slip_is_taken_back(world, today, client_for):
    here = appoint(world.member, world.branch, Post.PUBLICITY_MEMBER)
    appoint(world.member, world.branch, Post.GROUP_LEADER)
    desk, address = client_for(world.secretary), reverse("member_discipline", args=[world.plain_member.pk])
    assert "会计学院学生第二党支部宣传委员" in text(desk.get(address))
    data = {
        "kind": "dismissed",
        "decided_on": "2026-06-10",
        "decided_by": "区纪委",
        "paper": "区纪发〔2026〕3号",
        "since": "2026-06-10",
    }
    assert "请选决定撤销的职务" in text(desk.post(address, data))
    desk.post(address, {**data, "posts": [here.pk]})
    assert set(held_on(TODAY)) == {Post.GROUP_LEADER}
    fact = DisciplineFact.objects.get()
    undoing = reverse("discipline_undoing", args=[fact.pk])
    assert desk.post(undoing, {"reason": ""}).status_code in (200, 422)
    assert client_for(world.outsider).post(undoing, {"reason": "x"}).status_code == 404

    page = text(desk.post(undoing, {"reason": "登错了人"}, follow=True))

    assert "登记有误，已撤回（登错了人）" in page
    assert set(held_on(TODAY)) == {Post.GROUP_LEADER, Post.PUBLICITY_MEMBER}


def held_on(day):
    return Appointment.objects.on(day).filter(holder__name="钱五").values_list("post", flat=True)


def test_a_member_switches_the_own_birthday_off_and_on(world, today, client_for):
    phone, desk = client_for(world.member), client_for(world.secretary)
    assert "钱五" in text(desk.get(BIRTHDAYS))

    phone.post(MINE, {"quiet": "1"})

    body = text(desk.get(BIRTHDAYS))
    assert "钱五" not in body
    assert "另有 1 人不愿意列出" in body
    address = reverse("anniversary_document")
    assert desk.get(address, {"member": world.plain_member.pk}).status_code == 404
    phone.post(MINE, {"quiet": "0"})
    assert not AnniversaryChoice.objects.get().quiet
    assert "钱五" in text(desk.get(BIRTHDAYS))


def test_one_card_a_page(world, today, client_for):
    answer = client_for(world.secretary).get(reverse("anniversary_document"), {"month": 6})
    printed = PdfReader(BytesIO(answer.content))

    assert len(printed.pages) == 5
    assert "入党16周年" in printed.pages[0].extract_text().replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [HONOURS, BIRTHDAYS])
def test_both_lists_cost_the_same_for_one_and_for_three(
    world, today, client_for, django_assert_num_queries, count, address
):
    from members.services.honouring import pair, put_label, put_project

    for number, member in enumerate(world.roster[:count]):
        put_up(world, member=member)
        values = (member, world.branch)
        put_label(*values, kind="duty_area", text="楼", since=TODAY, by=world.secretary)
        pair(*values, partner="周师傅", place="", since=TODAY, by=world.secretary)
        put_project(
            world.branch,
            name=f"项目{number}",
            kind="brand",
            lead=member,
            year=2026,
            note="",
            by=world.secretary,
        )
    desk = client_for(world.secretary)
    desk.get(address)
    with django_assert_num_queries(QUERIES[address]):
        desk.get(address)


QUERIES = {HONOURS: 14, BIRTHDAYS: 6}
