"""The page of the log's key: what a verifier pins, to be printed and compared with paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from server.domain.log.checkpoints import unchecked
from server.domain.log.keys import VerifierKey, to_base64
from server.domain.log.refused import LogRefused
from server.store.log import checkpoints, trusted
from server.store.log.checkpoints import Cosigned
from server.store.log.told_keys import ToldKey, history_of_keys
from server.web.history import verifier_files
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import session
from server.web.requests.installation import installation


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """What the newest checkpoint says: for a printed page to be compared with an export later."""

    origin: str
    size: int
    root: str
    at: datetime


@access(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Show the log's name and keys, and how to pin them. They are no secret."""
    keys = history_of_keys(session())
    witnesses = checkpoints.witnesses(session())
    return render_template(
        "log/key.html",
        keys=[(key, _id(key)) for key in keys],
        newest=_newest(),
        address=f"{installation().settings.address}/log",
        policy=policy([key for key in keys if key.retired is None], witnesses),
        witnesses=witnesses,
        run_line=verifier_files.run_line(),
        demonstration=bool(installation().deployment().clock_offset),
    )


def policy(keys: Sequence[ToldKey], witnesses: Sequence[Cosigned]) -> str:
    """Write the file of pins for these keys, as C2SP's tlog-policy has it."""
    names = [f"ben-{place}" for place, _ in enumerate(witnesses, 1)]
    lines = [f"log {key.vkey}" for key in keys]
    lines += [f"witness {name} {row.key}" for name, row in zip(names, witnesses, strict=True)]
    if len(names) > 1:
        lines.append(f"group ngoai 1 {' '.join(names)}")
    lines.append("quorum " + ("none" if not names else names[0] if len(names) == 1 else "ngoai"))
    return "\n".join(lines)


def _newest() -> Pinned | None:
    found = trusted.newest(session())
    if found is None:
        return None
    told = unchecked(found.note)
    return Pinned(origin=told.origin, size=told.size, root=to_base64(told.root), at=found.at)


def _id(key: ToldKey) -> str:
    try:
        return VerifierKey.parse(key.vkey).id.hex()
    except LogRefused:
        return ""
