"""The states of hours learned elsewhere (ED-01, F-31) and of a member's year (N39)."""

from activities.choices_education import OutsideState, YearSheetState
from partywork.common.states import StateMachine, step

S = OutsideState
OUTSIDE = StateMachine(
    "外出学习登记",
    {value: str(label) for value, label in S.choices},
    (
        step("confirm", "确认", [S.ASKED], S.CONFIRMED),
        step("refuse", "不予登记", [S.ASKED], S.REFUSED),
        step("strike", "撤销", [S.ASKED, S.CONFIRMED], S.STRUCK),
    ),
)

Y = YearSheetState
YEAR_SHEET = StateMachine(
    "年度记录",
    {value: str(label) for value, label in Y.choices},
    (step("archive", "归档", [Y.OPEN], Y.ARCHIVED),),
)
