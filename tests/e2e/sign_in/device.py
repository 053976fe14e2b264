"""The authenticator of a computer, and passkeys made with it: a browser's own, without a finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from playwright.sync_api import CDPSession

from tests.e2e.sign_in.window import Window
from tests.e2e.website import Website, website
from tests.ports import free_port
from tests.worlds import states
from tests.worlds.accounts import OLD
from tests.worlds.databases import Databases

INSIDE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
CALLED = "Windows Hello"


@contextmanager
def named_website(databases: Databases) -> Iterator[Website]:
    """Serve at a name: at a number no browser makes a passkey."""
    port = free_port()
    told = {"BINHXET_PUBLIC_URL": f"http://localhost:{port}"}
    with (
        databases.cloned(states.READY_TO_OPEN) as database,
        website(database, port=port, told=told) as served,
    ):
        yield replace(served, address=told["BINHXET_PUBLIC_URL"])


class Device:
    """The authenticator of the computer that a window stands on."""

    def __init__(self, window: Window) -> None:
        self._told: CDPSession = window.context.new_cdp_session(window.page)
        self._told.send("WebAuthn.enable", {"enableUI": False})
        self._id = self._told.send("WebAuthn.addVirtualAuthenticator", {"options": INSIDE})

    def verifies(self, *, person: bool) -> None:
        """Let the finger on it be that of its person, or of another."""
        told = {"authenticatorId": self._id["authenticatorId"], "isUserVerified": person}
        self._told.send("WebAuthn.setUserVerified", told)


def set_up(window: Window) -> list[str]:
    """Make a passkey; answer the recovery codes that come with the first."""
    page = window.page
    window.go("/account")
    page.fill("#passkey_password", OLD)
    window.button("Thêm khóa truy cập").click()
    window.headed("Thêm khóa truy cập")
    page.fill("#name", CALLED)
    window.button("Tạo khóa truy cập").click()
    window.headed("Mã dự phòng")
    return page.locator("ol .hash").all_inner_texts()
