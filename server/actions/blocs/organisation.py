"""The units, bodies and posts that a bloc-year file says: kept up, or only made known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from server.domain.bloc_file import BlocYearFile
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of, unit_of
from server.domain.texts.lists import listed_unit
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_years
from server.store.people import import_locks, post_titles
from server.store.people.post_titles import PostTitle


def save(session: Session, file: BlocYearFile, *, now: datetime) -> None:
    """Add units and posts, and keep up the names and titles of those that are there.

    A new name or title holds in the file's year from the day the file does, where it says no day.
    """
    _write_units(session, file, now=now)
    known = bloc_years.known_posts(session, [post.id for post in file.posts])
    post_titles.add_posts(session, _titles(file, _first(file, now), but=known))
    post_titles.keep(session, _titles(file, _names_begin(file), of=known))
    post_titles.move(session, today=local_day(now))


def make_known(session: Session, file: BlocYearFile, *, now: datetime) -> Sequence[str]:
    """Add the units and posts that are not there yet, and return these posts' ids.

    Names and titles that are there stay as they are.
    """
    posts, units = [post.id for post in file.posts], [unit_of(post.id) for post in file.posts]
    import_locks.lock(session, logins=(), post_ids=posts)
    known = bloc_years.known_posts(session, posts)
    strange = set(units) - bloc_years.known_units(session, units)
    _write_units(session, file, now=now, units=strange)
    post_titles.add_posts(session, _titles(file, _first(file, now), but=known))
    return sorted(set(posts) - known)


def _write_units(
    session: Session, file: BlocYearFile, *, now: datetime, units: Collection[str] | None = None
) -> None:
    """Write the units with these ids, or all where it is None."""
    named = bloc_years.names_on(session, _names_begin(file))
    entries = _units(file, now, named)
    rows = [row for row in entries if units is None or row["id"] in units]
    if rows:
        bloc_years.save_units(session, rows)


def _titles(
    file: BlocYearFile,
    day: date,
    *,
    of: Collection[str] | None = None,
    but: Collection[str] = (),
) -> Sequence[PostTitle]:
    """Return what a file calls posts, from a day on: those of some ids, or all but some."""
    return [
        PostTitle(post_id=post.id, valid_from=day, title=post.title)
        for post in file.posts
        if post.id not in but and (of is None or post.id in of)
    ]


def _first(file: BlocYearFile, now: datetime) -> date:
    """Return the day from which units and posts that a file adds are called as it says."""
    return min(date(file.year, 1, 1), local_day(now))


def _names_begin(file: BlocYearFile) -> date:
    """Return the day from which a file's words hold of units and posts that are there already."""
    return max(date(file.year, 1, 1), file.effective_from)


def _units(
    file: BlocYearFile, now: datetime, named: Mapping[str, tuple[Words, Words]]
) -> Sequence[Mapping[str, object]]:
    entries = [
        (item.unit.id, item.unit.name, item.unit.short, item.name_from) for item in file.units
    ]
    entries += [(item.id, item.name, item.short, item.name_from) for item in file.bodies]
    first = _first(file, now)
    begins = _names_begin(file)
    return [
        _unit(unit_id, name, short, name_from or (begins if unit_id in named else first))
        for unit_id, name, short, name_from in entries
        if name_from or named.get(unit_id) != (name, short)
    ]


def _unit(unit_id: str, name: Words, short: Words, valid_from: date) -> dict[str, object]:
    return {
        "id": unit_id,
        "province": province_of(unit_id),
        "valid_from": valid_from,
        "name_vi": name.vi,
        "name_en": name.en,
        "short_vi": short.vi,
        "short_en": short.en,
        **asdict(listed_unit(name, short)),
    }
