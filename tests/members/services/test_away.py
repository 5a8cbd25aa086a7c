"""Away and back; words from away; nothing changes anybody's standing (MEM-09..MEM-13, E-12, E-52)."""

from datetime import date

import pytest

from members.choices_away import AwayKind
from members.models import AwayContact, AwaySpell
from members.reports.away import away_of
from members.services import away
from members.services.away import Away, Contact
from partywork.common.errors import DomainError
from partywork.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)


@pytest.fixture
def member(world):
    return world.others[0]


def floating(since=date(2025, 12, 18), **fields):
    return Away(AwayKind.FLOATING, since, place="深圳市", **fields)


def lines(world, **kw):
    return away_of(world.branch, TODAY, private=kw.pop("private", True), **kw)


def test_away_is_written_down_and_the_member_stays_where_he_is(world, member):
    spell = away.begin(member, floating(is_fixed_place=True), by=world.secretary)

    assert spell.branch == world.branch
    assert member.branch_on(TODAY) == world.branch
    [line] = lines(world)
    assert [hint.rule for hint in line.hints] == ["MEM-06"]
    assert (line.lasted, line.due) == ("6个月", date(2026, 12, 18))


def test_a_reason_for_not_moving_silences_the_hint(world, member):
    spell = away.begin(member, floating(is_fixed_place=True), by=world.secretary)
    away.revise(spell, floating(is_fixed_place=True, why_not_moved="派驻，年底返回"), by=world.secretary)

    assert lines(world)[0].hints == ()


def test_the_same_absence_twice_is_one_and_another_of_the_kind_is_refused(world, member):
    first = away.begin(member, floating(), by=world.secretary)

    assert away.begin(member, floating(), by=world.secretary) == first
    with pytest.raises(DomainError) as refusal:
        away.begin(member, floating(since=date(2026, 3, 1)), by=world.secretary)
    assert refusal.value.code == "open_spell"


def test_who_was_floating_and_is_lost_now_has_both_one_after_the_other(world, member):
    first = away.begin(member, floating(), by=world.secretary)
    away.begin(member, Away(AwayKind.LOST, date(2026, 2, 1)), by=world.secretary)

    first.refresh_from_db()
    assert (first.ended_on, first.end_note) == (date(2026, 2, 1), "转为失去联系")
    assert [line.spell.kind for line in lines(world)] == ["lost"]
    assert lines(world, private=False) == []


@pytest.mark.parametrize(
    "wrong",
    [
        Away(AwayKind.FLOATING, date(2026, 6, 19), place="深圳市"),
        Away(AwayKind.FLOATING, date(2026, 6, 1)),
        Away(AwayKind.ABROAD, date(2026, 6, 1), place=" "),
        Away(AwayKind.FLOATING, date(2026, 6, 1), place="深圳市", expected_back=date(2026, 5, 31)),
        Away("elsewhere", date(2026, 6, 1), place="深圳市"),
    ],
)
def test_what_makes_no_sense_is_refused(world, member, wrong):
    with pytest.raises(DomainError):
        away.begin(member, wrong, by=world.secretary)
    assert not AwaySpell.objects.exists()


def test_a_word_moves_the_next_one_and_a_failed_attempt_does_not(world, member):
    spell = away.begin(member, floating(), by=world.secretary)

    away.note_contact(spell, Contact(date(2026, 6, 1), "phone", False, "关机"), by=world.secretary)
    assert lines(world)[0].heard_on is None
    away.note_contact(spell, Contact(date(2026, 5, 1), "message", True, "在厂里上班"), by=world.secretary)

    [line] = lines(world)
    assert (line.heard_on, line.heard_by, line.due) == (date(2026, 5, 1), "微信、短信", date(2027, 5, 1))


def test_the_same_word_twice_stands_once_and_is_never_rewritten(world, member):
    spell = away.begin(member, floating(), by=world.secretary)
    for _ in range(2):
        contact = away.note_contact(spell, Contact(date(2026, 6, 1), "phone", True, "好"), by=world.secretary)

    assert AwayContact.objects.count() == 1
    from django.db import InternalError, transaction

    contact.text = "改了"
    with pytest.raises(InternalError), transaction.atomic():
        contact.save()


def test_the_member_reports_himself_in_one_line(world):
    member = world.plain_member
    away.begin(member, floating(), by=world.secretary)

    made = away.report_own(member, "在深圳上班，参加社区党支部活动。", by=world.member)

    assert (made.way, made.on) == ("own_word", TODAY)
    with pytest.raises(DomainError):
        away.report_own(member, "替他说", by=world.secretary)
    with pytest.raises(DomainError):
        away.report_own(member, "  ", by=world.member)


def test_back_again_ends_it_once(world, member):
    spell = away.begin(member, floating(), by=world.secretary)
    with pytest.raises(DomainError):
        away.come_back(spell, day=date(2025, 12, 17), note="", by=world.secretary)

    for _ in range(2):
        away.come_back(spell, day=TODAY, note="回来了", by=world.secretary)

    assert lines(world) == []
    assert [line.spell for line in lines(world, ended=True)] == [spell]
    with pytest.raises(DomainError):
        away.revise(spell, floating(place="珠海市") if False else floating(), by=world.secretary)


def test_the_telephone_is_sealed_and_the_journal_keeps_names_of_items_only(world, member):
    spell = away.begin(member, floating(reach="13812345678"), by=world.secretary)
    away.revise(spell, floating(reach="13900000000"), by=world.secretary)

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT reach FROM members_awayspell")
        assert "139" not in cursor.fetchone()[0][:10]
    said = " ".join(JournalEntry.objects.values_list("reason", flat=True))
    assert "联系方式" in said
    assert "13900000000" not in said


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_costs_the_same_for_one_and_for_three(world, rows, django_assert_num_queries):
    for each in world.others[:rows]:
        spell = away.begin(each, floating(), by=world.secretary)
        away.note_contact(spell, Contact(date(2026, 6, 1), "phone", True, "好"), by=world.secretary)

    with django_assert_num_queries(1):
        assert len(away_of(world.branch, TODAY, private=True, transfer_after=6)) == rows
