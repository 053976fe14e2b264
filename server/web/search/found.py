"""What is found by words, kind by kind: each line is something its own page would show."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from server.actions.definitions.deployed import deployed, rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.parties import bodies, units
from server.domain.people.posts import Position
from server.domain.texts.vietnamese import fold
from server.domain.texts.words import Words
from server.store.blocs import bloc_years
from server.store.cases import case_pages, searched_papers
from server.store.cases.case_pages import in_reach
from server.store.cases.searched_papers import PaperKind
from server.store.history import actors
from server.store.history.actors import NamedPerson
from server.web.cases.blocs import known_bloc_years
from server.web.cases.case_access import Sight, known, looks, roster
from server.web.cases.papers import seen_files
from server.web.frame.formats import day as day_of
from server.web.names.case_titles import case_title
from server.web.names.paper_names import paper_names
from server.web.requests.context import actor, session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import of_page, pick

MOST = 20
"""Lines of a kind on the page."""
READ = 200
"""So many of a kind at a time are asked whether the reader may see them, the newest first."""
TURNS = 10
"""And so many times, where what was found is closed to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """One line: where it leads, what it is called, and what tells it from others."""

    address: str
    name: str
    detail: tuple[str, ...] = ()
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGroup:
    """What was found of a kind; `every` is the list of all, `more` that not all are here."""

    name: object
    lines: Sequence[FoundLine]
    more: bool = False
    every: str = ""


def groups(words: Sequence[str], typed: str) -> list[FoundGroup]:
    """Find each kind, the empty ones left out."""
    found = (_cases(typed), _papers(words), _files(words), _blocs(words), _persons(typed))
    return [group for group in found if group.lines]


def _cases(typed: str) -> FoundGroup:
    rows = case_pages.listed_for(
        session(),
        in_reach(actor().reach, roster(actor())),
        before=None,
        limit=READ,
        typed=typed,
        unit=actor().unit_id,
    )
    shown, _damaged = known(session(), rows, actor=actor())
    return FoundGroup(
        name=_l("Hồ sơ"),
        lines=[
            FoundLine(
                address=url_for("cases.show", case_id=case.id),
                name=case_title(case),
                detail=(_("Mở ngày %(day)s", day=day_of(case.opened_at)),),
                simulated=case.simulated,
            )
            for case in shown[:MOST]
        ],
        more=len(shown) > MOST or len(rows) == READ,
        every=url_for("cases.index", q=typed),
    )


def _papers(words: Sequence[str]) -> FoundGroup:
    """Find documents by number and by what their kind is called."""
    kinds, reach = _named_kinds(words), in_reach(actor().reach, roster(actor()))

    def look(offset: int) -> tuple[list[FoundLine], bool]:
        rows = searched_papers.papers(session(), kinds, reach, limit=READ, offset=offset)
        sights = looks(session(), {row.case_id for row in rows}, actor=actor())
        lines = [
            _paper(sight, row)
            for row in rows
            if (sight := sights.get(row.case_id))
            and sight.document(row.kind, key=row.subject, element=row.element)
        ]
        return lines, len(rows) < READ

    return _looked(_l("Văn bản có số"), look)


def _files(words: Sequence[str]) -> FoundGroup:
    """Find files by their names."""
    reach = in_reach(actor().reach, roster(actor()))

    def look(offset: int) -> tuple[list[FoundLine], bool]:
        rows = searched_papers.files(session(), words, reach, limit=READ, offset=offset)
        sights = looks(session(), {row.case_id for row in rows}, actor=actor())
        seen = {
            file.id
            for case, sight in sights.items()
            for file in seen_files(sight, [row.file for row in rows if row.case_id == case])
        }
        lines = [_file(sights[row.case_id], row) for row in rows if row.file.id in seen]
        return lines, len(rows) < READ

    return _looked(_l("Tệp"), look)


def _looked(name: object, look: Callable[[int], tuple[list[FoundLine], bool]]) -> FoundGroup:
    """Look on, so many rows at a time, until a page is full, all were looked at, or too many.

    Each line stands once: a number may be kept for each of several nominees.
    """
    lines: dict[FoundLine, None] = {}
    whole, turn = False, 0
    while not whole and len(lines) <= MOST and turn < TURNS:
        found, whole = look(turn * READ)
        lines, turn = lines | dict.fromkeys(found), turn + 1
    return _cut(name, lines, whole=whole)


def _paper(sight: Sight, row: searched_papers.FoundPaper) -> FoundLine:
    name = paper_names(session(), sight.case.definition_hash)(row.kind)
    day = _(", ngày %(day)s", day=day_of(row.dated)) if row.dated else ""
    return FoundLine(
        address=url_for("cases.show", case_id=row.case_id, tab="documents"),
        name=of_page(f"{row.number}{day}"),
        detail=(name, case_title(sight.case)),
        simulated=sight.case.simulated,
    )


def _file(sight: Sight, row: searched_papers.FoundFile) -> FoundLine:
    return FoundLine(
        address=url_for("task_files.download", attachment_id=row.file.id),
        name=row.file.file_name,
        detail=(of_page(day_of(row.file.uploaded_at)), case_title(sight.case)),
        simulated=sight.case.simulated,
    )


def _named_kinds(words: Sequence[str]) -> Mapping[str, Collection[PaperKind]]:
    """Tell which documents of today's processes each word names."""
    called: dict[PaperKind, str] = {}
    for key, version in bloc_years.newest_definitions(session()).items():
        try:
            model = deployed(session(), version)
        except CaseBroken:
            continue
        for kind, entry in model.manifest.documents.items():
            name = model.words(entry.name)
            called[key, kind] = fold(f"{name.vi} {name.en}")
    return {word: [of for of, name in called.items() if word in name] for word in words}


def _blocs(words: Sequence[str]) -> FoundGroup:
    """Find the blocs the reader may know of, and the units and bodies in them, newest year first.

    What is called the same in several years leads to the newest.
    """
    lines: dict[tuple[str, str], FoundLine] = {}
    for year in known_bloc_years():
        rules = rules_of(session(), year.rules_digest)
        bloc = rules.bloc
        if _hold(words, year.year, bloc.name, bloc.short):
            address = url_for("cases.bloc", bloc_year_id=year.id)
            line = FoundLine(address=address, name=pick(bloc.name), detail=(str(year.year),))
            lines.setdefault((bloc.id, line.name), line)
        for party in (*units(rules), *bodies(rules)):
            if _hold(words, year.year, party.name, party.short):
                line = FoundLine(
                    address=url_for("board.unit", unit_id=party.id, bloc_year=year.id),
                    name=pick(party.name),
                    detail=(pick(bloc.short), str(year.year)),
                )
                lines.setdefault((party.id, line.name), line)
    return _cut(_l("Khối thi đua, đơn vị"), lines.values())


def _hold(words: Sequence[str], year: int, *names: Words) -> bool:
    text = fold(" ".join((str(year), *(f"{name.vi} {name.en}" for name in names))))
    return all(word in text for word in words)


def _persons(typed: str) -> FoundGroup:
    """Find persons for who has a page of them: administrators and auditors."""
    pages: Mapping[str, Callable[[NamedPerson], str]] = {
        Position.ADMINISTRATOR: lambda person: url_for("people.show", person_id=person.id),
        Position.AUDITOR: lambda person: url_for("audit.index", person=person.id),
    }
    page = pages.get(actor().position)
    if page is None:
        return FoundGroup(name=_l("Người dùng"), lines=())
    rows = actors.persons_found(session(), actor().reach, typed)
    lines = [
        FoundLine(address=page(row), name=row.name, detail=(of_page(row.login),)) for row in rows
    ]
    return FoundGroup(name=_l("Người dùng"), lines=lines, more=len(rows) == actors.MOST)


def _cut(name: object, lines: Collection[FoundLine], *, whole: bool = True) -> FoundGroup:
    return FoundGroup(name=name, lines=[*lines][:MOST], more=len(lines) > MOST or not whole)
