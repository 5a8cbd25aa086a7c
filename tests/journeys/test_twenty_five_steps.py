"""Journey of a branch: somebody applies and is a full member in the end, in twenty-five steps at a desk."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from members.choices_development import DevelopmentState
from members.models import Development, Member
from members.rules.development import STEPS
from partywork.common import clock
from partywork.common.months import months_after

SHOTS = os.environ.get("PARTYWORK_SHOTS", "")
# Months and days after the application on which each step is taken, as it usually goes.
WHEN = {
    "applied": (0, 0),
    "talked": (0, 19),
    "activist": (6, 5),
    "activist_filed": (6, 20),
    "contacts": (6, 25),
    "cultivation": (12, 0),
    "candidate": (18, 10),
    "candidate_filed": (18, 24),
    "introducers": (18, 26),
    "political_review": (20, 0),
    "training": (20, 21),
    "reviewed": (21, 0),
    "previewed": (22, 0),
    "form_filled": (22, 10),
    "admitted": (22, 20),
    "superior_talk": (23, 20),
    "approved": (24, 0),
    "registered": (24, 10),
    "grouped": (24, 12),
    "oath": (26, 0),
    "probation": (25, 20),
    "conversion_asked": (34, 0),
    "conversion_decided": (34, 25),
    "conversion_approved": (36, 0),
    "archived": (37, 0),
}


def day_of(key: str) -> date:
    months, days = WHEN[key]
    return months_after(months_after(clock.today(), -40), months) + timedelta(days=days)


def picture(hand, name: str) -> None:
    if SHOTS:
        hand.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def tick(hand, name: str, *values: object) -> None:
    for value in values:
        hand.click(hand.page.locator(f"input[name={name}][value='{value}']"))


def votes(hand) -> None:
    for name in ("expected", "present", "in_favour"):
        hand.write(name, "4")


def fill(hand, key: str, people: list[Member]) -> None:
    """What the step asks beyond its day and what is chosen already."""
    two = [person.pk for person in people[:2]]
    everybody = ("group", "contacts", "members", "masses")
    filling: dict[str, Callable[[], None]] = {
        "talked": lambda: hand.write("talker", people[0].name),
        "contacts": lambda: tick(hand, "members", *two),
        "candidate": lambda: tick(hand, "heard", *everybody),
        "training": lambda: hand.write("hours", "24"),
        "form_filled": lambda: hand.write("number", "20260001"),
        "admitted": lambda: votes(hand),
        "superior_talk": lambda: hand.write("talker", "马一"),
        "conversion_decided": lambda: votes(hand),
    }
    filling.get(key, lambda: None)()
    if key == "conversion_decided":
        tick(hand, "heard", *everybody)


def test_from_the_application_to_the_file(hand, world, as_user):
    for person in world.others:
        person.name_key = f"a {person.pk:06}"
        person.save()
    as_user(hand, world.secretary)
    hand.open("/developments/")
    hand.follow("登记入党申请")
    hand.write("name", "周六")
    tick(hand, "sex", "female")
    hand.write("born_on", "2000-05-04")
    hand.write("day", day_of("applied").isoformat())
    hand.press("登记")
    assert hand.sees("已登记周六的入党申请")
    picture(hand, "path-first")
    applying = hand.clicks

    for step in STEPS[1:]:
        if step.key == "oath":
            continue  # after the first review of probation, as the days have it
        walk(hand, step, world.others)
        if step.key == "grouped":
            walk(hand, next(each for each in STEPS if each.key == "oath"), world.others)
        if step.key in ("activist", "training", "approved"):
            picture(hand, f"path-{step.key}")

    development = Development.objects.get()
    member = Member.objects.get(name="周六")
    assert development.state == DevelopmentState.FULL
    assert member.joined_on == day_of("admitted")
    assert member.full_on == months_after(day_of("admitted"), 12)
    assert hand.sees("已转正归档")
    picture(hand, "path-last")
    # Two clicks a step, and one for each name or opinion that is ticked.
    assert applying == 3
    assert hand.clicks - applying == 2 * 24 + 2 + 4 + 4

    hand.page.set_viewport_size({"width": 390, "height": 844})
    for number, path in enumerate((f"/developments/{development.pk}/", "/developments/?closed=1")):
        hand.open(path)
        assert hand.page.evaluate("document.documentElement.scrollWidth") <= 390
        picture(hand, f"phone-{number}")


def walk(hand, step, people: list[Member]) -> None:
    if hand.page.url.endswith(
        "/developments/"
    ) is False and f"办第{step.number}步" not in hand.page.inner_text("body"):
        hand.page.reload()
    kind = "button" if step.repeats else "link"
    hand.click(hand.page.get_by_role(kind, name=f"办第{step.number}步", exact=True).first)
    if step.repeats:
        review(hand, step)
        return
    hand.write("day", day_of(step.key).isoformat())
    fill(hand, step.key, people)
    if step.key in ("contacts", "admitted", "conversion_decided", "approved"):
        picture(hand, f"form-{step.key}")
    hand.press("记入")
    assert hand.sees(f"第{step.number}步“{step.title}”已记入周六的纪实表"), hand.page.inner_text("main")


def review(hand, step) -> None:
    """The one page on which a review is written; the path shows what was seen."""
    hand.write("on", day_of(step.key).isoformat())
    hand.write("behaviour", "学习认真，积极参加志愿服务。")
    hand.write("branch_said", "同意继续培养。")
    picture(hand, f"form-{step.key}")
    hand.press("办结")
    assert hand.sees("已办结，记入纪实表"), hand.page.inner_text("main")
    assert hand.sees("学习认真，积极参加志愿服务。")


@pytest.mark.parametrize("early", [5])
def test_too_early_is_warned_about_and_nothing_typed_is_lost(hand, world, as_user, early):
    as_user(hand, world.secretary)
    hand.open("/developments/new/")
    hand.write("name", "吴七")
    tick(hand, "sex", "male")
    hand.write("born_on", "2000-05-04")
    applied = months_after(clock.today(), -early)
    hand.write("day", applied.isoformat())
    hand.press("登记")
    hand.follow("办第2步")
    hand.write("day", (applied + timedelta(days=3)).isoformat())
    hand.write("talker", "李二")
    hand.press("记入")

    hand.follow("办第3步")
    hand.write("note", "团支部推优大会")
    hand.press("记入")
    assert hand.sees("上级规定满6个月")
    assert hand.page.input_value("[name=note]") == "团支部推优大会"
    picture(hand, "warned")
    hand.write("reason", "支委会研究，表现突出")
    hand.press("记入")
    assert hand.sees("理由：支委会研究，表现突出")
