"""One named person keeps the dues of a branch: what to say where it is nobody, several, or one alone (DU-17)."""

from collections.abc import Sequence


def keeping_sentence(number: int) -> str:
    """How many keep the dues today, and what is to be done where it is not one."""
    if number == 0:
        return "没有党费管理员，没有人能收缴和结账；请书记任命"
    if number == 1:
        return "有党费管理员"
    return f"有{number}名党费管理员，党费应由一人专门收缴；办完交接后，请书记免去交出的一位"


def keeper_remark(names: Sequence[str], *, has_deputy: bool) -> str:
    """The warning for the branch's own people, or "": besides the number, who would go on if the one fell ill."""
    if len(names) != 1:
        return f"{keeping_sentence(len(names))}。"
    if has_deputy:
        return ""
    return (
        f"党费只由{names[0]}一人收缴，支部没有副书记。{names[0]}不能履职时没有人接着收，"
        "请书记预先想好由谁接手；接手时先任命，再办交接。"
    )
