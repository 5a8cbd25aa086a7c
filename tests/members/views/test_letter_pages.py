"""The pages of letters of introduction: three clicks to issue, two to accept; each side sees its own."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from activities.models import Notice
from members.choices import Post
from members.models import PersonalAccess, PersonalFile, TransferLetter
from members.services import letters
from tests.factories.branches import make_branch
from tests.factories.letters import make_letter
from tests.factories.members import appoint, make_member, make_user
from tests.helpers.rosters import id_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST = reverse("letter_list")
ID_NUMBER = id_number(date(1990, 5, 6))


def at(name, *args):
    return reverse(name, args=args)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def sister(world):
    branch = make_branch(parent=world.committee, name="会计学院学生第三党支部", short_name="学生三支部")
    appoint(make_user("third", name="李三"), branch, Post.SECRETARY)
    return branch


@pytest.fixture
def third(sister, client_for):
    return client_for(sister.appointments.get().holder)


@pytest.fixture
def desk(world, client_for):
    return client_for(world.secretary)


def test_the_form_offers_the_branches_of_the_tree_and_none_of_another(desk, world, sister):
    shown = text(desk.get(at("letter_new", world.others[0].pk)))

    assert "会计学院学生第三党支部" in shown
    assert "另一支部" not in shown


@pytest.mark.parametrize("typed", ["会计学院学生第三党支部", "学生三支部", " 会计学院学生第三党支部 "])
def test_issued_by_name_and_accepted_by_the_other_secretary(desk, third, world, sister, typed):
    member = world.others[0]
    form = {"to": typed, "way": "in_system", "issued_on": "2026-06-10", "days": "30", "paid_until": "2026-05"}
    answer = desk.post(at("letter_new", member.pk), form)

    letter = TransferLetter.objects.get()
    assert answer["Location"] == at("letter_detail", letter.pk)
    assert letter.paid_until == date(2026, 5, 1)
    assert Notice.objects.filter(recipient=sister.appointments.get().holder).count() == 1
    assert "去接收" in text(third.get(reverse("home")))
    assert "接收" in text(third.get(at("letter_detail", letter.pk)))
    third.post(at("letter_acceptance", letter.pk), {"day": "2026-06-18", "group": ""})
    assert member.branch_on(date(2026, 6, 18)) == sister
    assert "去接收" not in text(third.get(reverse("home")))
    assert Notice.objects.filter(recipient=world.secretary, subject="介绍信已接收").exists()


def test_the_branch_that_issued_it_may_not_accept_for_the_other(desk, world, sister):
    letter = make_letter(world.others[0], sister)

    assert desk.get(at("letter_acceptance", letter.pk)).status_code == 403
    assert desk.post(at("letter_acceptance", letter.pk), {"day": "2026-06-18"}).status_code == 403


def test_the_branch_that_is_to_accept_may_not_make_it_void(third, world, sister):
    letter = make_letter(world.others[0], sister)

    assert third.get(at("letter_void", letter.pk)).status_code == 404


def test_a_third_branch_sees_nothing_of_it(world, sister, client_for):
    letter = make_letter(world.others[0], sister)
    stranger = client_for(world.outsider)

    for name in ("letter_detail", "letter_acceptance", "letter_correction", "letter_document", "letter_void"):
        assert stranger.get(at(name, letter.pk)).status_code == 404


def test_a_name_that_is_nobodys_is_asked_about(desk, world):
    form = {"to": "没有的支部", "way": "in_system", "issued_on": "2026-06-10"}
    answer = desk.post(at("letter_new", world.others[0].pk), form)

    assert answer.status_code == 422
    assert "系统里没有这个党支部" in text(answer)
    desk.post(at("letter_new", world.others[0].pk), {**form, "way": "letter"})
    assert TransferLetter.objects.get().target_name == "没有的支部"


def test_late_acceptance_asks_for_a_word_on_the_page(third, world, sister):
    letter = make_letter(world.others[0], sister, issued_on=date(2026, 5, 1))

    answer = third.post(at("letter_acceptance", letter.pk), {"day": "2026-06-18", "group": ""})
    assert answer.status_code == 422
    assert "已过期，请写明为什么仍接收" in text(answer)
    third.post(
        at("letter_acceptance", letter.pk), {"day": "2026-06-18", "group": "", "late_word": "路上耽误"}
    )
    assert TransferLetter.objects.get().late_word == "路上耽误"


def test_the_old_branch_reads_its_row_when_the_member_has_gone(desk, world, sister):
    letter = make_letter(world.others[0], sister)
    letters.accept(letter, day=date(2026, 6, 18), by=world.reviewer)

    assert "2026-001" in text(desk.get(LIST))
    assert desk.get(at("letter_correction", letter.pk)).status_code == 403
    assert desk.get(at("letter_new", world.others[0].pk)).status_code == 403


def test_the_printed_sheet_has_stub_letter_and_receipt_on_one_page(desk, world, sister):
    letter = make_letter(world.others[0], sister, by=world.secretary)

    answer = desk.get(at("letter_document", letter.pk))

    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    words = pages[0].extract_text().replace("\n", "")
    assert len(pages) == 1
    assert all(each in words for each in ("介绍信存根", "第2026-001号", "请转接组织关系", "回执", "李"))


def test_who_keeps_the_machine_prints_no_letter_with_a_number(desk, world, sister, client_for):
    PersonalFile.objects.update_or_create(member=world.others[0], defaults={"id_number": ID_NUMBER})
    letter = make_letter(world.others[0], sister, by=world.secretary)
    operator = client_for(make_user("operator", is_superuser=True))

    assert operator.post(at("letter_document", letter.pk)).status_code == 403
    assert "打印介绍信<" not in text(operator.get(at("letter_detail", letter.pk)))
    assert not PersonalAccess.objects.exists()
    blank = pypdf.PdfReader(io.BytesIO(operator.get(at("letter_document", letter.pk)).content))
    assert ID_NUMBER not in blank.pages[0].extract_text()

    printed = pypdf.PdfReader(io.BytesIO(desk.post(at("letter_document", letter.pk)).content))
    assert ID_NUMBER in printed.pages[0].extract_text().replace("\n", "")
    assert {row.by_id for row in PersonalAccess.objects.all()} == {world.secretary.pk}


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_ledger_has_the_number_masked(desk, world, sister, kind):
    PersonalFile.objects.update_or_create(member=world.others[0], defaults={"id_number": ID_NUMBER})
    make_letter(world.others[0], sister, by=world.secretary)

    answer = desk.post(at("letter_export"), {"format": kind, "reason": "年度检查", "year": "2026"})

    if kind == "pdf":
        words = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        words = "".join(words.split())
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        words = str(rows)
    assert f"1{'*' * 16}{ID_NUMBER[-1]}" in words
    assert ID_NUMBER not in words


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_ledger_goes_out_with_a_purpose_only(desk, world, sister, kind):
    make_letter(world.others[0], sister, by=world.secretary)

    assert desk.post(at("letter_export"), {"format": kind}).status_code == 302
    answer = desk.post(at("letter_export"), {"format": kind, "reason": "年度检查", "year": "2026"})

    if kind == "pdf":
        words = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert "年度检查" in words.replace("\n", "")
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert rows[1][:4] == ["2026-001", "转出", "李二", ""]
        assert any("用途：年度检查" in str(row[0]) for row in rows)


def test_somebody_comes_from_outside_with_a_letter(desk, world):
    form = {
        "name": "新来的",
        "sex": "male",
        "joined_on": "2015-07-01",
        "full_on": "2016-07-01",
        "source": "外省某局机关党支部",
        "number": "外组〔2026〕8号",
        "issued_on": "2026-06-01",
        "paid_until": "2026-05",
        "since": "2026-06-16",
    }
    answer = desk.post(reverse("letter_outside"), form)

    letter = TransferLetter.objects.get()
    assert answer.status_code == 302
    assert letter.member.branch_on(date(2026, 6, 16)) == world.branch
    assert "外组〔2026〕8号" in text(desk.get(LIST))


def test_the_committee_moves_in_one_act_and_the_row_stands(world, sister, client_for):
    official = client_for(world.reviewer)

    official.post(
        at("member_transfer", world.others[0].pk), {"to": sister.pk, "day": "2026-06-18", "reason": "调整"}
    )

    assert TransferLetter.objects.get().state == "accepted"
    assert world.others[0].branch_on(date(2026, 6, 18)) == sister


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_costs_the_same_for_one_letter_and_for_three(
    desk, world, sister, rows, django_assert_num_queries
):
    for member in world.others[:rows]:
        make_letter(member, sister, by=world.secretary)
    for number in range(rows):
        coming = make_member(sister, name=f"来{number}")
        make_letter(coming, world.branch)
    desk.get(LIST)

    with django_assert_num_queries(7):
        desk.get(LIST)
