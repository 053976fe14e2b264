"""The log's keys: a first one, another beside it, one less. Each is an event in the log itself.

An auditor who pins keys gets the new one on paper; the event, under the old key's signature, says
that it is the log's own.
"""

from datetime import datetime

from server.actions.log import sign
from server.domain.log.keys import Signer
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.log.key_folder import KeyFolder
from server.store.log.told_keys import told_keys

STREAM = "log"


def begin(session: Session, folder: KeyFolder, origin: str, *, now: datetime) -> Signer:
    """Make the first key of a log of that name. Raises KeysRefused, LogRefused."""
    made = folder.create(origin)
    _told(session, "log.key_added", made, actor=None, now=now)
    return made


def tell(session: Session, folder: KeyFolder, *, now: datetime) -> None:
    """Tell of each key that no event tells of, such as a demonstration's first. Raises KeysRefused.

    What a key signs is believed by nobody before.
    """
    known = {key.text for key in told_keys(session)}
    for signer in folder.signers():
        if signer.key.text not in known:
            _told(session, "log.key_added", signer, actor=None, now=now)


def rotate(session: Session, folder: KeyFolder, *, actor: Actor, now: datetime) -> Signer:
    """Make a key that signs beside those there are, until they are retired. Raises KeysRefused."""
    tell(session, folder, now=now)
    made = folder.add()
    _told(session, "log.key_added", made, actor=actor, now=now)
    return made


def retire(
    session: Session, folder: KeyFolder, key_id: str, *, actor: Actor, now: datetime
) -> Signer:
    """Have a key sign no more; its private half is gone. Raises KeysRefused."""
    gone = folder.retire(key_id)
    _told(session, "log.key_retired", gone, actor=actor, now=now)
    return gone


def take_over(session: Session, folder: KeyFolder, *, actor: Actor, now: datetime) -> int:
    """Sign in this database from now on; return the size it goes on from.

    Raises KeysRefused, and SigningRefused where the database lacks what was signed.
    """
    last = sign.take_over(session, folder)
    size = last.size if last else 0
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


def _told(
    session: Session, kind: str, signer: Signer, *, actor: Actor | None, now: datetime
) -> None:
    journal.note(
        session,
        stream=STREAM,
        kind=kind,
        object=f"log/{signer.key.name}",
        actor=actor,
        payload={"vkey": signer.key.text},
        now=now,
        province=actor.province if actor else "",
    )
