"""A real Chromium before a real server and a real database; hands that count their clicks."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Locator, Page

from members.models import User
from partywork.common import clock

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "party-test-1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys are marked; without a browser they are skipped, and script/test says so loudly."""
    for item in items:
        if HERE in Path(item.path).parents and "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="没有 Chromium，浏览器测试没有运行"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(autouse=True)
def _afternoon() -> Iterator[None]:
    """It is three in the afternoon of today, and time goes on: a journey must not cross midnight."""
    with time_machine.travel(clock.now().replace(hour=15, minute=0), tick=True):
        yield


@dataclass
class Hand:
    """Somebody at the page: counts the clicks made and the boxes filled."""

    page: Page
    base: str
    clicks: int = 0
    inputs: int = 0
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def click(self, target: Locator) -> None:
        target.click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name).first)

    def write(self, label: str, text: str) -> None:
        self.page.locator(f"[name={label}]").fill(text)
        self.inputs += 1

    def sign_in(self, username: str) -> None:
        """Signing in is not part of a journey's count."""
        self.open("/accounts/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda url: "login" not in url)

    def sees(self, text: str) -> bool:
        return text in self.page.inner_text("body")


@pytest.fixture
def hand(page: Page, live_server: Any) -> Iterator[Hand]:
    """A desk at 1280 pixels; fails when the page's scripts or its content policy complained."""
    page.set_viewport_size(DESK)
    held = Hand(page, live_server.url)
    page.on("pageerror", lambda error: held.problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            held.problems.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield held
    assert held.problems == []


@pytest.fixture
def phone(hand: Hand) -> Iterator[Hand]:
    """The same at 390 pixels; the page a journey ends on must fit that width."""
    hand.page.set_viewport_size(PHONE)
    yield hand
    width = hand.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


@pytest.fixture
def as_user(live_server: Any) -> Callable[[Hand, User], Hand]:
    def sign_in(hand: Hand, user: User) -> Hand:
        hand.sign_in(user.username)
        return hand

    return sign_in
