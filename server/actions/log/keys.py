"""The log's keys: a first one, another beside it, one less. Each is an event in the log itself.

An auditor who pins keys gets the new one on paper; the event, under the old key's signature, says
that it is the log's own.
"""

from collections.abc import Sequence
from datetime import datetime

from server.actions.log import sign
from server.domain.log.keys import VerifierKey
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.log import place
from server.store.log.key_folder import KeyFolder
from server.store.log.told_keys import history_of_keys, told_keys

STREAM = "log"


def begin(session: Session, folder: KeyFolder, origin: str, *, now: datetime) -> VerifierKey:
    """Make the first key of a log of that name. Raises KeysRefused, LogRefused.

    Where that was ended before its event, the key that is there is the one.
    """
    journal.hold(session, STREAM)
    made = _left_untold(session, folder, origin) or folder.create(origin).key
    _told(session, "log.key_added", made, actor=None, now=now)
    return made


def tell(session: Session, folder: KeyFolder, *, now: datetime) -> None:
    """Tell of each key that no event tells of, such as a demonstration's first. Raises KeysRefused.

    What a key signs is believed by nobody before. Raises SigningRefused and LogRefused where the
    keys may not sign here: a copy from before a key was told of would tell of another log's.
    """
    if _untold(session, folder):
        sign.refuse_elsewhere(session, folder)
        journal.hold(session, STREAM)
        for key in _untold(session, folder):
            _told(session, "log.key_added", key, actor=None, now=now)


def rotate(session: Session, folder: KeyFolder, *, actor: Actor, now: datetime) -> VerifierKey:
    """Make a key that signs beside those there are, until they are retired. Raises KeysRefused.

    Where that was ended before its event, the key that is there is the one. Raises SigningRefused
    where the keys are another database's, which would have one that it does not tell of.
    """
    sign.refuse_elsewhere(session, folder)
    journal.hold(session, STREAM)
    untold, first = _untold(session, folder), folder.signers()[0].key
    if first in untold:
        _told(session, "log.key_added", first, actor=None, now=now)
    made = [key for key in untold if key != first] or [folder.add().key]
    for key in made:
        _told(session, "log.key_added", key, actor=actor, now=now)
    return made[-1]


def retire(
    session: Session, folder: KeyFolder, key_id: str, *, actor: Actor, now: datetime
) -> VerifierKey:
    """Have a key sign no more; its private half is gone. Raises KeysRefused, SigningRefused.

    Where that was ended before its event, the key is gone already.
    """
    sign.refuse_elsewhere(session, folder)
    journal.hold(session, STREAM)
    gone = _gone_untold(session, folder, key_id) or folder.retire(key_id).key
    _told(session, "log.key_retired", gone, actor=actor, now=now)
    return gone


def take_over(session: Session, folder: KeyFolder, *, actor: Actor, now: datetime) -> int:
    """Tell that the log is signed in this database from now on; return the size it goes on from.

    Once that is committed, `sign.take_over` lets the key do it. Raises KeysRefused, and
    SigningRefused where the database lacks what was signed.
    """
    last = sign.goes_on_from(session, folder)
    size = last.checkpoint.size if last else 0
    journal.note(
        session,
        stream=STREAM,
        kind="log.taken_over",
        object=f"log/{folder.origin()}",
        actor=actor,
        payload={"size": size},
        now=now,
        province=actor.province,
    )
    return size


def _untold(session: Session, folder: KeyFolder) -> Sequence[VerifierKey]:
    known = {key.text for key in told_keys(session)}
    return [signer.key for signer in folder.signers() if signer.key.text not in known]


def _left_untold(session: Session, folder: KeyFolder, origin: str) -> VerifierKey | None:
    """Return a single key of that name that signed nothing yet, or nothing elsewhere."""
    if not folder.exists():
        return None
    keys, last = [signer.key for signer in folder.signers()], folder.signed()
    here = last is None or last.place == place.here(session)
    is_left = [key.name for key in keys] == [origin] and keys == _untold(session, folder)
    return keys[0] if is_left and here else None


def _gone_untold(session: Session, folder: KeyFolder, key_id: str) -> VerifierKey | None:
    """Return a key of this log that is told to sign and that the folder has no more."""
    there = {signer.key.text for signer in folder.signers()}
    for told in history_of_keys(session):
        key = VerifierKey.parse(told.vkey)
        is_gone = told.retired is None and key.text not in there and key.name == folder.origin()
        if is_gone and key.id.hex() == key_id:
            return key
    return None


def _told(
    session: Session, kind: str, key: VerifierKey, *, actor: Actor | None, now: datetime
) -> None:
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"log/{key.name}",
        actor=actor,
        payload={"vkey": key.text},
        now=now,
        province=actor.province if actor else "",
    )
