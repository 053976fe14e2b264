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
    """Add units and posts, and keep up the names and titles of those that are there.

    A new name holds in the file's year from the day the file does, where it says no day. Titles
    have no days: those of a unit that a later version in force by now names stay as that one says.
    """
    later = bloc_years.units_named_later(session, after=file.effective_from, until=local_day(now))
    posts = [post.id for post in file.posts]
    known = bloc_years.known_posts(session, posts)
    kept = {post for post in known if unit_of(post) in later}
    _write(session, file, now=now, units=None, posts=set(posts) - kept)


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
    named = bloc_years.names_on(session, _names_begin(file))
    entries = _units(file, now, named)
    unit_rows = [row for row in entries if units is None or row["id"] in units]
    post_rows = [row for row in _posts(file) if posts is None or row["id"] in posts]
    if unit_rows:
        bloc_years.save_units(session, unit_rows)
    if post_rows:
        bloc_years.save_posts(session, post_rows)


def _names_begin(file: BlocYearFile) -> date:
    """Return the day from which a file's names hold of units that are known by others."""
    return max(date(file.year, 1, 1), file.effective_from)


def _units(
    file: BlocYearFile, now: datetime, named: Mapping[str, tuple[Words, Words]]
) -> Sequence[Mapping[str, object]]:
    entries = [
        (item.unit.id, item.unit.name, item.unit.short, item.name_from) for item in file.units
    ]
    entries += [(item.id, item.name, item.short, item.name_from) for item in file.bodies]
    first = min(date(file.year, 1, 1), local_day(now))
    begins = _names_begin(file)
    return [
        _unit(unit_id, name, short, name_from or (begins if unit_id in named else first))
        for unit_id, name, short, name_from in entries
        if name_from or named.get(unit_id) != (name, short)
    ]


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
