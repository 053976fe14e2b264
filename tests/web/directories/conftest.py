"""A provider and a directory that are started once, and an office that is told of them."""

from collections.abc import Iterator

import pytest

from server.domain.identity.directories import Directory
from server.web.proofs import asked
from tests.worlds.accounts import HEAD, Accounts
from tests.worlds.directories.forged import ForgedProvider, forged
from tests.worlds.directories.glewlwyd import Glewlwyd, glewlwyd
from tests.worlds.directories.slapd import Slapd, slapd
from tests.worlds.web.outside import linked, told
from tests.worlds.web.phone import stand_still
from tests.worlds.web.proving import SUBJECT, AskedAnew

ADDRESS = "http://localhost:1"
"""Where the provider thinks our pages are; the tests take its answers there by hand."""


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glewlwyd]:
    with glewlwyd(tmp_path_factory.mktemp("glewlwyd"), ADDRESS) as running:
        yield running


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd(tmp_path_factory.mktemp("slapd")) as running:
        yield running


@pytest.fixture
def at_provider(office: Accounts, provider: Glewlwyd) -> Accounts:
    told(office.app, provider.told, address=ADDRESS)
    return office


@pytest.fixture
def at_directory(office: Accounts, directory: Slapd) -> Accounts:
    told(office.app, directory.told)
    return office


@pytest.fixture(scope="module")
def away() -> Iterator[ForgedProvider]:
    with forged() as made:
        yield made


@pytest.fixture
def anew(office: Accounts, away: ForgedProvider, monkeypatch: pytest.MonkeyPatch) -> AskedAnew:
    """Answer a provider of which the head has an account."""
    made = AskedAnew(forged=away, office=office)
    told(office.app, made.told, address=ADDRESS)
    monkeypatch.setattr(asked, "real_time", made.now)
    stand_still(monkeypatch)
    linked(office, HEAD, Directory.OPENID, SUBJECT)
    return made
