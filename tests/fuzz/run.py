"""`make fuzz`: coverage-guided fuzzing by atheris for a bounded time; exit code 0 is no find.

What is found is written to `build/fuzz/finds/`; give such a file as an argument to play it again.
"""

import os
import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped] # installed by `make fuzz` alone

with atheris.instrument_imports(include=["server.engine"]):
    import server.engine

from tests.fuzz.corpus import HOSTILE, NAMES
from tests.fuzz.corpus_feel import READ_IN_FEEL, REFUSED_IN_FEEL
from tests.fuzz.targets import one

FOLDER = Path(__file__).parents[2] / "build" / "fuzz"
assert server.engine.evaluate("n", NAMES) == 3


def main() -> None:
    seconds = os.environ.get("FUZZ_SECONDS", "60")
    corpus, finds = FOLDER / "corpus", FOLDER / "finds"
    for folder in (corpus, finds):
        folder.mkdir(parents=True, exist_ok=True)
    sources = [source for several in HOSTILE.values() for source in several]
    for number, source in enumerate(sources):
        (corpus / f"seed-{number}").write_bytes(b"\x00" + source.encode())
    for number, source in enumerate((*sorted(READ_IN_FEEL), *REFUSED_IN_FEEL)):
        (corpus / f"feel-{number}").write_bytes(b"\x05" + source.encode())
    for number in range(1, 4):  # a change to a diagram, a table and a form
        (corpus / f"change-{number}").write_bytes(bytes([number, 1, 4, 4, 9, 1, 7, 0]))
    options = [f"-max_total_time={seconds}", "-timeout=5", "-rss_limit_mb=2048", "-max_len=4096"]
    options.append(f"-artifact_prefix={finds}/")
    atheris.Setup([sys.argv[0], *options, *(sys.argv[1:] or [str(corpus)])], one)
    atheris.Fuzz()


main()
