"""Why somebody is not taken for who is signed in, where an act asks for a fresh proof of it."""

from server.domain.identity.directories import DirectorySilent
from server.domain.identity.passkeys import NoPasskeysHere, PasskeyCopied, PasskeyRefused
from server.domain.people.actors import FreshPasswordWrong, TooManyTries
from server.domain.people.appointments import PostChanged
from server.domain.refusals import Refusal

UNPROVEN: tuple[type[Refusal], ...] = (
    FreshPasswordWrong,
    TooManyTries,
    DirectorySilent,
    PasskeyRefused,
    PasskeyCopied,
    NoPasskeysHere,
    PostChanged,
)
"""They are said beside the field of the password, and what was typed elsewhere stays."""
