"""Setting up the robot of a group."""

from typing import Any

from django import forms

from activities.choices import RobotKind
from partywork.common.forms import OfficeForm


class RobotForm(OfficeForm):
    kind = forms.ChoiceField(label="用哪个软件", choices=RobotKind, widget=forms.RadioSelect)
    name = forms.CharField(label="群名", max_length=40, help_text="如“第二支部大群”，只用来区分。")
    address = forms.CharField(
        label="机器人的 Webhook 地址",
        max_length=300,
        help_text="在群设置 → 机器人里复制。保存后不再显示。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label="加签密钥",
        max_length=200,
        required=False,
        help_text="钉钉、飞书选了“加签”的，把密钥也复制来；企业微信没有。",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    covers_below = forms.BooleanField(label="下级没有机器人的支部，也发到这个群", required=False)

    def __init__(self, *args: Any, is_branch: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_branch:
            del self.fields["covers_below"]
