"""Speeches and papers: rows that are sent twice, people who do not belong, files that may not enter (F-09, MT-10)."""

from datetime import date
from uuid import uuid4

import pytest
from weasyprint import HTML

from activities.models import AgendaItem, ItemFile, Speech
from activities.reports.papers import readable_by
from activities.services import item_files, preparing, speaking
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def meeting(world, today):
    return make_activity(
        world.branch, date(2026, 6, 18), kind="member_meeting", state="announced", theme="党员大会"
    )


def test_a_row_sent_twice_is_one_and_the_second_corrects_it(world, meeting):
    key, who = uuid4(), f"m{world.plain_member.pk}"

    speaking.note(meeting, key=key, who=who, gist="同意", by=world.secretary)
    speaking.note(meeting, key=key, who=who, gist="不同意，理由是……", is_differing=True, by=world.secretary)

    speech = Speech.objects.get()
    assert (speech.speaker, speech.gist, speech.is_differing) == ("钱五", "不同意，理由是……", True)


def test_a_guest_speaks_and_then_stays_on_the_list(world, meeting):
    guest = preparing.invite(meeting, by=world.secretary, name="马老师", kind="superior")

    speaking.note(meeting, key=uuid4(), who=f"g{guest.pk}", gist="讲得好", by=world.secretary)

    with pytest.raises(DomainError, match="发言已经记下"):
        preparing.uninvite(guest, by=world.secretary)


@pytest.mark.parametrize("who", ["", "x1", "m", "m999999", "g1", "m1²", "m99999999999999999999"])
def test_who_does_not_belong_does_not_speak(world, meeting, who):
    with pytest.raises(DomainError, match=r"发言人|请选"):
        speaking.note(meeting, key=uuid4(), who=who, gist="话", by=world.secretary)


def test_a_key_of_another_meeting_is_stale(world, meeting):
    other, key = make_activity(world.branch, date(2026, 5, 18)), uuid4()
    speaking.note(other, key=key, who=f"m{world.plain_member.pk}", gist="话", by=world.secretary)

    with pytest.raises(DomainError, match="刷新"):
        speaking.note(meeting, key=key, who=f"m{world.plain_member.pk}", gist="话", by=world.secretary)


def test_the_same_paper_twice_is_one_and_a_marked_one_never_enters(world, meeting):
    item = AgendaItem.objects.create(activity=meeting, position=1, title="表决")

    one = item_files.attach(meeting, name="材料.pdf", data=PDF, by=world.secretary, item=item)
    assert item_files.attach(meeting, name="材料2.pdf", data=PDF, by=world.secretary) == one

    for name in ("机密.pdf", "机密★一年.pdf", "关于某事_秘密.pdf"):
        with pytest.raises(DomainError, match="涉密文件不得上传"):
            item_files.attach(meeting, name=name, data=PDF + b"2", by=world.secretary)
    assert item_files.attach(meeting, name="学习保守国家秘密法.pdf", data=PDF + b"3", by=world.secretary)
    assert ItemFile.objects.count() == 2


def test_a_mark_at_the_head_of_a_pdf_is_read(world, meeting):
    data = HTML(string="<p>机密★1年</p><h1>关于某事的报告</h1>").write_pdf()

    with pytest.raises(DomainError, match="标有密级"):
        item_files.attach(meeting, name="报告.pdf", data=data, by=world.secretary)


def test_what_is_no_pdf_is_refused_by_what_is_in_it(world, meeting):
    with pytest.raises(DomainError, match="只收"):
        item_files.attach(meeting, name="材料.pdf", data=b"MZ\x90\x00 program", by=world.secretary)


def test_papers_are_for_those_expected_once_the_meeting_is_announced(world, meeting):
    committee = make_activity(world.branch, kind="committee_meeting", state="announced")
    draft = make_activity(world.branch, kind="member_meeting")

    assert readable_by(world.plain_member.pk, meeting)
    assert not readable_by(world.outsider.member.pk, meeting)
    assert not readable_by(None, meeting)
    assert not readable_by(world.plain_member.pk, draft)
    assert not readable_by(world.plain_member.pk, committee)
    assert readable_by(world.secretary_member.pk, committee)
