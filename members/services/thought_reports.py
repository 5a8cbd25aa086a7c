"""Reports of thoughts: that one was given and when, its text only where the committee asks for it (DV-07)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from branches.reports.parameters import in_force
from members.choices_development import StepOutcome
from members.models import Development, Member, ThoughtReport
from partywork.common import clock
from partywork.common.uploads import MAX_BYTES, CleanFile, clean_file
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def note_report(
    development: Development,
    *,
    on: date,
    oral: bool = False,
    file: "UploadedFile[bytes] | None" = None,
    by: AbstractBaseUser,
) -> ThoughtReport:
    """A report of thoughts was given that day; its text is not collected unless the committee asks (DV-07)."""
    held = lock(development)
    require(held.is_open, f"{held.name}现在没有在培养。", code="wrong_state")
    require(on <= clock.today(), "日期不能晚于今天。", field="on")
    first = held.steps.filter(key="applied", outcome=StepOutcome.DONE).first()
    early = "思想汇报的日期早于申请入党的日期，请核对。"
    require(first is None or on >= first.done_on, early, field="on")
    before: ThoughtReport | None = held.thought_reports.filter(on=on).first()
    if before is not None and (file is None or before.file):
        return before
    made = before or ThoughtReport(development=held, on=on, oral=oral, noted_by_id=by.pk)
    if file is not None:
        _store(made, _clean(held, on, file))
    made.save()
    journal(made, "note_report", by=by)
    return made


@transaction.atomic
def drop_report(report: ThoughtReport, *, by: AbstractBaseUser) -> None:
    """Noted by mistake; the journal keeps that it was."""
    held = lock(report)
    journal(held, "drop_report", by=by)
    if held.file:
        held.file.delete(save=False)
    held.delete()


@transaction.atomic
def hand_in(
    development: Development, member: Member, *, file: "UploadedFile[bytes]", by: AbstractBaseUser
) -> ThoughtReport:
    """The own report, by the person on probation, where the committee asks for the text. Pressed twice, it is one."""
    held = lock(development)
    require(held.member_id == member.pk, "只能交本人的思想汇报。", code="not_own")
    require(held.is_open, "发展过程已经结束，不用再交。", code="wrong_state")
    today = clock.today()
    clean = _clean(held, today, file)
    before: ThoughtReport | None = held.thought_reports.filter(on=today).first()
    if before is not None and before.file:
        same = (before.file_name, before.file.size) == (clean.name, len(clean.data))
        require(same, "今天已经交过一份；要换的，请支部先删去那一份。", field="file", code="given")
        return before
    made = before or ThoughtReport(development=held, on=today, noted_by_id=by.pk)
    _store(made, clean)
    made.save()
    journal(made, "note_report", by=by)
    return made


def _clean(development: Development, on: date, file: "UploadedFile[bytes]") -> CleanFile:
    asked = bool(in_force(development.branch, on)["dv.report_texts"])
    require(asked, "上级没有要求交书面原文，这里只记日期。", field="file")
    too_large = file.size is not None and file.size > MAX_BYTES
    require(not too_large, "文件超过 5 MB，请缩小后再附。", field="file", code="too_large")
    return clean_file(file.name or "", file.read(), field="file")


def _store(report: ThoughtReport, clean: CleanFile) -> None:
    report.file_name = clean.name
    report.file.save("report", ContentFile(clean.data), save=False)
