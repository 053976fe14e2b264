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
    return client.post(address, data={"csrf_token": token_on(client.get(at)), **fields})


def token_on(page: TestResponse) -> str:
    """Return the token of a page's forms."""
    found = CSRF.search(page.text)
    assert found is not None, f"no form on {page.request.path}"
    return found[1]
