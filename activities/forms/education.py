"""Hours of study: put right, learned elsewhere (ED-03, F-31)."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from activities.choices_education import StudyBasis, StudySort
from activities.rules.lecture_hours import read_tenths
from activities.services.outside_study import Course
from members.models import Member
from partywork.common import clock
from partywork.common.forms import OfficeForm
from partywork.common.uploads import MAX_BYTES

NOT_READ = "学时请写数字，如 4 或 1.5，最多一位小数。"


class CourseForm(OfficeForm):
    """One's own course; the desk adds for whom."""

    title = forms.CharField(label="课程", max_length=120)
    organizer = forms.CharField(label="主办单位", max_length=80)
    since = forms.DateField(label="从")
    until = forms.DateField(label="到")
    sort = forms.ChoiceField(label="类型", choices=StudySort.choices)
    hours = forms.CharField(label="学时", max_length=10, help_text="如 4、1.5。证书上写的，照写。")
    basis = forms.ChoiceField(label="依据", choices=StudyBasis.choices)
    file = forms.FileField(label="证书或证明", required=False, help_text="可以不附。PDF 或照片，5 MB 以内。")

    def clean_hours(self) -> int:
        tenths = read_tenths(self.cleaned_data["hours"])
        if tenths is None:
            tenths = _longer(self.cleaned_data["hours"])
        if tenths is None:
            raise forms.ValidationError(NOT_READ)
        return tenths

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size and file.size > MAX_BYTES:
            raise forms.ValidationError("文件超过 5 MB，请缩小后再附。")
        return file

    def course(self) -> Course:
        said = self.cleaned_data
        file = said.get("file")
        return Course(
            since=said["since"],
            until=said["until"],
            title=said["title"],
            organizer=said["organizer"],
            tenths=said["hours"],
            sort=said["sort"],
            basis=said["basis"],
            file_name=file.name if file else "",
            file=file.read() if file else b"",
        )


class AmendForm(CourseForm):
    """The course as it should have been entered, and why; the paper stays."""

    reason = forms.CharField(label="更正的原因", max_length=200, help_text="本人看得到。")
    file = None  # type: ignore[assignment]
    field_order = ("title", "organizer", "since", "until", "sort", "hours", "basis", "reason")


class CourseForOthersForm(CourseForm):
    people = forms.ModelMultipleChoiceField(
        Member.objects.none(), label="参加的党员", widget=forms.CheckboxSelectMultiple
    )
    field_order = ("title", "organizer", "since", "until", "sort", "hours", "basis", "people", "file")

    def __init__(self, *args: Any, rows: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows


class TrainingForm(CourseForm):
    """A training the committee held: whoever was at it, by name, across its branches (ED-13)."""

    names = forms.CharField(
        label="参加的党员",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行一个姓名。同名的写“姓名 支部简称”。",
    )
    field_order = ("title", "organizer", "since", "until", "sort", "hours", "basis", "names", "file")

    def __init__(self, *args: Any, rows: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean_names(self) -> list[Member]:
        """Each line leads to one member; all that do not are named at once."""
        lines = [line.split() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        wanted = {line[0] for line in lines}
        known: dict[str, list[Member]] = {}
        for member in self.rows.filter(name__in=wanted):
            known.setdefault(member.name, []).append(member)
        found, wrong = [], []
        for line in lines:
            same = known.get(line[0], [])
            if len(line) > 1:
                same = [each for each in same if _is_of(each, line[1])]
            if len(same) == 1:
                found.append(same[0])
            else:
                wrong.append(f"{' '.join(line)}（{'有同名的，请加支部' if same else '没有找到'}）")
        if wrong:
            raise forms.ValidationError("、".join(wrong))
        return list(dict.fromkeys(found))


class HoursForm(OfficeForm):
    """A gathering's other hours: for all, or for one who was there."""

    hours = forms.CharField(label="计多少学时", max_length=10, help_text="不计学时的写 0。")
    member = forms.ModelChoiceField(
        Member.objects.none(), label="对谁", required=False, empty_label="到会的所有人"
    )
    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, *args: Any, rows: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean_hours(self) -> int:
        text = self.cleaned_data["hours"].strip()
        tenths = 0 if text in ("0", "０") else read_tenths(text)
        if tenths is None:
            raise forms.ValidationError(NOT_READ)
        return tenths


class ReasonForm(OfficeForm):
    reason = forms.CharField(label="原因", max_length=200)


def course_initial() -> dict[str, Any]:
    return {"since": clock.today(), "until": clock.today()}


def _longer(text: str) -> int | None:
    """A course of several days gives more than a day's hours: whole ones, below a thousand."""
    bare = text.strip().removesuffix("学时").removesuffix("个").strip()
    return int(bare) * 10 if bare.isascii() and bare.isdigit() and 0 < int(bare) < 1000 else None


def _is_of(member: Member, branch: str) -> bool:
    own = member.branch_on(clock.today())
    return own is not None and branch in (own.name, own.called, own.short_name)
