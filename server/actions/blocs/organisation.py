"""The units, bodies and posts that a bloc-year file says: kept up, or only made known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from server.domain.bloc_file import BlocYearFile
from server.domain.deadlines import local_day
from server.domain.people.posts import province_of, unit_of
from server.domain.texts.lists import listed_post, listed_unit
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs import bloc_years
from server.store.people import import_locks


def save(session: Session, file: BlocYearFile, *, now: datetime) -> None:
    """Add units and posts, and keep up the names and titles of those that are there."""
    _write(session, file, now=now, units=None, posts=None)


def make_known(session: Session, file: BlocYearFile, *, now: datetime) -> Sequence[str]:
    """Add the units and posts that are not there yet, and return these posts' ids.

    Names and titles that are there stay as they are.
    """
    posts, units = [post.id for post in file.posts], [unit_of(post.id) for post in file.posts]
    import_locks.lock(session, logins=(), post_ids=posts)
    new = set(posts) - bloc_years.known_posts(session, posts)
    strange = set(units) - bloc_years.known_units(session, units)
    _write(session, file, now=now, units=strange, posts=new)
    return sorted(new)


def _write(
    session: Session,
    file: BlocYearFile,
    *,
    now: datetime,
    units: Collection[str] | None,
    posts: Collection[str] | None,
) -> None:
    """Write the units and posts with these ids, or all where it is None."""
    unit_rows = [row for row in _units(file, now) if units is None or row["id"] in units]
    post_rows = [row for row in _posts(file) if posts is None or row["id"] in posts]
    if unit_rows:
        bloc_years.save_units(session, unit_rows)
    if post_rows:
        bloc_years.save_posts(session, post_rows)


def _units(file: BlocYearFile, now: datetime) -> Sequence[Mapping[str, object]]:
    entries = [
        (item.unit.id, item.unit.name, item.unit.short, item.name_from) for item in file.units
    ]
    entries += [(item.id, item.name, item.short, item.name_from) for item in file.bodies]
    default = min(date(file.year, 1, 1), local_day(now))
    return [_unit(*entry, default=default) for entry in entries]


def _posts(file: BlocYearFile) -> Sequence[Mapping[str, object]]:
    return [
        {
            "id": post.id,
            "unit_id": unit_of(post.id),
            "position": post.position,
            "title_vi": post.title.vi,
            "title_en": post.title.en,
            **asdict(listed_post(post.title)),
        }
        for post in file.posts
    ]


def _unit(
    unit_id: str, name: Words, short: Words, valid_from: date | None, *, default: date
) -> dict[str, object]:
    return {
        "id": unit_id,
        "province": province_of(unit_id),
        "valid_from": valid_from or default,
        "name_vi": name.vi,
        "name_en": name.en,
        "short_vi": short.vi,
        "short_en": short.en,
        **asdict(listed_unit(name, short)),
    }
