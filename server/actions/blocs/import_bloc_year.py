"""Import a bloc-year file: everything or nothing, added by its effective date."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.actions.blocs import organisation
from server.actions.blocs.carrying import lacking_in_use
from server.actions.definitions.deployed import rules_of
from server.actions.definitions.known_records import records_asked
from server.actions.people.import_persons import Refused, import_persons
from server.config import PROPOSALS_HOLD
from server.domain.administration.repairs import CaseBroken
from server.domain.bloc_doubts import implausible
from server.domain.bloc_file import (
    BlocYearFile,
    FileMistake,
    FileMistakes,
    mistakes_of,
    parse,
    to_rules,
)
from server.domain.blocs.rules import CaseRules
from server.domain.blocs.wordings import reworded
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.lineage import FormerUnits
from server.store import Session
from server.store.blocs import bloc_years
from server.store.blocs.bloc_years import BlocYearVersion
from server.store.history import journal
from server.store.people import import_locks, lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; `changed` is False where the very same file was in force already."""

    bloc_year_id: str
    rules_digest: str
    effective_from: date
    changed: bool
    warnings: tuple[FileMistake, ...] = ()
    """What the file says that is seldom meant."""


def import_bloc_year(
    session: Session,
    source: str,
    *,
    actor: Actor | None,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> Imported | FileMistakes:
    """Import a file's text. Mistakes name every line; then nothing has changed.

    Opened cases keep the rules they froze. The same file is imported anew where it means something
    else by now: a field left out has got a default. What needs a second person waits for `hold`.
    """
    file = parse(source, _formers(session, now))
    if isinstance(file, FileMistakes):
        return file
    rules = to_rules(file)
    digest, bloc_year_id = rules.digest(), f"{rules.bloc.id}/{rules.year}"
    known = bloc_years.version_on(session, bloc_year_id, file.effective_from)
    changed = known is None or (known.source, known.rules_digest) != (source, digest)
    if changed:
        if refused := _save(session, file, rules, source=source, now=now, hold=hold):
            return mistakes_of(source, refused)
        journal.note(
            session,
            stream=f"bloc-year/{bloc_year_id}",
            kind="bloc_year.imported",
            object=f"bloc_year/{bloc_year_id}",
            actor=actor,
            payload=_told(session, file, rules, source, known),
            now=now,
            province=rules.bloc.province,
        )
    return Imported(
        bloc_year_id=bloc_year_id,
        rules_digest=digest,
        effective_from=file.effective_from,
        changed=changed,
        warnings=_warnings(session, file, rules, source=source),
    )


def _formers(session: Session, now: datetime) -> FormerUnits:
    return lineage.former_units(session, lineage.in_force(session, today=local_day(now)))


def _warnings(
    session: Session, file: BlocYearFile, rules: CaseRules, *, source: str
) -> tuple[FileMistake, ...]:
    lacking, recorded = lacking_in_use(session, rules), records_asked(session, file)
    return implausible(source, file, lacking, recorded)


def _told(
    session: Session,
    file: BlocYearFile,
    rules: CaseRules,
    source: str,
    known: BlocYearVersion | None,
) -> dict[str, Json]:
    before = known.rules_digest if known else None
    return {
        "rules": rules.digest(),
        "source": hashlib.sha256(source.encode()).hexdigest(),
        "effective_from": file.effective_from.isoformat(),
        "before": before,
        "persons": [person.login for person in file.persons],
        **_changes(session, rules, before),
    }


def _changes(session: Session, rules: CaseRules, before: str | None) -> dict[str, Json]:
    """Tell what stands otherwise than under the version before, where that can be read.

    What printouts say, and which units are gone, from which day: by that what was late before
    may be owed no more.
    """
    was: CaseRules | None = None
    with suppress(CaseBroken):
        was = rules_of(session, before) if before else None
    changes: list[Json] = [
        {"path": f"{each.process}.{each.printout}.wording", "old": each.old, "new": each.new}
        for each in reworded((was.wordings if was else None) or (), rules.wordings or ())
    ]
    told, old = _gone(rules), _gone(was) if was else {}
    changes += [
        {"path": f"{unit}.gone", "old": old.get(unit, ""), "new": told.get(unit, "")}
        for unit in sorted(told | old)
        if old.get(unit) != told.get(unit)
    ]
    return {"changes": changes} if changes else {}


def _gone(rules: CaseRules) -> dict[str, str]:
    """Say by units that are gone from which day, where to and by which decision."""
    return {
        gone.unit: " · ".join(filter(None, (gone.day.isoformat(), gone.into, gone.decision)))
        for gone in rules.reorganised or ()
    }


def _save(  # noqa: PLR0913 - one file, named part by part
    session: Session,
    file: BlocYearFile,
    rules: CaseRules,
    *,
    source: str,
    now: datetime,
    hold: timedelta,
) -> list[Refused]:
    """Write all of it, or nothing and return what the rules of persons and posts refuse."""
    undone = session.begin_nested()
    _lock(session, file)
    organisation.save(session, file, now=now)
    bloc_years.add_version(
        session, rules, effective_from=file.effective_from, source=source, now=now
    )
    refused = import_persons(session, file.persons, province=file.bloc.province, now=now, hold=hold)
    if refused:
        undone.rollback()
    else:
        undone.commit()
    return refused


def _lock(session: Session, file: BlocYearFile) -> None:
    """Lock first whom and what it may write, as who appoints on a page does: person, then post."""
    appointed = {item.post_id for person in file.persons for item in person.appointments}
    import_locks.lock(
        session,
        logins={person.login for person in file.persons},
        post_ids={post.id for post in file.posts} | appointed,
    )
