"""manage.py import_roster: the same import as the page, for a branch or for all branches of a committee."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import Member
from members.services.mapping import keep_mapping
from partywork.common.spreadsheets import read_sheets
from tests.helpers.rosters import table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
HEAD = ["姓名", "性别", "人员类别", "入党时间", "转正时间", "所在党支部"]


def run(path, code, **options):
    out = StringIO()
    call_command("import_roster", str(path), branch=code, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path, world):
    path = tmp_path / "名册.xlsx"
    good = ["甲一", "男", "正式", "2001.7", "2002.7", world.branch.name]
    path.write_bytes(table(HEAD, good, ["乙二", "不明", "正式", "2001.7", "2002.7", world.branch.name]))
    return path


def test_a_dry_run_says_what_would_change_and_writes_nothing(world, file):
    said = run(file, world.branch.code, dry_run=True)
    assert "新增 1 人" in said
    assert "应填男或女" in said
    assert not Member.objects.filter(name="甲一").exists()


def test_the_good_rows_are_taken_and_the_others_written_to_a_file(world, file, tmp_path):
    refused = tmp_path / "没有导入.xlsx"
    assert "导入完成：新增 1 人" in run(file, world.branch.code, refused=str(refused), since="2026-06-01")
    member = Member.objects.get(name="甲一")
    assert member.spells.get().period.lower == date(2026, 6, 1)
    assert read_sheets(refused.read_bytes())[0].rows[1][0] == "乙二"
    assert "新增 0 人" in run(file, world.branch.code)


def test_a_committee_s_file_goes_to_its_branches_and_to_no_others(world, file):
    assert "新增 1 人" in run(file, world.committee.code)
    assert "新增 0 人" in run(file, world.foreign_committee.code, dry_run=True)
    assert Member.objects.get(name="甲一").branch_on(date(2026, 6, 18)) == world.branch


def test_a_kept_layout_is_used_by_its_name(world, tmp_path):
    columns = [("同志", "name"), ("男女", "sex"), ("何时入党", "joined_on")]
    keep_mapping(world.committee, "年报表", columns, by=world.reviewer)
    path = tmp_path / "a.xlsx"
    path.write_bytes(table(["同志", "男女", "何时入党"], ["甲一", "男", "2001.7"]))
    assert "新增 1 人" in run(path, world.branch.code, mapping="年报表", by="secretary")


@pytest.mark.parametrize(
    "options",
    [{"code": "none"}, {"mapping": "没有"}, {"by": "nobody"}, {"since": "昨天"}, {"path": "none.xlsx"}],
)
def test_what_is_wrong_is_said_in_a_sentence(world, file, options):
    path, code = options.pop("path", file), options.pop("code", world.branch.code)
    with pytest.raises(CommandError):
        run(path, code, **options)
