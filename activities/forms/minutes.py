"""Signing by hand, an addendum, naming chair and recorder, asking for a book."""

from typing import Any

from django import forms

from activities.choices_minutes import SignatureRole
from activities.models import Activity
from members.models import Member
from partywork.common.forms import OfficeForm


class PaperSignatureForm(OfficeForm):
    """Who signed by hand on which day; the signed page where somebody has one (E-81)."""

    role = forms.ChoiceField(label="谁在纸上签了字", choices=SignatureRole)
    on = forms.DateField(label="纸上的签字日期")
    scan = forms.FileField(
        label="签字页",
        required=False,
        max_length=120,
        help_text="可不附。PDF 或照片，5 MB 以内。",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, roles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(roles.items())  # type: ignore[attr-defined]
        self.fields["role"].error_messages["invalid_choice"] = "这个人有自己的账号，请本人登录签字。"

    @property
    def page(self) -> tuple[str, bytes] | None:
        scan = self.cleaned_data.get("scan")
        return (scan.name or "", scan.read()) if scan is not None else None


class AddendumForm(OfficeForm):
    text = forms.CharField(
        label="补充什么",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        help_text="签字后的记录一个字也不改；补充的写在后面，带日期和姓名，也不能再删。",
    )


class SignersForm(OfficeForm):
    """Chair and recorder after the meeting, from those who were there."""

    host = forms.ModelChoiceField(Member.objects.none(), label="主持人", empty_label="请选")
    recorder = forms.ModelChoiceField(Member.objects.none(), label="记录人", empty_label="请选")

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [row.member_id for row in activity.attendances.all() if row.is_present]
        people = Member.objects.filter(pk__in=here).order_by("name_key", "pk")
        for name in ("host", "recorder"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class MinutesNoteForm(OfficeForm):
    note = forms.CharField(label="报送说明", max_length=200, required=False)
