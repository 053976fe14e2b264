"""Each reader of the verifiers refuses what is none of its kind: the command and the page alike."""

import json
from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.verifier.reading.readings import INSTANT, SCOPE, drawn_policies, key, readings
from tests.verifier.running import VERIFIER
from tests.verifier.test_page_agrees import page

__all__ = ["page"]
READ_BY_THE_PAGE = """async ([name, text]) => {
  const readers = {
    note: readNote, checkpoint: readCheckpoint, key: Key.read, policy: Policy.read,
    canonical: (line) => { if (!same(parsed(line), line) || !parsed(line)) throw new Error(); },
    scope: (asked) => { if (!isScope(JSON.parse(asked))) throw new Error(); },
  };
  try { await readers[name](text); return true; } catch { return false; }
}"""
HELD_BY_THE_PAGE = """([asked, stream, at, province]) =>
  new Scope("bac-giang", asked).holds({ stream, at, header: { province } })"""
EARLIER, LATER = "2024-12-01T00:00:00.000000Z", "2024-12-03T00:00:00.000000Z"
HELD: tuple[tuple[dict[str, object], str, str, str, bool], ...] = (
    ({}, "people", INSTANT, "bac-giang", True),
    ({}, "people", INSTANT, "", True),
    ({}, "people", INSTANT, "ha-giang", False),
    ({"streams": ["people"]}, "people", INSTANT, "bac-giang", True),
    ({"streams": ["log"]}, "people", INSTANT, "bac-giang", False),
    ({"streams": []}, "people", INSTANT, "bac-giang", False),
    ({"since": EARLIER}, "people", INSTANT, "bac-giang", True),
    ({"since": INSTANT}, "people", INSTANT, "bac-giang", True),
    ({"since": LATER}, "people", INSTANT, "bac-giang", False),
    ({"until": LATER}, "people", INSTANT, "bac-giang", True),
    ({"until": INSTANT}, "people", INSTANT, "bac-giang", False),
    ({"until": EARLIER}, "people", INSTANT, "bac-giang", False),
)
"""What is asked, an event's stream, instant and province, and whether it is of it."""
MET: tuple[tuple[str, str, bool], ...] = (
    ("all", "abc", True),
    ("all", "ab", False),
    ("any", "c", True),
    ("any", "", False),
    ("2", "ab", True),
    ("2", "a", False),
    ("2", "aa", False),
    ("3", "abc", True),
)
"""How many of the witnesses a, b and c it takes, who signed, and whether that is enough."""


def canonical(text: str) -> None:
    value = VERIFIER.parsed(text.encode("utf-8", "surrogatepass"))
    if value is None or not VERIFIER.same(value, text.encode("utf-8", "surrogatepass")):
        raise ValueError(text)


def scope(text: str) -> None:
    if not VERIFIER.is_scope(json.loads(text)):
        raise ValueError(text)


READERS: Mapping[str, Callable[[str], object]] = {
    "note": VERIFIER.Note.read,
    "checkpoint": VERIFIER.Checkpoint.read,
    "key": VERIFIER.Key.read,
    "policy": VERIFIER.Policy.read,
    "canonical": canonical,
    "scope": scope,
}


def read(name: str, text: str) -> bool:
    try:
        READERS[name](text)
    except (ValueError, VERIFIER.Unreadable):
        return False
    return True


def test_the_command_reads_what_is_one_and_refuses_what_is_none() -> None:
    assert [each for each in readings() if read(*each[:2]) is not each[2]] == []


@pytest.mark.browser
def test_both_read_the_same_of_drawn_policies(page: Page) -> None:
    texts = list(drawn_policies(7, 1000))
    of_command = [read("policy", text) for text in texts]
    of_page = [page.evaluate(READ_BY_THE_PAGE, ["policy", text]) for text in texts]
    differ = zip(texts, of_command, of_page, strict=True)
    assert [text for text, ours, theirs in differ if ours != theirs] == []
    assert 100 < sum(of_command) < 900


@pytest.mark.browser
def test_the_page_reads_the_same(page: Page) -> None:
    wrong = [
        (name, text)
        for name, text, fits in readings()
        if page.evaluate(READ_BY_THE_PAGE, [name, text]) is not fits
    ]
    assert wrong == []


def test_the_command_holds_an_event_to_the_scope() -> None:
    for asked, stream, at, province, fits in HELD:
        event = SimpleNamespace(stream=stream, at=at, province=province)
        assert VERIFIER.Scope("bac-giang", SCOPE | asked).holds(event) is fits, (asked, province)


@pytest.mark.browser
def test_the_page_holds_an_event_to_the_scope(page: Page) -> None:
    for asked, stream, at, province, fits in HELD:
        told = [SCOPE | asked, stream, at, province]
        assert page.evaluate(HELD_BY_THE_PAGE, told) is fits, (asked, province)


@pytest.mark.parametrize(("count", "signed", "enough"), MET)
def test_it_takes_as_many_witnesses_as_were_pinned(
    count: str, signed: str, *, enough: bool
) -> None:
    """A key counts once, whatever it signed and whatever its names."""
    pins = "".join(f"witness {name} {_witness(name)}\n" for name in "abc")
    policy = VERIFIER.Policy.read(f"{pins}group g {count} a b c\nquorum g\n")
    signers = {policy.witnesses[name].public for name in signed}
    assert policy.met("g", signers) is enough


def _witness(name: str) -> str:
    return key(f"{name}.example", kind=4, fill=ord(name))


def test_the_root_of_no_leaves_is_that_of_the_rfc() -> None:
    assert VERIFIER.Tree().root() == VERIFIER.sha256(b"")
