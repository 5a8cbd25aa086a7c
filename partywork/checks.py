"""What must hold on a machine that serves people; `manage.py check --deploy` says what does not."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from partywork.common import checks_print

__all__ = ["check_office_time", "check_places", "checks_print"]


@register(deploy=True)
def check_office_time(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Days are the office's days (CAL-07): another zone would move every deadline."""
    if settings.TIME_ZONE == "Asia/Shanghai" and settings.USE_TZ:
        return []
    return [Error("时区必须是 Asia/Shanghai，并打开 USE_TZ。", id="partywork.E001")]


@register(deploy=True)
def check_places(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Files of the office must have a place that can be written to."""
    place = settings.MEDIA_ROOT
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    if os.access(existing, os.W_OK):
        return []
    return [Error(f"文件夹 {place} 不能写入，PDF 没有地方存放。", id="partywork.E002")]
