"""Signing in, taking the register, closing: the denominator of the day is frozen here (AT-*, PD-12, N01).

One noun for whoever calls: by the code, on the register, at the end, and after it.
"""

from activities.services.attending.by_code import SIGN_IN, SignedIn, sign_in, why_not
from activities.services.attending.closing import LEFT_STATUSES, close
from activities.services.attending.register import AS_MARKED, entry_of, mark, mark_all_present
from activities.services.attending.settling import explain_low, recount, settle

__all__ = [
    "AS_MARKED",
    "LEFT_STATUSES",
    "SIGN_IN",
    "SignedIn",
    "close",
    "entry_of",
    "explain_low",
    "mark",
    "mark_all_present",
    "recount",
    "settle",
    "sign_in",
    "why_not",
]
