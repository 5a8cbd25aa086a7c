"""Those on the way to membership at an event: guests by one tap, dated facts of their own file (DV-26, PD-10)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.models import Guest, RecordSheet
from activities.reports.observers import called_on, may_observe
from activities.reports.sheet import sheet_content
from activities.services import attending, observing, preparing
from members.models import Development
from members.reports.attended import attended_by, attended_of
from members.reports.development_sheets import activist_register, development_record
from members.services import cultivating, developing_endings
from members.services.cultivating import Opinion
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.development import make_development

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
DAY = D(2026, 6, 10)


@pytest.fixture
def event(world):
    return make_activity(world.branch, DAY, theme="重温入党誓词", state="announced")


def on_the_way(world, until: str = "contacts", **person) -> Development:
    return make_development(world.branch, by=world.secretary, until=until, people=world.others, **person)


def hold(event, world, today) -> None:
    today.move_to(datetime(2026, 6, 10, 15, 0, tzinfo=clock.OFFICE))
    attending.mark_all_present(event, by=world.secretary)
    today.move_to(datetime(2026, 6, 10, 20, 0, tzinfo=clock.OFFICE))
    attending.close(event, by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE))


def refused(*args, **kwargs) -> str:
    with pytest.raises(DomainError) as refusal:
        observing.let_observe(*args, **kwargs)
    return refusal.value.message


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (D(2023, 2, 28), None),
        (D(2023, 3, 1), Guest.Kind.APPLICANT),
        (D(2023, 9, 4), Guest.Kind.APPLICANT),
        (D(2023, 9, 5), Guest.Kind.ACTIVIST),
        (D(2024, 9, 23), Guest.Kind.ACTIVIST),
        (D(2024, 9, 24), Guest.Kind.CANDIDATE),
    ],
)
def test_what_somebody_was_on_the_day_of_the_event(day, kind) -> None:
    days = {"applied": D(2023, 3, 1), "activist": D(2023, 9, 5), "candidate_filed": D(2024, 9, 24)}

    assert called_on(days, day) == kind


def test_one_tap_lists_the_person_once_and_no_denominator_changes(world, event) -> None:
    someone = on_the_way(world)
    before = event.attendances.count()

    first = observing.let_observe(event, someone, by=world.secretary)
    again = observing.let_observe(event, someone, by=world.secretary)

    assert first == again
    assert (first.name, first.kind) == ("周六", Guest.Kind.ACTIVIST)
    assert event.attendances.count() == before
    assert [each.development for each in may_observe(event)] == []


def test_what_was_held_stands_in_the_file_and_in_the_review_as_a_dated_fact(world, event, today) -> None:
    someone = on_the_way(world)
    observing.let_observe(event, someone, by=world.secretary)
    assert attended_of(someone) == ()

    hold(event, world, today)

    said = "2026年6月10日列席主题党日“重温入党誓词”"
    assert [each.sentence for each in attended_of(someone)] == [said]
    cultivation = development_record(someone, DAY).stages[1].steps[3]
    assert (cultivation.title, cultivation.said) == ("培养教育考察", (said,))
    review = cultivating.begin_review(someone, by=world.secretary)
    opinion = Opinion(on=D(2026, 6, 18), behaviour="好。", branch_said="同意。")
    cultivating.settle_review(review, opinion, revision=review.revision, by=world.secretary)
    assert [each.attended for each in activist_register(someone, DAY).reviews] == [(said,)]
    assert [guest["kind"] for guest in sheet_content(RecordSheet.objects.get(activity=event))["guests"]] == [
        "入党积极分子"
    ]


@pytest.mark.parametrize(("on", "count"), [(D(2026, 6, 9), 0), (D(2026, 6, 10), 1), (D(2026, 6, 18), 1)])
def test_an_event_belongs_to_the_review_after_it(world, event, today, on, count) -> None:
    someone = on_the_way(world)
    observing.let_observe(event, someone, by=world.secretary)
    hold(event, world, today)

    for day in (on, D(2026, 6, 17)) if on != D(2026, 6, 18) else (on,):
        review = cultivating.begin_review(someone, by=world.secretary)
        opinion = Opinion(on=day, behaviour="好。", branch_said="同意。")
        cultivating.settle_review(review, opinion, revision=review.revision, by=world.secretary)

    counts = [len(each.attended) for each in activist_register(someone, DAY).reviews]
    assert counts[0] == count
    assert sum(counts) == 1


def test_a_name_typed_before_is_the_same_person_and_typed_again_no_second_one(world, event) -> None:
    someone = on_the_way(world)
    typed = preparing.invite(event, by=world.secretary, name="周六", kind="activist", office="财务科")

    linked = observing.let_observe(event, someone, by=world.secretary)
    preparing.invite(event, by=world.secretary, name="周六", kind="activist", office="财务处")

    assert linked == typed
    assert Guest.objects.get().office == "财务处"


def test_two_of_one_name_are_two(world, event) -> None:
    first, second = on_the_way(world), on_the_way(world, born_on=D(2001, 1, 1), occupation="信息科")

    for someone in (first, second):
        observing.let_observe(event, someone, by=world.secretary)

    assert event.guests.count() == 2


def test_who_is_not_on_the_way_here_is_not_listed(world, event) -> None:
    member = on_the_way(world, "approved", name="吴七")
    stopped = on_the_way(world)
    developing_endings.stop(stopped, day=D(2026, 6, 18), reason="调离", by=world.secretary)
    late = make_activity(world.foreign_branch, DAY, theme="别处", state="announced")

    assert "已经是预备党员" in refused(event, member, by=world.secretary)
    assert "现在没有在培养" in refused(event, stopped, by=world.secretary)
    assert "不在本支部培养" in refused(late, member, by=world.secretary)
    assert may_observe(event) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_events_of_one_and_of_three_cost_one_query(world, event, number, django_assert_num_queries):
    people = [on_the_way(world, name=f"周{each}") for each in range(number)]
    with django_assert_num_queries(1):
        attended_by([each.pk for each in people])
    with django_assert_num_queries(2):
        assert len(may_observe(event)) == number


def test_the_secretary_taps_a_name_and_takes_it_off_again(world, event, client_for) -> None:
    someone = on_the_way(world)
    desk = client_for(world.secretary)
    page, address = (reverse(name, args=[event.pk]) for name in ("activity_detail", "activity_observers"))
    assert f'name="development" value="{someone.pk}"' in desk.get(page).content.decode()

    answer = desk.post(address, {"development": someone.pk}, follow=True)

    assert "周六已记为列席，不计入应到" in answer.content.decode()
    assert f'name="development" value="{someone.pk}"' not in answer.content.decode()
    wrong = desk.post(address, {"development": "x"}, follow=True).content.decode()
    assert "这位同志不在本支部的培养名单上" in wrong
    desk.post(reverse("guest_remove", args=[event.guests.get().pk]))
    assert attended_of(someone) == ()
    assert not event.guests.exists()
