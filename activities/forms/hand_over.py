"""Handing over and taking over: to whom, and a word."""

from typing import Any

from django import forms

from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.forms import OfficeForm


class HandOverForm(OfficeForm):
    """`people`: whoever of the branch has an account, but oneself."""

    to = forms.ModelChoiceField(label="接任的同志", queryset=User.objects.none(), empty_label="请选择")
    words = forms.CharField(
        label="要交代的话",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="只有交接双方看得到。清单由系统列出，不用抄写。",
    )

    def __init__(self, *args: Any, branch: Organization, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = User.objects.filter(
            member__spells__branch=branch, member__spells__period__contains=clock.today(), is_active=True
        )
        self.fields["to"].queryset = here.exclude(pk=by.pk).order_by("member__name_key")  # type: ignore[attr-defined]


class RemarkForm(OfficeForm):
    remark = forms.CharField(
        label="清点时发现的情况",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text="和清单不符的写在这里；没有就空着。",
    )
