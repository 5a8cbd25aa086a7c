"""How a name sorts and how it is searched: pinyin with the surname read as a surname (no ICU needed)."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

# Readings that differ when the character is a surname; the general dictionary gives the everyday reading.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "查": "zha", "盖": "ge",
    "任": "ren", "华": "hua", "葛": "ge", "朴": "piao", "召": "shao", "乐": "yue", "缪": "miao",
    "覃": "qin", "隗": "wei", "尉": "wei", "员": "yun", "种": "chong", "折": "she", "谌": "chen",
    "晟": "cheng", "翟": "zhai", "祭": "zhai", "粘": "nian", "褚": "chu", "车": "che", "牟": "mou",
    "那": "na", "宁": "ning", "费": "fei", "秘": "bi", "贲": "ben", "臧": "zang", "燕": "yan",
    "应": "ying", "相": "xiang", "冼": "xian", "洗": "xian", "逄": "pang", "郇": "xun", "郄": "qie",
    "厍": "she", "么": "yao", "幺": "yao", "卜": "bu", "藏": "zang", "柏": "bai", "薄": "bo",
    "都": "du", "干": "gan", "句": "gou", "勾": "gou", "适": "kuo", "莘": "shen", "佴": "nai",
    "佘": "she", "行": "xing", "盛": "sheng", "隽": "juan", "眭": "sui", "宓": "mi", "令": "ling",
    "黑": "he", "颉": "xie", "瞿": "qu", "逯": "lu", "阚": "kan", "郗": "xi", "繁": "po", "亓": "qi",
    "昝": "zan", "炅": "gui", "钭": "tou", "撒": "sa", "仉": "zhang", "訾": "zi", "於": "yu",
    "乜": "nie", "强": "qiang", "占": "zhan", "晁": "chao", "过": "guo", "番": "pan", "甯": "ning",
    "万": "wan", "石": "shi", "沈": "shen", "居": "ju", "曲": "qu", "钻": "zuan", "谷": "gu",
    "纪": "ji", "俞": "yu", "肖": "xiao", "叶": "ye", "艾": "ai", "能": "nai", "哈": "ha", "扎": "zha",
    "称": "cheng", "冯": "feng", "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun",
    "澹台": "tan tai", "单于": "chan yu", "令狐": "ling hu", "宰父": "zai fu", "子车": "zi ju",
    "乐正": "yue zheng", "鲜于": "xian yu", "亓官": "qi guan", "夹谷": "jia gu", "谷梁": "gu liang",
    "拓跋": "tuo ba",
}  # fmt: skip

_DOTS = str.maketrans(dict.fromkeys("•‧・．∙⋅●", "·"))
_MANY_DOTS = re.compile(r"·+")
_SPACED = re.compile(r"\s+")
_FULL_STOP = re.compile(r"(?<=[\u3400-\u9fff])[.．。](?=[\u3400-\u9fff])")  # typed for want of a middle dot


def tidy_name(text: str) -> str:
    """A name as it is kept: one kind of middle dot (E-73), no spaces between Chinese characters ."""
    plain = _SPACED.sub(" ", unicodedata.normalize("NFC", text).replace("\u3000", " ")).strip()
    plain = _FULL_STOP.sub("·", plain.translate(_DOTS))
    if any("\u3400" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in plain):
        plain = plain.replace(" ", "")
    return _MANY_DOTS.sub("·", plain).strip("·")


@lru_cache(maxsize=50_000)  # a name is read for its key and for its initials, and many people share one
def syllables(name: str) -> tuple[str, ...]:
    """One reading for each character: 单雄信 → shan xiong xin. Names with a middle dot have no surname."""
    if "·" in name:
        return tuple(_latin(part) for part in lazy_pinyin(name.replace("·", "")))
    for length in (2, 1):
        reading = SURNAMES.get(name[:length])
        if reading and len(name) > length - 1:
            return (*reading.split(), *(_latin(part) for part in lazy_pinyin(name[length:])))
    return tuple(_latin(part) for part in lazy_pinyin(name))


def name_key(name: str) -> str:
    """The stored order: reading and character by turns (zhang 张 san 三), so that 张 and 章 do not mix."""
    readings = syllables(name)
    characters = name.replace("·", "")
    if len(readings) != len(characters):
        return _cut(f"{' '.join(readings)} {name}")
    return _cut(" ".join(f"{reading} {letter}" for reading, letter in zip(readings, characters, strict=True)))


def initials(name: str) -> str:
    """What people type to find somebody: 单雄信 → sxx."""
    return "".join(reading[:1] for reading in syllables(name))[:30]


def surname_letters(character: str) -> str:
    """With which letters the order of names that begin with the character may begin: 曾 → cz, 张 → z."""
    read = {
        reading for readings in pinyin(character, style=Style.NORMAL, heteronym=True) for reading in readings
    }
    named = {reading for name, reading in SURNAMES.items() if name.startswith(character)}
    return "".join(sorted({_latin(reading)[:1] for reading in read | named}))


def _latin(part: str) -> str:
    return part.lower()


def _cut(key: str) -> str:
    return key[:160]
