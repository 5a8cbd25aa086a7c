"""F-12 as data: a lecture or a study session, who took part by category, how many hours (MT-05, MT-15, ED-03)."""

from dataclasses import dataclass

from activities.choices import PRESENT_STATUSES, ActivityState
from activities.models import Activity, Attendance, Guest, Lecture, Speech, Study
from activities.reports.study_hours import tenths_for
from activities.rules.lecture_hours import hours_text

LEARNERS = (Guest.Kind.ACTIVIST, Guest.Kind.CANDIDATE)


@dataclass(frozen=True)
class TakingPart:
    """Who was there by category; guests are those on the list, the lecturer not counted among them."""

    members: int
    learners: int
    guests: int

    @property
    def sentence(self) -> str:
        return f"党员 {self.members} 人，积极分子和发展对象 {self.learners} 人，来宾 {self.guests} 人"


@dataclass(frozen=True)
class LectureFacts:
    """What the form prints besides time, place and recorder, which stand on the activity."""

    lecturer: str
    title: str
    outline: str
    papers: tuple[str, ...]
    discussion: str
    spoke: tuple[str, ...]
    hours: str
    hours_reason: str
    taking_part: TakingPart | None


def lecture_facts(activity: Activity) -> LectureFacts:
    """Seven queries. Before the end nobody has taken part yet."""
    lecture = Lecture.objects.filter(activity=activity).select_related("lecturer", "guest").first()
    study = Study.objects.filter(activity=activity).select_related("reader").first()
    kept = getattr(activity, "study_hours", None)
    speeches = Speech.objects.filter(activity=activity).select_related("member", "guest")
    return LectureFacts(
        lecturer=_lecturer(lecture) if lecture else study.reader.name if study and study.reader else "",
        title=(lecture.title if lecture else "") or activity.theme,
        outline=lecture.outline if lecture else "",
        papers=tuple(activity.files.values_list("name", flat=True)),
        discussion=lecture.discussion if lecture else study.discussion if study else "",
        spoke=tuple(dict.fromkeys(speech.speaker for speech in speeches)),
        hours=hours_text(tenths_for(activity)),
        hours_reason=kept.reason if kept else "",
        taking_part=_taking_part(activity, lecture) if activity.state == ActivityState.HELD else None,
    )


def _lecturer(lecture: Lecture) -> str:
    if lecture.guest is not None:
        return f"{lecture.guest.name}（{lecture.guest.office}）"
    return lecture.lecturer.name if lecture.lecturer is not None else ""


def _taking_part(activity: Activity, lecture: Lecture | None) -> TakingPart:
    kinds = [guest.kind for guest in activity.guests.all() if lecture is None or guest.pk != lecture.guest_id]
    return TakingPart(
        members=Attendance.objects.filter(activity=activity, status__in=PRESENT_STATUSES).count(),
        learners=sum(1 for kind in kinds if kind in LEARNERS),
        guests=sum(1 for kind in kinds if kind not in LEARNERS),
    )
