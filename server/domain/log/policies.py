"""What an auditor has pinned beforehand, as C2SP's tlog-policy writes it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from server.domain.log.keys import KeyKind, VerifierKey, parse_size
from server.domain.log.refused import LogRefused

NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses and groups by name, of which so many must have cosigned."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPolicy:
    """The logs that are believed, the witnesses that are known, and which of them must cosign.

    `quorum` names a witness, a group, or none. Addresses are there where the file gives one.
    """

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    quorum: str = NONE
    addresses: Mapping[VerifierKey, str] = field(default_factory=dict)

    def cosigned_enough(self, by: Collection[VerifierKey]) -> bool:
        """Tell whether these witnesses are as many as the quorum wants."""
        return self.quorum == NONE or self._met(self.quorum, by)

    def _met(self, name: str, by: Collection[VerifierKey]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name] in by
        group = self.groups[name]
        return sum(self._met(member, by) for member in group.members) >= group.threshold


def pinned(*logs: VerifierKey) -> TrustPolicy:
    """Return the policy that pins a log's keys and asks no witness."""
    return TrustPolicy(logs=logs)


def parse_policy(text: str) -> TrustPolicy:
    """Read a policy file. Raises LogRefused, with the number of the line."""
    policy, ended = TrustPolicy(logs=()), False
    for number, line in enumerate(text.split("\n"), start=1):
        words = re.split("[ \t]+", line.removesuffix("\r").strip(" \t"))
        if words == [""] or words[0].startswith("#"):
            continue
        if words[0] not in _LINES or (words[0] == "quorum" and ended):
            raise LogRefused(f"line {number}: not understood")
        try:
            policy = _LINES[words[0]](policy, words[1:])
        except (LogRefused, ValueError, IndexError) as error:
            raise LogRefused(f"line {number}: {error}") from error
        ended = ended or words[0] == "quorum"
    if not ended:
        raise LogRefused("a policy without a quorum line")
    return policy


def _log(policy: TrustPolicy, words: Sequence[str]) -> TrustPolicy:
    key, addresses = _key(policy, words, KeyKind.LOG)
    return replace(policy, logs=(*policy.logs, key), addresses=addresses)


def _witness(policy: TrustPolicy, words: Sequence[str]) -> TrustPolicy:
    name = _new_name(policy, words[0])
    key, addresses = _key(policy, words[1:], KeyKind.WITNESS)
    return replace(policy, witnesses={**policy.witnesses, name: key}, addresses=addresses)


def _key(
    policy: TrustPolicy, words: Sequence[str], kind: KeyKind
) -> tuple[VerifierKey, Mapping[VerifierKey, str]]:
    key = VerifierKey.parse(words[0])
    known = {held.public for held in (*policy.logs, *policy.witnesses.values())}
    if key.kind is not kind or key.public in known or len(words) > len(("key", "address")):
        raise LogRefused("a key of another kind, a key twice, or too many words")
    return key, {**policy.addresses, **dict.fromkeys([key] if words[1:] else [], words[-1])}


def _group(policy: TrustPolicy, words: Sequence[str]) -> TrustPolicy:
    name, members = _new_name(policy, words[0]), tuple(words[2:])
    if unknown := [member for member in members if not _named(policy, member)]:
        raise LogRefused(f"not defined before: {unknown[0]}")
    every = len(members)
    threshold = {"any": 1, "all": every}.get(words[1]) or parse_size(words[1])
    if not 1 <= threshold <= every or len(set(members)) != every:
        raise LogRefused("a threshold nobody can meet, or a member twice")
    return replace(policy, groups={**policy.groups, name: Group(threshold, members)})


def _quorum(policy: TrustPolicy, words: Sequence[str]) -> TrustPolicy:
    (name,) = words
    if name != NONE and not _named(policy, name):
        raise LogRefused(f"not defined before: {name}")
    return replace(policy, quorum=name)


def _new_name(policy: TrustPolicy, name: str) -> str:
    if name == NONE or _named(policy, name):
        raise LogRefused(f"a name that is taken: {name}")
    return name


def _named(policy: TrustPolicy, name: str) -> bool:
    return name in policy.witnesses or name in policy.groups


_Line: TypeAlias = Callable[[TrustPolicy, Sequence[str]], TrustPolicy]
_LINES: Mapping[str, _Line] = {
    "log": _log, "witness": _witness, "group": _group, "quorum": _quorum
}  # fmt: skip
