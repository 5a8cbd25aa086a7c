"""The hand-over of the dues: who to whom, and what was counted."""

from collections.abc import Sequence
from typing import Any

from django import forms

from members.forms.dues_fields import FenField
from members.models import User
from partywork.common.forms import OfficeForm


class HandoverForm(OfficeForm):
    giver = forms.TypedChoiceField(label="移交人", coerce=int)
    taker = forms.TypedChoiceField(label="接收人", coerce=int, help_text="先任命为党费管理员。")
    counted = FenField(
        label="清点实数（元）", what="清点实数", help_text="两个人当面把现金点一遍，加上账户里的。"
    )
    difference_reason = forms.CharField(
        label="差额说明", max_length=200, required=False, help_text="和账上手存不同时必须写。"
    )

    def __init__(self, *args: Any, givers: Sequence[User], takers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, people in (("giver", givers), ("taker", takers)):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(user.pk, str(user)) for user in people]
