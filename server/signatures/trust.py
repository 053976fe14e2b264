"""The folder of certificates and revocation lists that signatures are judged by.

It holds files of the kinds below, PEM or DER: certificates that are their own issuer's are roots,
others stand between; a list of revoked certificates says which were withdrawn. What is judged by
them names their digest.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CERTIFICATES: Final = frozenset({".pem", ".crt", ".cer", ".der"})
LISTS: Final = frozenset({".crl"})
LARGEST: Final = 10 * 1024 * 1024
"""Bytes of all files together."""
RELEASE: Final = b"signatures 2"
"""Stands for how a file is read: another way of reading gets another one."""


class TrustUnread(Exception):
    """The folder cannot be read, or is too large; the text names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What signatures are judged by: files as they lie in the folder; none where none is told."""

    certificates: tuple[tuple[str, bytes], ...] = ()
    """Each the name of its file and what it holds."""
    lists: tuple[tuple[str, bytes], ...] = ()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of it all, and of the way of reading."""
        whole = hashlib.sha256(RELEASE)
        for name, data in (*self.certificates, *self.lists):
            whole.update(Path(name).suffix.encode() + hashlib.sha256(data).digest())
        return whole.hexdigest()


NONE: Final = Trust()


def read(folder: Path | None) -> Trust:
    """Read the folder, the files in the order of their names; raises TrustUnread."""
    if folder is None:
        return NONE
    try:
        files = sorted(each for each in folder.iterdir() if each.suffix in CERTIFICATES | LISTS)
        if sum(each.stat().st_size for each in files) > LARGEST:
            raise TrustUnread(str(folder))
        found = [(each.name, each.read_bytes()) for each in files]
    except OSError as error:
        raise TrustUnread(str(error.filename or folder)) from error
    return Trust(
        certificates=tuple(each for each in found if Path(each[0]).suffix in CERTIFICATES),
        lists=tuple(each for each in found if Path(each[0]).suffix in LISTS),
    )
