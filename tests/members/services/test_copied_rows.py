"""What COPY writes is what `save()` writes, whatever stands in a field."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from members.choices import Sex
from members.models import Member, PersonalFile
from partywork.common.copying import copy_rows, reserve

pytestmark = pytest.mark.django_db

AWKWARD = "甲\t乙\n丙\\丁\r'\""


MEMBER = {"name": AWKWARD, "sex": Sex.FEMALE, "joined_on": date(2000, 2, 29), "full_on": None}
FILE = {
    "home_address": AWKWARD,
    "employer": AWKWARD,
    "duty": r"\N",
    "household": "",
    "birth_date": date(1970, 12, 31),
    "is_veteran": True,
    "is_migrant_worker": None,
    "age_correction": -3,
    "age_correction_note": "按档案",
}


def copy(model: type[models.Model], **values: Any) -> int:
    return copy_rows(model, list(values), [list(values.values())])


def kept(model: type, key: int) -> dict[str, object]:
    own = {"id", "member", "uid", "updated_at", "phone", "phone_index", "phone_ending"}
    row = model.objects.get(pk=key)
    return {field.name: getattr(row, field.attname) for field in row._meta.fields if field.name not in own}


def test_a_copied_member_and_file_read_like_saved_ones():
    saved, copied = reserve(Member, 2)
    Member(id=saved, **MEMBER).save(force_insert=True)
    PersonalFile(member_id=saved, phone="13800138001", **FILE).save(force_insert=True)

    copy(Member, id=copied, **MEMBER)
    copy(PersonalFile, member_id=copied, phone="13800138002", **FILE)

    assert kept(Member, copied) == kept(Member, saved)
    assert kept(PersonalFile, copied) == kept(PersonalFile, saved)
    one = PersonalFile.objects.get(pk=copied)
    assert (one.phone, len(one.phone_index or ""), one.updated_at is None) == ("13800138002", 32, False)
    assert PersonalFile.objects.with_phone("13800138002").get() == one


def test_what_is_sealed_stands_nowhere_as_text_in_the_copied_row():
    (key,) = reserve(Member, 1)
    copy(Member, id=key, **MEMBER)
    copy(PersonalFile, member_id=key, phone="13800138003", home_address="示例路3号")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_index, home_address FROM members_personalfile")
        stored = " ".join(cursor.fetchone())
    assert "13800138003" not in stored
    assert "示例路" not in stored


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_as_many_rows_are_written_as_were_given_in_their_order(count):
    rows = [[f"某{number}", Sex.MALE, date(2001, 7, 1)] for number in range(count)]

    assert copy_rows(Member, ["name", "sex", "joined_on"], rows) == count

    names = Member.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == [name for name, _, _ in rows]
    assert Member.objects.values("uid").distinct().count() == count


def test_the_sign_no_text_may_hold_is_left_out():
    copy(Member, **{**MEMBER, "name": "甲\x00乙"})

    assert Member.objects.get().name == "甲乙"


def test_what_may_not_be_empty_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        copy(Member, **{**MEMBER, "name": None})


def test_a_column_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="nickname"):
        copy(Member, **MEMBER, nickname="小张")
