"""Care: consent first, the reason sealed; visits once; what was promised comes back (MEM-17, MEM-18, CA-01, PI-02)."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from members.models import CareHelp, CareSpell, CareVisit, ContentDelivery
from members.reports.care import care_page, visits_of_year, waiting_counts
from members.reports.deliveries import exempt_of_contact, without_delivery
from members.services.caring import end_care, put_on_list, read_reason
from members.services.delivering import deliver
from members.services.visiting import Visit, amend_visit, promise_help, register_visit, settle_help
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.members import exempt, make_member

D = date
TODAY = D(2026, 6, 18)
CANARY = "家中独子重病欠债九万"


def listed(world, member=None, **fields) -> CareSpell:
    facts = {"kind": "hardship", "since": TODAY, "consent_on": TODAY, "reason": CANARY, **fields}
    return put_on_list(member or world.plain_member, world.branch, by=world.secretary, **facts)


def visit(world, **fields) -> Visit:
    facts = {
        "visited_on": TODAY,
        "visitors": "张一、李二",
        "form": "home",
        "kind": "hardship",
        "member": world.plain_member,
        **fields,
    }
    return Visit(**facts)


def visited(world, *, once: UUID | None = None, **fields) -> CareVisit:
    return register_visit(world.branch, visit(world, **fields), by=world.secretary, once=once or uuid4())


@pytest.mark.parametrize("kind", ["hardship", "illness", "disaster"])
def test_what_is_sensitive_needs_the_persons_consent(world, today, kind):
    with pytest.raises(DomainError) as refusal:
        listed(world, kind=kind, consent_on=None)

    assert refusal.value.field == "consent_on"
    assert listed(world, kind="old", consent_on=None).kind == "old"


def test_the_database_too_keeps_hardship_without_consent_out(world, today):
    with pytest.raises(IntegrityError), transaction.atomic():
        CareSpell.objects.create(
            member=world.plain_member,
            branch=world.branch,
            kind="hardship",
            since=TODAY,
            entered_by=world.secretary,
        )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "masses"}, "kind"),
        ({"since": D(2026, 6, 19)}, "since"),
        ({"consent_on": D(2026, 6, 19)}, "consent_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world, today, fields, field):
    with pytest.raises(DomainError) as refusal:
        listed(world, **fields)

    assert refusal.value.field == field


def test_on_the_list_once_a_kind_and_off_it_the_reason_is_wiped(world, today):
    spell = listed(world)
    assert listed(world) == spell

    ended = end_care(spell, until=TODAY, by=world.secretary)

    ended.refresh_from_db()
    assert (ended.until, ended.reason) == (TODAY, None)
    assert listed(world) != spell


def test_each_reading_of_a_reason_is_in_the_journal(world, today):
    spell = listed(world)

    assert read_reason(spell, by=world.secretary) == CANARY

    entry = JournalEntry.objects.get(verb="read_care_reason")
    assert (entry.actor, entry.object_id) == (world.secretary, spell.pk)


def test_a_reader_of_the_database_learns_no_reason_no_difficulty_and_no_outsiders_name(world, today):
    listed(world)
    spoken = visited(world, difficulties=CANARY, settled=CANARY)
    visited(world, member=None, outsider=CANARY, kind="masses")
    help_ = promise_help(spoken, text=CANARY, owner=world.others[0], due=D(2026, 7, 1), by=world.secretary)
    settle_help(help_, outcome=CANARY, by=world.secretary)
    spell = exempt(world.others[0], world.branch, D(2026, 6, 1), D(2026, 12, 31), world.secretary)
    deliver(
        spell,
        world.plain_member,
        delivered_on=TODAY,
        brought="学习材料",
        opinions=CANARY,
        once=uuid4(),
        by=world.secretary,
    )

    seen = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{CANARY}%"])
            if cursor.fetchone()[0]:
                seen.append(table)
    assert seen == []
    assert CareVisit.objects.filter(member=None).get().person == CANARY


def test_a_visit_sent_twice_stands_once(world, today):
    once = uuid4()

    assert visited(world, once=once) == visited(world, once=once)
    assert CareVisit.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"visited_on": D(2026, 6, 19)}, "visited_on"),
        ({"visitors": " "}, "visitors"),
        ({"member": None}, "member"),
        ({"outsider": "王大娘"}, "member"),  # both at once
        ({"kind": "masses"}, "kind"),
        ({"amount_fen": 50000}, "source"),
        ({"goods": "大米"}, "source"),
        ({"source": "dues"}, "amount"),
        ({"amount_fen": 0, "source": "dues", "receipt": "own"}, "amount"),
        ({"amount_fen": 100_000_01, "source": "dues", "receipt": "own"}, "amount"),
        ({"amount_fen": 50000, "source": "dues"}, "receipt"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_at_its_field(world, today, fields, field):
    with pytest.raises(DomainError) as refusal:
        visited(world, **fields)

    assert refusal.value.field == field
    assert not CareVisit.objects.exists()


def test_somebody_of_another_branch_is_not_visited_here(world, today):
    stranger = make_member(world.foreign_branch)
    with pytest.raises(DomainError, match="不在本支部"):
        visited(world, member=stranger)


def test_two_people_who_put_the_same_visit_right_do_not_undo_each_other(world, today):
    row = visited(world)
    amend_visit(row, visit(world, goods="大米", source="dues", receipt="own"), revision=1, by=world.secretary)

    with pytest.raises(DomainError, match="刚才有人改过"):
        amend_visit(row, visit(world, goods=""), revision=1, by=world.secretary)

    row.refresh_from_db()
    assert (row.goods, row.revision) == ("大米", 2)


def test_the_sums_of_the_year_name_nobody(world, today):
    visited(world, occasion="party_birthday", amount_fen=50000, source="superior", receipt="own")
    visited(
        world,
        occasion="party_birthday",
        member=world.others[0],
        amount_fen=30000,
        source="dues",
        receipt="open",
    )
    visited(world, visited_on=D(2025, 12, 30))

    found = visits_of_year(world.branch, 2026)

    assert found.by_occasion == [("七一", 2, 80000)]
    assert (found.total_fen, found.awaiting_receipt) == (80000, 1)


def test_before_the_first_of_july_the_list_says_who_still_waits(world, today):
    listed(world)
    listed(world, world.others[0], kind="old", consent_on=None)
    assert [line.member for line in care_page(world.branch, TODAY).waiting] == [
        world.plain_member,
        world.others[0],
    ]

    visited(world)

    assert [line.member for line in care_page(world.branch, TODAY).waiting] == [world.others[0]]
    assert waiting_counts(world.branch, TODAY) == {"helps": 0, "over": 0, "visits": 1}


def test_what_was_promised_comes_back_until_it_is_done(world, today):
    row = visited(world)
    help_ = promise_help(row, text="办低保", owner=world.others[0], due=TODAY, by=world.secretary)
    again = promise_help(row, text="办低保", owner=world.others[0], due=TODAY, by=world.secretary)
    assert again == help_
    today.move_to(clock.at(D(2026, 6, 19), clock.now().time()))
    assert waiting_counts(world.branch, clock.today())["over"] == 1

    settle_help(help_, outcome="民政所已受理", by=world.secretary)
    settle_help(help_, outcome="另一句", by=world.secretary)

    assert CareHelp.objects.get().outcome == "民政所已受理"
    assert waiting_counts(world.branch, clock.today())["helps"] == 0


def test_the_one_who_sees_to_it_is_told_that_there_is_something_not_what(world, today):
    from activities.models import Notice

    promise_help(visited(world), text=CANARY, owner=world.plain_member, due=TODAY, by=world.secretary)

    notice = Notice.objects.get(occasion__startswith="care-help")
    assert CANARY not in notice.subject + notice.body


def test_a_promise_needs_words_a_day_and_somebody_here(world, today):
    row, stranger = visited(world), make_member(world.foreign_branch)
    for fields, field in (
        ({"text": " "}, "text"),
        ({"due": D(2026, 6, 17)}, "due"),
        ({"owner": stranger}, "owner"),
    ):
        facts = {"text": "办低保", "owner": world.others[0], "due": TODAY, **fields}
        with pytest.raises(DomainError) as refusal:
            promise_help(row, by=world.secretary, **facts)
        assert refusal.value.field == field


def test_what_was_brought_to_the_exempt_is_logged_once_and_by_another(world, today):
    old, contact = world.others[0], world.plain_member
    spell = exempt(old, world.branch, D(2026, 6, 1), D(2026, 12, 31), world.secretary)
    type(spell).objects.filter(pk=spell.pk).update(contact=contact)
    once = uuid4()
    facts = {"delivered_on": TODAY, "brought": "6月学习材料", "once": once, "by": world.member}
    assert [line.waits for line in exempt_of_contact(contact.pk, TODAY)] == [True]

    assert deliver(spell, contact, **facts) == deliver(spell, contact, **facts)

    assert ContentDelivery.objects.count() == 1
    assert [line.waits for line in exempt_of_contact(contact.pk, TODAY)] == [False]
    for fields, field in (
        ({"brought": " "}, "brought"),
        ({"delivered_on": D(2026, 6, 19)}, "delivered_on"),
        ({"delivered_on": D(2026, 5, 31)}, "delivered_on"),
    ):
        with pytest.raises(DomainError) as refusal:
            deliver(spell, contact, **{**facts, "once": uuid4(), **fields})
        assert refusal.value.field == field
    with pytest.raises(DomainError, match="另一名党员"):
        deliver(spell, old, **{**facts, "once": uuid4()})


def test_nothing_brought_for_a_whole_month_is_noticed_in_the_next(world, today):
    spell = exempt(world.others[0], world.branch, D(2026, 4, 20), D(2026, 12, 31), world.secretary)

    assert without_delivery(world.branch, D(2026, 5, 31)) == []
    assert [line.exemption for line in without_delivery(world.branch, D(2026, 6, 1))] == [spell]
