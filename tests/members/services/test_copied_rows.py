"""What COPY writes is what `save()` writes, whatever stands in a field."""

from datetime import date

import pytest

from members.choices import Sex
from members.models import Member, PersonalFile
from partywork.common.copying import copy_rows, reserve

pytestmark = pytest.mark.django_db

AWKWARD = "甲\t乙\n丙\\丁\r'\""


def member(key: int, name: str) -> Member:
    return Member(pk=key, name=name, sex=Sex.FEMALE, joined_on=date(2000, 2, 29), full_on=None)


def file(key: int, digit: int) -> PersonalFile:
    return PersonalFile(
        member_id=key,
        phone=f"1380013800{digit}",
        home_address=AWKWARD,
        employer=AWKWARD,
        birth_date=date(1970, 12, 31),
        is_veteran=True,
        is_migrant_worker=None,
        age_correction=-3,
        age_correction_note="按档案",
    )


def kept(model: type, key: int) -> dict[str, object]:
    own = {"id", "member", "uid", "updated_at", "phone", "phone_index", "phone_ending"}
    row = model.objects.get(pk=key)
    return {field.name: getattr(row, field.attname) for field in row._meta.fields if field.name not in own}


def test_a_copied_member_and_file_read_like_saved_ones():
    saved, copied = reserve(Member, 2)
    member(saved, AWKWARD).save(force_insert=True)
    file(saved, 1).save(force_insert=True)

    copy_rows(Member, [member(copied, AWKWARD)])
    copy_rows(PersonalFile, [file(copied, 2)])

    assert kept(Member, copied) == kept(Member, saved)
    assert kept(PersonalFile, copied) == kept(PersonalFile, saved)
    one = PersonalFile.objects.get(pk=copied)
    assert (one.phone, len(one.phone_index or ""), one.updated_at is None) == ("13800138002", 32, False)
