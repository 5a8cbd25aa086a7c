"""The code on the big screen: another one every 15 seconds (M07).

It proves that somebody saw the screen just now, no more: a photograph sent on within half a minute still works,
and the register says honestly by which way a mark came about.
"""

import hashlib
import hmac

STEP_SECONDS = 15
# The screen may lag a little behind, and a hand needs a moment to aim.
STEPS_ACCEPTED = 2
LENGTH = 10


def code_at(secret: str, activity_id: int, moment: float, *, steps_back: int = 0) -> str:
    """The code shown at a moment (seconds since 1970)."""
    step = int(moment // STEP_SECONDS) - steps_back
    message = f"{activity_id}:{step}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:LENGTH]


def is_current(code: str, secret: str, activity_id: int, moment: float) -> bool:
    """Whether the code is the one shown now or one of the last two: 30 to 45 seconds old at the most."""
    shown = (code_at(secret, activity_id, moment, steps_back=back) for back in range(STEPS_ACCEPTED + 1))
    return any(hmac.compare_digest(code.encode(), candidate.encode()) for candidate in shown)


def seconds_left(moment: float) -> int:
    """Until the next code is shown."""
    return STEP_SECONDS - int(moment) % STEP_SECONDS
