"""How a member is found by what people type: the name or a part of it, pinyin, initials, the end of a telephone number.

The expressions stand here once, for the conditions and for the indexes that serve them.
"""

import re
import unicodedata
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import Upper

from members.rules.names import surname_letters, tidy_name

# zhang 张 san 三 → zhangsan, as it is typed.
PINYIN = Func(
    F("name_key"),
    Value(r" \S+ ?"),
    Value(""),
    Value("g"),
    function="regexp_replace",
    output_field=models.TextField(),
)
# 张三丰 → {张,三,丰}: two characters of a name are too short for an index of trigrams.
CHARACTERS = Func(
    Upper("name"),
    Value(None, output_field=models.TextField()),
    function="string_to_array",
    output_field=ArrayField(models.TextField()),
)
LETTERS = re.compile(r"[A-Za-z ]+")
DIGITS = re.compile(r"\d{4,}")


def found_by(members: QuerySet[Any], typed: str, *, one_is_surname: bool = False) -> QuerySet[Any]:
    """Each way of typing has an index of its own; digits alone are the end of a telephone number.

    `one_is_surname`: a single character is not looked for inside of names, where there are too many names.
    """
    text = tidy_name(unicodedata.normalize("NFKC", typed))
    if not text:
        return members.none()
    if DIGITS.fullmatch(text):
        files = members.model._meta.get_field("file").related_model
        return members.filter(pk__in=files.objects.with_phone_ending(text).values("pk"))
    if LETTERS.fullmatch(text):
        return _spelled(members, text.replace(" ", "").lower())
    if one_is_surname and len(text) == 1:
        return _between(members, surname_letters(text)).filter(name__startswith=text)
    return members.alias(characters=CHARACTERS).filter(
        characters__contains=list(text.upper()), name__icontains=text
    )


def _spelled(members: QuerySet[Any], letters: str) -> QuerySet[Any]:
    found = Q(initials__startswith=letters) | Q(pinyin__startswith=letters)
    return _between(members, letters[0]).alias(pinyin=PINYIN).filter(found)


def _between(members: QuerySet[Any], letters: str) -> QuerySet[Any]:
    """Implied by what is looked for: a list in pinyin order need not be read from its beginning."""
    first, last = min(letters), max(letters)
    found = members.filter(name_key__gte=first)
    return found if last >= "z" else found.filter(name_key__lt=chr(ord(last) + 1))
