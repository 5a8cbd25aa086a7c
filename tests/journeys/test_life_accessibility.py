"""The pages of the life meeting and of the appraisal at both widths, judged by axe, in each state of the appraisal."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from activities.choices_life import AppraisalState
from activities.models import Appraisal
from activities.services import (
    appraisal_ballots,
    appraisal_grading,
    appraisal_words,
    appraising,
    attending,
    life_meetings,
    life_words,
    rectifying,
)
from activities.services.appraisal_grading import Decision
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user
from tests.journeys.conftest import DESK, PHONE

GRAVE = {"serious", "critical"}


@pytest.fixture
def lived(world):
    """A life meeting with everything on it, and the appraisal at the same meeting, its ballot open."""
    for number in range(3):
        make_member(world.branch, name=f"乙{number}", user=make_user(f"b{number}", name=f"乙{number}"))
    starts_at = clock.now() - timedelta(hours=1)
    meeting = make_activity(
        world.branch,
        kind="organizational_life_meeting",
        theme="组织生活会",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        state="announced",
        published_at=starts_at - timedelta(days=6),
    )
    attending.mark_all_present(meeting, by=world.secretary)
    by = {"by": world.secretary}
    life = life_meetings.begin(world.branch, clock.today().year, theme="锤炼党性", **by)
    life = life_meetings.convene(life, meeting, **by)
    life_meetings.note_opinions(life, on=clock.today(), source="masses", count=5, gist="多下社区", **by)
    own = life_words.examine(life, world.secretary_member, problem="急躁", measure="先听后说", **by)
    life_words.examine(life, world.plain_member, problem="学得少", measure="每周一次", **by)
    life_words.speak(own, **by)
    life_words.criticize(life, world.plain_member, world.secretary_member, text="说话快", **by)
    rectifying.take_over(life, due=clock.today() + timedelta(days=60), **by)
    today = clock.today()
    life_meetings.disclose(life, shown_from=today, shown_to=today + timedelta(days=7), **by)
    appraising.prepare(world.branch, today.year, with_committee=True, **by)
    appraising.convene(Appraisal.objects.get(), meeting, **by)
    return life, appraising.open_ballot(Appraisal.objects.get(), **by)


def judged(hand, paths):
    axe, wrong = Axe(), []
    for path in paths:
        for size in (DESK, PHONE):
            hand.page.set_viewport_size(size)
            answer = hand.page.goto(hand.base + path)
            where = f"{path} ({size['width']})"
            if answer.status != 200:
                wrong.append(f"{where}: {answer.status}")
            if hand.page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wrong.append(f"{where}: wider than the screen")
            wrong += [
                f"{where}: {each['id']} {node['target']}"
                for each in axe.run(hand.page).response["violations"]
                if each["impact"] in GRAVE
                for node in each["nodes"]
            ]
    return wrong


def test_no_page_of_them_shuts_anybody_out(hand, world, lived, as_user):
    life, appraisal = lived
    as_user(hand, world.secretary)
    detail, mine = f"/appraisals/{appraisal.pk}/", f"/my/appraisals/{appraisal.pk}/"
    person = appraisal.people.get(member=world.others[0])
    pages = ["/life/", f"/life/meetings/{life.pk}/", detail, f"/activities/{life.activity_id}/"]
    pages += [f"/my/life/{life.pk}/", f"/my/life/{life.pk}/check/", mine, f"{mine}ballot/"]
    pages += [f"/my/appraisals/people/{person.pk}/", "/my/appraisals/", "/my/"]

    wrong = judged(hand, pages)
    for voter in appraisal.people.select_related("member"):
        others = appraisal.people.exclude(pk=voter.pk).filter(standing="full")
        marks = {other.line: "qualified" for other in others}
        appraisal_ballots.vote(appraisal, voter.member, grades=marks, committee={"overall": "good"})
    appraisal = appraising.close_ballot(appraisal, by=world.secretary)
    wrong += judged(hand, [detail, f"{detail}decision/"])
    decisions = {
        each.pk: Decision("outstanding" if each == person else "qualified", "带头")
        for each in appraisal.people.filter(standing="full")
    }
    appraisal_grading.decide(appraisal, decisions, by=world.secretary, on=clock.today(), revision=1)
    appraising.publish(Appraisal.objects.get(), by=world.secretary)
    appraisal_words.say_view(person, by=world.secretary, view="objects", words="有")
    told = [detail, f"/appraisals/people/{person.pk}/", f"/appraisals/people/{person.pk}/nomination/", mine]

    assert wrong + judged(hand, told) == []
    assert Appraisal.objects.get().state == AppraisalState.PUBLISHED
