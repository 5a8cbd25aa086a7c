"""Writing every character as its plain twin, so that patterns need to know one spelling only."""

FULL = "０１２３４５６７８９：，；（）．／～〜~—–－―﹣−〔〕［］｜　\xa0\u2002\u2003\u2009\t〇○＿＊Ｘ×ｘX＃｡"
PLAIN = "0123456789:,;()./---------()[]|      零零_*xxxx#。"
_TWINS = str.maketrans(FULL, PLAIN)


def fold(text: str) -> str:
    """The same text, character by character in half width: positions stay what they were."""
    return text.translate(_TWINS)


def squeeze(text: str) -> str:
    """Folded and without any white space: for comparing headings."""
    return "".join(fold(text).split())
