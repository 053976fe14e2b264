"""`make sbom`: what the product is made of, as CycloneDX, and each part's licence text beside it.

Two lists in `build/sbom/`: Python's packages, of which those of the tests and tools are left out,
and those of the pages. A package of which no licence is known stops it.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from setup.prepare import NODE_MODULES, PYTHON, REQUIREMENTS, ROOT, find_npm

OUT = ROOT / "build" / "sbom"
TOOLS = OUT / "tools"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
LICENCE_FILE = re.compile(r"^(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
RUN_TOOL = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("cyclonedx_py", run_name="__main__")
"""
"""The tool's own packages are on its path alone, so that it does not list them."""

Component = Mapping[str, Any]
Bom = Mapping[str, Any]


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    texts = {}
    for name, bom, of_package in (
        ("python", of_python(), python_files),
        ("browser", of_browser(), browser_files),
    ):
        for part in bom["components"]:
            for file in of_package(part):
                texts[f"{name}/{full_name(part)}-{part['version']}/{file.name}"] = file
        (OUT / f"{name}.cdx.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False))
        if bare := [
            full_name(part) for part in bom["components"] if not licensed(part, of_package)
        ]:
            print(f"no licence is known of: {', '.join(bare)}", file=sys.stderr)
            return 1
    for name, file in texts.items():
        path = OUT / "licences" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.read_bytes())
    print(f"{len(texts)} licence texts: {OUT.relative_to(ROOT)}")
    return 0


def of_python() -> Bom:
    """List what runtime.txt locks."""
    if not (TOOLS / "cyclonedx_py").exists():
        lock = str(REQUIREMENTS / "sbom.txt")
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes"]
        subprocess.run([*pip, "--target", str(TOOLS), "-r", lock], check=True)
    tool = [str(PYTHON), "-c", RUN_TOOL, str(TOOLS), "environment", "--output-reproducible"]
    made = subprocess.run([*tool, str(PYTHON)], check=True, capture_output=True, text=True)
    return only(json.loads(made.stdout), locked((REQUIREMENTS / "runtime.txt").read_text()))


def of_browser() -> Bom:
    """List what package-lock.json holds for the pages, without what tests them."""
    command = [*find_npm(), "sbom", "--sbom-format=cyclonedx", "--package-lock-only", "--omit=dev"]
    made = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: Bom = json.loads(made.stdout)
    return found


def locked(lock: str) -> frozenset[str]:
    """Return the names of a lock file, as PyPI compares them."""
    return frozenset(compared(name) for name in LOCKED.findall(lock))


def compared(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def only(bom: Bom, names: frozenset[str]) -> Bom:
    """Leave of a list the components of these names, and what is said of them."""
    components = [part for part in bom["components"] if compared(part["name"]) in names]
    refs = {part["bom-ref"] for part in components}
    dependencies = [
        each | {"dependsOn": [on for on in each.get("dependsOn", []) if on in refs]}
        for each in bom.get("dependencies", [])
        if each["ref"] in refs
    ]
    return dict(bom) | {"components": components, "dependencies": dependencies}


def full_name(part: Component) -> str:
    return "/".join(filter(None, (part.get("group"), part["name"])))


def licensed(part: Component, files: Callable[[Component], Iterable[Path]]) -> bool:
    """Tell whether a package names its licence, or brings the text."""
    return bool(part.get("licenses")) or any(files(part))


def python_files(part: Component) -> Iterator[Path]:
    """Yield the licence texts that a package of Python has installed."""
    for file in distribution(part["name"]).files or ():
        if LICENCE_FILE.match(file.name) and ".dist-info" in file.parts[0]:
            yield Path(str(file.locate()))


def browser_files(part: Component) -> Iterator[Path]:
    """Yield the same of a package of the pages."""
    for file in sorted((NODE_MODULES / full_name(part)).glob("*")):
        if file.is_file() and LICENCE_FILE.match(file.name):
            yield file


if __name__ == "__main__":
    sys.exit(main())
