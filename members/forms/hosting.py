"""Forms about whoever takes part here for a while: what stands on the paper, and going (MEM-15)."""

from typing import Any

from django import forms

from members.choices_away import TemporaryPaper
from members.forms.letters import branch_called
from members.services.hosting import Stay
from partywork.common import clock
from partywork.common.forms import OfficeForm


class StayForm(OfficeForm):
    name = forms.CharField(label="姓名", max_length=60)
    home = forms.CharField(
        label="正式组织关系所在的党组织",
        max_length=120,
        help_text="系统内的写党支部全称、简称或代码，会和对方名册核对；系统外的照介绍信写。",
    )
    paper = forms.ChoiceField(
        label="凭什么",
        choices=TemporaryPaper.choices,
        initial=TemporaryPaper.TEMPORARY,
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label="编号", max_length=60, help_text="介绍信、证明信或者活动证上的编号。")
    since = forms.DateField(label="自")
    until = forms.DateField(label="至", help_text="介绍信上写的日期，当天还在内。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()

    def stay(self) -> Stay:
        data = self.cleaned_data
        home = branch_called(data["home"])
        return Stay(
            name=data["name"],
            home=home,
            home_name=home.name if home else data["home"],
            paper=data["paper"],
            number=data["number"],
            since=data["since"],
            until=data["until"],
        )


class StayEndForm(OfficeForm):
    day = forms.DateField(label="离开日期", help_text="从这一天起不再列为来宾。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today()
