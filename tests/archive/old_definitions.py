"""The files of definitions as released versions had deployed them, read from their archives."""

import json
import lzma
from functools import cache

from tests.archive.make import HERE

RELEASED = ("0.1.0", "0.2.0", "0.3.0", "0.4.0")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}


@cache
def definitions(product: str) -> dict[str, dict[str, str]]:
    """Give the newest files of each key in an archive: texts by file name."""
    head, *lines = lzma.decompress((HERE / f"{product}-cases.xz").read_bytes()).split(b"\n")
    tables: dict[str, list[str]] = json.loads(head)["tables"]
    rest = iter(lines)
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for table, columns in tables.items():
        for line in iter(lambda: next(rest), b"\\."):
            if table == "definition":
                row = dict(zip(columns, line.decode().split("\t"), strict=True))
                version, files = int(row["version"]), json.loads(_plain(row["files"]))
                if version > found.get(row["key"], (0, {}))[0]:
                    found[row["key"]] = version, files
    return {key: files for key, (_, files) in found.items()}


def _plain(written: str) -> str:
    """Undo the escapes of COPY."""
    parts = written.split("\\\\")
    for short, meant in list(_ESCAPES.items())[1:]:
        parts = [part.replace(short, meant) for part in parts]
    return "\\".join(parts)
