"""Numbers as articles and paragraphs carry them: 一, 十, 五十五."""

CHINESE = "零一二三四五六七八九十"


def chinese_number(number: int) -> str:
    """一 to 九十九, as paragraphs are numbered; in digits beyond."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if number <= 10:
        return CHINESE[number]
    return f"{CHINESE[tens] if tens > 1 else ''}十{CHINESE[ones] if ones else ''}"
