"""The act a completing POST asks for: the form's key, and a keyed hash of what was sent."""

import hmac
import json

from flask import request

from server.domain.canonical import Json
from server.store.tasks.acts import Act
from server.web.requests.installation import installation


def act_of(key: str, body: Json) -> Act:
    """Make the act of this request from the key its form was rendered with and what it says.

    The hash tells two posts of one form apart. It is an HMAC under BINHXET_SECRET, over the form's
    random key, too: who has the database or a dump of it, but not the secret, can neither guess
    what was sent nor see that two people sent the same. Who has both can try guesses; of a ballot
    or a count nothing is stored at all (`complete_task`). With a new secret, a form sent again
    from before is refused as another one.
    """
    said = json.dumps(["act", key, request.path, body], ensure_ascii=False).encode()
    secret = installation().settings.secret_key.encode()
    return Act(
        key=key, endpoint=request.path, body_hash=hmac.new(secret, said, "sha256").hexdigest()
    )
