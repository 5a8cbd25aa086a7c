"""Journey of those on the way: listed at an event by one tap, reviewed with it, and the own page on the phone."""

import os
from datetime import timedelta
from pathlib import Path

from activities.services import observing
from members.services import cultivating
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.development import make_development
from tests.factories.members import make_user

SHOTS = os.environ.get("PARTYWORK_SHOTS", "")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def picture(hand, name: str) -> None:
    """At a desk and on a phone; nothing stands out over the edge of the phone."""
    for size in (PHONE, DESK):
        hand.page.set_viewport_size(size)
        if SHOTS:
            hand.page.screenshot(path=Path(SHOTS) / f"{name}-{size['width']}.png", full_page=True)
        assert hand.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_an_activist_at_an_event_is_one_tap_and_stands_in_the_review(hand, world, as_user):
    someone = make_development(world.branch, by=world.secretary, until="contacts", people=world.others)
    coming = make_activity(
        world.branch, clock.today() + timedelta(days=7), theme="重温入党誓词", state="announced"
    )
    held = make_activity(world.branch, clock.today() - timedelta(days=7), theme="学习党章", state="announced")
    observing.let_observe(held, someone, by=world.secretary)
    type(held).objects.filter(pk=held.pk).update(state="held", closed_at=clock.now())
    as_user(hand, world.secretary)

    hand.open(f"/activities/{coming.pk}/")
    picture(hand, "observers")
    before = hand.clicks
    hand.click(hand.page.locator(f"button[name=development][value='{someone.pk}']"))
    assert hand.clicks - before == 1
    assert hand.sees("周六已记为列席，不计入应到")
    picture(hand, "observers-after")

    hand.open(f"/developments/{someone.pk}/")
    assert hand.sees("主题党日“学习党章”")
    hand.click(hand.page.get_by_role("button", name="办第6步", exact=True).first)
    assert hand.sees("列席主题党日“学习党章”")
    picture(hand, "review")
    hand.write("behaviour", "学习认真。")
    hand.write("branch_said", "同意继续培养。")
    hand.press("办结")
    picture(hand, "path-with-review")
    hand.open(f"/developments/{someone.pk}/cultivation/")
    picture(hand, "cultivation")


def test_the_contact_writes_and_the_probationary_member_reads_the_own_path(hand, world, as_user):
    contact = world.others[0]
    contact.user = make_user("contact", name=contact.name)
    contact.save(update_fields=["user"])
    make_development(world.branch, by=world.secretary, until="contacts", people=world.others, name="高二")
    joined = make_development(world.branch, by=world.secretary, until="grouped", people=world.others)
    assert joined.member is not None
    joined.member.user = make_user("zhouliu", name="周六")
    joined.member.save(update_fields=["user"])
    review = cultivating.begin_review(joined, by=world.secretary)
    said = cultivating.Opinion(on=clock.today(), behaviour="支部里说的话", branch_said="好。")
    cultivating.settle_review(review, said, revision=review.revision, by=world.secretary)

    as_user(hand, contact.user)
    hand.open("/my/contacts/")
    picture(hand, "contacts")
    hand.follow("记一句，写意见")
    picture(hand, "contact")

    hand.page.context.clear_cookies()
    as_user(hand, joined.member.user)
    hand.open("/my/")
    hand.page.locator("a[href='/my/path/']").first.click()
    hand.page.wait_for_load_state()
    assert hand.sees("预备期")
    assert not hand.sees("支部里说的话")
    picture(hand, "own-path")
