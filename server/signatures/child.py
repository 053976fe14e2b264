"""The process in which a signed PDF is read: bounded in time, memory and files.

It is given a line of JSON (what to judge by, and as of when) and then the file; it answers with
what it found, as JSON.
"""

import io
import json
import logging
import sys
import warnings
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from server.bounded_process import bind
from server.domain.canonical import plain
from server.domain.signatures.found import FoundSignatures, ReadState
from server.signatures import page_count
from server.signatures.authorities import Authorities, certificates, lists
from server.signatures.judged import Judges, judged

SECONDS: Final = 10
"""Of the processor."""
MEMORY: Final = 600 * 1024 * 1024
MOST_SIGNATURES: Final = 30


class Unread(Exception):
    """A file of the installation is no certificate, or no list; the text names it."""


def found(data: bytes, known: Authorities, as_of: datetime) -> FoundSignatures:
    """Read the signatures of a file, and judge each."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True)
        if reader.encrypted:
            return FoundSignatures(state=ReadState.LOCKED)
        signed = [each for each in reader.embedded_signatures if each.field_name]
        empty = sum(1 for _ in enumerate_sig_fields(reader, filled_status=False))
        pages = page_count.of(reader)
        known = known.and_of(reader)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return FoundSignatures(state=ReadState.DAMAGED)
    if len(signed) > MOST_SIGNATURES:
        return FoundSignatures(state=ReadState.TOO_MUCH)
    if not signed:
        return FoundSignatures(state=ReadState.NONE, empty_fields=empty, pages=pages)
    judges = Judges(known=known, as_of=as_of)
    return FoundSignatures(
        state=ReadState.READ,
        signatures=tuple(judged(each, judges) for each in signed),
        empty_fields=empty,
        pages=pages,
    )


def answer(given: bytes) -> bytes:
    """Answer what was found in the file that stands after the first line."""
    line, _, data = given.partition(b"\n")
    told = json.loads(line)
    try:
        known = _known(told)
    except Unread as unread:
        return json.dumps({"unread": str(unread)}).encode()
    result = found(data, known, datetime.fromisoformat(told["as_of"]))
    return json.dumps(plain(result), ensure_ascii=False).encode()


def _known(told: Mapping[str, Sequence[tuple[str, str]]]) -> Authorities:
    """Parse what the installation told, file by file; raises Unread with the file's name."""
    parsed: dict[str, list[Any]] = {"certificates": [], "lists": []}
    for kind, parse in (("certificates", certificates), ("lists", lists)):
        for name, data in told[kind]:
            try:
                parsed[kind] += parse([b64decode(data)])
            except (ValueError, TypeError) as error:
                raise Unread(name) from error
    return Authorities(certificates=tuple(parsed["certificates"]), lists=tuple(parsed["lists"]))


def main() -> None:
    """Bind this process, and answer; pyHanko's own log tells nobody anything."""
    bind(seconds=SECONDS, memory=MEMORY)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
