"""The routine content of one event in words: for its page, the member, the make-up and the record sheet."""

from dataclasses import dataclass

from activities.models import Activity, CharterReading, CostLine, RoutineContent, StudyMaterial
from activities.rules.charter import parts_text, range_text
from activities.rules.hours import hours_text
from activities.rules.spending import Costs, add_up


@dataclass(frozen=True)
class Routine:
    """What is noted of one event; `noted` None where nobody has written anything yet."""

    noted: RoutineContent | None
    flag_hung: bool
    readings: tuple[CharterReading, ...]
    materials: tuple[StudyMaterial, ...]
    costs: tuple[CostLine, ...]
    services: tuple[tuple[str, int, int], ...]  # project, people, minutes

    @property
    def oath(self) -> str:
        if self.noted is None or not self.noted.oath:
            return ""
        leader = self.noted.oath_leader
        return f"已重温，{leader}领誓" if leader else "已重温"

    @property
    def flag_and_badge(self) -> str:
        """Nothing before somebody noted it."""
        if self.noted is None:
            return ""
        flag = "悬挂党旗" if self.flag_hung else "没有悬挂党旗"
        badges = "佩戴党徽" if self.noted.badges_worn else "没有佩戴党徽"
        return f"{flag}，{badges}"

    @property
    def charter(self) -> str:
        return parts_text(
            part for reading in self.readings for part in range(reading.first, reading.last + 1)
        )

    @property
    def sums(self) -> Costs:
        return add_up([(cost.planned, cost.spent) for cost in self.costs])

    @property
    def spending(self) -> str:
        """计划500.00元，支出480.00元（经手人张一）"""
        people = sorted({cost.handled_by.name for cost in self.costs if cost.handled_by and cost.spent})
        by = f"（经手人{'、'.join(people)}）" if people else ""
        return f"{self.sums.sentence}{by}"

    @property
    def volunteering(self) -> str:
        return "；".join(
            f"{project}，{people}人，共{hours_text(minutes)}" for project, people, minutes in self.services
        )

    def lines(self) -> list[dict[str, str]]:
        """What there is, in the order of the sheet; nothing is printed of what was not done (F-06)."""
        parts = {
            "重温入党誓词": self.oath,
            "诵读党章": self.charter,
            "党旗、党徽": self.flag_and_badge,
            "学习材料": "；".join(str(material) for material in self.materials),
            "志愿服务": self.volunteering,
            "经费": self.spending,
        }
        return [{"label": label, "text": text} for label, text in parts.items() if text]


def routine_of(activity: Activity) -> Routine:
    """Four queries besides the activity's own, however much is noted."""
    services: dict[int, tuple[str, int, int]] = {}
    rows = activity.volunteer_services.order_by("on", "pk").values_list("pk", "project", "shares__minutes")
    for pk, project, minutes in rows:
        _, people, total = services.get(pk, (project, 0, 0))
        services[pk] = (project, people + 1, total + (minutes or 0))
    return Routine(
        noted=getattr(activity, "routine", None),
        flag_hung=activity.flag_hung,
        readings=tuple(activity.readings.all()),
        materials=tuple(activity.study_materials.all()),
        costs=tuple(activity.costs.select_related("handled_by")),
        services=tuple(services.values()),
    )


def reading_text(reading: CharterReading) -> str:
    return range_text(reading.first, reading.last)
