"""Sending a form as a browser does: with the token of the page it stands on."""

import re
from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


def send(
    client: FlaskClient, address: str, fields: Mapping[str, object], *, at: str = "/tasks"
) -> TestResponse:
    """Open the page `at`, then post the fields with its token."""
    found = CSRF.search(client.get(at).text)
    assert found is not None, f"no form on {at}"
    return client.post(address, data={"csrf_token": found[1], **fields})
