"""Two websites for all journeys: one by itself, one that asks a provider and a directory."""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.office import NARROW, WIDE
from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website, website
from tests.ports import free_port
from tests.waiting import PATIENCE_MS
from tests.worlds import states
from tests.worlds.databases import Databases
from tests.worlds.directories.glewlwyd import Glewlwyd, glewlwyd
from tests.worlds.directories.slapd import Slapd, slapd

Open = Callable[[], Window]
HERE = Path(__file__).parent
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Outside:
    """A website and the servers that know its persons, too."""

    site: Website
    provider: Glewlwyd
    directory: Slapd


@pytest.fixture(scope="session")
def site(databases: Databases) -> Iterator[Website]:
    with databases.cloned(states.READY_TO_OPEN) as database, website(database) as served:
        yield served


@pytest.fixture(scope="session")
def outside(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with ExitStack() as left:
        provider = left.enter_context(glewlwyd(tmp_path_factory.mktemp("glewlwyd"), address))
        directory = left.enter_context(slapd(tmp_path_factory.mktemp("slapd")))
        database = left.enter_context(databases.cloned(states.READY_TO_OPEN))
        told = provider.told | directory.told | {"BINHXET_PUBLIC_URL": address}
        told["BINHXET_OIDC_CLAIM"] = "employee_id"
        served = left.enter_context(website(database, port=port, told=told))
        yield Outside(served, provider, directory)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Play a journey in Vietnamese at a desk, or in English on a phone; `make journeys` both."""
    return str(request.param)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out one language of each journey, the other of the next, unless all are asked for."""
    if os.environ.get("JOURNEYS") == "all":
        return
    left_out = {item for item in items if _in_other_language(item)}
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = [item for item in items if item not in left_out]


def _in_other_language(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    if call is None or "language" not in call.params or HERE not in item.path.parents:
        return False
    name = item.nodeid.replace(f"[{call.id}]", "")
    return str(call.params["language"]) != LANGUAGES[zlib.crc32(name.encode()) % len(LANGUAGES)]


@pytest.fixture
def opened(request: pytest.FixtureRequest, browser: Browser, language: str) -> Iterator[Open]:
    """Open browsers one by one, each with cookies of its own; nothing may be wrong in any."""
    own = "outside" in request.fixturenames and "site" not in request.fixturenames
    served = request.getfixturevalue("outside").site if own else request.getfixturevalue("site")
    windows: list[Window] = []

    def another() -> Window:
        size = WIDE if language == "vi" else NARROW
        context = browser.new_context(viewport=size, locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        window = Window(
            context=context,
            page=context.new_page(),
            address=served.address,
            size=size,
            language=language,
        )
        window.watch()
        windows.append(window)
        window.choose_language()
        return window

    yield another
    for each in windows:
        each.context.close()
    assert [wrong for each in windows for wrong in each.wrong] == []


@pytest.fixture
def window(opened: Open) -> Window:
    """Answer the first of them."""
    return opened()
