"""What was found of the digital signatures in a file: facts, each named, and their verdict."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReadState(StrEnum):
    """What became of looking for signatures in a file."""

    NONE = "none"
    READ = "read"
    LOCKED = "locked"
    """It opens with a password alone."""
    DAMAGED = "damaged"
    TOO_MUCH = "too_much"
    """It asks for more time or memory than a file may have."""


class Chain(StrEnum):
    """How far a signer's certificate is known."""

    TRUSTED = "trusted"
    NO_ROOTS = "no_roots"
    """The installation knows no root certificate."""
    UNKNOWN_ROOT = "unknown_root"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    REVOKED = "revoked"
    UNFIT = "unfit"
    """It is for another use, of a weak algorithm, or breaks another rule."""


class Coverage(StrEnum):
    """How much of the file a signature is over."""

    FILE = "file"
    REVISION = "revision"
    """All there was when it was made; the file goes on after it."""
    PART = "part"


class Added(StrEnum):
    """What was added to the file after a signature."""

    NOTHING = "nothing"
    PROOFS = "proofs"
    """Certificates, lists and time stamps, by which the signature is judged later."""
    FILLED = "filled"
    """Further signatures, or what was filled into fields of a form."""
    CHANGED = "changed"
    """What the signature does not allow, or what nobody can tell."""


class Soundness(StrEnum):
    """What a signature, or all of a file, comes to."""

    GOOD = "good"
    UNPROVEN = "unproven"
    """The text is as it was signed; by whom is not proven."""
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSignature:
    """One signature as it was found; names are those the certificate says."""

    name: str = ""
    organisation: str = ""
    issuer: str = ""
    stamp: bool = False
    """A time stamp over the whole document, and no person's signature."""
    claimed_at: datetime | None = None
    """What the signer's own machine said."""
    stamped_at: datetime | None = None
    stamp_trusted: bool = False
    judged_at: datetime | None = None
    """The instant its certificate was judged at: of the time stamp, else when the file came in."""
    intact: bool = False
    chain: Chain = Chain.UNKNOWN_ROOT
    revocation_known: bool = False
    """Whether a list or answer says that the certificates were not revoked."""
    coverage: Coverage = Coverage.PART
    added: Added = Added.CHANGED

    @property
    def verdict(self) -> Soundness:
        """Say what it comes to."""
        if not self.intact or self.chain is Chain.REVOKED:
            return Soundness.BAD
        if self.coverage is Coverage.PART or self.added is Added.CHANGED:
            return Soundness.BAD
        return Soundness.GOOD if self.chain is Chain.TRUSTED else Soundness.UNPROVEN


def _folded(name: str) -> str:
    """Read a name as one whatever its capitals, spaces and way of writing accents."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSignatures:
    """What was found in a file, the first signature first."""

    state: ReadState
    signatures: tuple[FoundSignature, ...] = ()
    empty_fields: int = 0
    """Places for a signature that nobody has signed."""
    pages: int = 0
    """How many the file says it has; 0 where that was not read."""

    @property
    def revocation_known(self) -> bool:
        """Tell whether lists or answers say of each signer that nothing was revoked."""
        return all(each.revocation_known for each in self.signatures)

    def bears(self, name: str) -> Soundness | None:
        """Say what the best signature by a name comes to; None where none, or only bad ones, is.

        Anybody makes a certificate of any name: only a good one proves that it is theirs.
        """
        found = {
            each.verdict
            for each in self.signatures
            if not each.stamp and _folded(each.name) == _folded(name)
        }
        return next((each for each in (Soundness.GOOD, Soundness.UNPROVEN) if each in found), None)

    @property
    def whole(self) -> bool:
        """Tell whether the last of them is over the whole file, or but for proofs added to it."""
        last = self.signatures[-1] if self.signatures else None
        return last is not None and (
            last.coverage is Coverage.FILE
            or (last.coverage is Coverage.REVISION and last.added is Added.PROOFS)
        )

    @property
    def verdict(self) -> Soundness:
        """Say what they come to together: no better than the worst of them."""
        verdicts = {each.verdict for each in self.signatures}
        if Soundness.BAD in verdicts or not self.whole:
            return Soundness.BAD
        return Soundness.UNPROVEN if Soundness.UNPROVEN in verdicts else Soundness.GOOD
