"""工作交接: one list, two signatures, a word between two people (N21)."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from activities.documents.hand_over import (
    HandOverDocument,
    HandOverSheet,
    Line,
    Section,
    SignedHandOver,
)
from activities.models import HandOver, Notice
from activities.reports.hand_over import hand_over_of
from activities.services import handing_over
from members.choices import ExemptionReason, Post
from members.models import Member
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import appoint, exempt

pytestmark = pytest.mark.django_db
PAGE = reverse("hand_over")


def text(response):
    return response.content.decode()


def section(sheet, key):
    return {line.title: line.text for line in next(each for each in sheet.sections if each.key == key).lines}


@pytest.fixture
def row(world, today):
    return handing_over.hand_over(world.branch, to=world.member, words="小李要多关心", by=world.secretary)


def test_the_list_says_what_is_open_without_anybody_writing_it(world, today):
    make_activity(world.branch, date(2026, 6, 26), theme="重温入党誓词")
    make_activity(world.branch, date(2026, 7, 19), theme="三十一天以后")
    exempt(world.others[0], world.branch, date(2026, 1, 1), date(2026, 12, 31), world.secretary)
    sheet = hand_over_of(world.branch, world.secretary)

    assert list(section(sheet, "coming")) == ["主题党日：重温入党誓词"]
    assert section(sheet, "people")["在册党员"] == "5 人，其中预备党员 1 人"
    assert f"{world.others[0].name}暂不参加组织生活" in section(sheet, "people")
    assert (
        section(sheet, "people")[f"{world.others[0].name}暂不参加组织生活"] == ExemptionReason.OLD_AGE.label
    )
    assert section(sheet, "dues") == {"已结账到": "还没有结过账", "欠交": "没有人欠交"}
    assert section(sheet, "posts") == {
        "书记：张一": "自2015-01-01；安排活动、审批请假、写纪实表并报送、管理名册"
    }
    assert "李二" in section(sheet, "accounts")["还没有开通账号"]


def test_handed_over_in_two_clicks_and_one_choice_and_taken_in_one(world, today, client_for):
    old, new = client_for(world.secretary), client_for(world.member)
    assert "移交并签字" in text(old.get(PAGE))
    answer = old.post(
        reverse("hand_over_signing", args=[world.branch.pk]),
        {"to": world.member.pk, "words": "小李要多关心"},
        follow=True,
    )
    assert "已移交，等钱五清点接收。" in text(answer)
    row = HandOver.objects.get()
    assert Notice.objects.get(recipient=world.member).link == reverse("hand_over_detail", args=[row.pk])

    page = new.get(reverse("hand_over_detail", args=[row.pk]))
    assert "小李要多关心" in text(page)
    taken = new.post(reverse("hand_over_detail", args=[row.pk]), {"remark": "少一枚印章"}, follow=True)
    assert "已接收，双方都已签字。" in text(taken)
    assert "少一枚印章" in text(old.get(reverse("hand_over_detail", args=[row.pk])))


def test_what_was_said_is_for_the_two_alone(world, row, client_for):
    """Not for another leader of the branch, not for the committee above, not in the clear in the table."""
    third = world.others[0]
    third.user = world.outsider.__class__.objects.create_user("third", name="第三人")
    third.save()
    appoint(third.user, world.branch, Post.DEPUTY_SECRETARY)
    for user in (third.user, world.reviewer, world.outsider):
        assert client_for(user).get(reverse("hand_over_detail", args=[row.pk])).status_code == 404
        assert client_for(user).get(reverse("hand_over_document", args=[row.pk])).status_code == 404
    listed = text(client_for(third.user).get(PAGE))
    assert "等待接收" in listed
    assert "小李要多关心" not in listed
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM activities_handover")
        assert "小李" not in str(cursor.fetchall())


def test_the_list_stays_as_it_was_signed(world, row):
    before = handing_over.sheet_of(row)
    Member.objects.filter(pk=world.others[0].pk).update(name="改名")
    row.refresh_from_db()
    assert handing_over.sheet_of(row) == before


def test_a_second_hand_over_waits_until_the_first_is_taken_or_withdrawn(world, row):
    other = world.others[0]
    other.user = world.member.__class__.objects.create_user("other", name="李二")
    other.save()
    assert handing_over.hand_over(world.branch, to=world.member, by=world.secretary).pk == row.pk
    with pytest.raises(DomainError, match="已有一份交接清单等钱五接收"):
        handing_over.hand_over(world.branch, to=other.user, by=world.secretary)
    handing_over.withdraw(row, by=world.secretary)
    assert handing_over.hand_over(world.branch, to=other.user, by=world.secretary).taken_by == other.user


@pytest.mark.parametrize(
    ("who", "said"), [("secretary", "只有接任的同志本人"), ("reviewer", "只有接任的同志本人")]
)
def test_only_the_successor_takes_over(world, row, who, said):
    with pytest.raises(DomainError, match=said):
        handing_over.take_over(row, by=getattr(world, who))


def test_what_is_taken_is_not_withdrawn_and_taking_twice_is_taking_once(world, row):
    first = handing_over.take_over(row, by=world.member).taken_at
    assert handing_over.take_over(row, by=world.member, remark="再说一句").taken_at == first
    with pytest.raises(DomainError, match="已经接收，不能撤回"):
        handing_over.withdraw(row, by=world.secretary)


def test_nobody_hands_over_to_himself(world, today, client_for):
    with pytest.raises(DomainError, match="请选择接任的同志"):
        handing_over.hand_over(world.branch, to=world.secretary, by=world.secretary)
    answer = client_for(world.secretary).post(
        reverse("hand_over_signing", args=[world.branch.pk]), {"to": "", "words": "写好的话还在"}
    )
    assert answer.status_code == 422
    assert "写好的话还在" in text(answer)


def test_without_a_predecessor_the_new_one_takes_stock_alone(world, today, client_for):
    client = client_for(world.secretary)
    to = reverse("hand_over_stock", args=[world.branch.pk])
    assert "已自行清点" in text(client.post(to, follow=True))
    client.post(to)
    row = HandOver.objects.get()
    assert (row.handed_by, row.taken_by) == (None, world.secretary)
    printed = client.get(reverse("hand_over_document", args=[row.pk])).content
    lines = "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    assert "前任没有移交，由接任者自行清点" in lines.replace("\n", "")


def test_it_is_to_do_until_it_is_taken(world, row, client_for):
    assert "接收工作交接" in text(client_for(world.secretary).get(reverse("home")))
    handing_over.take_over(row, by=world.member)
    assert "接收工作交接" not in text(client_for(world.secretary).get(reverse("home")))


def test_the_page_costs_the_same_however_much_is_open(world, today, client_for):
    client = client_for(world.secretary)

    def cost(number):
        make_activity(world.branch, date(2026, 6, 24 + number), theme=f"活动{number}")
        exempt(world.others[number], world.branch, date(2026, 1, 1), date(2026, 12, 31), world.secretary)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as counted:
            client.get(PAGE)
        return len(counted)

    one, _, three = cost(0), cost(1), cost(2)
    assert one == three


def test_on_paper_the_words_keep_their_lines_and_a_late_day_is_whole():
    late = Line("签字", "等另一位签字。", until=date(2026, 6, 1), is_late=True)
    sheet = HandOverSheet("一支部", date(2026, 6, 18), (Section("soon", "到期", (late,)),))
    signed = SignedHandOver(
        sheet, "李二", date(2026, 6, 18), "王三", None, words="公章在抽屉里。\n评议请早安排。"
    )

    lines = PdfReader(BytesIO(HandOverDocument(signed).render())).pages[0].extract_text().splitlines()

    assert "签字 等另一位签字。 2026-06-01 已逾期" in lines
    assert lines[lines.index("交代的话：公章在抽屉里。") + 1] == "评议请早安排。"
