"""What never leaves by this door (PI-01, PI-15)."""

from members.models import Member
from tests.api.program import RESOURCES, program_of
from tests.factories.members import give_phone

MEMBER_FIELDS = {"id", "url", "uid", "name", "standing", "standing_label", "branch", "updated_at"}


def test_no_telephone_number_leaves_by_any_address(world, month):
    canaries = []
    for number, member in enumerate(Member.objects.order_by("pk")):
        canaries.append(give_phone(member, f"1390000{number:04}").phone)
    assert len(canaries) >= 5

    for user in (world.reviewer, world.secretary):
        program = program_of(user)
        for resource, key in month.keys.items():
            for path in (f"{resource}/", f"{resource}/{key}/"):
                text = program.get(path).content.decode()
                assert '"id"' in text
                assert not [phone for phone in canaries if phone in text], path


def test_a_member_is_a_name_a_standing_and_a_branch(world):
    [row] = [row for row in program_of(world.secretary).rows("members") if row["name"] == "钱五"]

    assert set(row) == MEMBER_FIELDS
    assert (row["standing"], row["standing_label"]) == ("probationary", "预备")
    assert row["branch"] == world.branch.code


def test_names_of_people_stand_only_with_members_and_in_filed_sheets(world, month):
    program = program_of(world.reviewer)

    for resource in set(RESOURCES) - {"members", "record-sheets"}:
        assert "钱五" not in program.get(f"{resource}/").content.decode(), resource
    assert "钱五" in program.get("record-sheets/").content.decode()
