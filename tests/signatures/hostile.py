"""PDF files made to keep a reader busy, to fill its memory, or to break it."""

import zlib
from collections.abc import Iterator, Mapping
from typing import Final

MARK: Final = b"%/ByteRange\n"


def made(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Return a file of these objects; the first is its catalogue."""
    out = bytearray(b"%PDF-1.7\n" + MARK)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def catalogue(fields: bytes) -> dict[int, bytes]:
    """Return a catalogue with an empty page tree and these fields of its form."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[" + fields + b"]>>>>",
        2: b"<</Type/Pages/Kids[]/Count 0>>",
    }


def files() -> Iterator[tuple[str, bytes]]:
    """Give each a name of its own."""
    yield "fields in a circle", made({**catalogue(b"3 0 R"), 3: b"<</T(a)/Kids[3 0 R]>>"})
    many = b"".join(b"<</FT/Sig/T(f%d)>>" % n for n in range(30_000))
    yield "very many fields", made(catalogue(many))
    yield "deep arrays", made({**catalogue(b""), 3: b"[" * 200_000 + b"]" * 200_000})
    yield "deep fields", made(catalogue(b"<</T(a)/Kids[" * 5_000 + b"]>>" * 5_000))
    bomb = zlib.compress(b" " * 900_000_000, 9)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(bomb)
    yield "much in little", in_stream(stream + bomb + b"\nendstream")
    same = b"%PDF-1.7\n" + MARK + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Prev 22>>\n"
    yield "tables in a circle", same + b"startxref\n22\n%%EOF\n"
    signature = (
        b"<</Type/Sig/ByteRange[0 99999999999 5 -7]/Contents<00>/SubFilter/ETSI.CAdES.detached>>"
    )
    field = b"<</FT/Sig/T(a)/V 3 0 R>>"
    signed = catalogue(b"4 0 R") | {4: field}
    yield "a range of nothing", made(signed | {3: signature})
    empty = signature.replace(b"[0 99999999999 5 -7]", b"[0 10 20 30]")
    yield "a signature of nothing", made(signed | {3: empty})
    yield "no file at all", b"%PDF-1.7\n" + MARK + bytes(range(256)) * 40


def in_stream(stream: bytes) -> bytes:
    """Return a file whose catalogue lies in a stream of objects."""
    out = b"%PDF-1.7\n" + MARK
    first = len(out)
    out += b"5 0 obj\n" + stream + b"\nendobj\n"
    start = len(out)
    rows = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([rest])
        for kind, place, rest in ((0, 0, 255), (2, 5, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0),
                                  (1, first, 0), (1, start, 0))
    )  # fmt: skip
    table = b"<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    out += b"6 0 obj\n" + table + rows + b"\nendstream\nendobj\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start
