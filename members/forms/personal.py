"""Forms about what is kept of a person: why somebody looks, what should stand there, what people are told."""

from typing import Any

from django import forms

from members.choices import Sex
from members.reports.personal_file import choices_of
from members.rules.correctable import DATES, LABELS, NO, YES, as_text
from members.rules.personal_items import BY_NAME, ITEMS, Item, Kind
from partywork.common.forms import OfficeForm, dress

# What people in the office really look for; anything else is written.
OTHER_REASON = "other"
REASONS = (
    ("联系本人", "联系本人"),
    ("办理组织关系", "办理组织关系"),
    ("核对档案和名册", "核对档案和名册"),
    ("按要求填报表格", "按要求填报表格"),
    (OTHER_REASON, "其他（请写明）"),
)
YES_NO = ((YES, "是"), (NO, "否"))


class ReasonForm(OfficeForm):
    usual = forms.ChoiceField(label="为什么要看", choices=REASONS, widget=forms.RadioSelect, required=False)
    other = forms.CharField(
        label="其他原因", max_length=150, required=False, help_text="选“其他”时写，至少 4 个字。"
    )

    @property
    def reason(self) -> str:
        data = self.cleaned_data
        return str(data["other"] if data["usual"] == OTHER_REASON else data["usual"]).strip()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        written = len((data.get("other") or "").strip()) >= 4
        if not data.get("usual") or (data["usual"] == OTHER_REASON and not written):
            self.add_error("usual", "请选一个原因，或在下面写明，本人看得到。")
        return data


class FileForm(OfficeForm):
    """Every item of the file. Sealed ones are typed anew: left empty they stay, ticked they are emptied."""

    def __init__(self, *args: Any, masked: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS:
            self.fields[item.name] = field_of(item)
            if item.is_sealed and masked.get(item.name):
                self.fields[item.name].help_text = f"现在登记的是 {masked[item.name]}；不改就留空。"
                self.fields[f"empty_{item.name}"] = forms.BooleanField(
                    label=f"清空{item.label}", required=False
                )
        self.fields["since"] = forms.DateField(
            label="学历、工作岗位从哪天起变的",
            required=False,
            help_text="改了这两项才填，不填就从今天算。年报按统计时点当天的取。",
        )
        self.fields["was_wrong"] = forms.BooleanField(
            label="学历、工作岗位没有变，是原来登记错了", required=False
        )
        dress(self)

    def dated(self) -> dict[str, Any]:
        """Since when what changed is so, or that it never was otherwise."""
        return {name: self.cleaned_data[name] for name in ("since", "was_wrong")}

    def items(self) -> dict[str, Any]:
        """What was said, for the verb: a sealed item only when it was typed or is to be emptied."""
        said: dict[str, Any] = {}
        for item in ITEMS:
            value = value_of(item, self.cleaned_data.get(item.name))
            if not item.is_sealed or value:
                said[item.name] = value
            elif self.cleaned_data.get(f"empty_{item.name}"):
                said[item.name] = ""
        return said


class CorrectionForm(OfficeForm):
    """What one item should be: the box fits the item."""

    def __init__(self, *args: Any, item: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        self.fields["should_be"] = _asked(item)
        self.fields["why"] = forms.CharField(
            label="为什么",
            required=False,
            max_length=300,
            help_text="比如依据哪份证件、档案。",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        dress(self)

    @property
    def should_be(self) -> str:
        return as_text(self.cleaned_data["should_be"])


class DecisionForm(OfficeForm):
    answer = forms.CharField(
        label="答复", max_length=300, required=False, help_text="不采纳的要写明理由，本人看得到。"
    )


class NoticeForm(OfficeForm):
    handler = forms.CharField(
        label="由谁处理", max_length=120, help_text="单位全称，如“示例市直属机关工作委员会”。"
    )
    contact = forms.CharField(label="找谁查询、更正、投诉", max_length=120, help_text="姓名或科室，加电话。")
    extra = forms.CharField(
        label="另外告知", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


def field_of(item: Item) -> forms.Field:
    plain: dict[str, Any] = {"label": item.label, "required": False, "help_text": item.hint}
    if item.kind == Kind.DATE:
        return forms.DateField(**plain)
    if item.kind == Kind.CHOICE:
        return forms.ChoiceField(choices=[("", "没有登记"), *choices_of(item.name)], **plain)
    if item.kind == Kind.YES_NO:
        return forms.ChoiceField(choices=[("", "没有登记"), *YES_NO], **plain)
    if item.kind == Kind.MONTHS:
        return forms.IntegerField(min_value=-1200, max_value=1200, **plain)
    return forms.CharField(max_length=item.longest, **plain)


def value_of(item: Item, said: Any) -> Any:
    if item.kind == Kind.YES_NO:
        return {YES: True, NO: False}.get(said)
    return said


def _asked(item: str) -> forms.Field:
    words = f"{LABELS[item]}应该是"
    if item == "sex":
        return forms.ChoiceField(label=words, choices=Sex.choices, widget=forms.RadioSelect)
    if item in DATES:
        return forms.DateField(label=words)
    if item in BY_NAME:
        field = field_of(BY_NAME[item])
        field.label, field.required = words, True
        if isinstance(field, forms.ChoiceField):
            kind = BY_NAME[item].kind
            field.choices = YES_NO if kind == Kind.YES_NO else choices_of(item)
        return field
    return forms.CharField(
        label="哪里不对，应该是什么", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
