"""What a public notice will say, from the files of the people on it (DV-14, PB-04)."""

from collections.abc import Sequence
from datetime import date

from branches.models import Organization
from branches.reports.calendar import office_calendar
from members.choices_development import ContactRole, StepOutcome
from members.choices_publicity import NoticePoint
from members.documents.public_notice import NoticeDate, NoticePerson, NoticeSheet
from members.models import Development, DevelopmentContact, DevelopmentStep
from members.rules.publicity import TITLE, Posting, birth_month, dates_to_say, opening, period_of

LATE = (NoticePoint.ADMISSION, NoticePoint.CONVERSION)


def notice_sheet(
    branch: Organization, point: NoticePoint, people: Sequence[Development], posting: Posting
) -> NoticeSheet:
    """The sheet as it will be frozen; the people in the order they were given. Three queries."""
    name = branch.name_on(posting.posted_on)
    role = ContactRole.INTRODUCER if point in LATE else ContactRole.CONTACT
    days, supporters = _days(people), _supporters(people, role)
    period = period_of(posting.posted_on, posting.until, office_calendar())
    return NoticeSheet(
        title=TITLE[point],
        opening=opening(point, name, [person.name for person in people]),
        people=tuple(
            NoticePerson(
                name=person.name,
                sex=person.get_sex_display(),
                ethnicity=person.ethnicity,
                born=birth_month(person.born_on),
                education=person.education,
                post=person.occupation,
                dates=tuple(
                    NoticeDate(label, on) for label, on in dates_to_say(point, days.get(person.pk, {}))
                ),
                supporters="、".join(supporters.get(person.pk, ())),
            )
            for person in people
        ),
        period=period.sentence,
        more=posting.more.strip(),
        supporters_are=str(ContactRole(role).label),
        receives=posting.receives.strip() or f"{name}或者上级党组织",
        place=posting.place.strip(),
        phone=posting.phone.strip(),
        branch=name,
        posted_on=posting.posted_on,
    )


def _days(people: Sequence[Development]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = {}
    rows = DevelopmentStep.objects.filter(development__in=people, outcome=StepOutcome.DONE)
    for pk, key, day in rows.order_by("done_on").values_list("development", "key", "done_on"):
        found.setdefault(pk, {})[key] = day
    return found


def _supporters(people: Sequence[Development], role: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = DevelopmentContact.objects.filter(development__in=people, role=role, until=None)
    for pk, name in rows.values_list("development", "member__name"):
        found.setdefault(pk, []).append(name)
    return found
