"""The largest file an office may upload is also the largest it may take: each row has a tick, and each who left."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.models import Member, User
from partywork.common.spreadsheets import MOST_ROWS
from tests.conftest import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ROSTER = "姓名,性别,人员类别,入党时间,转正时间\n单雄信,男,正式党员,2001-07-01,2002-07-01\n"


def test_as_many_ticks_are_taken_as_a_file_has_rows(
    world: World, client_for: Callable[[User], Client]
) -> None:
    client = client_for(world.secretary)
    file = SimpleUploadedFile("名册.csv", ROSTER.encode())
    seen = client.post(reverse("member_import"), {"file": file}).content.decode()
    carried = re.search(r'name="reading" value="([^"]+)"', seen)
    assert carried is not None
    ticked = re.findall(r'name="line" value="([^"]+)"', seen)
    assert len(ticked) == 1

    taken = client.post(
        reverse("member_import_apply"),
        {
            "branch": world.branch.pk,
            "reading": carried[1],
            "since": "2026-06-01",
            "leave_day": "2026-06-01",
            "line": [*ticked, *(f"名册:{number}" for number in range(MOST_ROWS))],
            "leaving": [str(10_000_000 + number) for number in range(MOST_ROWS)],
        },
    )

    assert taken.status_code == 302
    assert Member.objects.filter(name="单雄信").exists()
