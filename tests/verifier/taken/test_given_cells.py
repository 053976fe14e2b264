"""Command and page hold rows taken over against the records that their events name."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from server.actions.history import proof_export
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.verifier.changing import lines_of
from tests.verifier.forging import Line
from tests.verifier.taken.conftest import PROVINCE, exported
from tests.verifier.taken.judging import by_command, by_page, completions, with_change, without
from tests.worlds.year import Year

STAND = [
    ("progress.targets", True),
    ("answer_comments.comments", True),
    ("answer_comments.general", True),
    ("send_draft.changes", None),
    ("send_draft.criteria", None),
    ("unit_comment.criteria", True),
]
"""By case, then by name; what is from the score table stands in a file, which no export has."""
Change = Callable[[list[Line]], object]


def of(element: str, change: Callable[[dict[str, Any]], object], *, nth: int = 0) -> Change:
    """Change the payload of a completion."""
    return lambda lines: change(completions(lines, element)[nth]["payload"])


def cell(field: str, column: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Let the first row of a field say something else."""
    return lambda payload: payload["result"][field][0].__setitem__(column, value)


CHANGED: Mapping[str, tuple[str, Change]] = {
    "a cell": ("progress.targets", of("progress", cell("targets", "level", "89 %"))),
    "a cell of a comment's form": (
        "unit_comment.criteria",
        of("unit_comment", cell("criteria", "code", "1.9")),
    ),
    "a cell that is no text": ("progress.targets", of("progress", cell("targets", "level", 98))),
    "a cell that is gone": (
        "progress.targets",
        of("progress", lambda told: told["result"]["targets"][0].pop("level")),
    ),
    "a comment": (
        "answer_comments.comments",
        of("answer_comments", cell("comments", "comment", "Giảm.")),
    ),
    "whose comment it is": (
        "answer_comments.general",
        of("answer_comments", cell("general", "unit", "Sở TT&TT")),
    ),
    "a row that is gone": (
        "progress.targets",
        of("progress", lambda told: told["result"]["targets"].pop()),
    ),
    "a row more": (
        "progress.targets",
        of("progress", lambda told: told["result"]["targets"].append({})),
    ),
    "rows moved": (
        "progress.targets",
        of("progress", lambda told: told["result"]["targets"].reverse()),
    ),
    "all rows": ("progress.targets", of("progress", lambda told: told["result"].pop("targets"))),
    "no record named": ("progress.targets", of("progress", lambda told: told.pop("taken"))),
    "another record named": (
        "progress.targets",
        of("progress", lambda told: told["taken"].update(targets=["1"])),
    ),
    "a record more": (
        "answer_comments.comments",
        of("answer_comments", lambda told: told["taken"]["comments"].append("1")),
    ),
    "the record": (
        "progress.targets",
        of("targets", cell("targets", "level", "89 %"), nth=2),
    ),
    "a comment in its record": (
        "answer_comments.general",
        of("unit_comment", lambda told: told["result"].update(text="Kéo dài."), nth=2),
    ),
}


@pytest.fixture(scope="module")
def changed(whole: bytes) -> Mapping[str, bytes]:
    return {name: with_change(whole, change) for name, (_, change) in CHANGED.items()}


@pytest.fixture(scope="module")
def told_by_page(changed: Mapping[str, bytes]) -> Mapping[str, Any]:
    return dict(zip(changed, by_page(*changed.values()), strict=True))


def test_what_was_taken_over_stands(whole: bytes) -> None:
    assert by_command(whole) == ([], STAND)
    assert by_page(whole) == [([], STAND)]


@pytest.mark.parametrize("name", CHANGED)
def test_both_name_what_differs(
    changed: Mapping[str, bytes], told_by_page: Mapping[str, Any], name: str
) -> None:
    wrong, results = by_command(changed[name])
    assert {place.rpartition(" ")[2] for _, _, place in wrong} >= {CHANGED[name][0]}
    assert (CHANGED[name][0], False) in results
    assert told_by_page[name] == (wrong, results)


def test_a_case_comes_with_those_it_took_rows_from(year: Year, whole: bytes) -> None:
    (done,) = completions([json.loads(line) for line in lines_of(whole)], "progress")
    stream = done["header"]["stream"]
    wanted = EventFilter(reach=Reach((PROVINCE,)), streams=frozenset({stream}))
    with year.begin() as session:
        found = proof_export.for_case(session, wanted)
    assert found.streams is not None
    assert len(found.streams) == 2
    assert by_command(exported(year, found)) == ([], [("progress.targets", True)])


def test_nothing_is_compared_with_a_record_that_the_file_does_not_have(whole: bytes) -> None:
    (first, *_) = completions([json.loads(line) for line in lines_of(whole)], "targets")
    alone = without(whole, first["header"]["stream"])
    assert dict(by_command(alone)[1])["progress.targets"] is None
    assert by_page(alone) == [by_command(alone)]


@pytest.mark.parametrize("kind", ["task.completed", "case.opened"])
def test_nothing_is_compared_with_what_was_erased(whole: bytes, kind: str) -> None:
    def erase(lines: list[Line]) -> None:
        source = completions(lines, "targets")[2]["header"]
        of_source = (line for line in lines if line["type"] == "event")
        gone = next(
            line
            for line in of_source
            if line["header"]["kind"] == kind
            and line["header"]["stream"] == source["stream"]
            and line["header"]["object"] in {source["object"], source["stream"]}
        )
        gone |= {"payload": None, "salt": None, "erased": "1"}

    data = with_change(whole, erase)
    assert dict(by_command(data)[1])["progress.targets"] is None
    assert by_page(data) == [by_command(data)]


def test_a_record_done_anew_counts_as_it_stood(whole: bytes) -> None:
    def anew(lines: list[Line], *, days: int) -> None:
        source = completions(lines, "targets")[2]
        at = lines.index(source)
        later = json.loads(json.dumps(source))
        later["payload"]["result"]["targets"][0]["level"] = "50 %"
        later["header"]["seq"], later["leaf"] = 99, None
        year = int(later["header"]["db_time"][:4]) + days
        later["header"]["db_time"] = f"{year}{later['header']['db_time'][4:]}"
        lines.insert(at + 1, later)

    after = with_change(whole, lambda lines: anew(lines, days=1))
    assert dict(by_command(after)[1])["progress.targets"] is True
    before = with_change(whole, lambda lines: anew(lines, days=-1))
    assert dict(by_command(before)[1])["progress.targets"] is True
    assert by_page(after, before) == [by_command(after), by_command(before)]
