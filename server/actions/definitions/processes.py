"""The processes that were published: the newest version of each, and what each is called."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from server.actions.definitions.deployed import Deployed, deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_years

_SHORT: Final[dict[str, Words]] = {}
"""What this process has read last of each: a name alone costs no statement."""
_READ: Final[dict[str, Deployed | None]] = {}
"""Versions that were named before; None for one that could not be read, which is asked once."""


def processes(session: Session) -> Sequence[Deployed]:
    """Read the newest version of each definition, in the order its manifest asks for."""
    return of_versions(session, bloc_years.newest_definitions(session).values())


def of_versions(session: Session, versions: Iterable[str]) -> Sequence[Deployed]:
    """Read the newest versions by their hashes; one that cannot be read is left out."""
    found: list[Deployed] = []
    for version in versions:
        with suppress(CaseBroken):
            found.append(deployed(session, version))
    found.sort(key=_place)
    _SHORT.update((each.key, each.short) for each in found)
    return found


def kinds(found: Iterable[Deployed]) -> Mapping[str, Words]:
    """Name kinds of case by key, in their order."""
    return {each.key: each.short for each in found}


def kinds_of(session: Session, versions: Sequence[str]) -> Mapping[str, Words]:
    """Name the kinds of case of the newest versions, without a statement for what was named."""
    for version in versions:
        if version not in _READ:
            _READ[version] = next(iter(of_versions(session, [version])), None)
    found = [each for version in versions if (each := _READ[version])]
    return kinds(sorted(found, key=_place))


def _place(model: Deployed) -> tuple[int, str]:
    return model.manifest.order, model.key


def short_name(session: Session, key: str) -> Words:
    """Return what a kind of case is called in short; the key where nobody knows it."""
    return _SHORT[key] if known_kind(session, key) else Words(key)


def known_kind(session: Session, key: str) -> bool:
    """Tell whether a kind of case was published under this key."""
    if key not in _SHORT:
        processes(session)
    return key in _SHORT
