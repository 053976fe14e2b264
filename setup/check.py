"""`make check`: every linter and guard is run, whatever the one before it says."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LISTED = {".py", ".css", ".js"}
CHECKED = ("server", "tests", "setup", "migrations", "verifier")


def main() -> int:
    failed = [name for name, command in checks() if not passes(name, command)]
    print_sizes()
    if failed:
        print(f"\nmake check: không đạt / failed: {', '.join(failed)}")
        return 1
    print("\nmake check: đạt / passed")
    return 0


def checks() -> Iterator[tuple[str, list[str]]]:
    """Yield each check that has something to look at, and its command."""
    yield "ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]
    yield "ruff", [str(BIN / "ruff"), "check", "."]
    yield "mypy", [str(BIN / "mypy")]
    yield "import-linter", [str(BIN / "lint-imports"), "--no-cache", "--no-logo"]
    templates = ("server/web/templates", "server/processes")
    if any(path for room in templates for path in (ROOT / room).rglob("*.html")):
        yield "djlint", [str(BIN / "djlint"), "--lint", "--quiet", *templates]
    diagrams = sorted(str(path) for path in (ROOT / "workflows").glob("*.bpmn"))
    node = shutil.which("node", path=f"{BIN}:{os.environ.get('PATH', '')}")
    if (ROOT / ".bpmnlintrc").exists() and diagrams and node:
        yield "bpmnlint", [node, "node_modules/bpmnlint/bin/bpmnlint.js", *diagrams]
    if diagrams:
        yield "our processes", [str(BIN / "binhxet"), "lint", "workflows"]
    if any((ROOT / "tests" / "guards").glob("test_*.py")):
        yield "guards", [str(BIN / "python"), "-m", "pytest", "-q", "tests/guards"]


def passes(name: str, command: Sequence[str]) -> bool:
    print(f"── {name}", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def print_sizes() -> None:
    """List what is longer than the aim; each must be able to say why."""
    print(f"── files over {LONGEST_FILE} lines, functions over {LONGEST_FUNCTION}")
    for path in written():
        text = path.read_text()
        lines = text.count("\n")
        if lines > LONGEST_FILE:
            print(f"   {path.relative_to(ROOT)}: {lines}")
        for name, length in long_functions(text) if path.suffix == ".py" else ():
            print(f"   {path.relative_to(ROOT)}: {name}: {length}")


def written() -> list[Path]:
    """Return the modules, style sheets and scripts that are ours."""
    found = (p for folder in CHECKED for p in (ROOT / folder).rglob("*") if p.suffix in LISTED)
    return sorted(path for path in found if "vendor" not in path.parts)


def long_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.name, length


if __name__ == "__main__":
    sys.exit(main())
