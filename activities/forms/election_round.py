"""The counting sheet as it is typed in, and the ballot on a member's phone."""

from collections.abc import Sequence
from typing import Any

from django import forms

from activities.models import ElectionRound, RoundLine
from activities.services.election_counting import Counted
from activities.services.election_rounds import ABSTAIN, AGAINST, FOR
from members.models import Member
from partywork.common.forms import OfficeForm

WRITE_IN_ROWS = 2
MARKS = [(FOR, "赞成"), (AGAINST, "反对"), (ABSTAIN, "弃权")]


def _number(label: str, *, required: bool = True, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=5000,
        initial=initial,
        widget=forms.NumberInput(attrs={"class": "input", "inputmode": "numeric"}),
    )


class CountForm(OfficeForm):
    """Issued, returned, valid, void; three numbers for each name; who was written in."""

    issued = _number("发出")
    returned = _number("收回")
    valid = _number("有效")
    void = _number("无效")

    def __init__(
        self, *args: Any, round_: ElectionRound, lines: Sequence[RoundLine], others: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.printed = [line for line in lines if not line.is_write_in]
        written = [line for line in lines if line.is_write_in]
        was_counted = round_.state == "counted"
        self.fields["issued"].initial = round_.issued if was_counted else round_.present
        if was_counted:
            for name in ("returned", "valid", "void"):
                self.fields[name].initial = getattr(round_, name)
        for line in self.printed:
            for key, label, known in (
                ("for", "赞成", line.in_favour),
                ("against", "反对", line.against),
                ("abstain", "弃权", line.abstained),
            ):
                self.fields[f"{key}_{line.member_id}"] = _number(
                    f"{line.name}{label}", initial=known if was_counted else None
                )
        self.others = max(WRITE_IN_ROWS, len(written))
        for row in range(self.others):
            before = written[row] if row < len(written) else None
            self.fields[f"other_{row}"] = forms.ModelChoiceField(
                others,
                label=f"另选他人{row + 1}",
                required=False,
                empty_label="没有",
                initial=before.member_id if before else None,
            )
            self.fields[f"other_for_{row}"] = _number(
                f"另选他人{row + 1}得票", required=False, initial=before.in_favour if before else None
            )
        self._dress_selects()

    def _dress_selects(self) -> None:
        for row in range(self.others):
            self.fields[f"other_{row}"].widget.attrs.setdefault("class", "input")

    @property
    def rows(self) -> list[tuple[RoundLine, list[Any]]]:
        keys = ("for", "against", "abstain")
        return [(line, [self[f"{key}_{line.member_id}"] for key in keys]) for line in self.printed]

    @property
    def other_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"other_{row}"], self[f"other_for_{row}"]) for row in range(self.others)]

    def counted(self) -> Counted:
        data = self.cleaned_data
        marks = {
            line.member_id: (
                data[f"for_{line.member_id}"],
                data[f"against_{line.member_id}"],
                data[f"abstain_{line.member_id}"],
            )
            for line in self.printed
        }
        write_ins: dict[int, int] = {}
        for row in range(self.others):
            person, votes = data.get(f"other_{row}"), data.get(f"other_for_{row}")
            if person is not None and votes:
                write_ins[person.pk] = write_ins.get(person.pk, 0) + votes
        return Counted(data["issued"], data["returned"], data["valid"], data["void"], marks, write_ins)


class BallotForm(OfficeForm):
    """The ballot on the phone: one choice for each name, and names to write in where it is allowed."""

    def __init__(
        self, *args: Any, lines: Sequence[RoundLine], others: Any = None, seats: int = 1, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"m{line.member_id}"] = forms.ChoiceField(
                label=line.name, choices=MARKS, widget=forms.RadioSelect, required=False
            )
        self.write_ins = seats if others is not None else 0
        for row in range(self.write_ins):
            self.fields[f"other_{row}"] = forms.ModelChoiceField(
                others, label=f"另选他人{row + 1}", required=False, empty_label="不另选"
            )
            self.fields[f"other_{row}"].widget.attrs.setdefault("class", "input")

    @property
    def names(self) -> list[Any]:
        return [self[f"m{line.member_id}"] for line in self.lines]

    @property
    def others(self) -> list[Any]:
        return [self[f"other_{row}"] for row in range(self.write_ins)]

    def marks(self) -> dict[int, str]:
        return {line.member_id: self.cleaned_data[f"m{line.member_id}"] for line in self.lines}

    def written_in(self) -> tuple[int, ...]:
        chosen: list[Member] = [
            person for row in range(self.write_ins) if (person := self.cleaned_data[f"other_{row}"])
        ]
        return tuple(person.pk for person in chosen)
