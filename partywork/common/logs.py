"""What the log says of a request: which page was refused to nobody in particular, in one line."""

import logging
from typing import Any


class RefusedInOneLine(logging.Filter):
    """Addresses hold names, codes and keys of one-time links: the log keeps the page's name instead (PI-06).

    A refused request (4xx) is no failure of ours and needs no traceback; a failure (5xx) keeps it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", None)
        if request is None or status is None:
            return True
        record.msg, record.args = "%s %s %s", (status, getattr(request, "method", ""), _page(request))
        if status < 500:
            record.exc_info, record.exc_text = None, None
        return True


def _page(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return (match.view_name or match.route) if match is not None else "unknown page"
