"""Security events: which facts of history are some, and what is told beside them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from server.domain.identity.sign_ins import TryResult

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
OF_NO_HISTORY: Final = frozenset({
    *(SIGNED_OUT, SESSION_REPLACED, ENDED_BY_PROVIDER),
    *(ACCESS_REFUSED, LIMIT_REACHED, CSRF_REFUSED, REQUEST_MALFORMED),
})  # fmt: skip
"""What is told where it happens, beside the tries to sign in."""


class SecurityGroup(StrEnum):
    """What a reader asks for at once."""

    SIGN_INS = "sign_ins"
    SESSIONS = "sessions"
    FACTORS = "factors"
    PASSWORDS = "passwords"
    DIRECTORIES = "directories"
    EXPORTS = "exports"
    REFUSED = "refused"


KINDS: Final[Mapping[SecurityGroup, tuple[str, ...]]] = {
    SecurityGroup.SIGN_INS: tuple(
        f"{SIGN_IN}{each}" for each in TryResult if each is not TryResult.TRIED
    ),
    SecurityGroup.SESSIONS: (*(SIGNED_OUT, SESSION_REPLACED, "sessions.ended", ENDED_BY_PROVIDER),),
    SecurityGroup.FACTORS: (
        *("factor.added", "factor.removed", "person.reset_proposed"),
        *("recovery_codes.made", "recovery_code.used"),
    ),
    SecurityGroup.PASSWORDS: (
        *("person.invited", "person.link_proposed", "person.password_reset"),
        *("person.password_set", "person.password_changed"),
    ),
    SecurityGroup.DIRECTORIES: (
        *("person.directory_proposed", "person.directory_linked", "person.directory_ended"),
    ),
    SecurityGroup.EXPORTS: (
        *("history.exported", "register.exported", "board.exported", "results.exported"),
        *("record.exported", "printout.exported", "files.exported"),
    ),
    SecurityGroup.REFUSED: (ACCESS_REFUSED, LIMIT_REACHED, CSRF_REFUSED, REQUEST_MALFORMED),
}
OF_HISTORY: Final = frozenset(
    kind
    for kinds in KINDS.values()
    for kind in kinds
    if not kind.startswith(SIGN_IN) and kind not in OF_NO_HISTORY
)
"""Facts of history that are security events, too."""
