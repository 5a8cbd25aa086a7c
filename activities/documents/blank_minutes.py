"""F-09 to F-12 without anything in them, to be written by hand at the meeting and typed in later (E-81)."""

from activities.documents.minutes import Fact, MinutesContent, Section, Signature
from activities.kinds import Expects, kind_of
from activities.rules.minutes_parts import parts_of, title_of

OPEN_DAY = "　　年　月　日　：　—　："
SPLIT = "　人（正式　　预备　）"
# Room for the hand in millimetres; what is decided by vote goes over two full pages, the rest fits on one.
ROOM = {"content": 22, "discussion": 34, "consensus": 22, "actions": 22}
ROOM_OF_LECTURE = {"content": 46, "discussion": 72}
ROOM_OF_TWO = {"content": 36, "discussion": 92, "consensus": 46, "actions": 36}
SECOND_PAGE = 98


def blank_minutes(kind: str, branch: str, group: str = "") -> MinutesContent:
    """The empty form of a kind of meeting."""
    sort = kind_of(kind)
    is_committee = sort.expects is Expects.COMMITTEE
    who = "委员" if is_committee else "党员"
    when, where = Fact("时　　间", OPEN_DAY), Fact("地点方式")
    chair, recorder = Fact("主持人"), Fact("记录人")
    split = "　　人" if is_committee else SPLIT
    here = (Fact(f"应到{who}", split), Fact(f"实到{who}", split))
    if sort.form == "F-12":
        teacher = Fact("领学人" if kind == "study" else "主讲人")
        pairs: tuple[Fact, ...] = (when, where, teacher, Fact("学　　时"), chair, recorder)
        wides = (Fact("题　　目"), Fact("参加人员"), Fact("缺席人员\n及原因"))
    else:
        pairs = (when, where, chair, recorder, *here)
        if sort.form not in ("F-10", "F-11"):
            vote = Fact("有表决权", "应到　　人，实到　　人")
            pairs = (*pairs, vote, Fact("会议有效", "□有效　□无效"))
        wides = (Fact("缺席人员\n及原因"), Fact("列席人员"), Fact("议　　题", "\n\n"))
    before, after = _parts(sort.form, decides=sort.decides)
    return MinutesContent(
        title=title_of(kind),
        branch=branch,
        which=f"{f'{group}　' if group else ''}　　　年第　　次",
        pairs=pairs,
        wides=wides,
        before=before,
        after=after,
        signatures=(Signature("主持人", ""), Signature("记录人", "")),
        is_blank=True,
        has_votes=sort.decides,
    )


def _parts(form: str, *, decides: bool) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    room = ROOM_OF_TWO if decides else ROOM_OF_LECTURE if form == "F-12" else ROOM
    before: list[Section] = []
    after: list[Section] = []
    for part in parts_of(form):
        decision = part.name in ("consensus", "actions")
        (after if decision else before).append(Section(_label(part.label), rows=room[part.name]))
        if part.name == "discussion" and decides:
            before.append(Section(f"{_label(part.label)}\n（续）", rows=SECOND_PAGE))
    return tuple(before), tuple(after)


def _label(label: str) -> str:
    text = {
        "向支部汇报事项": "向支部\n汇报事项",
        "责任人和时限": "责任人\n和时限",
        "整改和议定事项": "整改和\n议定事项",
    }
    return text.get(label, f"{label[0]}　　{label[1]}" if len(label) == 2 else label)
