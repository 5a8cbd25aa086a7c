"""What the secretary writes after a rating: the sentence to the members, what will be better (N26, EV-10)."""

from django import forms

from partywork.common.forms import OfficeForm


class ReplyForm(OfficeForm):
    sentence = forms.CharField(
        label="一句话回应",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="大家提的，打算怎么改。党员在下一次预告和这次活动的页面上看到。",
    )


class ImproveForm(OfficeForm):
    text = forms.CharField(
        label="存在不足和怎么改进",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="一次写一件。以后的纪实表会带上它，直到写明改了什么。",
    )
