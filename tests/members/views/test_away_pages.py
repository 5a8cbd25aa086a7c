"""The pages of members who are away and of decisions: who sees what, in how many steps (F-23, E-52, MEM-20)."""

import io
from datetime import date

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from members.choices import Post, SpellEnd
from members.choices_away import AwayKind
from members.models import AwaySpell, PersonalAccess, StandingDecision
from members.services import away
from members.services.away import Away
from members.services.enrolling import leave_branch
from partywork.models import JournalEntry
from tests.factories.members import appoint, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LIST, MINE, HOME = reverse("away_list"), reverse("my_away"), reverse("home")


def at(name, *args):
    return reverse(name, args=args)


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def desk(world, client_for):
    return client_for(world.secretary)


@pytest.fixture
def organizer(world, client_for):
    user = make_user("organizer", name="李二")
    appoint(user, world.branch, Post.ORGANIZATION_MEMBER)
    return client_for(user)


def put_away(world, member, kind=AwayKind.FLOATING, since=date(2025, 12, 18), **fields):
    return away.begin(member, Away(kind, since, place="深圳市", **fields), by=world.secretary)


def test_registered_on_the_persons_page_and_said_on_the_home_page(desk, world):
    form = {"kind": "floating", "since": "2025-12-18", "place": "深圳市", "is_fixed_place": "on"}
    answer = desk.post(at("away_new", world.others[0].pk), {**form, "dues_pace": "quarterly"})

    spell = AwaySpell.objects.get()
    assert answer["Location"] == at("away_detail", spell.pk)
    assert "应转接组织关系" in text(desk.get(LIST))
    assert "李二：流动已有6个月" in text(desk.get(HOME))
    assert "深圳市" in text(desk.get(at("member_detail", world.others[0].pk)))


def test_a_contact_is_one_line_and_moves_the_next(desk, world):
    spell = put_away(world, world.others[0], AwayKind.ABROAD)
    assert "联系外出的李二" in text(desk.get(HOME))

    desk.post(at("away_contact", spell.pk), {"on": "2026-06-18", "way": "message", "text": "一切都好"})

    assert "一切都好" in text(desk.get(at("away_detail", spell.pk)))
    assert "2026-12-18" in text(desk.get(LIST))
    assert "联系外出的李二" not in text(desk.get(HOME))


def test_who_is_out_of_contact_is_known_to_the_secretary_alone(desk, organizer, world):
    spell = put_away(world, world.others[0], AwayKind.LOST, since=date(2025, 12, 1))

    assert "失去联系已有6个月" in text(desk.get(HOME))
    assert "失去联系" not in text(organizer.get(HOME))
    assert "李二" not in text(organizer.get(LIST)).split("外出党员台账")[-1]
    assert organizer.get(at("away_detail", spell.pk)).status_code == 404
    assert 'value="lost"' not in text(organizer.get(at("away_new", world.others[1].pk)))
    form = {"kind": "lost", "since": "2026-01-01", "dues_pace": "monthly"}
    assert organizer.post(at("away_new", world.others[1].pk), form).status_code == 422


def test_the_telephone_is_shown_on_asking_and_the_asking_is_noted(desk, world):
    spell = put_away(world, world.others[0], reach="13812345678")

    assert "13812345678" not in text(desk.get(at("away_detail", spell.pk)))
    assert not PersonalAccess.objects.exists()
    assert "13812345678" in text(desk.get(at("away_detail", spell.pk), {"reach": "1"}))
    assert PersonalAccess.objects.get().member == world.others[0]


def test_the_member_reports_on_his_phone(world, client_for):
    phone = client_for(world.member)
    assert "没有登记外出" in text(phone.get(MINE))
    put_away(world, world.plain_member)

    assert phone.post(MINE, {"text": ""}).status_code == 422
    phone.post(MINE, {"text": "在深圳上班，参加社区活动。"})

    assert "在深圳上班" in text(phone.get(MINE))


def test_another_branch_sees_nothing(world, client_for):
    spell = put_away(world, world.others[0])
    stranger = client_for(world.outsider)

    assert "李二" not in text(stranger.get(LIST))
    for name in ("away_detail", "away_edit"):
        assert stranger.get(at(name, spell.pk)).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_ledger_goes_out_with_its_purpose(desk, world, kind):
    put_away(world, world.others[0], reach="13812345678")

    assert desk.post(reverse("away_export"), {"format": kind}).status_code == 302
    answer = desk.post(reverse("away_export"), {"format": kind, "reason": "年度报表"})

    if kind == "pdf":
        words = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert "深圳市" in words
        assert "13812345678" not in words
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert rows[1][1:5] == ["李二", "流动", "", "深圳市"]


DECISION = {
    "kind": "stopped",
    "decided_on": "2026-06-08",
    "effective_on": "2026-06-10",
    "number": "市直组〔2026〕3号",
    "decided_by": "市直机关工委",
}


def decide(client, member, **fields):
    paper = SimpleUploadedFile("决定.pdf", b"%PDF-1.4\n1 0 obj\n")
    return client.post(at("standing_new", member.pk), {**DECISION, "paper": paper, **fields})


def test_a_decision_is_for_the_secretary_alone(desk, organizer, world):
    member = world.others[0]
    assert decide(organizer, member).status_code == 403
    assert organizer.get(reverse("standing_list")).status_code == 403
    assert "登记党籍方面的决定" not in text(organizer.get(at("member_detail", member.pk)))

    assert decide(desk, member).status_code == 302
    made = StandingDecision.objects.get()

    assert "市直组〔2026〕3号" in text(desk.get(reverse("standing_list")))
    assert "停止党籍" in text(desk.get(at("member_detail", member.pk)))
    assert "停止党籍" not in text(organizer.get(at("member_detail", member.pk)))
    assert organizer.get(at("standing_paper", made.pk)).status_code == 404
    assert b"".join(desk.get(at("standing_paper", made.pk)).streaming_content).startswith(b"%PDF")
    assert JournalEntry.objects.filter(verb="read_decision").count() == 1


def test_without_the_paper_the_page_asks_for_it(desk, world):
    answer = desk.post(at("standing_new", world.others[0].pk), DECISION)

    assert answer.status_code == 422
    assert "这一项要填" in text(answer)
    assert not StandingDecision.objects.exists()


def test_restored_and_taken_back_on_the_page(desk, world):
    member = world.others[0]
    decide(desk, member)
    made = StandingDecision.objects.get()
    paper = SimpleUploadedFile("恢复.pdf", b"%PDF-1.4\n1 0 obj\n")
    form = {**DECISION, "effective_on": "2026-06-16", "paper": paper}
    desk.post(at("standing_restoration", made.pk), form)
    assert member.branch_on(date(2026, 6, 16)) == world.branch

    restored = StandingDecision.objects.get(kind="restored")
    assert desk.post(at("standing_undoing", restored.pk), {"reason": ""}).status_code in (200, 422)
    desk.post(at("standing_undoing", restored.pk), {"reason": "登记错了"})
    desk.post(at("standing_undoing", made.pk), {"reason": "登记错了"})
    assert member.branch_on(date(2026, 6, 10)) == world.branch
    assert "已撤回" in text(desk.get(reverse("standing_list")))


def test_a_death_noted_by_mistake_is_corrected_on_the_page(desk, world):
    member = world.others[0]
    leave_branch(member, day=date(2026, 6, 10), ended_by=SpellEnd.DIED, by=world.secretary)

    assert "登记错了，更正" in text(desk.get(at("member_detail", member.pk)))
    desk.post(at("departure_undoing", member.pk), {"reason": "同名同志"})

    assert member.branch_on(date(2026, 6, 18)) == world.branch


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(desk, world, rows, django_assert_num_queries):
    for member in world.others[:rows]:
        put_away(world, member)
    desk.get(LIST)

    with django_assert_num_queries(8):
        desk.get(LIST)
