"""What is filled in at the door: an hour of leaving, who signed for whom."""

from django import forms

from activities.models import Activity
from activities.reports.register_lines import Register
from partywork.common.forms import OfficeForm


class EarlyLeaveForm(OfficeForm):
    at = forms.TimeField(label="离开时间", help_text="照手表填，不用很准。")


class ProxyForm(OfficeForm):
    """Who is not marked yet, and who of those present signed for him."""

    member = forms.TypedChoiceField(label="替谁签", coerce=int)
    proxy = forms.TypedChoiceField(label="谁来代签", coerce=int)

    def __init__(self, *args: object, register: Register, activity: Activity, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.activity = activity
        choices = [("", "请选")]
        self.fields["member"].choices = [  # type: ignore[attr-defined]
            *choices,
            *((line.member_id, line.name) for line in register.lines if not line.is_present),
        ]
        self.fields["proxy"].choices = [  # type: ignore[attr-defined]
            *choices,
            *((line.member_id, line.name) for line in register.lines if line.is_present),
        ]


class ProxyNameForm(OfficeForm):
    name = forms.CharField(label="同志的姓名", max_length=60)


class PaperForm(OfficeForm):
    text = forms.CharField(
        label="签到号或姓名",
        max_length=20_000,
        help_text="照纸上的号码打，用空格、顿号或换行隔开。晚到的，后面写时间，如：021 14:20。",
        widget=forms.Textarea(attrs={"rows": 8, "autofocus": True, "spellcheck": "false"}),
    )


class LogForm(OfficeForm):
    file = forms.FileField(
        label="会议记录文件",
        help_text="腾讯会议、钉钉、飞书等导出的参会名单，.xlsx、.xls 或 .csv。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
