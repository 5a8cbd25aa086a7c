"""Nothing that identifies or reaches a person stands in clear in the database's files, its dump, or the queue (PI-06).

Canaries go in by every door that takes them; then the disk is read as a thief would read it. A control that is
not encrypted goes in with them, and must be found everywhere: this test is able to fail.
"""

import subprocess
from datetime import date
from pathlib import Path
from secrets import randbelow

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from stdnum.cn import ric

from activities.services import announcing
from members.models import CorrectionRequest, PersonalFile, User
from members.services.accounts import user_of_phone
from members.services.enrolling import MemberFacts, enrol
from partywork.embedded.account import account_for
from partywork.embedded.places import places
from partywork.embedded.programs import postgres_bin
from partywork.models import RenderedDocument
from tests.factories.activities import make_activity
from tests.helpers.cluster import found_in, written_to_disk

# New ones every time: a log may still hold those of an earlier run.
MARK = f"{randbelow(10**8):08}"
PHONE, NEW_PHONE, ENROLLED = f"131{MARK}", f"132{MARK}", f"133{MARK}"
PLAIN_ID = f"000000{1940 + int(MARK[0]) * 5}1231{MARK[-3:]}"
SEALED = {
    "id_number": PLAIN_ID + ric.calc_check_digit(f"{PLAIN_ID}0"),
    "phone": PHONE,
    "landline": f"0791-{MARK[::-1]}",
    "home_address": f"某市金丝雀路{MARK}号",
    "household": f"某县金丝雀村{MARK}组",
}
ASKED = f"某市金丝雀巷{MARK}号"
WHY = f"因为金丝雀巷{MARK}号拆了"
CONTROL = f"金丝雀控制公司{MARK}"
SECRETS = [*SEALED.values(), NEW_PHONE, ENROLLED, ASKED, WHY]


@pytest.mark.django_db(transaction=True)
def test_a_thief_of_the_disk_or_of_a_dump_finds_no_number_and_no_address(world, client_for, settings):
    member, desk, mine = world.plain_member, client_for(world.secretary), client_for(world.member)
    items = reverse("member_items", args=[member.pk])
    said = {**SEALED, "employer": CONTROL, "birth_date": "1949-12-31"}
    assert desk.post(items, said).status_code == 302
    assert PersonalFile.objects.get(member=member).id_number == SEALED["id_number"]
    for item, text in SEALED.items():
        read = desk.post(reverse("member_item", args=[member.pk, item]), {"usual": "联系本人"})
        assert text in read.content.decode()
    assert desk.post(items, {**said, "phone": NEW_PHONE}).status_code == 302  # the old row is dead, not gone
    asked = {"should_be": ASKED, "why": WHY}
    assert mine.post(reverse("my_correction", args=["home_address"]), asked).status_code == 302
    row = CorrectionRequest.objects.get()
    assert desk.post(reverse("correction_detail", args=[row.pk]), {"accept": "1"}).status_code == 302
    assert ASKED in mine.get(reverse("my_information")).content.decode()
    assert mine.post(reverse("my_information_copy")).status_code == 200
    assert desk.get("/members/", {"q": NEW_PHONE[-4:]}).status_code == 200
    facts = MemberFacts(name="金丝雀", sex="male", joined_on=date(2010, 6, 1), phone=ENROLLED)
    new = enrol(world.branch, facts, since=date(2020, 6, 1), by=world.secretary)
    desk.post(reverse("account_open", args=[new.pk]))
    assert user_of_phone(ENROLLED) is not None
    browser = Client()
    browser.post(reverse("account_login"), {"login": NEW_PHONE, "password": "party-test-1"})
    assert "_auth_user_id" in browser.session
    Client().post(reverse("account_login"), {"login": ENROLLED, "password": "wrong"})
    activity = make_activity(world.branch, date(2030, 6, 26))
    announcing.announce(activity, by=world.secretary)
    desk.get(reverse("activity_told", args=[activity.pk]))
    assert desk.post(reverse("call_list_document", args=[activity.pk])).status_code == 302
    assert RenderedDocument.objects.get(kind="call_list").content.keys() == {"sealed"}
    desk.post(reverse("member_export"), {"branch": world.branch.pk, "reason": "核对名册"})

    sessions = str([session.get_decoded() for session in Session.objects.all()])  # packed, so unpacked here
    assert str(world.member.pk) in sessions
    assert [text for text in SECRETS if text in sessions] == []
    cluster = written_to_disk()
    disk = found_in(cluster, [*SECRETS, CONTROL])
    queue = found_in(cluster.parent / "valkey", SECRETS)
    dump = _dumped(Path(settings.VAR_DIR))

    assert CONTROL in disk, "the control is not found on the disk: this test proves nothing"
    assert CONTROL in dump, "the control is not in the dump: this test proves nothing"
    assert {text: files for text, files in disk.items() if text != CONTROL} == {}
    assert queue == {}
    assert [text for text in SECRETS if text in dump] == []
    assert not User.objects.filter(username__in=[PHONE, NEW_PHONE, ENROLLED]).exists()


def _dumped(var: Path) -> str:
    """The whole database as pg_dump writes it: journal, sessions, outbox and waiting documents included."""
    where = places(var)
    tool = postgres_bin(account_for(where)) / "pg_dump"
    settings = connection.settings_dict
    done = subprocess.run(
        [tool, "-h", settings["HOST"], "-U", "postgres", "-d", settings["NAME"], "--inserts"],
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()
