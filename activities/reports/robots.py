"""The robots of an organization, each with what became of its last message."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from activities.choices import DeliveryState
from activities.models import GroupMessage, Robot
from branches.models import Organization


@dataclass(frozen=True)
class RobotLine:
    robot: Robot
    last: GroupMessage | None

    @property
    def is_waiting(self) -> bool:
        return self.last is not None and self.last.state == DeliveryState.WAITING

    @property
    def has_failed(self) -> bool:
        return self.last is not None and bool(self.last.error) and self.last.state != DeliveryState.SENT


def robot_lines(organization: Organization) -> list[RobotLine]:
    """Two queries. Addresses and secrets stay in the table."""
    newest = GroupMessage.objects.filter(robot=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    robots = list(
        Robot.objects.filter(organization=organization)
        .defer("address", "secret")
        .annotate(newest=Subquery(newest))
    )
    keys = [robot.newest for robot in robots]
    messages = {message.robot_id: message for message in GroupMessage.objects.filter(pk__in=keys)}
    return [RobotLine(robot, messages.get(robot.pk)) for robot in robots]
