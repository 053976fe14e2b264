"""From the tables of a bloc-year file to its entries: who is in it and what it is called."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import partial

from server.domain.bloc_file.entries import (
    AppointmentEntry,
    BlocYearFile,
    BodyEntry,
    BodyKind,
    PersonEntry,
    PositionEntry,
    PostEntry,
    UnitEntry,
)
from server.domain.bloc_file.mistakes import Code
from server.domain.bloc_file.reading_awards import read_award, read_past_award
from server.domain.bloc_file.reading_conditions import read_condition, read_grade
from server.domain.bloc_file.reading_roles import (
    POSITION,
    read_position,
    read_role,
)
from server.domain.bloc_file.reading_rules import read_deadline
from server.domain.bloc_file.reading_score_table import CODE, read_score_table
from server.domain.bloc_file.reading_scorers import read_scorer
from server.domain.bloc_file.reading_voting import read_council, read_voting
from server.domain.bloc_file.reading_wordings import read_wordings
from server.domain.blocs.registers import NumberingMoment, RegisterRules
from server.domain.blocs.rules import (
    Bloc,
    BlocKind,
    BlocRole,
    LegalBasis,
    MemberUnit,
    Recipient,
    Reorganised,
    Wave,
)
from server.domain.people.posts import post_id
from server.domain.texts.words import Words
from server.domain.toml_file import LONG, SHORT, Table

_PART = "[a-z0-9]+(?:-[a-z0-9]+)*"
PROVINCE = re.compile(rf"(?=.{{1,40}}$){_PART}")
UNIT = re.compile(rf"(?=.{{1,80}}$){_PART}/{_PART}")
SYMBOL = re.compile(r"(?=.{1,40}$)[^\W_]+(?:-[^\W_]+)*")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[a-z0-9.-]{3,190}", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 2000, 2100


def read_file(top: Table) -> BlocYearFile:
    """Read the whole file; its mistakes are in the table's notes."""
    head = top.table("bloc")
    own = tuple(read_position(table) for table in _some(top, "positions")) or None
    file = BlocYearFile(
        bloc=_bloc(head),
        year=head.integer("year", FIRST_YEAR, LAST_YEAR),
        effective_from=head.day("effective_from"),
        theme=head.words("theme", LONG),
        units=tuple(_unit(table, own or ()) for table in top.tables("units")),
        bodies=tuple(_body(table, own or ()) for table in top.tables("bodies")),
        persons=tuple(_person(table) for table in _some(top, "persons")),
        score_table=read_score_table(top.table("score_table")),
        awards=tuple(read_award(table) for table in top.tables("awards")),
        voting=read_voting(top.table("voting")),
        council=read_council(top.table("council")),
        deadlines=tuple(read_deadline(table) for table in top.tables("deadlines")),
        recipients=tuple(_recipient(table) for table in _some(top, "recipients")),
        legal_bases=tuple(_legal_basis(table) for table in _some(top, "legal_bases")),
        waves=tuple(_wave(table) for table in _some(top, "waves")),
        positions=own,
        roles=tuple(read_role(table) for table in _some(top, "roles")) or None,
        conditions=tuple(read_condition(table) for table in _some(top, "conditions")) or None,
        grades=tuple(read_grade(table) for table in _some(top, "grades")) or None,
        scorers=tuple(read_scorer(table) for table in _some(top, "scorers")) or None,
        reorganised=tuple(_reorganised(table) for table in _some(top, "reorganised")) or None,
        wordings=read_wordings(top),
        history=tuple(read_past_award(table) for table in _some(top, "history")) or None,
        register=_register(top.table("register")) if top.has("register") else None,
    )
    head.close()
    top.close()
    return file


def _some(table: Table, key: str) -> list[Table]:
    return table.tables(key) if table.has(key) else []


def _bloc(table: Table) -> Bloc:
    return Bloc(
        id=table.identifier("id", UNIT, "bac-giang/khoi-vhxh1"),
        province=table.identifier("province", PROVINCE, "bac-giang"),
        kind=table.choice("kind", BlocKind),
        name=table.words("name"),
        short=table.words("short", SHORT),
    )


def _unit(table: Table, own: tuple[PositionEntry, ...]) -> UnitEntry:
    unit = MemberUnit(
        id=table.identifier("id", UNIT, "bac-giang/so-khcn"),
        name=table.words("name"),
        short=table.words("short", SHORT),
        role=table.choice("role", BlocRole),
        symbol=_symbol(table),
    )
    starts, ends = _name_dates(table)
    posts = _posts(table, unit.id, own)
    entry = UnitEntry(unit=unit, name_from=starts, name_to=ends, posts=posts)
    table.close()
    return entry


def _body(table: Table, own: tuple[PositionEntry, ...]) -> BodyEntry:
    starts, ends = _name_dates(table)
    body_id = table.identifier("id", UNIT, "bac-giang/so-noi-vu")
    entry = BodyEntry(
        id=body_id,
        kind=table.choice("kind", BodyKind),
        name=table.words("name"),
        short=table.words("short", SHORT),
        name_from=starts,
        name_to=ends,
        posts=_posts(table, body_id, own),
        receives=table.identifier("receives", POSITION, "officer")
        if table.has("receives")
        else None,
        symbol=_symbol(table),
    )
    table.close()
    return entry


def _symbol(table: Table) -> str | None:
    return table.identifier("symbol", SYMBOL, "SGDĐT") if table.has("symbol") else None


def _posts(table: Table, unit_id: str, own: tuple[PositionEntry, ...]) -> tuple[PostEntry, ...]:
    names = {position.id: position.name for position in own}
    return tuple(_post(row, unit_id, names) for row in table.tables("posts"))


def _post(table: Table, unit_id: str, names: Mapping[str, Words]) -> PostEntry:
    position = table.identifier("position", POSITION, "officer")
    name = None if table.has("title") else names.get(position)
    entry = PostEntry(
        id=post_id(unit_id, position),
        unit_id=unit_id,
        position=position,
        title=name or table.words("title"),
    )
    table.close()
    return entry


def _person(table: Table) -> PersonEntry:
    entry = PersonEntry(
        login=table.identifier("login", LOGIN, "can-bo.so-khcn"),
        name=table.text("name", SHORT),
        email=table.identifier("email", EMAIL, "ten@co-quan.gov.vn") if table.has("email") else "",
        appointments=tuple(_appointment(row) for row in _some(table, "appointments")),
    )
    table.close()
    return entry


def _appointment(table: Table) -> AppointmentEntry:
    entry = AppointmentEntry(
        post_id=table.text("post"),
        starts=table.day("from"),
        ends=table.optional("to", table.day),
        decision=table.text("decision") if table.has("decision") else "",
    )
    _in_order(table, "to", entry.starts, entry.ends)
    table.close()
    return entry


def _recipient(table: Table) -> Recipient:
    entry = Recipient(id=table.identifier("id", CODE, "so-noi-vu"), name=table.words("name"))
    table.close()
    return entry


def _reorganised(table: Table) -> Reorganised:
    entry = Reorganised(
        unit=table.identifier("unit", UNIT, "bac-giang/so-tttt"),
        into=table.text("into") if table.has("into") else None,
        day=table.day("day"),
        decision=table.text("decision"),
        awards=table.flag_or_no("awards"),
    )
    table.close()
    return entry


def _legal_basis(table: Table) -> LegalBasis:
    entry = LegalBasis(
        id=table.identifier("id", CODE, "luat-tdkt-2022"),
        symbol=table.text("symbol", SHORT),
        name=table.words("name"),
        issued=table.optional("issued", table.day),
        in_force=table.optional("in_force", table.day),
        until=table.optional("until", table.day),
    )
    _in_order(table, "until", entry.in_force or entry.issued, entry.until)
    table.close()
    return entry


def _register(table: Table) -> RegisterRules:
    rules = RegisterRules(
        symbol=table.identifier("symbol", SYMBOL, "KTĐVHXH1"),
        moment=table.choice("moment", NumberingMoment)
        if table.has("moment")
        else NumberingMoment.ON_SIGNING,
        sample=table.flag_or_no("sample"),
        place=table.optional("place", partial(table.text, limit=SHORT)),
    )
    table.close()
    return rules


def _wave(table: Table) -> Wave:
    entry = Wave(
        id=table.identifier("id", CODE, "dot-1"),
        name=table.words("name"),
        starts=table.day("starts"),
        ends=table.day("ends"),
    )
    _in_order(table, "ends", entry.starts, entry.ends)
    table.close()
    return entry


def _name_dates(table: Table) -> tuple[dt.date | None, dt.date | None]:
    starts = table.optional("name_from", table.day)
    ends = table.optional("name_to", table.day)
    _in_order(table, "name_to", starts, ends)
    return starts, ends


def _in_order(table: Table, key: str, start: dt.date | None, end: dt.date | None) -> None:
    broken = table.notes.touch(*table.path, key)
    if start and end and end < start and not broken:
        table.note(key, Code.DATES_REVERSED, start=start.isoformat(), end=end.isoformat())
