"""Who is signed in at the provider with the wrong account can take another one there."""

from tests.worlds.accounts import Accounts
from tests.worlds.directories.glewlwyd import Glewlwyd
from tests.worlds.web.outside import BEGIN, through_provider


def test_with_another_account_the_provider_asks_which(
    at_provider: Accounts, provider: Glewlwyd
) -> None:
    client = at_provider.app.test_client()
    page = through_provider(client, provider.browser()).text
    assert 'href="/sign-in/provider?another=1"' in page
    assert "prompt=select_account" in client.get("/sign-in/provider?another=1").location
    assert "prompt=" not in client.get(BEGIN).location
