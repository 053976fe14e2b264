"""Two networks of a test's own with one cable between them, on which every packet may vanish.

Made of Linux's network namespaces: nothing else of this machine sees them.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NEW_NETWORK = 0x40000000
"""CLONE_NEWNET of Linux."""
NOBODY = "02:00:00:00:00:99"
"""An Ethernet address no card here has."""
SERVER, CLIENT = "10.213.7.1", "10.213.7.2"


@dataclass(frozen=True, slots=True)
class Cable:
    """Joins two namespaces: the server's and the client's."""

    server: str
    client: str

    def swallow(self) -> None:
        """Let every packet vanish both ways, without a word: to either end the other is silent."""
        _ip("-n", self.server, "neigh", "replace", CLIENT, "lladdr", NOBODY, "dev", "cable")
        _ip("-n", self.client, "neigh", "replace", SERVER, "lladdr", NOBODY, "dev", "cable")

    def mend(self) -> None:
        """Let packets pass again."""
        _ip("-n", self.server, "neigh", "del", CLIENT, "dev", "cable")
        _ip("-n", self.client, "neigh", "del", SERVER, "dev", "cable")


@contextmanager
def cable() -> Iterator[Cable]:
    """Make both networks; OSError where this machine does not let us."""
    if os.geteuid() != 0:
        raise OSError("network namespaces need root")
    made = Cable(f"bx{os.getpid()}s", f"bx{os.getpid()}c")
    try:
        for name in (made.server, made.client):
            _ip("netns", "add", name)
        words = ["cable", "type", "veth", "peer", "name", "cable", "netns", made.client]
        _ip("-n", made.server, "link", "add", *words)
        for name, address in ((made.server, SERVER), (made.client, CLIENT)):
            _ip("-n", name, "address", "add", f"{address}/30", "dev", "cable")
            _ip("-n", name, "link", "set", "cable", "up")
            _ip("-n", name, "link", "set", "lo", "up")
        yield made
    finally:
        for name in (made.server, made.client):
            if Path(f"/run/netns/{name}").exists():
                _ip("netns", "del", name)


@contextmanager
def inside(namespace: str) -> Iterator[None]:
    """Stand in a namespace; so do the threads and processes that are started meanwhile."""
    with Path("/proc/thread-self/ns/net").open("rb") as home:
        with Path(f"/run/netns/{namespace}").open("rb") as there:
            _enter(there.fileno())
        try:
            yield
        finally:
            _enter(home.fileno())


def _enter(descriptor: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(descriptor, NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def _ip(*words: str) -> None:
    program = shutil.which("ip", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        raise OSError("iproute2 is missing")
    done = subprocess.run([program, *words], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"ip {' '.join(words)}: {done.stderr.strip()}")
