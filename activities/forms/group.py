"""The one word a secretary writes when a group's register goes back to its leader (G03)."""

from django import forms

from partywork.common.forms import OfficeForm


class GiveBackForm(OfficeForm):
    reason = forms.CharField(label="哪里要改", max_length=200)
