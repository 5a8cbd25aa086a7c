"""Papers that carry a mark of secrecy never enter the system (RC-08)."""

import re

from activities.importing.errors import PlanUnreadable
from activities.importing.files import title_of
from activities.importing.folding import squeeze
from activities.importing.lines import Line

HEAD = 12
# The mark stands alone, with ★ and a term, or after a serial number or 密级; never inside a sentence.
_MARK = re.compile(
    r"^(?:\d{1,8})?(?:密级:?)?[\[(【]?(绝密|机密|秘密)[\])】]?(?:[★☆*●@▲].{0,12}|\d{1,2}年)?(?:\d{1,8})?$"
)
_ANYWHERE = re.compile(r"(绝密|机密|秘密)★|密级:(绝密|机密|秘密)")


def refuse_classified(lines: tuple[Line, ...], filename: str) -> None:
    """Raises PlanUnreadable when the head of the paper is marked 绝密, 机密 or 秘密."""
    for line in [line for line in lines if line.text.strip()][:HEAD]:
        text = squeeze(line.text)
        if _MARK.match(text) or _ANYWHERE.search(text):
            raise PlanUnreadable(
                f"{title_of(filename)}{line.label}标有密级，涉密文件不得上传到本系统，内容没有保存。",
                row=line.number,
            )
