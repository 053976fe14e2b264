"""A proof before an act at a provider that says what a test wants, page by page."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.config import clock
from tests.worlds.accounts import HEAD, Accounts
from tests.worlds.directories.forged import CLIENT, ForgedProvider, signed
from tests.worlds.web.outside import ANSWER
from tests.worlds.web.phone import ACCOUNT
from tests.worlds.web.posting import CSRF, send

SETTING_UP = "/account/authenticator"
SUBJECT, NAME = "nv-1", "Cổng của tỉnh"
BY_PROVIDER = {"_proof": "provider"}


@dataclass(kw_only=True)
class SaysAnything:
    """A provider that says what a test wants, and a real clock that it moves."""

    forged: ForgedProvider
    ahead: timedelta = field(default_factory=timedelta)

    @property
    def told(self) -> dict[str, str]:
        """The variables that an installation is told of it by."""
        return {
            "BINHXET_OIDC_ISSUER": self.forged.issuer,
            "BINHXET_OIDC_CLIENT": CLIENT,
            "BINHXET_OIDC_SECRET": CLIENT,
            "BINHXET_OIDC_NAME": NAME,
        }

    def now(self) -> datetime:
        """Read the real clock as it stands."""
        return clock(self.ahead)()

    def back(self, address: str, **claims: object) -> str:
        """Go through the provider; answer where it leads back."""
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (sent["prompt"], sent["max_age"]) == ("login", "0")
        at = int(self.now().timestamp())
        said = {
            "iss": self.forged.issuer,
            "sub": SUBJECT,
            "aud": CLIENT,
            "iat": at,
            "exp": at + 600,
            "auth_time": at,
            "nonce": sent["nonce"],
        }
        token = signed(said | claims)
        self.forged.token = {"access_token": "a", "token_type": "Bearer", "id_token": token}
        return f"{ANSWER}?code=c&state={sent['state']}"


@dataclass(kw_only=True)
class AskedAnew(SaysAnything):
    """Such a provider, and an office whose head has an account there."""

    office: Accounts

    def head(self) -> FlaskClient:
        """Answer a head who has no password of ours."""
        client = self.office.signed_in(HEAD)
        run(self.office, "UPDATE person SET password_hash = NULL WHERE login = :login", login=HEAD)
        return client


def run(office: Accounts, statement: str, **values: object) -> None:
    """Write what no page does."""
    with office.world.engine.begin() as connection:
        connection.execute(text(statement), values)


def begun(client: FlaskClient, act: str = SETTING_UP, **fields: object) -> str:
    """Send an act that is to be proved; answer the page that leads to the provider."""
    answer = send(client, act, {**BY_PROVIDER, **fields}, at=ACCOUNT)
    assert answer.status_code == 303, answer.text
    assert answer.location.startswith("/proof/"), answer.location
    return str(answer.location)


def leads_to(client: FlaskClient, page: str) -> str:
    """Read the address of the provider on that page."""
    shown = client.get(page)
    assert shown.status_code == 200, shown.text
    return unescape(shown.text.partition('class="btn btn-primary" href="')[2].partition('"')[0])


def proved(
    client: FlaskClient, provider: SaysAnything, act: str = SETTING_UP, **claims: object
) -> str:
    """Prove an act; answer its page."""
    page = begun(client, act)
    answer = client.get(provider.back(leads_to(client, page), **claims))
    assert (answer.status_code, answer.location) == (303, page), answer.text
    return page


def sent_again(client: FlaskClient, page: str) -> TestResponse:
    """Press the button of the page, which sends the act that it holds."""
    shown = client.get(page).text
    form = shown.partition('<form class="panel pad stack"')[2].partition("</form>")[0]
    address = unescape(form.partition('action="')[2].partition('"')[0])
    pairs = [
        (unescape(each.partition('name="')[2].partition('"')[0]), each.partition('value="')[2])
        for each in form.split('<input type="hidden" ')[1:]
    ]
    fields = {name: unescape(value.partition('"')[0]) for name, value in pairs}
    assert CSRF.search(form)
    return client.post(address, data=fields)


def refused(client: FlaskClient, provider: SaysAnything, **claims: object) -> TestResponse:
    """Come back with an answer that proves nothing; the act is then sent in vain."""
    page = begun(client)
    answer = client.get(provider.back(leads_to(client, page), **claims))
    assert "Xác nhận lại" in answer.text
    again = sent_again(client, page)
    assert again.status_code == 303
    assert again.location not in {page, SETTING_UP}
    return answer
