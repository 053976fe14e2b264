"""The key by which the web process signs promises: made of the installation's secret alone.

It is not the log's key, which no web process can read: it proves that this installation promised,
and nothing of what the log holds. Another secret is another key.
"""

import hmac
from hashlib import sha256

from server.domain.log.keys import Signer
from server.domain.log.promises import NAME_ENDS
from server.store.log.ed25519 import signer_of

PURPOSE = b"binhxet receipt promises v1"


def promise_signer(secret: str, host: str) -> Signer:
    """Return the signer of promises; `host` is where people find the pages, without scheme."""
    private = hmac.new(secret.encode(), PURPOSE, sha256).digest()
    return signer_of(private, f"{host}{NAME_ENDS}")
