"""An impatient finger: the same form sent twice does nothing twice."""

import pytest
from django.apps import apps
from django.db import transaction

from tests.architecture.addresses import path_of
from tests.architecture.full_world import client_of

pytestmark = pytest.mark.django_db
FORMS = [
    ("secretary", "activity_guests", {"name": "来访同志", "kind": "superior"}),
    ("secretary", "activity_approval", {"note": ""}),
    ("secretary", "activity_marks_all", {}),
    ("secretary", "activity_open", {}),
    ("secretary", "plan_days", {}),
    ("secretary", "plan_row_removal", {}),
    ("secretary", "guest_remove", {}),
    ("secretary", "leave_decision", {"decision": "approve", "note": "同意"}),
    ("secretary", "make_up_contact", {"cause": "出差"}),
    ("secretary", "account_open", {}),
    ("secretary", "group_dissolve", {}),
    ("secretary", "joint_adoption", {"on": "2026-06-27"}),
    ("secretary", "joint_refusal", {"reason": "有任务"}),
    ("secretary", "change_filing", {}),
    ("official", "joint_text", {"text": "共学。", "revision": "1"}),
    ("official", "joint_withdrawal", {}),
    ("official", "catalogue", {"title": "学习", "requirement": "optional"}),
    ("official", "filing_acceptance", {"round_number": "1", "answer": "可以。"}),
    ("official", "theme_withdrawal", {}),
    ("official", "token_revoke", {}),
    ("member", "my_answer", {}),
    ("member", "talk_confirmation", {}),
    ("member", "talk_returning", {"note": "有出入"}),
    ("member", "talk_item_result", {"outcome": "办好了"}),
    ("secretary", "talk_withdrawal", {}),
    ("member", "my_minutes_signature", {}),
    ("member", "my_leave", {"reason": "official", "text": "出差"}),
    ("member", "my_objection", {"claim": "present"}),
]
# What counts every request, and the sentence to the person.
BOOKKEEPING = {"sessions.Session", "partywork.JournalEntry"}


def _counts() -> dict[str, int]:
    models = [
        model for model in apps.get_models() if model._meta.label not in BOOKKEEPING and model._meta.managed
    ]
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.mark.parametrize(("role", "name", "data"), FORMS)
def test_sent_twice_is_sent_once(sides, role, name, data):
    own, _foreign = sides
    client, path = client_of(own.users[role]), path_of(name, own)
    with transaction.atomic():
        first = client.post(path, data)
        after_one = _counts()
        second = client.post(path, data)
        after_two = _counts()
        transaction.set_rollback(True)
    assert first.status_code in (200, 302), name
    assert second.status_code in (200, 302, 404, 422), name
    assert after_two == after_one
