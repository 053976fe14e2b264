"""Security events: which facts of history are some, and what is told beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.identity.sign_ins import TryResult
from server.domain.refusals import Refusal

SIGN_IN: Final = "sign_in."
"""Before the result of a try, in the kind of its event."""
SIGNED_OUT: Final = "signed_out"
SESSION_REPLACED: Final = "session.replaced"
"""Somebody signed in by the browser that had the session."""
ENDED_BY_PROVIDER: Final = "sessions.ended_by_provider"
ACCESS_REFUSED: Final = "access.refused"
LIMIT_REACHED: Final = "limit.reached"
CSRF_REFUSED: Final = "csrf.refused"
"""A form without the token of its session: one of a session before, or another site's."""
REQUEST_MALFORMED: Final = "request.malformed"
"""What no page of ours sends."""
FILE_INFECTED: Final = "file.infected"
"""The scanner for viruses refused a file that somebody sent."""
ALARM_OF: Final[Mapping[str, str]] = {
    "account": "alarm.account",
    "address": "alarm.address",
    "place": "alarm.place",
    "factor": "alarm.factor",
    "passkey": "alarm.passkey",
    "virus": "alarm.virus",
}
"""The alarm of each rule of the settings."""
ALARM_SEEN: Final = "alarm.seen"
OF_NO_HISTORY: Final = frozenset({
    *(SIGNED_OUT, SESSION_REPLACED, ENDED_BY_PROVIDER),
    *(ACCESS_REFUSED, LIMIT_REACHED, CSRF_REFUSED, REQUEST_MALFORMED, FILE_INFECTED),
    *ALARM_OF.values(),
    ALARM_SEEN,
})  # fmt: skip
"""What is told where it happens, beside the tries to sign in."""


class SecurityGroup(StrEnum):
    """What a reader asks for at once."""

    ALARMS = "alarms"
    TRIES = "tries"
    SIGN_INS = "sign_ins"
    FAILED = "failed"
    SESSIONS = "sessions"
    FACTORS = "factors"
    PASSWORDS = "passwords"
    DIRECTORIES = "directories"
    EXPORTS = "exports"
    REFUSED = "refused"


SIGNED_IN: Final = f"{SIGN_IN}{TryResult.SIGNED_IN}"
PASSKEY_COPIED: Final = f"{SIGN_IN}{TryResult.COPIED_PASSKEY}"
FACTOR_REMOVED: Final = "factor.removed"
FAILURES: Final = tuple(
    f"{SIGN_IN}{each}"
    for each in (
        *(TryResult.WRONG, TryResult.WRONG_CODE, TryResult.WRONG_PASSKEY),
        *(TryResult.WRONG_FRESH, TryResult.REFUSED),
    )
)
"""What an alarm counts."""


@dataclass(eq=False)
class NoSuchAlarm(Refusal):
    """There is no such alarm for this reader."""


_LET_ON: Final = (TryResult.SIGNED_IN, TryResult.DEMONSTRATION, TryResult.CODE_ASKED)
KINDS: Final[Mapping[SecurityGroup, tuple[str, ...]]] = {
    SecurityGroup.ALARMS: tuple(ALARM_OF.values()),
    SecurityGroup.TRIES: tuple(f"{SIGN_IN}{each}" for each in TryResult),
    SecurityGroup.SIGN_INS: tuple(f"{SIGN_IN}{each}" for each in _LET_ON),
    SecurityGroup.FAILED: tuple(
        f"{SIGN_IN}{each}" for each in TryResult if each not in {*_LET_ON, TryResult.TRIED}
    ),
    SecurityGroup.SESSIONS: (*(SIGNED_OUT, SESSION_REPLACED, "sessions.ended", ENDED_BY_PROVIDER),),
    SecurityGroup.FACTORS: (
        *("factor.added", FACTOR_REMOVED, "person.reset_proposed"),
        *("recovery_codes.made", "recovery_code.used"),
    ),
    SecurityGroup.PASSWORDS: (
        *("person.invited", "person.link_proposed", "person.password_reset"),
        *("person.password_set", "person.password_changed"),
    ),
    SecurityGroup.DIRECTORIES: (
        *("person.directory_proposed", "person.directory_linked", "person.directory_ended"),
        "person.directory_bound",
    ),
    SecurityGroup.EXPORTS: (
        *("history.exported", "register.exported", "board.exported", "results.exported"),
        *("record.exported", "printout.exported", "files.exported", "security_events.exported"),
    ),
    SecurityGroup.REFUSED: (
        *(ACCESS_REFUSED, LIMIT_REACHED, CSRF_REFUSED, REQUEST_MALFORMED, FILE_INFECTED),
    ),
}
OF_HISTORY: Final = frozenset(
    kind
    for kinds in KINDS.values()
    for kind in kinds
    if not kind.startswith(SIGN_IN) and kind not in OF_NO_HISTORY
)
"""Facts of history that are security events, too."""
