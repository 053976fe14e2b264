"""What both verifiers read, part by part: a text, and whether it is one of its kind.

Whatever is read twice can be read in two ways; each refusal of a reader has its text here.
"""

import base64
import hashlib
import json
import random
from collections.abc import Iterator

Reading = tuple[str, str, bool]
"""Which reader, what it is given, whether that is one."""
FIVE, FOUR = base64.b64encode(b"12345").decode(), base64.b64encode(b"1234").decode()
ROOT, SHORT_ROOT = (base64.b64encode(bytes(size)).decode() for size in (32, 31))
SIGNED = f"\n— log.example {FIVE}\n"
INSTANT = "2024-12-02T01:00:00.000000Z"
SCOPE: dict[str, object] = {"known": None, "since": None, "streams": None, "until": None}


def key(name: str = "w.example", *, size: int = 32, kind: int = 1, fill: int = 0) -> str:
    """Write a verifier key whose id fits it."""
    whole = bytes([kind]) + bytes([fill]) * size
    id_ = hashlib.sha256(f"{name}\n".encode() + whole).hexdigest()[:8]
    return f"{name}+{id_}+{base64.b64encode(whole).decode()}"


def readings() -> Iterator[Reading]:
    """Go through all of them."""
    for name, told in (
        ("note", _notes()), ("checkpoint", _checkpoints()), ("key", _keys()),
        ("policy", _policies()), ("canonical", _canonical()), ("scope", _scopes()),
    ):  # fmt: skip
        yield from ((name, text, fits) for text, fits in told)


def _notes() -> Iterator[tuple[str, bool]]:
    yield f"text\n{SIGNED}", True
    yield f"text\n{SIGNED}— other {FIVE}\n", True
    yield f"text\n{SIGNED}"[:-1], False
    yield f"text\n{SIGNED[:-1]}x", False
    yield f"text{SIGNED}", False
    yield f"text\n\tx\n{SIGNED}", False
    yield f"text\r\n{SIGNED}", False
    for line in (
        f"- log.example {FIVE}", f"— log+example {FIVE}", f"— log example {FIVE}", f"— {FIVE}",
        f"— log.example {FIVE} more", f"— log.example {FOUR}", "— log.example MTIzNDV=",
        "— log.example MTIz$DU=", f" — log.example {FIVE}", "",
    ):  # fmt: skip
        yield f"text\n\n{line}\n", False


def _checkpoints() -> Iterator[tuple[str, bool]]:
    def checkpoint(origin: str = "log.example", size: str = "7", root: str = ROOT) -> str:
        return f"{origin}\n{size}\n{root}\n{SIGNED}"

    yield checkpoint(), True
    yield checkpoint(size="0"), True
    for size in ("07", "-1", "+7", "7.0", "7e2", "", " 7", "1" + "0" * 19, "٣"):
        yield checkpoint(size=size), False
    for root in (SHORT_ROOT, ROOT[:-2] + "B=", ROOT.rstrip("="), "", "$" + ROOT[1:]):
        yield checkpoint(root=root), False
    yield checkpoint(origin=""), False
    yield checkpoint(root=f"{ROOT}\nmore"), False
    yield f"log.example\n7\n{SIGNED}", False


def _keys() -> Iterator[tuple[str, bool]]:
    yield key(), True
    yield key().replace("w.example", "x.example"), False
    yield key().replace("A", "$A", 1), False
    yield f"{key()[:-4]}${key()[-4:]}", False
    yield key(size=31), False
    yield key(size=33), False
    yield key().rpartition("+")[0], False
    yield key()[:-4] + "$" + key()[-3:], False


def _policies() -> Iterator[tuple[str, bool]]:
    log, witness = f"log {key('log.example')}\n", f"witness w {key()}\nwitness v {key('v.x')}\n"
    yield "", True
    yield f"# nothing\n\n  \n{log}quorum none\n", True
    for count, fits in (
        ("all", True), ("any", True), ("1", True), ("2", True),
        ("half", False), ("-1", False), ("1x", False), ("1.5", False), ("9" * 10, False),
    ):  # fmt: skip
        yield f"{log}{witness}group g {count} w v\nquorum g\n", fits
    yield f"{log}#binhxet seen 5 {ROOT}\n", True
    yield f"{log}#binhxet seen 5 ${ROOT[1:]}\n", False
    yield f"{log}#binhxet seen 5 {ROOT[:4]}${ROOT[4:]}\n", False
    yield f"{log}#binhxet what 5\n", False
    yield f"{log}#binhxetseen 5\n", True
    yield f"{log}quorum w\n", False
    yield f"{log}group g 1 w\n", False
    yield f"{log}{witness}witness w {key('u.x')}\n", False
    yield f"{log}{witness}group w 1 v\n", False
    yield f"{log}{witness}witness none {key('u.x')}\n", False
    yield from _parted(log, f"{log}{witness}")
    yield from _seen(log)


def _parted(log: str, known: str) -> Iterator[tuple[str, bool]]:
    """Write lines and words parted in other ways, and numbers and words that are too many."""
    vkey = log.split()[1]
    yield f"{known}quorum none\n".replace("\n", "\r\n"), True
    yield f"\t log \t{vkey} \t\r\n \t# indented\n\t#binhxet\tseen 5 {ROOT}\n", True
    for sign in ("\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        yield f"log {vkey}{sign}quorum none\n", False
        yield f"quorum{sign}none\n", False
        yield f"# a remark{sign}nonsense\n", True
    for sign in ("\xa0", "\u3000", "\ufeff", "\x1f", "\u2003"):
        yield f"quorum{sign}none\n", False
        yield f"{sign}quorum none\n", False
    for line in (f"log {vkey} https://x", "quorum w", "quorum none", "group g 1 w", "#binhxet"):
        yield f"{known if line[0] in 'gq' else ''}{line}\n", True
    for line in (
        "log", f"log {vkey} https://x more", "quorum", "quorum none w", "quorum w v", "witness u",
        "group g 1", "group g all", "group g any", "group g 0 w", "group g 01 w", "group g 2 w",
        "group g 2 w w", f"#binhxet seen 5 {ROOT} more", "#binhxet seen 5", "#binhxet tsa",
        "#binhxet tsa a b",
    ):  # fmt: skip
        yield f"{known}{line}\n", False


def _seen(log: str) -> Iterator[tuple[str, bool]]:
    for size in ("05", "-5", "+5", "5.0", "5e1", "0x5", "1_0", "٣", "1" + "0" * 19):
        yield f"{log}#binhxet seen {size} {ROOT}\n", False
    for root in (SHORT_ROOT, ROOT.rstrip("="), ROOT[:-2] + "B="):
        yield f"{log}#binhxet seen 5 {root}\n", False


def _canonical() -> Iterator[tuple[str, bool]]:
    for number, fits in (
        ("0", True), ("-1", True), ("0.1", True), ("-0.5", True), ("1.5", True), ("100.25", True),
        ("123456.789", True), ("0.000001", True), ("1e-7", True), ("1.5e-10", True),
        ("9007199254740991", True), ("9007199254740992", False), ("9007199254740993", False),
        ("1.0", False), ("-0", False), ("-0.0", False), ("0.0", False), ("1e3", False),
        ("0.0000001", False), ("1E-7", False), ("0.10", False), ("1e21", False), ("1e400", False),
        ("10.50", False), ("1.5e-010", False), ("true", True), ("NaN", False), ("Infinity", False),
    ):  # fmt: skip
        yield f'{{"a":{number}}}', fits
    for number in ("1e+21", "1e+300", "-9007199254740992", "1e-400"):
        yield f'{{"a":{number}}}', False
    for whole in ("[1]", "1", "null", '{"a":1}x', ' {"a":1}', '{"a":1}\n', ""):
        yield whole, False
    yield '{"a":[0.5,true,null,"x",{"b":[]}],"c":-0.000001}', True
    yield '{"a":[0.5,1.0]}', False
    yield '{"a":1,"b":2}', True
    yield '{"b":1,"a":2}', False
    yield '{"a":1, "b":2}', False
    yield '{"a":1,"a":1}', False
    yield '{"😀":1,"\ufb33":2}', True
    yield '{"\ufb33":1,"😀":2}', False
    yield '{"a":"\\u0041"}', False
    yield '{"a":"\\ud800"}', False
    for deep, fits in ((99, True), (100, False)):
        yield f'{{"a":{"[" * deep}{"]" * deep}}}', fits
    flat = ",".join(f'"a{n:03}":{{}}' for n in range(300))
    yield f"{{{flat}}}", True


def _scopes() -> Iterator[tuple[str, bool]]:
    def scope(**changes: object) -> str:
        return json.dumps({**SCOPE, **changes})

    yield scope(), True
    yield scope(more="x"), True
    yield scope(known=0), True
    yield scope(known=1, streams=["people"], since=INSTANT, until=INSTANT), True
    for name in SCOPE:
        yield json.dumps({other: None for other in SCOPE if other != name}), False
    for known in (-1, True, "1", 1.5):
        yield scope(known=known), False
    wrong: tuple[object, ...] = ("people", {}, [1], [None])
    for streams in wrong:
        yield scope(streams=streams), False
    for day in (5, "", "2024-12-02", f"{INSTANT}x", f"x{INSTANT}", INSTANT.replace("Z", "+")):
        yield scope(since=day), False
        yield scope(until=day), False


def drawn_policies(seed: int, texts: int) -> Iterator[str]:
    """Draw policy files of words, blanks and line ends that are right and that only look so."""
    draw = random.Random(seed)  # noqa: S311 - drawn texts, no secret
    words = (
        *("log", "witness", "group", "quorum", "#binhxet", "seen", "tsa", "#", "none", "w", "v"),
        *("1", "01", "2", "all", "any", "5", ROOT, SHORT_ROOT, key(), key("v.x")),
    )
    parting = (" ", " ", " ", "\t", " \t ", "\xa0", "\x0b", "")
    ending = ("\n", "\n", "\n", "\r\n", "\r", "\x0c", "\x1c", "\x85", "\u2028", "\n\r")
    lines = (
        f"log {key()}", f"witness w {key()}", f"witness v {key('v.x')}", "group g 1 w v",
        "quorum none", "quorum g", f"#binhxet seen 5 {ROOT}", "# remark",
    )  # fmt: skip
    for _ in range(texts):
        text = ""
        for _ in range(draw.randint(1, 4)):
            line = draw.choice(lines).split(" ")
            if draw.random() < 0.3:
                line.insert(draw.randint(0, len(line)), draw.choice(words))
            text += "".join(f"{word}{draw.choice(parting)}" for word in line[:-1])
            text += line[-1] + draw.choice(ending)
        yield text
