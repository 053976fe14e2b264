"""Who signs a printout: the post of a task, with the name of who did it once it is done."""

from collections.abc import Iterator

from server.actions.printouts.material import Material
from server.domain.blocs.parties import Party
from server.domain.manifest import Issuer, PrintoutEntry, SignedBy
from server.domain.people.lane_posts import Facts, post_for
from server.domain.printouts.printout import SignatureBlock
from server.domain.refusals import UnknownRole
from server.form_shape.outcomes import RETURN
from server.forms.outcome import meaning
from server.store.cases import case_pages
from server.store.tasks.records import Record


def signature_blocks(
    of: Material, signed: SignedBy, entry: PrintoutEntry
) -> Iterator[SignatureBlock]:
    """Write the blocks of one line of `signed`: one, or one for everybody who did the task."""
    issuer = agency(of, entry.issuer)
    if signed.each:
        done = [record for task in signed.tasks for record in of.every(task)]
        yield from (_block(of, signed, record, issuer) for record in done if _signs(of, record))
        return
    records = (record for task in signed.tasks if (record := of.record(task)))
    yield _block(of, signed, next((r for r in records if _signs(of, r)), None), issuer)


def _signs(of: Material, record: Record) -> bool:
    """Tell whether a record signs: who sends the work back has signed nothing."""
    _model, form = of.form(record)
    return meaning(form, record.outcome) != RETURN


def agency(of: Material, issuer: Issuer) -> Party | None:
    """Return the agency that issues a printout; None of the bloc, which is none."""
    if issuer is Issuer.UNIT:
        return next((each for each in of.rules.units if each.id == of.unit), None)
    return of.rules.bodies.by_kind().get(issuer)


def post_within(title: str, issuer: Party | None) -> str:
    """Call a post as in its own agency's papers: without the agency, which stands at their head."""
    for name in (issuer.name.vi, issuer.short.vi) if issuer else ():
        if name and title.casefold().endswith(f" {name}".casefold()):
            return title[: -len(name)].rstrip(" –-")
    return title


def _block(
    of: Material, signed: SignedBy, record: Record | None, issuer: Party | None
) -> SignatureBlock:
    title = post_within(record.post if record else _title(of, signed.tasks), issuer)
    return SignatureBlock(
        lines=_lines(signed.power, title),
        name=_name(record) if record else "",
        note=f"(thay mặt {record.on_behalf})" if record and record.on_behalf else "",
    )


def _lines(power: str, title: str) -> list[str]:
    """Write the power above the post; a post that says it already does not say it twice."""
    if power and title.casefold().startswith(power.casefold()):
        return [power]
    return [*filter(None, (power, title))]


def _name(record: Record) -> str:
    """Return the name of who did it; an account that is named for its post has none to print."""
    return "" if record.by == record.post else record.by


def _title(of: Material, tasks: tuple[str, ...]) -> str:
    """Return what the post is called whose task it will be; empty where that is not known."""
    if len(tasks) != 1:
        return ""
    (element,) = tasks
    drawn = of.model.definition.elements.get(element)
    facts = Facts(opener=of.case.opened_post or "")
    try:
        post = post_for(drawn.role or "", of.key, of.rules, facts) if drawn else ""
    except UnknownRole:
        return ""
    found = case_pages.post_titles(of.session, [post]).get(post)
    return found.vi if found else ""
