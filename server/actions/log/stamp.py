"""Have the newest checkpoint stamped by a time-stamping authority (RFC 3161)."""

import secrets

from server.actions.log.published import LogUnreachable, post
from server.actions.transaction import Begin
from server.domain.log.time_stamps import NONCE_BYTES, is_answer, request
from server.store.log import checkpoints, trusted

QUERY = "application/timestamp-query"


def stamp(begin: Begin, address: str) -> int | None:
    """Stamp the newest checkpoint as its log signed it; return its size.

    None where it is stamped already, or there is none. No transaction is open while the authority
    is waited for. Raises LogUnreachable, also for an answer that is none.
    """
    with begin() as session:
        newest, last = trusted.newest(session), checkpoints.newest_stamp(session)
    if newest is None or (last is not None and last[0] == newest.size):
        return None
    nonce = secrets.token_bytes(NONCE_BYTES)
    status, answer = post(address, request(newest.note, nonce), kind=QUERY)
    if not is_answer(answer, newest.note, nonce):
        raise LogUnreachable(f"{address}: {status}, no time stamp")
    with begin() as session:
        checkpoints.write_stamp(session, newest.size, answer)
    return newest.size
