"""Both verifiers name a case by its title, kind and bloc, as far as the file tells them."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

_PAGE = """given.map(([payload, rules]) => {
  const results = new Results({ wrong() {} }, new Map(Object.entries(rules)), false, true);
  const header = { kind: "case.opened", object: "case/1", stream: "case/1" };
  results.take({ stream: "case/1", header, line: 1, payload });
  return results.titled("case/1");
})"""
TITLE, SHORT = {"vi": "Giao ước năm 2024", "en": "Pledge of 2024"}, {"vi": "Giao ước", "en": "Vow"}
BLOC = {"short": {"vi": "Khối 1", "en": "Bloc 1"}}
OPENED: dict[str, Any] = {"kind": "pledge", "rules": "r", "title": TITLE, "short": SHORT}
RULES = {"r": {"bloc": BLOC}}
CASES: list[tuple[object, object, tuple[str, str]]] = [
    (OPENED, RULES, ("Giao ước năm 2024; Khối 1", "Pledge of 2024; Vow; Bloc 1")),
    (OPENED, {}, ("Giao ước năm 2024", "Pledge of 2024; Vow")),
    ({**OPENED, "title": {"vi": 1, "en": "A"}, "short": None}, RULES, ("Khối 1", "Bloc 1")),
    ({**OPENED, "title": "A", "short": []}, {"r": {"bloc": 3}}, ("", "")),
    (None, RULES, ("", "")),
]


@pytest.mark.parametrize(("payload", "rules", "name"), CASES)
def test_the_command_names_a_case(payload: object, rules: object, name: tuple[str, str]) -> None:
    results = VERIFIER.Results(SimpleNamespace(wrong=lambda *_, **__: None, line=1), rules)
    event = SimpleNamespace(kind="case.opened", object="case/1", stream="case/1", line=1)
    event.erased, event.names, event.payload = "", True, payload
    results.take(event)
    assert results.titled("case/1") == name
    assert results.titled("people") == ("", "")


def test_the_page_names_a_case_as_the_command_does() -> None:
    given = [[payload, rules] for payload, rules, _ in CASES]
    assert worked_out(_PAGE, given) == [[*name] for *_, name in CASES]
