"""The pages of care: for the secretary and the organization member, and for nobody else (MEM-18, PB-04)."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from activities.models import Attendance, MakeUp
from activities.views.activity_parts.attending import make_ups_of
from members.choices import Post
from members.models import CareVisit, ContentDelivery
from members.services.delivering import deliver
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.factories.members import appoint, exempt, make_user
from tests.members.services.test_care import CANARY, TODAY, listed, visited

LIST, VISITS = reverse("care_list"), reverse("visit_list")


def text(answer) -> str:
    return answer.content.decode()


def words(answer) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def box(world, **fields) -> dict[str, object]:
    return {
        "branch": world.branch.pk,
        "once": uuid4(),
        "member": world.plain_member.pk,
        "kind": "hardship",
        "visited_on": "2026-06-18",
        "visitors": "张一",
        "form": "home",
        "occasion": "party_birthday",
        "amount": "500",
        "goods": "",
        "source": "superior",
        "receipt": "own",
        "difficulties": CANARY,
        **fields,
    }


@pytest.mark.parametrize(
    ("post", "status"),
    [
        (Post.SECRETARY, 200),
        (Post.ORGANIZATION_MEMBER, 200),
        (Post.DEPUTY_SECRETARY, 403),
        (Post.DISCIPLINE_MEMBER, 403),
        (Post.COMMITTEE_MEMBER, 403),
        (Post.DUES_KEEPER, 403),
        (Post.GROUP_LEADER, 403),
    ],
)
def test_who_sees_the_list_and_who_does_not(world, today, client_for, post, status):
    spell, row = listed(world), visited(world, difficulties=CANARY)
    user = world.secretary if post == Post.SECRETARY else make_user(name="周七")
    if user != world.secretary:
        appoint(user, world.branch, post)
    client = client_for(user)

    assert client.get(LIST).status_code == status
    assert client.get(VISITS).status_code == status
    found = 200 if status == 200 else 404
    assert client.get(reverse("visit_detail", args=[row.pk])).status_code == found
    assert client.post(reverse("care_reading", args=[spell.pk])).status_code == found
    detail = client.get(reverse("member_detail", args=[world.plain_member.pk]))
    assert ("列入关怀名单" in text(detail)) is (status == 200)


@pytest.mark.parametrize("persona", ["member", "reviewer", "outsider"])
def test_members_the_committee_and_other_branches_find_nothing(world, today, client_for, persona):
    spell, row = listed(world), visited(world, difficulties=CANARY)
    client = client_for(getattr(world, persona))

    for name, pk in (("visit_detail", row.pk), ("visit_document", row.pk), ("care_ending", spell.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 404
    assert CANARY not in text(client.get(LIST))
    assert "生活困难" not in text(client.get(LIST))


def test_a_list_prints_no_reason_and_the_reason_leaves_a_trace(world, today, client_for):
    spell = listed(world)
    visited(world, difficulties=CANARY)
    desk = client_for(world.secretary)

    assert CANARY not in text(desk.get(LIST)) + text(desk.get(VISITS))
    assert CANARY in text(desk.post(reverse("care_reading", args=[spell.pk])))
    assert JournalEntry.objects.filter(verb="read_care_reason", actor=world.secretary).count() == 1


def test_a_visit_on_one_page_filled_in_with_what_is_known(world, today, client_for):
    listed(world)
    desk = client_for(world.secretary)
    body = text(desk.get(reverse("visit_new"), {"member": world.plain_member.pk}))
    assert '<option value="hardship" selected>' in body
    assert '<option value="party_birthday" selected>' in body

    data = box(world)
    answer = desk.post(reverse("visit_new"), data, follow=True)
    desk.post(reverse("visit_new"), data)

    assert "走访已登记" in text(answer)
    assert CareVisit.objects.get().amount_fen == 50000


def test_a_refused_visit_keeps_its_words_and_says_why_at_the_box(world, today, client_for):
    answer = client_for(world.secretary).post(reverse("visit_new"), box(world, source="none"))

    assert answer.status_code == 422
    assert "请选钱物的来源" in text(answer)
    assert CANARY in text(answer)


def test_a_receipt_that_is_no_picture_is_refused_at_its_box(world, today, client_for):
    paper = BytesIO(b"MZ not a picture")
    paper.name = "a.pdf"
    answer = client_for(world.secretary).post(reverse("visit_new"), box(world, paper=paper))

    assert answer.status_code == 422
    assert "只收 PDF" in text(answer)


def test_put_right_and_promised_and_settled_on_its_page(world, today, client_for):
    row, desk = visited(world), client_for(world.secretary)
    page = reverse("visit_detail", args=[row.pk])
    answer = desk.post(
        reverse("visit_edit", args=[row.pk]), box(world, revision=1, settled="送去轮椅"), follow=True
    )
    assert "送去轮椅" in text(answer)

    desk.post(
        reverse("visit_help", args=[row.pk]),
        {"text": "办低保", "owner": world.others[0].pk, "due": "2026-07-01"},
    )
    assert "办低保" in text(desk.get(page))
    assert "说定了还没有办的事" in text(desk.get(LIST))
    desk.post(reverse("visit_help_result", args=[row.helps.get().pk]), {"outcome": "已受理"})

    assert "已受理" in text(desk.get(page))
    assert "说定了还没有办的事" not in text(desk.get(LIST))


def test_what_may_be_shown_to_anybody_names_nobody(world, today, client_for):
    visited(
        world,
        occasion="party_birthday",
        amount_fen=50000,
        source="superior",
        receipt="own",
        difficulties=CANARY,
    )
    desk, address = client_for(world.secretary), reverse("visits_document")

    inside, public = (
        words(desk.get(address, {"year": 2026})),
        words(desk.get(address, {"year": 2026, "public": 1})),
    )

    assert "钱五" in inside
    assert "500.00" in inside
    assert "钱五" not in public
    assert "困难" not in public
    assert CANARY not in inside + public


def test_the_export_asks_for_a_reason_and_has_no_difficulties(world, today, client_for):
    visited(
        world,
        occasion="party_birthday",
        amount_fen=50000,
        source="superior",
        receipt="own",
        difficulties=CANARY,
    )
    desk, address = client_for(world.secretary), reverse("visits_export")
    assert "请写明导出的用途" in text(desk.post(address, {"year": 2026}, follow=True))

    def rows(**data):
        answer = desk.post(address, {"year": 2026, "reason": "年底汇总", **data})
        sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
        return sheet.to_python()

    assert rows()[1][0] == "钱五"
    assert rows(public="1")[1] == ["七一", 1.0, 500.0]
    assert CANARY not in str(rows())


def test_the_sheet_of_one_visit_has_its_words_and_leaves_a_trace(world, today, client_for):
    row = visited(world, difficulties=CANARY)

    assert CANARY in words(client_for(world.secretary).get(reverse("visit_document", args=[row.pk])))
    assert JournalEntry.objects.filter(verb="print_visit").exists()


def test_the_contact_logs_on_the_phone_and_nobody_else_may(world, today, client_for):
    spell = exempt(world.others[0], world.branch, date(2026, 6, 1), date(2026, 12, 31), world.secretary)
    type(spell).objects.filter(pk=spell.pk).update(contact=world.plain_member)
    address = reverse("my_delivery", args=[spell.pk])
    phone = client_for(world.member)
    assert "本月还没有送" in text(phone.get(reverse("my_deliveries")))

    phone.post(address, {"once": uuid4(), "delivered_on": "2026-06-18", "brought": "6月学习材料"})

    assert ContentDelivery.objects.get().by_whom == world.plain_member
    assert client_for(world.secretary).get(address).status_code == 404
    page = text(client_for(world.secretary).get(reverse("member_detail", args=[world.others[0].pk])))
    assert "6月学习材料" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [LIST, VISITS])
def test_both_lists_cost_the_same_for_one_and_for_three(
    world, today, client_for, django_assert_num_queries, count, address
):
    for member in world.roster[1 : 1 + count]:
        listed(world, member)
        visited(world, member=member)
    desk = client_for(world.secretary)
    desk.get(address)
    with django_assert_num_queries(QUERIES[address]):
        desk.get(address)
    assert TODAY.year == 2026


QUERIES = {LIST: 10, VISITS: 6}


def test_what_the_contact_brought_stands_filled_in_where_the_make_up_is_handed_in(world, today):
    old = world.others[0]
    spell = exempt(old, world.branch, date(2026, 6, 1), date(2026, 12, 31), world.secretary)
    activity = make_activity(world.branch, date(2026, 6, 10))
    row = Attendance.objects.create(
        activity=activity, member=old, status="exempt", standing="full", marked_at=clock.now()
    )
    MakeUp.objects.create(attendance=row, due_at=clock.end_of(date(2026, 7, 10)), why_due="一个月内")
    facts = {"brought": "6月学习材料", "minutes": 40, "by": world.secretary}
    for day in (date(2026, 6, 9), date(2026, 6, 12)):  # the day before the activity counts for nothing
        deliver(spell, world.plain_member, delivered_on=day, once=uuid4(), **facts)

    form = make_ups_of(activity, {}, world.secretary)[0]["hand_in"]

    assert form["method"].value() == "home"
    assert form["done_on"].value() == date(2026, 6, 12)
    assert (form["visitors"].value(), form["brought"].value()) == ("钱五", "6月学习材料")
