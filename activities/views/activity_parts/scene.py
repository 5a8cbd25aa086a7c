"""What every part of the activity page may ask for: the activity, who looks, and what was computed once for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.forms import BaseForm

from activities.choices import ActivityState
from activities.kinds import Kind
from activities.models import Activity, LeaveRequest, RecordSheet
from activities.reports.announcement import Announcement, announcement_of
from activities.reports.leave_effect import DecisionEffect
from activities.reports.register import register_of
from activities.reports.register_lines import Register
from activities.reports.steps import limits_of
from activities.views.activity_parts.leave_rows import leaves_of
from members.access import Access, Capability
from partywork.common import clock
from partywork.common.requests import OfficeRequest

TOP, MAIN, ASIDE = "top", "main", "aside"
Bound = Mapping[str, BaseForm]


@dataclass
class Scene:
    """One activity before one person. What costs queries is worked out when a part first asks, and once."""

    request: OfficeRequest
    activity: Activity
    bound: Bound = field(default_factory=dict)  # forms that were refused, with everything typed in them

    @property
    def kind(self) -> Kind:
        return self.activity.sort

    @cached_property
    def now(self) -> datetime:
        return clock.now()

    @cached_property
    def limits(self) -> dict[str, Any]:
        return limits_of(self.activity)

    @cached_property
    def record(self) -> RecordSheet | None:
        return getattr(self.activity, "record", None)

    @cached_property
    def register(self) -> Register:
        return register_of(self.activity, self.limits)

    @cached_property
    def notice(self) -> Announcement:
        return announcement_of(self.activity, self.limits)

    @cached_property
    def leaves(self) -> list[tuple[LeaveRequest, BaseForm, DecisionEffect | None]]:
        return leaves_of(self.activity, self.bound)

    def may(self, capability: Capability) -> bool:
        access: Access = self.request.access
        return access.may(capability, self.activity.branch)

    @cached_property
    def may_run(self) -> bool:
        return self.may(Capability.RUN_ACTIVITY)

    @property
    def is_open(self) -> bool:
        return self.activity.is_open

    @property
    def is_draft(self) -> bool:
        return self.activity.state == ActivityState.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.activity.state == ActivityState.CANCELLED

    @property
    def is_ahead(self) -> bool:
        return self.activity.is_ahead(self.now)

    @property
    def is_running(self) -> bool:
        return self.is_open and self.activity.starts_at <= self.now

    @property
    def has_ended(self) -> bool:
        return self.is_open and self.activity.ends_at <= self.now

    @property
    def can_settle(self) -> bool:
        return self.record is not None and self.record.is_editable


@dataclass(frozen=True)
class Part:
    """One panel: its template, its column, and what it needs; None: it is not on the page now."""

    template: str
    column: str
    about: Callable[[Scene], Mapping[str, Any] | None]
