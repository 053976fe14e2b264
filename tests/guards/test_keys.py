"""`binhxet keys` lists whatever is secret: each secret setting, each use of the secret."""

import inspect
import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from server import config
from server.cli.installation import key_list
from server.cli.said.key_words import USES
from server.config import ROOT

CONFIG: Final = Path(config.__file__).parent
USED_BY: Final = {
    "cli/installation/key_list.py": "",
    "cli/installation/keys.py": "",
    "cli/serve.py": "",
    "config/__init__.py": "",
    "supervisor.py": "",
    "web/__init__.py": "cookies",
    "web/directories/provider.py": "provider",
    "web/history/receipts.py": "promises",
    "web/identity/factors.py": "factors codes",
    "web/identity/known_browser.py": "tries addresses factors codes",
    "web/requests/form_marks.py": "marks",
    "web/requests/posted_act.py": "acts",
    "web/requests/sealing.py": "pages",
}
"""Each file that takes the secret in hand, and which uses of the list tell of that; none where it
reads, checks, lists or replaces it."""
SETTINGS: Final = {
    "database_url": "DATABASE_URL",
    "owner_database_url": "BINHXET_OWNER_DATABASE_URL",
    "log_database_url": "LOG_DATABASE_URL",
    "secret_key": "BINHXET_SECRET",
    "secret_before": "BINHXET_SECRET_BEFORE",
    "smtp_url": "BINHXET_SMTP_URL",
    "secret": "OIDC_SECRET",
    "bind_password": "LDAP_BIND_PASSWORD",
}
"""Each setting that is shown in no log (`repr=False`), and how the list of keys names it."""


def test_whoever_uses_the_secret_stands_in_the_list_of_keys() -> None:
    server = ROOT / "server"
    found = {
        path.relative_to(server).as_posix()
        for path in server.rglob("*.py")
        if re.search(r"\bsecret_key\b|settings\.secrets\b", path.read_text(encoding="utf-8"))
    }
    assert found == set(USED_BY), "say in server/cli/said/key_words.py what it is used for"
    assert {use for uses in USED_BY.values() for use in uses.split()} <= set(USES)


def test_a_setting_that_is_secret_stands_in_the_list_of_keys() -> None:
    assert set(_secret_fields()) == set(SETTINGS)
    listed = (ROOT / key_list.__file__).read_text(encoding="utf-8")
    assert [name for name in SETTINGS.values() if name not in listed] == []


def test_each_use_has_words_in_both_languages() -> None:
    listed = (ROOT / key_list.__file__).read_text(encoding="utf-8")
    for use, words in USES.items():
        assert f'"{use}"' in listed
        assert len(words.what.split(" / ")) == 2


def _secret_fields() -> list[str]:
    """Name what no log shows of the settings, and of whatever stands within them."""
    modules = [import_module(f"server.config.{path.stem}") for path in CONFIG.glob("[a-z]*.py")]
    kinds = [kind for module in [config, *modules] for kind in vars(module).values()]
    return [
        each.name
        for kind in set(filter(inspect.isclass, kinds))
        if is_dataclass(kind)
        for each in fields(kind)
        if not each.repr
    ]
