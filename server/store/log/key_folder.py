"""The folder of the log's private keys, and beside them what was signed last.

It belongs to the account of the worker alone and is in no backup of the database: `keys` holds a
private key a line as C2SP's tools write them, `signed` the last signed checkpoint and the place of
the database. Both are replaced as a whole.
"""

import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.domain.log.checkpoints import Checkpoint, refuse_origin
from server.domain.log.keys import KeyKind, Signer
from server.domain.log.refused import LogRefused
from server.domain.log.signing import SignedLast
from server.store.log import files, private_keys

OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeysRefused(Exception):
    """The folder of keys cannot be used; the text says what to mend."""


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The folder by its path; it need not be there yet."""

    path: Path

    @property
    def _keys(self) -> Path:
        return self.path / "keys"

    @property
    def _signed(self) -> Path:
        return self.path / "signed"

    def exists(self) -> bool:
        """Tell whether there are keys."""
        return self._keys.exists()

    def create(self, origin: str) -> Signer:
        """Make the folder with a first key. Raises KeysRefused, LogRefused for the origin."""
        refuse_origin(origin)
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.alone():
            if self.exists():
                raise KeysRefused(
                    f"Đã có khóa ở {self.path} / there are keys already: give another folder."
                )
            self.path.chmod(0o700)
            return self._add(origin, ())

    def signers(self) -> Sequence[Signer]:
        """Read the keys that sign, the newest last; all name one origin. Raises KeysRefused."""
        return [signer for signer, _ in self._read()]

    def origin(self) -> str:
        """Return the log's origin. Raises KeysRefused."""
        return self.signers()[0].key.name

    def add(self) -> Signer:
        """Make a key that signs beside those there are. Raises KeysRefused."""
        with self.alone():
            found = self._read()
            return self._add(found[0][0].key.name, [line for _, line in found])

    def retire(self, key_id: str) -> Signer:
        """Take out a key by its id; the last one stays. Raises KeysRefused."""
        with self.alone():
            found = self._read()
            kept = [line for signer, line in found if signer.key.id.hex() != key_id]
            if not kept or len(kept) == len(found):
                raise KeysRefused(
                    f"Không có khóa {key_id}, hoặc đó là khóa cuối cùng / "
                    "no such key, or the last one."
                )
            self._replace(self._keys, "".join(kept))
        return next(signer for signer, _ in found if signer.key.id.hex() == key_id)

    def signed(self) -> SignedLast | None:
        """Return what was signed last; None where nothing was. Raises KeysRefused."""
        try:
            place, _, note = self._signed.read_text().partition("\n")
            return SignedLast(Checkpoint.parse(note), place)
        except FileNotFoundError:
            return None
        except (LogRefused, OSError, UnicodeDecodeError) as error:
            raise KeysRefused(f"{self._signed}: {error}") from error

    def remember(self, last: SignedLast) -> None:
        """Write what is signed, safe on the disk before anybody sees the signature."""
        self._replace(self._signed, f"{last.place}\n{last.checkpoint.text}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes out between a look and the writing. Raises KeysRefused.

        Two databases may stand behind one folder, so that no lock of theirs does.
        """
        try:
            held = os.open(self.path, os.O_RDONLY)
        except OSError as error:
            raise KeysRefused(f"{self.path}: {error.strerror}") from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
        finally:
            os.close(held)

    def _add(self, origin: str, lines: Sequence[str]) -> Signer:
        line = private_keys.new_line(origin, KeyKind.LOG)
        self._replace(self._keys, "".join((*lines, line)))
        return private_keys.read_line(line)

    def _read(self) -> Sequence[tuple[Signer, str]]:
        try:
            if self._keys.stat().st_mode & OTHERS or self.path.stat().st_mode & OTHERS:
                raise KeysRefused(
                    f"Người khác đọc được {self.path} / others may read it: chmod 700 the folder, "
                    "600 its files."
                )
            lines = self._keys.read_text().splitlines(keepends=True)
        except OSError as error:
            raise KeysRefused(f"{self._keys}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise KeysRefused(f"{self._keys}: {error}") from error
        found = [(self._signer(line.rstrip("\n")), line) for line in lines]
        if not found or len({signer.key.name for signer, _ in found}) > 1:
            raise KeysRefused(f"{self._keys}: no key, or keys of several origins")
        return found

    def _signer(self, line: str) -> Signer:
        try:
            signer = private_keys.read_line(line)
        except LogRefused as error:
            raise KeysRefused(f"{self._keys}: {error}") from error
        if signer.key.kind is not KeyKind.LOG:
            raise KeysRefused(f"{self._keys}: a witness's key")
        return signer

    def _replace(self, file: Path, text: str) -> None:
        files.replace(file, text.encode())
