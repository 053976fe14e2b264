"""Where the embedded database keeps its files and its socket."""

import hashlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from server.embedded.account import SystemAccount
from server.embedded.programs import SHARED
from server.embedded.refusal import ClusterRefused

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100
"""Bytes; the system allows 107, and PostgreSQL adds to it for its lock file."""


@dataclass(frozen=True, slots=True)
class Place:
    folder: Path
    """Ours, mode 0700, owned by the server's account."""
    socket: Path
    """The folder of the socket, mode 0700, owned by the server's account."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"


def prepare_place(home: Path, account: SystemAccount) -> Place:
    """Make the folders under `home`, or outside it where the account could not get in.

    No existing folder's mode or owner is changed. Raises ClusterRefused.
    """
    home.mkdir(parents=True, exist_ok=True)
    link = home / "postgres"
    if link.is_symlink() and not link.exists():
        raise ClusterRefused(
            f"{link} chỉ tới {link.readlink()}, nơi không còn gì. Xóa liên kết ấy để bắt đầu "
            "lại từ đầu / the database it points to is gone; remove the link to start anew."
        )
    if not link.exists():
        if account.reaches(home):
            _make_private(link, account)
        else:
            link.symlink_to(_make_outside(account))
    folder = link.resolve()
    return Place(folder, _socket_folder(folder, account))


def outside_home(home: Path) -> Path | None:
    """Answer where the data is when it could not be kept in `home` itself."""
    link = home / "postgres"
    return link.resolve() if link.is_symlink() else None


def _make_outside(account: SystemAccount) -> Path:
    """Make a folder under /var/lib: as root, with a home such as /root the account can't enter."""
    if not SHARED.exists():
        SHARED.mkdir()
        SHARED.chmod(0o755)
    folder = SHARED / f"data-{secrets.token_hex(6)}"
    _make_private(folder, account)
    return folder


def _socket_folder(folder: Path, account: SystemAccount) -> Path:
    socket = folder / "socket"
    fits = len(os.fsencode(socket / SOCKET_NAME)) <= LONGEST_SOCKET
    if fits and not set(str(socket)) & set(',"@'):
        if not socket.exists():
            _make_private(socket, account)
        return socket
    short = _runtime_folder() / f"binhxet-{_digest(folder)}"
    if not os.path.lexists(short):
        _make_private(short, account)
    _refuse_foreign(short, account)
    return short


def _runtime_folder() -> Path:
    """Answer a folder of this user with a short name, else the machine's temporary folder."""
    uid = os.geteuid()
    told = os.environ.get("XDG_RUNTIME_DIR") if uid else "/run"
    for candidate in (told, f"/run/user/{uid}"):
        if candidate and os.access(candidate, os.W_OK | os.X_OK):
            return Path(candidate)
    return Path(tempfile.gettempdir())


def _refuse_foreign(folder: Path, account: SystemAccount) -> None:
    """Refuse a folder somebody else could have prepared under our name."""
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
    if not private or found.st_uid != account.uid:
        raise ClusterRefused(
            f"{folder} đã có và không phải của riêng ta (cần: thư mục 0700 của {account.name}) / "
            "exists and is not a private folder of that account."
        )


def _make_private(folder: Path, account: SystemAccount) -> None:
    folder.mkdir(mode=0o700)
    account.owns(folder)


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
