"""Have the newest checkpoint stamped by a time-stamping authority (RFC 3161)."""

import secrets

from server.actions.log.published import SECONDS, LogUnreachable, post
from server.actions.transaction import Begin
from server.domain.log.time_stamps import NONCE_BYTES, NoStamp, judge, request
from server.store.log import checkpoints, trusted

QUERY = "application/timestamp-query"


def stamp(begin: Begin, address: str, *, seconds: float = SECONDS) -> int | None:
    """Stamp the newest checkpoint as its log signed it; return its size.

    None where it is stamped already, or there is none. No transaction is open while the authority
    is waited for, `seconds` at most for all it says. Raises LogUnreachable, also for an answer
    that is none.
    """
    with begin() as session:
        newest, last = trusted.newest(session), checkpoints.newest_stamp(session)
    if newest is None or (last is not None and last[0] == newest.size):
        return None
    nonce = secrets.token_bytes(NONCE_BYTES)
    query = request(newest.note, nonce)
    status, answer = post(address, query, kind=QUERY, seconds=seconds)
    try:
        judge(answer, newest.note, nonce)
    except NoStamp as problem:
        raise LogUnreachable(f"{address}: HTTP {status}, {problem}") from problem
    with begin() as session:
        checkpoints.write_stamp(session, newest.size, answer)
    return newest.size
