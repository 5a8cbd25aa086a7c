"""F-04, F-05 and the contact list: what stands on them, and who gets them (AT-03, AT-05, S16)."""

from datetime import date, datetime
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from activities.documents.contact_list import ContactListDocument
from activities.documents.filled_slips import contact_list, leave_slip, make_up_record
from activities.documents.leave_slip import LeaveSlipDocument
from activities.documents.make_up_record import MakeUpRecordDocument
from activities.models import MakeUp
from activities.services import attending, leaving, making_up
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import give_phone

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)


@pytest.fixture
def leave(world, today):
    activity = make_activity(world.branch, DAY, state="announced")
    asked = leaving.ask(activity, world.plain_member, reason="sick", by=world.member, text="去医院")
    return leaving.approve(asked, by=world.secretary, note="好好休息")


@pytest.fixture
def make_up(world, leave, today):
    give_phone(world.plain_member, "13900000001")
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(leave.activity, by=world.secretary)
    attending.close(leave.activity, by=world.secretary)
    row = making_up.contact(MakeUp.objects.get(), by=world.secretary, cause="请了病假", told="会议内容")
    visit = making_up.Visit(place="家中", minutes=40, visitors="张一、李二", brought="学习材料")
    return making_up.hand_in(
        row, by=world.reviewer, method="home", done_on=DAY, gist="学习了会议精神", visit=visit
    )


def read(data):
    with pdfplumber.open(BytesIO(data)) as pdf:
        return len(pdf.pages), "".join(page.extract_text() for page in pdf.pages).replace(" ", "")


def test_a_leave_slip_says_who_asked_who_decided_and_what_follows(leave):
    pages, text = read(LeaveSlipDocument.from_json(leave_slip(leave)).render())

    assert pages == 1
    for part in ("请假条", "钱五", "生病", "去医院", "已批准。好好休息", "张一", "看学习材料、看录像"):
        assert part in text
    assert "补假条" not in text


def test_a_make_up_record_names_the_visit_and_both_people(world, make_up):
    making_up.confirm(make_up, by=world.secretary)
    make_up.refresh_from_db()
    pages, text = read(MakeUpRecordDocument.from_json(make_up_record(make_up)).render())

    assert pages == 1
    visit = "送学上门；上门的同志：张一、李二；带去：学习材料"
    for part in ("补课记录", "办结", "病假", "会议内容", visit, "40分钟，家中"):
        assert part in text


def test_the_contact_list_has_the_numbers_of_who_is_still_owing(world, make_up):
    activity = make_up.attendance.activity
    pages, text = read(ContactListDocument.from_json(contact_list(activity)).render())
    assert pages == 1
    assert "13900000001" in text
    assert "请了病假" in text

    making_up.confirm(make_up, by=world.secretary)
    _, text = read(ContactListDocument.from_json(contact_list(activity)).render())
    assert "13900000001" not in text
    assert "缺席的同志都已补课办结" in text


@pytest.mark.parametrize("name", ["leave_document", "make_up_document", "contact_list_document"])
def test_another_branch_gets_none_of_them(client_for, world, leave, make_up, name):
    pk = {"leave_document": leave.pk, "make_up_document": make_up.pk}.get(name, leave.activity_id)

    assert client_for(world.outsider).post(reverse(name, args=[pk])).status_code == 404
    assert client_for(world.secretary).post(reverse(name, args=[pk])).status_code == 302
