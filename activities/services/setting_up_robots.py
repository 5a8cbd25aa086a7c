"""A branch or committee sets up, stops and removes the robots of its groups (MEM-24)."""

from django.conf import settings
from django.db import transaction

from activities.models import Robot
from activities.rules.robot_address import why_not
from branches.models import Organization
from members.models import User
from partywork.common.verbs import journal, lock, require, save

AT_MOST = 5


@transaction.atomic
def set_up(
    organization: Organization,
    *,
    by: User,
    kind: str,
    name: str,
    address: str,
    secret: str = "",
    covers_below: bool = False,
) -> Robot:
    """A robot of one group; set up again under the same name it has the new address (a key that leaked)."""
    organization = lock(organization)
    wrong = why_not(kind, address.strip(), settings.ROBOT_ORIGINS)
    require(not wrong, f"{wrong}。", field="address", code="address")
    require(secret.strip().isascii(), "密钥里有不该有的字符。", field="secret")
    known = Robot.objects.filter(organization=organization)
    own = known.filter(name=name.strip()).exists()
    require(
        own or known.count() < AT_MOST, f"一个组织最多 {AT_MOST} 个群机器人。", field="name", code="too_many"
    )
    values = {
        "kind": kind,
        "address": address.strip(),
        "secret": secret.strip() or None,
        "covers_below": covers_below and not organization.is_branch,
        "enabled": True,
        "set_up_by": by,
    }
    robot, _ = Robot.objects.update_or_create(organization=organization, name=name.strip(), defaults=values)
    journal(robot, "set_up", by=by)
    return robot


@transaction.atomic
def switch(robot: Robot, *, on: bool, by: User) -> None:
    robot = lock(robot)
    if robot.enabled != on:
        robot.enabled = on
        save(robot, "enabled")
        journal(robot, "switch_on" if on else "switch_off", by=by)


@transaction.atomic
def remove(robot: Robot, *, by: User) -> None:
    """Address, secret and everything that still waited go with it. Twice is once."""
    journal(robot, "remove", by=by)
    Robot.objects.filter(pk=robot.pk).delete()
