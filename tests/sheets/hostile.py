"""Workbooks made to harm who reads them: bombs, things that fetch or run, two truths in one."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
KINDS = "[Content_Types].xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
ENTITY = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
Parts = Mapping[str, bytes]


def sheet(rows: str, *, head: str = "", tail: str = "") -> bytes:
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    inner = f"<sheetData>{rows}</sheetData>{tail}"
    return f"{declared}{head}<worksheet {NS}>{inner}</worksheet>".encode()


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(
    parts: Parts, extra: Iterable[tuple[str, bytes]] = (), way: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        for name, body in (*parts.items(), *extra):
            archive.writestr(name, body)
    return out.getvalue()


def with_cell(parts: Parts, at: str, body: str, kind: str = "") -> bytes:
    """Put another cell where there is one."""
    text = parts[SHEET].decode()
    mark = f' t="{kind}"' if kind else ""
    cell = f'<c r="{at}"{mark}>{body}</c>'
    found, times = re.subn(rf'<c r="{at}"[^>]*?(/>|>.*?</c>)', lambda _: cell, text, count=1)
    assert times == 1
    return packed({**parts, SHEET: found.encode()})


def laughs() -> bytes:
    entities = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
    return sheet(ENTITY.replace("&e;", "&a9;"), head=f"<!DOCTYPE x [<!ENTITY a0 'ha'>{entities}]>")


def lying(parts: Parts) -> bytes:
    """Pack a sheet of 200 MB that both its headers call 1,000 bytes."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    begun = squeeze.compress(sheet("")[: -len("</sheetData></worksheet>")])
    spaces = b"".join(squeeze.compress(b" " * 2_000_000) for _ in range(100))
    bomb = begun + spaces + squeeze.flush()
    out, central = io.BytesIO(), []
    for name, content in parts.items():
        real = bomb if name == SHEET else zlib.compress(content, 9)[2:-4]
        size, crc = (1000, 0) if name == SHEET else (len(content), zlib.crc32(content))
        at, called = out.tell(), name.encode()
        sizes = (crc, len(real), size, len(called), 0)
        out.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, *sizes) + called + real)
        entry = struct.pack("<IHHHHHHIIIHH", 0x02014B50, 20, 20, 0, 8, 0, 33, *sizes)
        central.append(entry + struct.pack("<HHHII", 0, 0, 0, 0, at) + called)
    start, listed = out.tell(), b"".join(central)
    counts = (len(central), len(central), len(listed), start, 0)
    out.write(listed + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, *counts))
    return out.getvalue()


Case = tuple[bytes, str]


def refused(parts: Parts) -> dict[str, Case]:
    """Give each hostile workbook with the fault it is refused for."""
    return {**_too_large(parts), **_declaring(parts), **_with_parts(parts), **_others(parts)}


def _changed(parts: Parts, body: bytes, name: str = SHEET) -> bytes:
    return packed({**parts, name: body})


def _too_large(parts: Parts) -> dict[str, Case]:
    many = "".join(f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(1, 900_001))
    strings = f"<sst {NS}>".encode() + b"<si><t>x</t></si>" * 3_000_000 + b"</sst>"
    return {
        "one long text in 200 cells": (_repeating(parts, 200), "too_large"),
        "40 MB of spaces": (_changed(parts, sheet(" " * 40_000_000)), "too_large"),
        "900,000 rows": (_changed(parts, sheet(many)), "too_large"),
        "packed as no program does": (packed(parts, way=zipfile.ZIP_BZIP2), "damaged"),
        "sizes that lie": (lying(parts), "damaged"),
        "3,000,000 strings": (_changed(parts, strings, "xl/sharedStrings.xml"), "too_large"),
    }


def _repeating(parts: Parts, times: int) -> bytes:
    """Pack a sheet whose cells all say the same text, which stands in the file once."""
    rows = "".join(
        f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, times + 1)
    )
    strings, kind = "xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument"
    declared = (
        f'<Override PartName="/{strings}" ContentType="{kind}.spreadsheetml.sharedStrings+xml"/>'
    )
    kinds = parts[KINDS].replace(b"</Types>", declared.encode() + b"</Types>")
    said = f"<sst {NS}><si><t>{'x' * 30_000}</t></si></sst>".encode()
    return packed({**parts, KINDS: kinds, SHEET: sheet(rows), strings: said})


def _declaring(parts: Parts) -> dict[str, Case]:
    utf16 = sheet(ENTITY, head=DTD).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    bodies = {
        "an entity that fetches": sheet(ENTITY, head=DTD),
        "a billion laughs": laughs(),
        "an entity in UTF-16": utf16,
    }
    return {name: (_changed(parts, body), "document_type") for name, body in bodies.items()}


def _with_parts(parts: Parts) -> dict[str, Case]:
    link = f'<externalLink {NS}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    linked = ("xl/externalLinks/externalLink1.xml", link.encode())
    thousands = [(f"xl/x/{i}.xml", b"<a/>") for i in range(20_000)]
    return {
        "a link that runs": (packed(parts, [linked]), "active_content"),
        "macros": (packed(parts, [("xl/vbaProject.bin", bytes(5000))]), "active_content"),
        "20,000 parts": (packed(parts, thousands), "too_large"),
        "200 parts": (packed(parts, thousands[:200]), "too_many_parts"),
        "a sheet twice": (packed(parts, [(SHEET.upper(), sheet(""))]), "part_twice"),
        "a path upwards": (packed(parts, [("../../evil.txt", b"x")]), "bad_part_name"),
    }


def _others(parts: Parts) -> dict[str, Case]:
    formula = '<f>WEBSERVICE("http://127.0.0.1/"&amp;A1)</f><v>15</v>'
    good = packed(parts)
    stranger = {**parts, BOOK: parts[BOOK].replace(b"_binhxet", b"other")}
    page = b"<html><table><tr><td>1</td></tr></table></html>"
    return {
        "a formula": (with_cell(parts, "C3", formula), "formula"),
        "a text longer than a cell keeps": (
            with_cell(parts, "C3", f"<is><t>{'x' * 32_768}</t></is>", "inlineStr"),
            "cell_too_long",
        ),
        "a value that is none": (with_cell(parts, "C3", "<v>#REF!</v>", "e"), "bad_value"),
        "no number": (with_cell(parts, "C3", "<v>nan</v>"), "unreadable"),
        "half a file": (good[: len(good) // 2], "damaged"),
        "an old or encrypted file": (OLD + bytes(2000), "old_or_encrypted"),
        "a page called .xlsx": (page, "no_workbook"),
        "a stranger's workbook": (packed(stranger), "not_ours"),
    }
