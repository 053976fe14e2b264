"""An OpenID provider: Debian's glewlwyd, made from nothing by its own database and REST calls."""

import json
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from server.config import clock
from tests.ports import free_port, listens
from tests.worlds.directories.started import StartedServer, installed, running

PROGRAM = "/usr/bin/glewlwyd"
SCHEMA = Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
PAGES = Path("/usr/share/glewlwyd/webapp")
PAGES_CONFIG = Path("/etc/glewlwyd/config-2.7.json/config.json")
LOGOUT: dict[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}
CLIENT, PLUGIN = "binhxet", "oidc"
LOGIN, PASSWORD = "nguyen.van.a", "Mat-khau-thu-1"
EMPLOYEE = {
    "name": "employee_id",
    "user-property": "username",
    "type": "string",
    "mandatory": True,
}
OFF = (
    "allow-non-oidc",
    *(f"auth-type-{each}-enabled" for each in ("token", "none", "password", "client", "device")),
)
PLUGIN_SETTINGS = {
    "jwks-show": True,
    "jwt-type": "rsa",
    "jwt-key-size": "256",
    "access-token-duration": 3600,
    "refresh-token-duration": 1209600,
    "code-duration": 60,
    "refresh-token-rolling": True,
    "allowed-scope": ["openid"],
    "auth-type-code-enabled": True,
    "auth-type-code-revoke-replayed": True,
    "auth-type-id-token-enabled": True,
    "auth-type-refresh-enabled": True,
    "pkce-allowed": True,
    "pkce-method-plain-allowed": False,
    "pkce-required": True,
    "subject-type": "public",
    "name-claim": "mandatory",
    "email-claim": "mandatory",
    "scope-claim": "no",
    "claims": [EMPLOYEE],
    "session-management-allowed": True,
    "session-cookie-name": "GLEWLWYD2_OIDC_SID",
    "session-cookie-expiration": 2419200,
    "front-channel-logout-allowed": True,
    "back-channel-logout-allowed": True,
    "request-parameter-allow": False,
    "oauth-as-iss-id": True,
}
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "application/javascript",
    ".json": "application/json",
    ".woff2": "font/woff2",
}
WITH_LEAVING = """UPDATE g_client_module_instance SET gcmi_parameters = json_set(gcmi_parameters,
  '$."data-format".post_logout_redirect_uris',
  json('{"multiple":true,"read":true,"write":true}'))"""
"""Debian's seed knows one address to come back to as a text; the plugin reads a list."""
SETTINGS = """
port={port}
bind_address="127.0.0.1"
external_url="{base}"
login_url="login.html"
static_files_path="{folder}/webapp/"
api_prefix="api"
log_mode="console"
log_level="INFO"
cookie_secure=0
cookie_same_site="lax"
session_expiration=2419200
session_key="GLEWLWYD2_SESSION_ID"
admin_session_authentication="cookie"
profile_session_authentication="cookie"
login_api_enabled=true
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3" path = "{folder}/glewlwyd.db" }};
static_files_mime_types = ( {types} )
"""


@dataclass(slots=True)
class Glewlwyd:
    """A provider that runs, with one client and one person, who gave consent beforehand."""

    base: str
    app: str
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    keys: list[dict[str, Any]] = field(default_factory=lambda: [_key("first")])
    server: StartedServer = field(init=False, repr=False)
    _admin: requests.Session = field(default_factory=requests.Session)

    @property
    def issuer(self) -> str:
        """What it calls itself."""
        return f"{self.base}/api/{PLUGIN}"

    @property
    def told(self) -> dict[str, str]:
        """The variables that an installation is told of it by."""
        return {
            "BINHXET_OIDC_ISSUER": self.issuer,
            "BINHXET_OIDC_CLIENT": CLIENT,
            "BINHXET_OIDC_SECRET": self.secret,
            "BINHXET_OIDC_NAME": "Cổng của tỉnh",
        }

    def set_up(self) -> None:
        """Make the plugin, the client and the person."""
        self._call("POST", "/auth/", {"username": "admin", "password": "password"})
        asked = {"password_required": True, "password_max_age": 0, "scheme": {}}
        self._call("PUT", "/scope/openid", {"name": "openid", "display_name": "openid", **asked})
        self._call("POST", "/mod/plugin/", self._plugin())
        self._call("POST", "/client/", self._client())
        self.add(LOGIN, name="Nguyễn Văn A")

    def add(self, login: str, *, name: str) -> None:
        """Add a person with the password of all, who agreed beforehand that we know them."""
        person = {"username": login, "name": name, "email": f"{login}@example.test"}
        self._call(
            "POST",
            "/user/",
            {**person, "enabled": True, "password": PASSWORD, "scope": ["openid"]},
        )
        self.browser(login)

    def browser(self, login: str = LOGIN) -> requests.Session:
        """Answer a browser in which a person has signed in at the provider and agreed."""
        made = requests.Session()
        signed = made.post(
            f"{self.base}/api/auth/", json={"username": login, "password": PASSWORD}, timeout=10
        )
        signed.raise_for_status()
        agreed = f"{self.base}/api/auth/grant/{CLIENT}"
        made.put(agreed, json={"scope": "openid"}, timeout=10).raise_for_status()
        return made

    def rotate(self) -> None:
        """Sign by another key from now on, and publish the old one no longer."""
        self.keys = [_key(secrets.token_hex(4))]
        self._call("PUT", f"/mod/plugin/{PLUGIN}", self._plugin())
        self._call("PUT", f"/mod/plugin/{PLUGIN}/reset")

    def logout_token(self, subject: str) -> str:
        """Say that a person's session ended, as it says it: without `exp`, without `sid`."""
        key = RSAKey.import_key(self.keys[0])
        now = int(clock(timedelta())().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": subject, "iat": now, "events": LOGOUT}
        once = {"jti": secrets.token_hex(8)}
        return jwt.encode({"alg": "RS256", "kid": self.keys[0]["kid"]}, claims | once, key)

    def _call(self, method: str, path: str, body: object = None) -> None:
        answer = self._admin.request(method, f"{self.base}/api{path}", json=body, timeout=10)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"

    def _client(self) -> dict[str, object]:
        return {
            "client_id": CLIENT,
            "name": "Bình Xét",
            "enabled": True,
            "confidential": True,
            "client_secret": self.secret,
            "redirect_uri": [f"{self.app}/sign-in/provider/answer"],
            "authorization_type": ["code", "refresh_token"],
            "token_endpoint_auth_method": ["client_secret_basic"],
            "scope": ["openid"],
            "post_logout_redirect_uris": [f"{self.app}/sign-in"],
            "backchannel_logout_uri": f"{self.app}/sign-in/provider/ended",
        }

    def _plugin(self) -> dict[str, object]:
        own = {
            "iss": self.issuer,
            "jwks-private": json.dumps({"keys": self.keys}),
            "default-kid": self.keys[0]["kid"],
        }
        named = {"module": "oidc", "name": PLUGIN, "display_name": "OIDC", "order_rank": 0}
        return {
            **named,
            "readonly": False,
            "enabled": True,
            "parameters": PLUGIN_SETTINGS | own | dict.fromkeys(OFF, False),
        }


@contextmanager
def glewlwyd(folder: Path, app: str) -> Iterator[Glewlwyd]:
    """Run a provider for an application at an address."""
    program, port = installed(PROGRAM), free_port()
    made = Glewlwyd(f"http://localhost:{port}", app)
    with closing(sqlite3.connect(folder / "glewlwyd.db")) as database:
        database.executescript(SCHEMA.read_text(encoding="utf-8"))
        database.execute(WITH_LEAVING)
        database.commit()
    _copy_pages(folder / "webapp")
    types = ",\n".join(f'{{ extension = "{a}" mime_type = "{b}" }}' for a, b in TYPES.items())
    settings = SETTINGS.format(port=port, base=made.base, folder=folder, types=types)
    (folder / "glewlwyd.conf").write_text(settings, encoding="utf-8")
    command = [program, f"--config-file={folder / 'glewlwyd.conf'}"]
    with running(command, folder / "glewlwyd.log", lambda: listens(port)) as made.server:
        made.set_up()
        yield made


def _copy_pages(into: Path) -> None:
    """Its pages are links, which its own server of files refuses."""
    for found in PAGES.rglob("*"):
        if found.is_file() and found.suffix != ".map" and found.name != "admin.js":
            copy = into / found.relative_to(PAGES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, copy)
    shutil.copy(PAGES_CONFIG, into / "config.json")


def _key(kid: str) -> dict[str, Any]:
    made = RSAKey.generate_key(2048, {"kid": kid, "alg": "RS256", "use": "sig"}, private=True)
    return dict(made.as_dict(private=True))
