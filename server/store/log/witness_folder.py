"""What a witness keeps on its own machine: its key, what it pinned, and what it cosigned last.

`key` is its private key, `policy` the logs it watches (a tlog-policy file), and under `seen` a
cosigned checkpoint for each log. One at a time reads and replaces them.
"""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from server.domain.log.checkpoints import unchecked
from server.domain.log.keys import KeyKind, Signer
from server.domain.log.policies import TrustPolicy, parse_policy
from server.domain.log.refused import LogRefused
from server.domain.log.witnessing import SeenTree
from server.store.log import files, private_keys
from server.store.log.key_folder import KeysRefused

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class WitnessFolder:
    """The folder by its path; it need not be there yet."""

    path: Path

    def create(self, name: str, policy: str) -> Signer:
        """Make the folder: a key of that name, and what is pinned. Raises KeysRefused."""
        if (self.path / "key").exists():
            raise KeysRefused(f"Đã có khóa ở {self.path} / there is a key already.")
        try:
            parse_policy(policy)
            line = private_keys.new_line(name, KeyKind.WITNESS)
        except LogRefused as error:
            raise KeysRefused(str(error)) from error
        (self.path / "seen").mkdir(mode=0o700, parents=True, exist_ok=True)
        files.replace(self.path / "policy", policy.encode())
        files.replace(self.path / "key", line.encode())
        return private_keys.read_line(line)

    def signer(self) -> Signer:
        """Read the key. Raises KeysRefused."""
        try:
            return private_keys.read_line((self.path / "key").read_text())
        except (OSError, LogRefused, UnicodeDecodeError) as error:
            raise KeysRefused(f"{self.path}: {error}") from error

    def policy(self) -> TrustPolicy:
        """Read what is pinned. Raises KeysRefused."""
        try:
            return parse_policy((self.path / "policy").read_text())
        except (OSError, LogRefused, UnicodeDecodeError) as error:
            raise KeysRefused(f"{self.path}: {error}") from error

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else out between the look and the writing."""
        with (self.path / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def last(self, origin: str) -> bytes | None:
        """Return the checkpoint of a log that was cosigned last; None where none was.

        Raises KeysRefused where the folder of them is gone: nobody knows what was cosigned.
        """
        return self.shown(self._seen(origin).name)

    def shown(self, digest: str) -> bytes | None:
        """Return it by the SHA-256 of the log's origin, in hex. Raises KeysRefused."""
        if not _DIGEST.fullmatch(digest):
            return None
        folder = self.path / "seen"
        try:
            return (folder / digest).read_bytes()
        except FileNotFoundError as error:
            if folder.is_dir():
                return None
            raise KeysRefused(f"{folder}: đã mất / is gone: put it back.") from error

    def refuse_unusable(self) -> None:
        """Raise KeysRefused where a key, what is pinned or what was cosigned is not to be had."""
        self.signer()
        self.policy()
        self.last("")

    def seen(self, origin: str) -> SeenTree:
        """Return the tree of a log that was cosigned last; the empty one where none was.

        Raises KeysRefused where the file cannot be read: a first contact must not come of that.
        """
        note = self.last(origin)
        try:
            found = unchecked(note) if note is not None else None
        except LogRefused as error:
            raise KeysRefused(f"{self._seen(origin)}: {error}") from error
        return SeenTree(found.size, found.root) if found else SeenTree()

    def keep(self, origin: str, note: bytes) -> None:
        """Write what is cosigned, before anybody gets the cosignature."""
        files.replace(self._seen(origin), note)

    def _seen(self, origin: str) -> Path:
        return self.path / "seen" / sha256(origin.encode()).hexdigest()
