"""Which system account runs the embedded PostgreSQL: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server.embedded.refusal import ClusterRefused

SYSTEM_USER = "binhxet"

Command = Sequence[str | Path]


class Outliving(subprocess.Popen[bytes]):
    """A process that may outlive its starter, on purpose: the next run adopts it."""

    def __del__(self, *_: object) -> None:
        """Warn of nothing: nobody has to have waited for it."""


@dataclass(frozen=True, slots=True)
class SystemAccount:
    name: str
    uid: int
    gid: int

    @property
    def other(self) -> bool:
        """Whether this is somebody else than the user of this process."""
        return self.uid != os.geteuid()

    def owns(self, path: Path) -> None:
        """Hand one file or folder of ours to the account. Never a parent folder."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def start(self, command: Command, *, output: int, session: bool = False) -> Outliving:
        """Start a program as this account, output and errors to the descriptor `output`.

        With `session` it stands apart from the terminal, so that Ctrl-C does not reach it.
        """
        user = self.uid if self.other else None
        try:
            return Outliving(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output == subprocess.PIPE else output,
                cwd="/",
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                user=user,
                group=self.gid if self.other else None,
                extra_groups=[] if self.other else None,
                umask=0o077,
                start_new_session=session,
            )
        except OSError as problem:
            raise ClusterRefused(
                f"Không chạy được {command[0]} bằng tài khoản {self.name}: {problem} / "
                "cannot start that program as that account."
            ) from problem

    def run(self, command: Command) -> tuple[int, str]:
        """Run a program as this account to its end: exit code, and what it printed."""
        process = self.start(command, output=subprocess.PIPE)
        printed, _ = process.communicate()
        return process.returncode, printed.decode(errors="replace")

    def reaches(self, path: Path) -> bool:
        """Whether the account may enter the folder, or run the program, at `path`."""
        if not self.other:
            return os.access(path, os.X_OK)
        return self.run(["/bin/sh", "-c", 'test -x "$1"', "sh", path])[0] == 0


def server_account() -> SystemAccount:
    """Answer this process's own account; as root, the system user `binhxet`, made if missing."""
    if os.geteuid() != 0:
        return _known(os.geteuid())
    found = _named(SYSTEM_USER)
    if found is None:
        _add_system_user()
        found = _named(SYSTEM_USER)
    if found is None:
        raise ClusterRefused(
            "PostgreSQL không chạy bằng root, và không tạo được tài khoản hệ thống "
            f"'{SYSTEM_USER}'. Hãy tạo: useradd --system {SYSTEM_USER} / PostgreSQL does not "
            "run as root; add that system user, or run as an ordinary user."
        )
    return found


def _known(uid: int) -> SystemAccount:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as problem:
        raise ClusterRefused(
            f"Tài khoản số {uid} không có tên trong hệ thống; PostgreSQL cần một tên / "
            f"uid {uid} has no name in /etc/passwd, and PostgreSQL needs one."
        ) from problem
    return SystemAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _named(name: str) -> SystemAccount | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return SystemAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _add_system_user() -> None:
    """Add the user without a home or a shell; a failure shows in the look-up that follows."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        return
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    subprocess.run(
        [useradd, *options, "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        check=False,
        capture_output=True,
    )
