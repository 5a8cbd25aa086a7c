"""What cannot be right in a row of a roster, whatever the columns are called (issue of bad input, F-20)."""

import re
from datetime import date

from partywork.common.months import years_between

# The constitution of 1956 and all since: whoever applies is eighteen. Before it, the young were taken in too.
EIGHTEEN = 18
EIGHTEEN_SINCE = date(1956, 9, 15)
_LOST = re.compile("[?？\ufffd□■\ue000-\uf8ff]")
_NO_NAME = re.compile(r"[@#$%&=+/\\|<>]")
LONGEST_NAME = 60


def unreadable_name(name: str) -> str:
    """What is needed in the cell of the name, "" when the name is one. Rare characters are real ones (E-73)."""
    if not name:
        return "姓名"
    if _LOST.search(name):
        return "完整的姓名；有一个生僻字在文件里丢失了，请换成国标字或在这里登记后更正"
    if _NO_NAME.search(name) or len(name) > LONGEST_NAME or not any(map(str.isalpha, name)):
        return "一个人的姓名"
    return ""


def joined_too_young(born: date, joined: date) -> tuple[int | None, bool]:
    """The age at joining when it was under eighteen (None: it was not), and whether the rules forbade it then."""
    if joined <= born:
        return 0, True
    if joined.year - born.year > EIGHTEEN:
        return None, False
    age = years_between(born, joined)
    if age >= EIGHTEEN:
        return None, False
    return age, joined >= EIGHTEEN_SINCE
