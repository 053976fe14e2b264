"""The worker's word on its connections without TLS, said once to whoever looks after it all."""

import threading
from collections.abc import Sequence

from server.actions.installation import plain_connections
from server.actions.transaction import Begin
from server.jobs.chores import attempt

AGAIN_SECONDS = 5.0
WORKER = "worker"


def tell(begin: Begin, names: Sequence[str], stopping: threading.Event) -> None:
    """Say it as soon as the database can be reached."""

    def once() -> None:
        with begin() as session:
            plain_connections.tell(session, WORKER, names)

    while attempt("plain connections", once):
        if stopping.wait(AGAIN_SECONDS):
            return
