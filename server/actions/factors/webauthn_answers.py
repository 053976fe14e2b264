"""What passkeys are asked (WebAuthn), and what they answer: read by the library, bound by us."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.domain.identity.passkeys import LONGEST_ANSWER, PasskeyRefused, RelyingParty
from server.store.identity.passkeys import Passkey
from server.store.people.people_admin import PersonRow

NAME = "Bình Xét"
PATIENCE = 120_000
"""Milliseconds a browser waits for its person."""
UNREADABLE = (
    WebAuthnException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
    NotImplementedError,
    struct.error,
)
"""What reading something else than an answer raises, in the library and below it."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewCredential:
    """What a device has made: its name, its public key, how often it was used."""

    credential: bytes
    public_key: bytes
    transports: str
    sign_count: int


def to_make(
    party: RelyingParty, person: PersonRow, held: Sequence[Passkey], challenge: bytes
) -> str:
    """Return what a browser makes a passkey by; a device makes no second one for its person."""
    return options_to_json(
        generate_registration_options(
            rp_id=party.id,
            rp_name=NAME,
            user_id=person.id.bytes,
            user_name=person.login,
            user_display_name=person.name,
            challenge=challenge,
            timeout=PATIENCE,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=_named(held),
        )
    )


def to_sign(party: RelyingParty, held: Sequence[Passkey], challenge: bytes) -> str:
    """Return what a browser has one of these passkeys sign."""
    return options_to_json(
        generate_authentication_options(
            rp_id=party.id,
            challenge=challenge,
            timeout=PATIENCE,
            allow_credentials=_named(held),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def made(party: RelyingParty, challenge: bytes, answer: str) -> NewCredential:
    """Read what a browser answers of a new passkey. Raises PasskeyRefused."""

    def read() -> NewCredential:
        sent = parse_registration_credential_json(answer)
        found = verify_registration_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
        return NewCredential(
            credential=found.credential_id,
            public_key=found.credential_public_key,
            transports=" ".join(each.value for each in sent.response.transports or ()),
            sign_count=found.sign_count,
        )

    return _read(read, answer)


def signed(
    party: RelyingParty, held: Sequence[Passkey], challenge: bytes, person_id: UUID, answer: str
) -> tuple[Passkey, int]:
    """Tell which of a person's passkeys has signed, and its count. Raises PasskeyRefused.

    The count is compared where it is kept: of two answers at once, the library knows neither.
    """

    def read() -> tuple[Passkey, int]:
        sent = parse_authentication_credential_json(answer)
        passkey = next((each for each in held if each.credential == sent.raw_id), None)
        if passkey is None or sent.response.user_handle not in {None, b"", person_id.bytes}:
            raise PasskeyRefused
        found = verify_authentication_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        return passkey, found.new_sign_count

    return _read(read, answer)


def _read(read: Callable[[], T], answer: str) -> T:
    if len(answer) > LONGEST_ANSWER:
        raise PasskeyRefused
    try:
        return read()
    except UNREADABLE as error:
        raise PasskeyRefused from error


def _named(held: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential,
            transports=[AuthenticatorTransport(name) for name in each.transports.split()],
        )
        for each in held
    ]
