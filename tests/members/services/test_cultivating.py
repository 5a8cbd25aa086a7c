"""Reviews, contacts' words and reports of thoughts by their verbs (DV-05, DV-06, DV-07, DV-21)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, connection, transaction

from branches.services.setting import set_parameter
from members.models import CultivationReview, Development, ThoughtReport
from members.reports.cultivation import accompanied_by, cultivated_in
from members.reports.development_sheets import activist_register
from members.rules.development_facts import Review
from members.services import cultivating, thought_reports
from members.services.cultivating import Opinion
from members.services.developing import Taken, take_step
from members.services.developing_corrections import correct_step, take_back
from partywork.common.errors import DomainError
from tests.conftest import World
from tests.factories.development import make_development

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY = D(2026, 6, 18)
WHOLE = Opinion(on=TODAY, behaviour="表现好。", branch_said="同意继续培养。")


def develop(world: World, until: str = "contacts") -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others)


def refused(verb, *args, **kwargs) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        verb(*args, **kwargs)
    return refusal.value


def settle(review: CultivationReview, opinion: Opinion, world: World) -> CultivationReview:
    review.refresh_from_db()
    return cultivating.settle_review(review, opinion, revision=review.revision, by=world.secretary)


def test_a_review_grows_and_then_stands_on_the_way(world: World) -> None:
    someone = develop(world)
    review = cultivating.begin_review(someone, by=world.secretary)
    assert (review.number, review.due_on) == (1, D(2024, 3, 5))
    cultivating.say(someone, world.others[0], text="能主动汇报思想。", by=world.secretary)

    settled = settle(review, WHOLE, world)

    assert settled.contacts_said == f"{world.others[0].name}：能主动汇报思想。"
    assert list(someone.steps.filter(key="cultivation").values_list("done_on", flat=True)) == [TODAY]
    with pytest.raises(InternalError), transaction.atomic():
        CultivationReview.objects.filter(pk=review.pk).update(number=9)


def test_begun_twice_is_one_review(world: World) -> None:
    someone = develop(world)
    first = cultivating.begin_review(someone, by=world.secretary)

    assert cultivating.begin_review(someone, by=world.secretary) == first


def test_a_contact_writes_again_and_replaces_only_his_own_word(world: World) -> None:
    someone = develop(world)
    first, second = world.others[:2]
    for member, text in ((first, "一般。"), (second, "同意。"), (first, "有进步，\n同意。")):
        review = cultivating.say(someone, member, text=text, by=world.secretary)

    assert review.contacts_said == f"{second.name}：同意。\n{first.name}：有进步， 同意。"


def test_whoever_is_no_contact_says_and_notes_nothing(world: World) -> None:
    someone = develop(world)

    for verb, more in ((cultivating.say, {}), (cultivating.note, {"on": TODAY})):
        refusal = refused(verb, someone, world.secretary_member, text="好。", by=world.secretary, **more)
        assert "不由您联系" in refusal.message


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    review = cultivating.begin_review(develop(world), by=world.secretary)
    cultivating.write_review(review, WHOLE, revision=1, by=world.secretary)

    assert (
        "刚才有人改过"
        in refused(cultivating.write_review, review, WHOLE, revision=1, by=world.secretary).message
    )


@pytest.mark.parametrize(
    ("opinion", "field"),
    [
        (Opinion(on=TODAY, branch_said="同意。"), "behaviour"),
        (Opinion(on=TODAY, behaviour="好。"), "branch_said"),
        (Opinion(on=D(2026, 6, 19), behaviour="好。", branch_said="同意。"), "on"),
    ],
)
def test_an_unfinished_review_is_not_settled(world: World, opinion, field) -> None:
    review = cultivating.begin_review(develop(world), by=world.secretary)

    assert refused(settle, review, opinion, world).field == field
    assert not CultivationReview.objects.get().is_settled


def test_nobody_who_only_applied_is_reviewed(world: World) -> None:
    assert (
        "还没有确定为积极分子"
        in refused(cultivating.begin_review, develop(world, "talked"), by=world.secretary).message
    )


def test_during_probation_the_quarter_is_reviewed_and_the_introducers_speak(world: World) -> None:
    someone = develop(world, "grouped")
    review = cultivating.say(someone, world.others[0], text="表现好。", by=world.secretary)
    assert review.is_probation
    assert review.due_on == D(2025, 5, 7)

    settled = settle(
        review, Opinion(on=D(2025, 5, 7), behaviour="好。", branch_said="好。", advice="on_time"), world
    )

    assert settled.advice == "on_time"
    assert someone.steps.filter(key="probation", done_on=D(2025, 5, 7)).exists()


def test_what_is_said_of_somebody_is_not_in_the_clear(world: World) -> None:
    someone = develop(world)
    cultivating.say(someone, world.others[0], text="金丝雀", by=world.secretary)
    cultivating.note(someone, world.others[0], text="金丝雀", on=TODAY, by=world.secretary)
    with connection.cursor() as cursor:
        for table in ("cultivationreview", "contactnote"):
            cursor.execute(f"SELECT row_to_json(r)::text FROM members_{table} r")
            rows = cursor.fetchall()
            assert rows
            assert not any("金丝雀" in text for (text,) in rows)


def test_a_report_is_a_day_and_no_text_unless_the_committee_asks(world: World) -> None:
    someone = develop(world)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF")
    assert (
        "没有要求交书面原文"
        in refused(thought_reports.note_report, someone, on=TODAY, file=file, by=world.secretary).message
    )

    assert thought_reports.note_report(someone, on=TODAY, by=world.secretary).file.name == ""
    thought_reports.note_report(someone, on=TODAY, by=world.secretary)
    assert ThoughtReport.objects.count() == 1

    set_parameter(
        world.committee, "dv.report_texts", True, since=D(2026, 1, 1), by=world.reviewer, reason="统一"
    )
    kept = thought_reports.note_report(someone, on=D(2026, 6, 17), file=file, by=world.secretary)
    assert kept.file_name == "a.pdf"
    thought_reports.drop_report(kept, by=world.secretary)
    assert ThoughtReport.objects.count() == 1


def test_the_next_report_follows_the_last_one(world: World) -> None:
    someone = develop(world)
    [line] = cultivated_in(world.branch, TODAY)
    assert line.report.last_day == D(2023, 12, 5)
    assert line.report.is_late(TODAY)

    thought_reports.note_report(someone, on=D(2026, 5, 31), by=world.secretary)

    [line] = cultivated_in(world.branch, TODAY)
    assert line.report.last_day == D(2026, 8, 31)


def test_a_member_finds_those_he_accompanies_and_nobody_else(world: World) -> None:
    someone = develop(world)

    assert [line.development for line in accompanied_by(world.others[0], TODAY)] == [someone]
    assert accompanied_by(world.secretary_member, TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(world, count, django_assert_num_queries) -> None:
    for number in range(count):
        make_development(
            world.branch, by=world.secretary, until="contacts", people=world.others, name=f"周{number}"
        )
    with django_assert_num_queries(5):
        cultivated_in(world.branch, TODAY)
    with django_assert_num_queries(6):
        accompanied_by(world.others[0], TODAY)


def test_a_review_is_written_on_its_own_page_alone(world: World) -> None:
    someone = develop(world)
    taken = Taken(TODAY, Review(opinion="好。"))

    assert refused(take_step, someone, "cultivation", taken, by=world.secretary).code == "by_review"


def test_a_review_written_by_mistake_is_taken_back_and_written_anew_under_its_number(world: World) -> None:
    someone = develop(world)
    first = settle(cultivating.begin_review(someone, by=world.secretary), WHOLE, world)
    row = someone.steps.get(key="cultivation")
    assert (
        refused(correct_step, row, Taken(TODAY, Review()), why="写错", by=world.secretary).code == "by_review"
    )

    take_back(row, why="写成了别人的", by=world.secretary)
    first.refresh_from_db()
    assert first.withdrawn_why == "写成了别人的"
    assert activist_register(someone, TODAY).reviews[0].behaviour == ""
    again = cultivating.begin_review(someone, by=world.secretary)
    settle(again, replace(WHOLE, on=D(2026, 6, 1), behaviour="踏实。"), world)

    assert again.number == 1
    assert [each.behaviour for each in activist_register(someone, TODAY).reviews] == ["踏实。"]
    with pytest.raises(InternalError), transaction.atomic():
        CultivationReview.objects.filter(pk=first.pk).update(withdrawn_why="", behaviour="改")


def test_a_second_review_of_one_day_is_refused_and_stays_open(world: World) -> None:
    someone = develop(world)
    settle(cultivating.begin_review(someone, by=world.secretary), WHOLE, world)
    second = cultivating.begin_review(someone, by=world.secretary)

    refusal = refused(settle, second, WHOLE, world)

    assert (refusal.field, "已经记过一次" in refusal.message) == ("on", True)
    second.refresh_from_db()
    assert not second.is_settled
