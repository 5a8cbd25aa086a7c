"""The facts of a member's year as the sheet prints them; the same content stands on the phone and is frozen (N39)."""

from activities.documents.filled_study import person_sentence
from activities.documents.my_year import (
    MyYearContent,
    MyYearDocument,
    MyYearKind,
    MyYearMissed,
    MyYearObjection,
    MyYearStudy,
)
from activities.models import YearSheet
from activities.reports.my_year import MyYear, my_year
from members.models import Member
from partywork.common import clock


def year_document(member: Member, year: int, sheet: YearSheet | None) -> MyYearDocument:
    """As it was frozen; before that, as the facts stand now."""
    if sheet is not None and sheet.content:
        return MyYearDocument.from_json(sheet.content)
    branch = sheet.branch if sheet is not None else member.branch_on(clock.today())
    return MyYearDocument(year_content(my_year(member, year, branch), sheet))


def year_content(found: MyYear, sheet: YearSheet | None = None) -> MyYearContent:
    own, study = found.own, found.study
    return MyYearContent(
        name=found.member.name,
        branch=found.branch.name if found.branch else "",
        year=found.year,
        as_of=clock.today(),
        expected=own.expected,
        attended=own.attended,
        on_leave=own.on_leave,
        make_ups=own.make_ups,
        made_up=own.made_up,
        kinds=tuple(MyYearKind(each.label, each.expected, each.attended) for each in found.kinds),
        missed=tuple(
            MyYearMissed(line.attendance.activity.day, line.attendance.activity.theme, line.text)
            for line in found.missed
        ),
        hours=study.hours if study else "0学时",
        hours_said=person_sentence(study, found.year) if study else "没有记录",
        studies=tuple(
            MyYearStudy(line.on, line.title, line.sort_text, line.hours, line.note)
            for line in (study.lines if study else ())
        ),
        dues_until=found.dues_until,
        had_talk=found.had_talk,
        objections=tuple(
            MyYearObjection(each.text, str(each.get_state_display()), each.answer)
            for each in (sheet.objections.all() if sheet else ())
        ),
    )
