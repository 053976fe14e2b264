"""Values no page expects: for a part of an address, a field, a head, a file."""

from collections.abc import Iterable
from random import Random
from typing import Final
from urllib.parse import urlencode

from werkzeug.routing import Rule

Value = str | tuple[bytes, str]
"""What stands in a field: a text, or a file's bytes and name."""
FORM: Final = "application/x-www-form-urlencoded"
LONG: Final = "x" * 20_000
TEXTS: Final = (
    *("", " ", "\t\r\n", "0", "-1", "1e999", "NaN", "∞", "1,5", "٣", "１２", "²", "9" * 400),
    *("None", "null", "true", "[]", "{}", '{"a":1}', "[[[[", "%00", "%", "%s%n", "{{7*7}}", "${x}"),
    *("2025-02-30", "9999-12-31", "0001-01-01", "31/12/2025", "24:61", "1970-01-01T00:00:00Z"),
    *("../../etc/passwd", "/", "//evil.example/x", "\\\\host\\x", "javascript:alert(1)", "?a=b#c"),
    *("'; DROP TABLE task; --", '"><script>x</script>', "`id`", "=1+1", "@SUM(A1)", "(" * 3000),
    *("\0", "a\0b", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "e\u0301" * 300, "🙂" * 50),
    *("ﷺ" * 40, "Đ", "ß", "İ", "00000000-0000-0000-0000-000000000000", "bac-giang/so-gddt", LONG),
    *("bac-giang/so-gddt/head|", "|||", "a|b|c", ",,,", ";", "\v\f", "\x1b[31m", "-0", "1_000"),
)
SEGMENTS: Final = (
    *("0", "-1", "x", "%2e%2e", "%00", "%ff", "%F0%9F%99%82", "%C4%90", "a%2Fb", "a%0d%0ab", "'"),
    *("00000000-0000-0000-0000-000000000000", "9" * 60, "99999999999999999999", "x" * 3000, "..."),
    *("%E2%80%AE", "%ED%A0%80", "a b", "a;b", "a|b", "*", "~", "{x}", "2024", "bac-giang"),
)
HEADS: Final = (
    ("Accept", "application/xml"),
    ("Accept", "*/*;q=x"),
    ("Accept", "\xff"),
    ("Accept-Language", "zz-ZZ-zz;q=9, *;q=-1"),
    ("Accept-Encoding", "br;q=x, , gzip;;"),
    ("Content-Type", "application/json"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary="),
    ("Content-Type", "text/plain; charset=klingon"),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-16"),
    ("Cookie", "session=x; __Host-session=.."),
    ("Cookie", "theme=\xff; language=klingon; =;;="),
    ("Host", "evil.example"),
    ("Host", ""),
    (
        "If-None-Match",
        '"x", W/"',
    ),
    ("If-Modified-Since", "Thu, 99 Foo 0000 99:99:99"),
    ("If-Range", "x"),
    ("Range", "bytes=9-1"),
    ("Range", "bytes=-0,0-,5"),
    ("Range", "lines=1"),
    ("Referer", "http://[::1"),
    ("Origin", "null"),
    ("User-Agent", ""),
    ("User-Agent", "\xfe" * 4000),
    ("X-Forwarded-For", "999.1.1.1, ::, x"),
    ("X-Forwarded-Proto", "gopher"),
    ("X-Forwarded-Host", "a b"),
    ("Sec-Fetch-Site", "cross-site"),
)
METHODS: Final = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")
FILES: Final = (
    (b"", "x.pdf"),
    (b"%PDF-1.7", "x.pdf"),
    (b"PK\x03\x04" + b"\0" * 60, "x.xlsx"),
    (b"PK\x05\x06" + b"\0" * 18, "x.zip"),
    (b"\x89PNG\r\n\x1a\n", "x.png"),
    (b"\xff\xfe<\0b\0p\0m\0n\0", "x.bpmn"),
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>', "x.bpmn"),
    (b"[[[[" * 9000, "x.toml"),
    (b"\xff" * 300_000, "x.docx"),
    (b"x", ""),
    (b"x", "../../x.pdf"),
    (b"x", "a\r\nb\0.pdf"),
    (b"x", "đ" * 400 + ".pdf"),
    (b"x", ".pdf"),
    (b"x", "CON.pdf"),
)


def text(random: Random) -> str:
    """Make a value of a field or a query."""
    chosen = random.choice(TEXTS)
    return chosen if random.random() < 0.7 else chosen + random.choice(TEXTS)


def body(fields: Iterable[tuple[str, Value]]) -> tuple[bytes, str]:
    """Write a form as no careful client would: any character, any file name; and its type."""
    rows = list(fields)
    if all(isinstance(value, str) for _, value in rows):
        return urlencode(rows, errors="surrogatepass").encode(), FORM
    parts = (
        b"--b\r\nContent-Disposition: form-data; name=" + _quoted(name) + _part(value)
        for name, value in rows
    )
    return b"".join(parts) + b"--b--\r\n", "multipart/form-data; boundary=b"


def _part(value: Value) -> bytes:
    if isinstance(value, str):
        return b"\r\n\r\n" + value.encode("utf-8", "surrogatepass") + b"\r\n"
    data, name = value
    kind = b"\r\nContent-Type: application/octet-stream\r\n\r\n"
    return b"; filename=" + _quoted(name) + kind + data + b"\r\n"


def _quoted(name: str) -> bytes:
    return b'"' + name.encode("utf-8", "surrogatepass").replace(b'"', b"%22") + b'"'


def path(random: Random, rule: Rule, usual: str) -> str:
    """Make an address of a rule in which one part that may vary is odd."""
    fixed = [bool(part) and "<" not in part for part in rule.rule.split("/")]
    parts = usual.split("/")
    loose = [at for at, part in enumerate(parts) if part and not (at < len(fixed) and fixed[at])]
    if not loose:
        ending = random.choice(("/", "%00", ".json", "/..", "x//", ";x"))
        return "/" + (usual + ending).lstrip("/")  # two would name a host
    parts[random.choice(loose)] = random.choice(SEGMENTS)
    return "/".join(parts)
