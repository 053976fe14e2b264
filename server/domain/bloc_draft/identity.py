"""Which bloc of which year a document is of, and the post that leads it."""

from server.domain.bloc_draft.drafts import (
    BlocYearUnnamed,
    LeaderUnnamed,
    OtherProvinceDraft,
)
from server.domain.bloc_file.reading import FIRST_YEAR, LAST_YEAR, UNIT
from server.domain.bloc_sheet.toml_text import TomlTable, tables_in
from server.domain.blocs.rules import BlocRole
from server.domain.people.posts import Position, post_id, province_of


def bloc_year_of(values: TomlTable, *, province: str) -> str:
    """Return the id of the bloc-year; raises BlocYearUnnamed and OtherProvinceDraft."""
    head = values.get("bloc")
    bloc = head.get("id") if isinstance(head, dict) else None
    year = head.get("year") if isinstance(head, dict) else None
    if not isinstance(bloc, str) or not UNIT.fullmatch(bloc):
        raise BlocYearUnnamed
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise BlocYearUnnamed
    if province_of(bloc) != province or (
        isinstance(head, dict) and head.get("province") != province
    ):
        raise OtherProvinceDraft
    return f"{bloc}/{year}"


def secretary_of(values: TomlTable) -> str:
    """Return the secretary's post of the leading unit; raises LeaderUnnamed."""
    for unit in tables_in(values.get("units", ())):
        if unit.get("role") != BlocRole.LEADER:
            continue
        posts = tables_in(unit.get("posts", ()))
        unit_id = unit.get("id")
        named = any(post.get("position") == Position.SECRETARY for post in posts)
        if named and isinstance(unit_id, str) and UNIT.fullmatch(unit_id):
            return post_id(unit_id, Position.SECRETARY)
    raise LeaderUnnamed
