"""What is filled in at and after the meeting: closing, leave, corrections."""

from django import forms

from activities.choices import AttendanceStatus
from partywork.common.forms import OfficeForm

# 待核 and 未到任 come about by themselves; nobody is marked so by hand.
SETTLED = [
    (value, label)
    for value, label in AttendanceStatus.choices
    if value not in (AttendanceStatus.UNSETTLED, AttendanceStatus.NOT_YET)
]


class CloseForm(OfficeForm):
    low_reason = forms.CharField(label="到会不足的原因", max_length=200, required=False)


class LowReasonForm(OfficeForm):
    low_reason = forms.CharField(label="到会不足的原因", max_length=200)


class ReportedForm(OfficeForm):
    """The hour at which the host told the room; empty means now."""

    at = forms.TimeField(label="通报时间", required=False, help_text="空着就是现在。")


class LeaveDecisionForm(OfficeForm):
    note = forms.CharField(label="批语", max_length=200, required=False)


class SettleForm(OfficeForm):
    status = forms.ChoiceField(label="更正为", choices=SETTLED)
    remark = forms.CharField(label="更正的原因", max_length=200, required=False)


class ObjectionAnswerForm(OfficeForm):
    """What the mark becomes, or that it stays; the reason is always read by the member (M15)."""

    status = forms.ChoiceField(label="核对结果", choices=[("", "维持原登记"), *SETTLED], required=False)
    answer = forms.CharField(label="理由", max_length=200, help_text="本人看得到。如：查了签到表，确已到会。")
