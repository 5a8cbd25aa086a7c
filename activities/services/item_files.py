"""Papers that members read before a meeting, told by what is in them; a marked one never enters (MT-10, RC-08)."""

from io import BytesIO

from django.db import transaction
from pypdf import PdfReader

from activities.importing.errors import PlanUnreadable
from activities.importing.lines import Line
from activities.importing.secrecy import refuse_classified
from activities.models import Activity, AgendaItem, ItemFile
from activities.services import attached
from activities.services.routine import open_for_routine
from members.models import User
from partywork.common.errors import DomainError
from partywork.common.uploads import PDF, clean_file
from partywork.common.verbs import journal, require

AT_MOST = 20


@transaction.atomic
def attach(
    activity: Activity, *, name: str, data: bytes, by: User, item: AgendaItem | None = None
) -> ItemFile:
    """A PDF or a picture, for the whole gathering or one item of it. The same file twice is one."""
    activity = open_for_routine(activity)
    require(item is None or item.activity_id == activity.pk, "这一项不是这次会议的议题。", code="elsewhere")
    clean = clean_file(name, data, field="file")
    refuse_marked(name, clean.data if clean.content_type == PDF else b"")
    full = f"一次会议最多附{AT_MOST}份材料。"
    here = activity.files.all()
    paper, is_new = attached.keep(
        here, clean, data, most=AT_MOST, full=full, by=by, activity=activity, item=item
    )
    if is_new:
        journal(activity, "attach", by=by, reason=paper.name, after=activity.state)
    return paper


@transaction.atomic
def detach(paper: ItemFile, *, by: User) -> None:
    """Off again, the file with it, once nothing can bring the row back."""
    activity = open_for_routine(paper.activity)
    if attached.let_go(paper):
        journal(activity, "detach", by=by, reason=paper.name, after=activity.state)


def refuse_marked(name: str, pdf: bytes) -> None:
    """A paper marked 绝密, 机密 or 秘密 at its head, or in its name, never enters (RC-08)."""
    try:
        refuse_classified(tuple(_head(name, pdf)), name)
    except PlanUnreadable:
        sentence = f"“{name}”标有密级，涉密文件不得上传到本系统，内容没有保存。"
        raise DomainError(sentence, field="file", code="classified") from None


def _head(name: str, pdf: bytes) -> list[Line]:
    stem = name.rsplit(".", 1)[0]
    lines = [Line(number, "的文件名", part) for number, part in enumerate(stem.split("_"), 1)]
    return [*lines, *(Line(number, "", text) for number, text in enumerate(_first_page(pdf).splitlines(), 1))]


def _first_page(pdf: bytes) -> str:
    """The text of a PDF's first page; a scan has none, and what cannot be read is no mark."""
    if not pdf:
        return ""
    try:
        return PdfReader(BytesIO(pdf)).pages[0].extract_text()
    except Exception:  # any broken PDF: the pages members read are not ours to repair
        return ""
