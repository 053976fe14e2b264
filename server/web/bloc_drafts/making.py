"""The form that begins a bloc-year from the province's letter: new, from another year, a sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.bloc_drafts import make_bloc_draft
from server.actions.bloc_drafts.make_bloc_draft import FoundingFile
from server.actions.definitions.deployed import rules_of
from server.domain.administration.repairs import CaseBroken
from server.domain.bloc_draft import beginning, document
from server.domain.bloc_draft.beginning import Beginning
from server.domain.bloc_draft.drafts import (
    BaseUnchosen,
    BlocNameMissing,
    BlocThere,
    FoundingLetter,
    YearOutside,
    check_letter,
    makes,
)
from server.domain.bloc_draft.identity import bloc_year_of
from server.domain.bloc_file.reading import FIRST_YEAR, LAST_YEAR
from server.domain.bloc_sheet.sheets import Rows, sheets_of
from server.domain.bloc_sheet.toml_text import TomlValue
from server.domain.blocs.rules import BlocKind
from server.domain.deadlines import local_day
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.typed_text import readable
from server.sheets import writing
from server.store.blocs import bloc_drafts, bloc_pages, bloc_years
from server.store.blocs.bloc_pages import BlocYear
from server.web.bloc_drafts.uploaded_sheet import (
    SheetWrong,
    posted_rows,
    said_otherwise,
)
from server.web.downloads import sent_files
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.typed_values import posted_day, whole_of
from server.web.requests.uses import Use, counted

MOST = 200
NEW, LAST = "new", "last"
FIELDS = ("letter", "letter_on", "way", "base", "year", "name", "short", "kind")


@access(SIGNED_IN)
def form() -> ResponseReturnValue:
    """Show the form; `base` in the address is the bloc-year to take it from."""
    check_makes()
    return _page(dict(request.args))


@access(SIGNED_IN)
def make() -> ResponseReturnValue:
    """Make the draft and open it; what is refused is said, and what was typed stays."""
    check_makes()
    try:
        draft = _made(posted_rows("sheet") if _typed("way") != LAST else None)
    except SheetWrong as wrong:
        session().rollback()
        told = [("sheet", line) for line in wrong.lines]
        return _page(dict(request.form), told), HTTPStatus.UNPROCESSABLE_ENTITY
    except Refusal as refusal:
        session().rollback()
        return _page(dict(request.form), [("letter", sentence(refusal))]), status_of(refusal)
    return redirect(url_for("bloc_drafts.show", draft_id=draft), HTTPStatus.SEE_OTHER)


@access(SIGNED_IN)
@counted(Use.EXPORTS)
def empty_sheet() -> ResponseReturnValue:
    """Hand over the workbook of a new bloc: the province's bodies, and all else to be filled in."""
    check_makes()
    bodies = _bodies()
    data = writing.write(sheets_of({"bodies": bodies} if bodies else {}))
    return sent_files.sent(data, media=writing.WORKBOOK, name="khoi-moi.xlsx")


def check_makes() -> None:
    """Let nobody in but who makes bloc-years of their province; raises NotThere."""
    who = actor()
    if not makes(who, home_affairs=bloc_drafts.home_affairs(session(), who.reach)):
        raise NotThere


def years() -> Sequence[BlocYear]:
    """List the bloc-years that the actor's unit is Home Affairs of, newest first."""
    who = actor()
    rows = bloc_pages.in_reach(session(), who.reach, day=date.max, limit=MOST)
    return [row for row in rows if _ours(row)]


def _ours(row: BlocYear) -> bool:
    try:
        return rules_of(session(), row.rules_digest).bodies.home_affairs.id == actor().unit_id
    except CaseBroken:
        return False


def _made(rows: Rows | None) -> UUID:
    letter = check_letter(_typed("letter"), posted_day("letter_on"), today=local_day(now()))
    begins = _begins(letter)
    if rows is not None:
        begins = _with_sheets(begins, rows)
    return make_bloc_draft.make(session(), begins, letter, file=_file(), actor=actor(), now=now())


def _with_sheets(begins: Beginning, rows: Rows) -> Beginning:
    """Put in what the sheets say; a sheet that says nothing leaves its table as it is."""
    text = begins.document
    for part, value in said_otherwise(document.read(text), rows).items():
        text = text if value is None else document.with_part(text, part, value)
    return replace(begins, document=text)


def _begins(letter: FoundingLetter) -> Beginning:
    """Say what the draft begins with; raises what is wrong with the form."""
    year = _year()
    if _typed("way") == LAST:
        chosen = next((row.id for row in years() if row.id == _typed("base")), "")
        version = bloc_years.version_on(session(), chosen, date.max)
        if version is None:
            raise BaseUnchosen
        return beginning.moved(version.source, base=chosen, year=year)
    return _new(letter, year)


def _new(letter: FoundingLetter, year: int) -> Beginning:
    name, short = readable(_typed("name")), readable(_typed("short"))
    province = actor().province
    own = beginning.id_of(short or name)
    if not name or not own:
        raise BlocNameMissing
    text = beginning.new_document(
        {
            "id": f"{province}/{own}",
            "province": province,
            "kind": BlocKind.CLUSTER if _typed("kind") == BlocKind.CLUSTER else BlocKind.BLOC,
            "year": year,
            "effective_from": letter.dated,
            "name": name,
            "short": short or name,
        },
        bodies=_bodies(),
    )
    bloc_year = bloc_year_of(document.read(text), province=province)
    if bloc_years.version_on(session(), bloc_year, date.max) is not None:
        raise BlocThere(*document.called(text, bloc_year))
    return Beginning(document=text)


def _bodies() -> "TomlValue | None":
    """Return the bodies of the newest bloc-year that the actor's unit is Home Affairs of."""
    source = bloc_drafts.newest_source(session(), actor().unit_id)
    return document.read(source).get("bodies") if source else None


def _year() -> int:
    year = whole_of(_typed("year"))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutside(FIRST_YEAR, LAST_YEAR)
    return year


def _file() -> FoundingFile | None:
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    return FoundingFile(name=file.filename, data=file.stream.read())


def _page(typed: dict[str, str], refused: Sequence[tuple[str, str]] = ()) -> str:
    known = years()
    base = typed.get("base", "")
    chosen = next((row for row in known if row.id == base), known[0] if known else None)
    following = (chosen.year if chosen else local_day(now()).year) + 1
    begun = {
        "way": LAST if chosen and (base or not typed) else NEW,
        "base": chosen.id if chosen else "",
        "year": str(following),
        "kind": BlocKind.BLOC.value,
    }
    return render_template(
        "bloc_drafts/new.html",
        years=[(row, rules_of(session(), row.rules_digest)) for row in known],
        typed={name: typed.get(name, begun.get(name, "")) for name in FIELDS},
        refused=refused,
    )


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()
