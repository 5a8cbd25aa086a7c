"""A program with a token, as it asks the API."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from branches.models import Organization
from members.access import Capability
from members.models import User
from members.services.tokens import issue_token

RESOURCES = {
    "organizations": Capability.SEE_ORGANIZATION,
    "members": Capability.SEE_MEMBER,
    "plans": Capability.SEE_PLAN,
    "activities": Capability.SEE_ACTIVITY,
    "record-sheets": Capability.SEE_RECORD,
    "filings": Capability.SEE_FILING,
}


# Kept by other posts than the rest; tests/api/test_dues.py asks them.
DUES = ("dues-months", "dues-bills", "dues-remittances")


class Program:
    def __init__(self, text: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {text}"} if text else {}

    def get(self, path: str, params: Any = None, **headers: str) -> HttpResponse:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.get(f"/api/v1/{path}", params or {}, headers=sent)

    def rows(self, resource: str, **params: Any) -> list[dict[str, Any]]:
        """All pages, one after the other."""
        answer = self.get(f"{resource}/", params).json()
        found = list(answer["results"])
        while answer["next"]:
            answer = self.client.get(answer["next"], headers=self.headers).json()
            found += answer["results"]
        return found


def program_of(user: User, organization: Organization | None = None, *rights: Capability) -> Program:
    _, text = issue_token(user, name="统计平台", organization=organization, rights=rights)
    return Program(text)
