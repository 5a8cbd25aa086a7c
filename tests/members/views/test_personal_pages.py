"""Reading a sealed item, looking from above, the own information, corrections, notices: by everybody (PI-01..PI-15)."""

import re
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from activities.models import Notice
from members.choices import Post, SpellEnd
from members.models import (
    AwaySpell,
    CorrectionRequest,
    PersonalAccess,
    PersonalFile,
    PrivacyNotice,
    PrivacyReading,
)
from members.services.away import Away, begin
from members.services.cleaning import clean_contacts
from members.services.enrolling import leave_branch
from members.services.exporting import note_export
from members.services.personal_files import write_items
from members.services.reading_personal import read_item
from members.services.rekeying import with_sealed_items
from members.services.transferring import transfer
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.members import appoint, give_phone, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PHONE, NUMBER = "13800138000", "11010519491231002X"
WHY = {"usual": "联系本人"}


def text(response):
    return response.content.decode()


def at(name, *args):
    return reverse(name, args=args)


@pytest.fixture
def member(world):
    give_phone(world.plain_member, PHONE)
    write_items(
        world.plain_member, {"id_number": NUMBER, "home_address": "某市某区某路1号"}, by=world.secretary
    )
    return world.plain_member


class TestReading:
    def test_the_page_is_masked_and_the_number_stands_on_one_answer(self, world, member, client_for):
        desk = client_for(world.secretary)
        assert "138****8000" in text(desk.get(at("member_detail", member.pk)))
        assert PHONE not in text(desk.get(at("member_detail", member.pk)))
        assert PHONE not in text(desk.get(at("member_item", member.pk, "phone")))

        answer = desk.post(at("member_item", member.pk, "phone"), WHY)

        assert PHONE in text(answer)
        assert "no-store" in answer["Cache-Control"]
        line = PersonalAccess.objects.get(action="item")
        assert (line.by, line.reason, line.address) == (world.secretary, "联系本人", "127.0.0.1")
        assert PHONE not in text(desk.get(at("member_item", member.pk, "phone")))

    @pytest.mark.parametrize("said", [{"usual": ""}, {"usual": "other", "other": "看"}, {"usual": "瞎写"}])
    def test_without_a_reason_nothing_is_shown(self, world, member, client_for, said):
        answer = client_for(world.secretary).post(at("member_item", member.pk, "phone"), said)
        assert answer.status_code == 422
        assert PHONE not in text(answer)
        assert not PersonalAccess.objects.filter(action="item").exists()

    def test_who_may_not_read_in_full(self, world, member, client_for):
        watcher, publicity = make_user("watcher"), make_user("publicity")
        appoint(watcher, world.branch, Post.DISCIPLINE_MEMBER)
        appoint(publicity, world.branch, Post.PUBLICITY_MEMBER)
        for user, status in ((watcher, 403), (publicity, 403), (world.outsider, 404), (world.member, 404)):
            answer = client_for(user).post(at("member_item", member.pk, "phone"), WHY)
            assert (answer.status_code, PHONE in text(answer)) == (status, False)
        operator = make_user("operator", is_superuser=True)
        assert client_for(operator).post(at("member_item", member.pk, "phone"), WHY).status_code == 403

    def test_an_item_that_is_none_and_one_that_is_open(self, world, member, client_for):
        for item in ("education", "nonsense"):
            assert client_for(world.secretary).get(at("member_item", member.pk, item)).status_code == 404

    def test_from_above_the_page_asks_why_first_and_for_an_hour(self, world, member, client_for, today):
        above = client_for(world.reviewer)
        asked = above.get(at("member_detail", member.pk))
        assert asked["Location"] == at("member_look", member.pk)
        assert "138****" not in text(above.get(asked["Location"]))
        assert above.post(asked["Location"], {"usual": "other", "other": "嗯"}).status_code == 422

        told = above.post(asked["Location"], {"usual": "other", "other": "核对转正材料"})

        assert told["Location"] == at("member_detail", member.pk)
        assert "138****8000" in text(above.get(told["Location"]))
        assert PersonalAccess.objects.get(action="need").reason == "核对转正材料"
        today.shift(3601)
        assert above.get(at("member_detail", member.pk)).status_code == 302
        assert above.get(at("member_edit", member.pk)).status_code == 302
        assert above.get(at("member_items", member.pk)).status_code == 302

    def test_the_branchs_own_officials_are_not_asked_but_noted_once_an_hour(self, world, member, client_for):
        desk = client_for(world.secretary)
        for _ in range(2):
            assert desk.get(at("member_detail", member.pk)).status_code == 200
        desk.get(at("member_detail", world.secretary_member.pk))
        assert [(row.member, row.action) for row in PersonalAccess.objects.all()] == [(member, "page")]

    def test_somebody_who_left_is_not_read_any_more(self, world, member, client_for):
        leave_branch(member, day=date(2026, 6, 1), ended_by=SpellEnd.TRANSFERRED, by=world.secretary)
        answer = client_for(world.secretary).post(at("member_item", member.pk, "phone"), WHY)
        assert answer.status_code == 403

    def test_a_former_branch_reads_where_he_was_and_nothing_of_what_the_new_one_keeps(
        self, world, member, client_for
    ):
        desk = client_for(world.secretary)
        assert "138****8000" in text(desk.get(at("member_detail", member.pk)))
        transfer(member, world.foreign_branch, day=date(2026, 6, 1), by=world.reviewer)
        write_items(member, {"employer": "新区某公司", "phone": PHONE}, by=world.outsider)
        read_item(member, "phone", by=world.outsider, reason="新支部联系本人")

        page = text(desk.get(at("member_detail", member.pk)))

        assert member.name in page
        assert world.branch.called in page
        for kept in ("新区某公司", "138****8000", "新支部联系本人", "登录名"):
            assert kept not in page
        assert "新区某公司" in text(client_for(world.outsider).get(at("member_detail", member.pk)))


class TestEntering:
    def form(self, **said):
        return {"ethnicity": "01", "education": "university", "birth_date": "1950-01-01", **said}

    def test_items_are_entered_and_sealed_ones_stay_when_left_empty(self, world, member, client_for):
        desk = client_for(world.secretary)
        page = text(desk.get(at("member_items", member.pk)))
        assert "138****8000" in page
        assert PHONE not in page
        assert NUMBER not in page

        assert desk.post(at("member_items", member.pk), self.form()).status_code == 302

        file = PersonalFile.objects.get(member=member)
        assert (file.ethnicity, file.phone, file.id_number) == ("01", PHONE, NUMBER)
        assert "以档案为准" in text(desk.get(at("member_detail", member.pk)))

    def test_a_sealed_item_is_replaced_or_emptied_on_purpose(self, world, member, client_for):
        said = self.form(phone="139 0000 0001", empty_id_number="on")
        assert client_for(world.secretary).post(at("member_items", member.pk), said).status_code == 302
        file = PersonalFile.objects.get(member=member)
        assert (file.phone, file.id_number) == ("13900000001", "")

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"id_number": "110105194912310021"}, "对不上"),
            ({"phone": "12"}, "11 位"),
            ({"age_correction": "-6"}, "依据"),
            ({"birth_date": "2026-06-19"}, "今天以前"),
        ],
    )
    def test_what_cannot_be_so_comes_back_with_what_was_typed(
        self, world, member, client_for, said, sentence
    ):
        answer = client_for(world.secretary).post(at("member_items", member.pk), self.form(**said))
        assert answer.status_code == 422
        assert sentence in text(answer)

    def test_another_members_number_is_refused(self, world, member, client_for):
        answer = client_for(world.secretary).post(
            at("member_items", world.others[0].pk), self.form(phone=PHONE)
        )
        assert "另一名党员" in text(answer)


class TestOwnInformation:
    def test_i_read_all_that_is_kept_and_nobody_notes_it(self, world, member, client_for):
        page = text(client_for(world.member).get(at("my_information")))
        for kept in (PHONE, NUMBER, "某市某区某路1号", "1949年12月31日" and "钱五"):
            assert kept in page
        assert not PersonalAccess.objects.exists()

    def test_i_read_who_read_it_and_why(self, world, member, client_for):
        client_for(world.secretary).post(at("member_item", member.pk, "phone"), WHY)
        client_for(world.secretary).get(at("member_detail", member.pk))
        note_export(
            world.branch, title="党员名册", items=["姓名"], people=5, reason="年度统计", by=world.secretary
        )
        note_export(
            world.foreign_branch, title="别家", items=["姓名"], people=5, reason="年度统计", by=world.outsider
        )
        page = text(client_for(world.member).get(at("my_information")))
        assert re.search(r"张一</b> 查看了手机，原因：联系本人", page)
        assert "导出了党员名册（姓名），原因：年度统计" in page
        assert "别家" not in page
        assert "打开过我的信息页的 1 次" in page

    def test_a_copy_as_pdf_is_made_for_the_answer_and_kept_nowhere(self, world, member, client_for):
        answer = client_for(world.member).post(at("my_information_copy"))
        read = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
        assert PHONE in read
        assert NUMBER in read
        assert "no-store" in answer["Cache-Control"]

    def test_an_account_without_a_member_is_told_so(self, world, client_for):
        assert client_for(world.reviewer).get(at("my_information")).status_code == 403

    def test_it_costs_the_same_for_one_reading_and_for_three(self, world, member, client_for):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                client_for(world.member).get(at("my_information"))
            return len(queries)

        desk = client_for(world.secretary)
        desk.post(at("member_item", member.pk, "phone"), WHY)
        one = cost()
        for item in ("id_number", "home_address"):
            desk.post(at("member_item", member.pk, item), WHY)
        assert cost() == one


class TestCorrections:
    def ask(self, client, item="education", **said):
        return client.post(at("my_correction", item), {"should_be": "university", "why": "毕业证", **said})

    def test_asked_taken_written_and_told(self, world, member, client_for):
        mine, desk = client_for(world.member), client_for(world.secretary)
        assert self.ask(mine).status_code == 302
        row = CorrectionRequest.objects.get()
        assert Notice.objects.filter(recipient=world.secretary, subject__contains="请求更正").count() == 1
        assert "学历" in text(desk.get(at("correction_list")))
        page = text(desk.get(at("correction_detail", row.pk)))
        assert "大学本科" in page
        assert "毕业证" in page

        assert desk.post(at("correction_detail", row.pk), {"accept": "1"}).status_code == 302

        assert PersonalFile.objects.get(member=member).education == "university"
        assert "已更正" in text(mine.get(at("my_information")))
        assert Notice.objects.filter(recipient=world.member, subject__contains="已经更正").count() == 1
        again = desk.post(at("correction_detail", row.pk), {"accept": "1"})
        assert again.status_code == 422

    def test_refused_only_with_a_reason_that_the_member_reads(self, world, member, client_for):
        mine, desk = client_for(world.member), client_for(world.secretary)
        self.ask(mine, "joined_on", should_be="2009-06-01")
        row = CorrectionRequest.objects.get()
        assert desk.post(at("correction_detail", row.pk), {"refuse": "1"}).status_code == 422
        desk.post(at("correction_detail", row.pk), {"refuse": "1", "answer": "入党志愿书上是2010年6月1日"})
        member.refresh_from_db()
        assert member.joined_on == date(2010, 6, 1)
        assert "入党志愿书上是2010年6月1日" in text(mine.get(at("my_information")))

    @pytest.mark.parametrize(
        ("item", "should_be", "field", "value"),
        [
            ("phone", "13900000001", "file.phone", "13900000001"),
            ("name", "钱伍", "name", "钱伍"),
            ("joined_on", "2009-06-01", "joined_on", date(2009, 6, 1)),
            ("birth_date", "1980-02-29", "file.birth_date", date(1980, 2, 29)),
            ("is_veteran", "yes", "file.is_veteran", True),
            ("sex", "female", "sex", "female"),
        ],
    )
    def test_each_kind_of_item_is_written_as_asked(
        self, world, member, client_for, item, should_be, field, value
    ):
        self.ask(client_for(world.member), item, should_be=should_be)
        row = CorrectionRequest.objects.get()
        answer = client_for(world.secretary).post(at("correction_detail", row.pk), {"accept": "1"})
        assert answer.status_code == 302
        found = type(member).objects.get(pk=member.pk)
        for name in field.split("."):
            found = getattr(found, name)
        assert found == value

    def test_what_the_file_refuses_is_not_accepted_either(self, world, member, client_for):
        give_phone(world.others[0], "13900000001")
        self.ask(client_for(world.member), "phone", should_be="13900000001")
        row = CorrectionRequest.objects.get()
        answer = client_for(world.secretary).post(at("correction_detail", row.pk), {"accept": "1"})
        assert answer.status_code == 422
        assert "另一名党员" in text(answer)
        assert CorrectionRequest.objects.get().state == "asked"

    def test_asked_twice_is_one_request_with_the_newer_words(self, world, member, client_for):
        mine = client_for(world.member)
        self.ask(mine)
        self.ask(mine)
        self.ask(mine, should_be="postgraduate")
        assert CorrectionRequest.objects.get().should_be == "postgraduate"

    def test_nobody_decides_on_his_own_request(self, world, client_for):
        self.ask(client_for(world.secretary))
        row = CorrectionRequest.objects.get()
        assert (
            client_for(world.secretary).post(at("correction_detail", row.pk), {"accept": "1"}).status_code
            == 422
        )
        assert (
            client_for(world.reviewer).post(at("correction_detail", row.pk), {"accept": "1"}).status_code
            == 302
        )

    def test_it_is_withdrawn_by_the_member_alone(self, world, member, client_for):
        self.ask(client_for(world.member))
        row = CorrectionRequest.objects.get()
        assert client_for(world.secretary).post(at("my_withdrawal", row.pk)).status_code == 404
        client_for(world.member).post(at("my_withdrawal", row.pk))
        assert CorrectionRequest.objects.get().state == "withdrawn"
        assert client_for(world.secretary).get(at("correction_detail", row.pk)).status_code == 403

    def test_another_branchs_secretary_finds_no_request(self, world, member, client_for):
        self.ask(client_for(world.member))
        row = CorrectionRequest.objects.get()
        assert client_for(world.outsider).get(at("correction_detail", row.pk)).status_code == 404
        assert "学历" not in text(client_for(world.outsider).get(at("correction_list")))

    def test_the_words_stand_encrypted_and_not_in_the_journal(self, world, member, client_for):
        self.ask(client_for(world.member), "id_number", should_be=NUMBER)
        with connection.cursor() as cursor:
            cursor.execute("SELECT t::text FROM members_correctionrequest t")
            assert NUMBER not in cursor.fetchone()[0]
        assert not JournalEntry.objects.filter(reason__contains=NUMBER).exists()

    def test_the_list_costs_the_same_for_one_and_for_three(self, world, client_for):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                client_for(world.reviewer).get(at("correction_list"))
            return len(queries)

        self.ask(client_for(world.member))
        one = cost()
        for number in range(2):
            user = make_user()
            make_member(world.branch, name=f"丁{number}", user=user)
            self.ask(client_for(user))
        assert cost() == one


class TestNotice:
    SAID = {"handler": "示例市直属机关工作委员会", "contact": "组织科，电话 8888", "extra": ""}

    def test_the_committees_own_words_are_read_once(self, world, client_for):
        desk = client_for(world.reviewer)
        for _ in range(2):
            assert desk.post(at("organization_notice", world.committee.pk), self.SAID).status_code == 302
        assert PrivacyNotice.objects.count() == 1
        mine = client_for(world.member)
        page = text(mine.get(at("my_information")))
        assert "组织科，电话 8888" in page
        assert "我看过了" in page
        for _ in range(2):
            mine.post(at("privacy_reading"))
        assert PrivacyReading.objects.get().read_on == clock.today()
        assert "我看过了" not in text(mine.get(at("my_information")))

    def test_a_new_one_is_asked_about_again_and_the_old_one_stays(self, world, client_for):
        desk, mine = client_for(world.reviewer), client_for(world.member)
        desk.post(at("organization_notice", world.committee.pk), self.SAID)
        mine.post(at("privacy_reading"))
        desk.post(
            at("organization_notice", world.committee.pk), {**self.SAID, "contact": "组织科，电话 9999"}
        )
        assert PrivacyNotice.objects.count() == 2
        assert "我看过了" in text(mine.get(at("my_information")))

    def test_the_general_notice_alone_is_read_once_too(self, world, client_for):
        mine = client_for(world.member)
        for _ in range(2):
            mine.post(at("privacy_reading"))
        assert PrivacyReading.objects.get().notice is None


class TestCleaning:
    @pytest.mark.parametrize(("day", "gone"), [(date(2026, 5, 31), False), (date(2026, 6, 1), True)])
    def test_contact_data_goes_twelve_months_after_leaving(self, world, member, today, day, gone):
        today.move_to(datetime(2025, 6, 18, 9, tzinfo=clock.OFFICE))
        leave_branch(member, day=date(2025, 6, 1), ended_by=SpellEnd.TRANSFERRED, by=world.secretary)
        lines = clean_contacts(day)
        file = PersonalFile.objects.get(member=member)
        assert bool(lines) is gone
        assert (file.phone == "", file.home_address == "") == (gone, gone)
        assert file.id_number == NUMBER  # the archives need it (RC-04)
        if gone:
            assert lines[0].items == ("手机", "家庭住址")
            assert clean_contacts(day) == []

    def test_the_number_he_left_while_away_goes_with_the_others(self, world, member, today):
        today.move_to(datetime(2025, 6, 18, 9, tzinfo=clock.OFFICE))
        since = date(2025, 5, 1)
        begin(member, Away(kind="floating", since=since, place="某省", reach=PHONE), by=world.secretary)
        leave_branch(member, day=date(2025, 6, 1), ended_by=SpellEnd.TRANSFERRED, by=world.secretary)

        lines = clean_contacts(date(2026, 6, 1))

        assert "外出时的联系方式" in lines[0].items
        assert AwaySpell.objects.get().reach == ""

    def test_who_belongs_somewhere_again_is_left_alone(self, world, member):
        leave_branch(member, day=date(2020, 6, 1), ended_by=SpellEnd.TRANSFERRED, by=world.secretary)
        from django.db.backends.postgresql.psycopg_any import DateRange

        member.spells.create(branch=world.foreign_branch, period=DateRange(date(2021, 1, 1), None))
        assert clean_contacts(date(2026, 6, 18)) == []

    def test_the_command_lists_first_and_cleans_then(self, world, member):
        leave_branch(member, day=date(2020, 6, 1), ended_by=SpellEnd.TRANSFERRED, by=world.secretary)
        said = StringIO()
        call_command("clean_contacts", "--dry-run", stdout=said)
        assert "应清理 1 人" in said.getvalue()
        assert PersonalFile.objects.get(member=member).phone == PHONE
        call_command("clean_contacts", stdout=said)
        assert "已清理 1 人" in said.getvalue()
        assert PersonalFile.objects.get(member=member).phone == ""


def test_the_key_is_changed_by_one_command(world, member, settings):
    fields = [model._meta.get_field(name) for model, names in with_sealed_items() for name in names]
    assert {field.name for field in fields} >= {"phone", "id_number", "should_be", "reach"}
    begin(
        member, Away(kind="floating", since=date(2026, 6, 1), place="某省", reach=PHONE), by=world.secretary
    )

    def forget():
        for field in fields:
            for name in ("keys", "f"):
                field.__dict__.pop(name, None)

    try:
        settings.PERSONAL_KEYS = ["new", "only-for-tests"]
        forget()
        call_command("rekey_personal", stdout=StringIO())
        settings.PERSONAL_KEYS = ["new"]
        forget()
        file = PersonalFile.objects.with_phone(PHONE).get()
        assert (file.phone, file.id_number) == (PHONE, NUMBER)
        assert PersonalFile.objects.with_phone_ending("8000").exists()
        assert PersonalFile.objects.with_id_number(NUMBER).exists()
        assert AwaySpell.objects.get().reach == PHONE
    finally:
        forget()


def test_the_exports_are_listed_for_whoever_keeps_the_roster(world, client_for):
    note_export(
        world.branch, title="党员名册", items=["姓名"], people=5, reason="年度统计", by=world.secretary
    )
    assert "年度统计" in text(client_for(world.secretary).get(at("personal_export_list")))
    assert "年度统计" in text(client_for(world.reviewer).get(at("personal_export_list")))
    assert "年度统计" not in text(client_for(world.outsider).get(at("personal_export_list")))
    assert client_for(world.member).get(at("personal_export_list")).status_code == 403
