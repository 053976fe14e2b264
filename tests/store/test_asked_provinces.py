"""Who looks after a province is asked in one place: every other comparison with one is named here.

A province may follow another, so that "the same province" is no question: `Reach` answers whether
one is within, `within` and `reached` ask it of the database. What stands below compares ids on
purpose: it is of one province and no other, whoever looks.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import ROOT

SERVER = ROOT / "server"
ALLOWED = {
    "actions/installation/demonstration.py": "accounts of the demonstration, told by province",
    "actions/people/place_person.py": "that there are units of a province",
    "domain/bloc_draft/identity.py": "a bloc is of the province whose Home Affairs makes it",
    "domain/cases/sight.py": "offices look with the posts of each province they reach",
    "domain/people/lineage.py": "the one place",
    "domain/people/province_names.py": "that a province is one of those there are",
    "domain/people/successions.py": "what may be entered of two provinces",
    "store/history/event_search.py": "events of no province",
    "store/history/history_pages.py": "a case's events are of its own province",
    "store/people/lineage.py": "the one place",
    "actions/people/add_person.py": "that there are units of a province",
    "actions/people/follow_province.py": "the province whose succession is taken back",
    "store/security_events/alarms.py": "events about nobody who is known",
    "store/working_days/following.py": "a calendar is of one province, and its cases follow it",
    "store/working_days/own_days.py": "a calendar is of one province",
    "store/working_days/province_days.py": "a calendar is of one province",
}
OF_PROVINCE = r"(?:province|split_part\([^()]*, '/', 1\))\)?"
IN_SQL = re.compile(
    rf"{OF_PROVINCE}\s*(?:=|<>|IN|LIKE)\s*(?:[:(]|ANY|$)|starts_with\([a-z_.]*(?:unit|bloc|post)",
    re.IGNORECASE,
)
"""A province in the text of a query, or the beginning of an id, compared with what was given."""


def compared(tree: ast.Module) -> Iterator[int]:
    """Name the lines on which Python compares a province with another."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = (node.left, *node.comparators)
        for one, how, other in zip(sides, node.ops, sides[1:], strict=False):
            within = isinstance(how, ast.In | ast.NotIn)
            by_reach = within and _is_reach(other)
            if not by_reach and (_of_province(one) or (not within and _of_province(other))):
                yield node.lineno


def asked(tree: ast.Module) -> Iterator[int]:
    """Name the lines on which the text of a query compares one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and IN_SQL.search(str(node.value)):
            yield node.lineno


def _of_province(node: ast.expr) -> bool:
    """Tell whether it is a province's id: an attribute, a name, or what an id begins with."""
    match node:
        case ast.Attribute(attr="province") | ast.Name(id="province"):
            return True
        case ast.Call(func=ast.Name(id="province_of") | ast.Attribute(attr="province_of")):
            return True
        case _:
            return False


def _is_reach(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in {"reach", "kin"}
        case _:
            return False


def filters(path: Path) -> list[int]:
    """Name the lines of a file that ask for one province."""
    tree = ast.parse(path.read_text())
    return sorted({*compared(tree), *asked(tree)})


def test_only_the_named_files_compare_provinces() -> None:
    found = {
        str(path.relative_to(SERVER)): lines
        for path in SERVER.rglob("*.py")
        if "invariants" not in path.parts and (lines := filters(path))
    }
    assert {name: lines for name, lines in found.items() if name not in ALLOWED} == {}
    assert {*ALLOWED} - {*found} == set()


@pytest.mark.parametrize(
    "source",
    [
        "row.province == actor.province",
        "province_of(post) != province",
        "person.c.province == wanted.province",
        "province not in {actor.province}",
        "'SELECT id FROM bloc b WHERE b.province = :province'",
        "\"split_part(c.bloc_year_id, '/', 1) = :province\"",
        "f'WHERE province = {province}'",
        "\"starts_with(bloc_year_id, :province || '/')\"",
    ],
)
def test_a_comparison_with_a_province_is_found(tmp_path: Path, source: str) -> None:
    file = tmp_path / "some.py"
    file.write_text(f"x = {source}\n")
    assert filters(file) == [1]


def test_the_one_way_to_ask_is_no_finding(tmp_path: Path) -> None:
    file = tmp_path / "some.py"
    file.write_text(
        "a = row.province not in actor.reach\n"
        "b = reached(person.c.province, reach)\n"
        "c = f'WHERE {within(\"b.province\")}'\n"
        "d = 'INSERT INTO bloc(id, province) VALUES (:bloc, :province)'\n"
    )
    assert filters(file) == []
