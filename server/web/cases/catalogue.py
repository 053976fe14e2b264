"""What one may open now, what not yet and why, and what is open already."""

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.cases.offers import Offer, offered_of
from server.actions.definitions.deployed import Deployed, rules_of
from server.actions.definitions.processes import of_versions, processes
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.opening import OpenedCase, may_open
from server.domain.deadlines import local_day
from server.domain.manifest import ONE_A_YEAR
from server.domain.texts.vietnamese import fold, folded_words
from server.domain.texts.words import Words
from server.store.blocs import bloc_pages
from server.store.cases import openings
from server.web.cases.case_access import Sight
from server.web.refusals.refusals import sentence
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.words.language import pick

MOST_YEARS = 200
LONG = 8
"""So many are read at a glance; a longer list may be searched."""
LONGEST_WORDS = 100
Link = tuple[str, str]


@access(SIGNED_IN)
def show() -> ResponseReturnValue:
    """List what the post acted in may open in a bloc-year."""
    models = processes(session())
    years = _years(models)
    asked = request.args.get("bloc_year", "")
    chosen = next((year for year in years if year[0] == asked), years[0] if years else None)
    typed = request.args.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    offers: Sequence[Offer] = ()
    cases: Sequence[OpenedCase] = ()
    if chosen:
        cases = openings.cases_of_year(session(), chosen[0], simulated=False)
        offers = offered_of(models, cases, rules=chosen[1], actor=actor())
    found = [offer for offer in offers if _fits(offer, typed)]
    return render_template(
        "cases/new.html",
        years=years,
        chosen=chosen,
        ready=[_line(offer, chosen, cases) for offer in found if offer.refusal is None],
        later=[_line(offer, chosen, cases) for offer in found if offer.refusal and not offer.taken],
        taken=[_line(offer, chosen, cases) for offer in found if offer.taken],
        searches=len(offers) > LONG,
        typed=typed,
    )


def _years(models: Sequence[Deployed]) -> list[tuple[str, CaseRules]]:
    """List the bloc-years in which the post opens anything, newest first."""
    rows = bloc_pages.in_reach(session(), actor().kin, day=local_day(now()), limit=MOST_YEARS)
    found = []
    for row in rows:
        try:
            rules = rules_of(session(), row.rules_digest)
        except CaseBroken:
            continue
        if any(may_open(model.manifest, rules=rules, actor=actor()) for model in models):
            found.append((row.id, rules))
    return found


def _fits(offer: Offer, typed: str) -> bool:
    texts = (offer.model.short, _act(offer.model))
    name = fold(" ".join(f"{text.vi} {text.en}" for text in texts))
    return all(word in name for word in folded_words(typed))


def _line(
    offer: Offer, chosen: tuple[str, CaseRules] | None, cases: Sequence[OpenedCase]
) -> dict[str, object]:
    wanted = offer.model.key if offer.taken else offer.before
    there = [case.id for case in cases if case.counts and case.kind == wanted]
    return {
        "name": offer.model.short,
        "act": _act(offer.model),
        "address": address(chosen[0] if chosen else "", offer.model.key),
        "once": offer.model.manifest.open.one == ONE_A_YEAR,
        "by_choice": offer.model.manifest.open.one not in {"", ONE_A_YEAR},
        "why": sentence(offer.refusal) if offer.refusal else "",
        "case": url_for("cases.show", case_id=there[-1]) if there else "",
    }


def _act(model: Deployed) -> Words:
    return model.words(model.manifest.open.act or model.manifest.short)


def address(bloc_year_id: str, kind: str) -> str:
    """Return where a case of a kind is opened."""
    return url_for("cases.check_opening", bloc_year=bloc_year_id, kind=kind)


def next_of(sight: Sight) -> Sequence[Link]:
    """Return what the actor may open after this case, as labels and addresses."""
    case = sight.case
    if case.simulated:
        return ()
    this = OpenedCase(
        id=case.id,
        kind=case.kind,
        slot=case.slot,
        state=case.state,
        seq=case.seq,
        reached=frozenset(mark.milestone for mark in case.marks if not mark.key),
    )
    models = of_versions(session(), case.published)
    following = [
        model
        for model in models
        if model.manifest.open.after and model.manifest.open.after.kind == case.kind
        if model.key not in sight.chain or not model.manifest.open.one
    ]
    return _links(
        case.bloc_year_id, offered_of(following, [this], rules=sight.rules, actor=actor())
    )


def first_of(bloc_year_id: str, rules: CaseRules) -> tuple[Sequence[Link], bool]:
    """Return what stands once in a bloc-year and begins it, and whether there is any to open."""
    models = [
        model
        for model in processes(session())
        if may_open(model.manifest, rules=rules, actor=actor())
    ]
    first = [
        model
        for model in models
        if model.manifest.open.one == ONE_A_YEAR and model.manifest.open.after is None
    ]
    if not first:
        return (), bool(models)
    cases = openings.cases_of_year(session(), bloc_year_id, simulated=False)
    return _links(bloc_year_id, offered_of(first, cases, rules=rules, actor=actor())), True


def _links(bloc_year_id: str, offers: Sequence[Offer]) -> Sequence[Link]:
    return [
        (pick(_act(offer.model)), address(bloc_year_id, offer.model.key))
        for offer in offers
        if offer.refusal is None
    ]
