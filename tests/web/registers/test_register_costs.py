"""What the registers cost, however many cases and bloc-years their numbers are of."""

from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from server.store import statements
from tests.worlds.processes.numbered import Numbered

PAGES = "/registers/bac-giang/khoi-vhxh1/2024/KH", "/registers"


def costs(client: FlaskClient) -> list[int]:
    found = []
    for address in PAGES:
        client.get(address)
        statements.reset()
        client.get(address)
        found.append(statements.count)
    return found


def test_a_register_costs_as_many_statements_however_many_cases_it_names(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open().first()
    few = costs(leader)
    for _ in range(4):
        numbered.open().first()
    assert costs(leader) == few
    assert max(few) <= 12


def test_a_register_costs_as_many_statements_however_many_bloc_years_its_cases_are_of(
    numbered: Numbered, leader: FlaskClient, engine: Engine
) -> None:
    numbered.open().first()
    numbered.open().first()
    few = costs(leader)
    with engine.begin() as connection:
        connection.execute(
            text("""
INSERT INTO bloc_year SELECT (r).* FROM (
  SELECT jsonb_populate_record(y, jsonb_build_object('id', y.id || '0', 'year', y.year + 1)) AS r
  FROM bloc_year y WHERE y.id = :year) made"""),
            {"year": numbered.year.bloc_year_id},
        )
        moved = text("UPDATE case_ SET bloc_year_id = bloc_year_id || '0' WHERE id = :id")
        connection.execute(moved, {"id": numbered.year.case_id})
    assert costs(leader) == few
    assert "02/KH-KTĐVHXH1" in leader.get(PAGES[0]).text
