"""Who sees what: the design's matrix, row by row, written by hand."""

import pytest

from server.domain.blocs.rules import VotingMode
from server.domain.cases.visibility import (
    MATRIX,
    CaseState,
    Kind,
    Relation,
    Thing,
    Turn,
    Viewer,
    may_see,
)
from tests.domain.five_units import DEPUTY, LEADER, RADIO, SCHOOL, rules, voting

WHO = {
    "own officer": f"{SCHOOL}/officer",
    "own head": f"{SCHOOL}/head",
    "other head": f"{RADIO}/head",
    "deputy appraiser": f"{DEPUTY}/appraiser",
    "appraiser": f"{LEADER}/appraiser",
    "leader officer": f"{LEADER}/officer",
    "secretary": f"{LEADER}/secretary",
    "leader": f"{LEADER}/head",
    "home affairs": "p/snv/officer",
    "home affairs head": "p/snv/head",
    "council": "p/hd/secretary",
    "chairman": "p/ubnd/chairman",
    "auditor": "p/tt/auditor",
    "administrator": "p/snv/administrator",
    "other province": "q/tt/auditor",
    "stranger": "p/xd/head",
    "wrong post": "p/ubnd/officer",
}
OWN = {"own officer", "own head"}
BLOC = OWN | {
    "other head",
    "deputy appraiser",
    "appraiser",
    "leader officer",
    "secretary",
    "leader",
}
BODIES = {"home affairs", "home affairs head", "council", "chairman"}
ORGANISERS = {"secretary", "leader"}
AUDITOR = {"auditor"}
EVERYBODY = BLOC | BODIES | AUDITOR
NOBODY: set[str] = set()
NOTHING = frozenset[Turn]()
HANDED_IN = frozenset({Turn.HANDED_IN})
ADOPTED = HANDED_IN | {Turn.ADOPTED}
CLOSED = ADOPTED | {Turn.ROUND_CLOSED}
AGREED = CLOSED | {Turn.COUNTS_AGREED}
SUBMITTED = AGREED | {Turn.SUBMITTED}
PUBLISHED = SUBMITTED | {Turn.PUBLISHED}
SHEET = OWN | AUDITOR

# Kind, turns taken, who sees it. The thing is about SCHOOL and is of SCHOOL's officer.
TABLE = [
    (Kind.CASE, NOTHING, EVERYBODY | {"administrator"}),
    (Kind.SHEET_STATE, NOTHING, EVERYBODY | {"administrator"}),
    (Kind.SHEET_SCORES, NOTHING, SHEET),
    (Kind.SHEET_SCORES, HANDED_IN, SHEET | ORGANISERS | {"appraiser"}),
    (Kind.SHEET_SCORES, ADOPTED, EVERYBODY),
    (Kind.EVIDENCE, NOTHING, SHEET),
    (Kind.EVIDENCE, HANDED_IN, SHEET | {"appraiser"}),
    (Kind.EVIDENCE, ADOPTED, SHEET | {"appraiser"} | BODIES),
    (Kind.SHEET_COMMENTS, NOTHING, SHEET),
    (Kind.SHEET_COMMENTS, PUBLISHED, SHEET | {"appraiser"}),
    (Kind.SHEET_HISTORY, NOTHING, SHEET),
    (Kind.SHEET_HISTORY, HANDED_IN, SHEET | ORGANISERS | {"appraiser"}),
    (Kind.SHEET_HISTORY, ADOPTED, EVERYBODY),
    (Kind.RANKING, HANDED_IN, ORGANISERS | AUDITOR),
    (Kind.RANKING, ADOPTED, EVERYBODY),
    (Kind.MINUTES, ADOPTED, BLOC | AUDITOR),
    (Kind.MINUTES, SUBMITTED, EVERYBODY),
    (Kind.CANDIDATES, ADOPTED, BLOC | AUDITOR),
    (Kind.CANDIDATES, SUBMITTED, EVERYBODY),
    (Kind.BALLOT, ADOPTED, {"own officer"}),
    (Kind.BALLOT, CLOSED, BLOC),
    (Kind.BALLOT, PUBLISHED, BLOC),
    (Kind.COUNT, CLOSED, {"own officer"}),
    (Kind.COUNT, AGREED, BLOC | AUDITOR),
    (Kind.TALLY, ADOPTED, NOBODY),
    (Kind.TALLY, CLOSED, BLOC | AUDITOR),
    (Kind.TALLY, SUBMITTED, EVERYBODY),
    (Kind.DOSSIER, AGREED, ORGANISERS),
    (Kind.DOSSIER, SUBMITTED, EVERYBODY),
    (Kind.BODY_WORK, SUBMITTED, BODIES | AUDITOR),
    (Kind.BODY_WORK, PUBLISHED, BODIES | AUDITOR),
    (Kind.DECISION, SUBMITTED, BODIES | AUDITOR),
    (Kind.DECISION, PUBLISHED, EVERYBODY),
    (Kind.CASE_COMMENTS, ADOPTED, ORGANISERS | AUDITOR),
    (Kind.CASE_COMMENTS, SUBMITTED, ORGANISERS | AUDITOR | BODIES),
    (Kind.CASE_HISTORY, NOTHING, EVERYBODY),
    (Kind.AUDIT, NOTHING, AUDITOR),
    (Kind.AUDIT, PUBLISHED, AUDITOR),
    (Kind.DRAFT, NOTHING, {"own officer"}),
    (Kind.DRAFT, PUBLISHED, {"own officer"}),
]


def sees(who: str, thing: Thing, turns: frozenset[Turn], mode: str = "open") -> bool:
    """Tell whether somebody sees a thing."""
    case = CaseState(rules=rules(voting=voting(mode=VotingMode(mode))), turns=turns)
    return may_see(thing=thing, viewer=Viewer.of([WHO[who]]), case=case)


def thing(kind: Kind) -> Thing:
    """Make a thing about the school, of its officer."""
    return Thing(kind=kind, unit=SCHOOL, post=WHO["own officer"])


@pytest.mark.parametrize(("kind", "turns", "circle"), TABLE)
def test_the_matrix(kind: Kind, turns: frozenset[Turn], circle: set[str]) -> None:
    assert {who for who in WHO if sees(who, thing(kind), turns)} == circle


def test_every_kind_has_its_row_and_its_test() -> None:
    assert MATRIX.keys() == set(Kind) == {kind for kind, _, _ in TABLE}


@pytest.mark.parametrize("kind", Kind)
def test_a_stranger_and_one_without_a_post_see_nothing_at_all(kind: Kind) -> None:
    case = CaseState(rules=rules(), turns=frozenset(Turn))
    for posts in ([], ["p/xd/head"], ["p/xd/officer"], ["q/khcn/head"]):
        assert not may_see(thing=thing(kind), viewer=Viewer.of(posts), case=case)


def test_the_post_of_a_thing_alone_opens_nothing_to_a_stranger() -> None:
    draft = Thing(kind=Kind.DRAFT, unit=SCHOOL, post="p/xd/head")
    assert not sees("stranger", draft, NOTHING)


def test_the_leaders_own_sheet_is_appraised_by_the_deputy() -> None:
    sheet = Thing(kind=Kind.EVIDENCE, unit=LEADER)
    assert {who for who in WHO if sees(who, sheet, HANDED_IN)} == {
        "deputy appraiser",
        "appraiser",
        "leader officer",
        "secretary",
        "leader",
        "auditor",
    }


def test_the_deputys_appraiser_does_not_see_the_sheets_the_leader_appraises() -> None:
    sheet = Thing(kind=Kind.SHEET_SCORES, unit=SCHOOL)
    assert not sees("deputy appraiser", sheet, HANDED_IN)
    assert sees("deputy appraiser", sheet, ADOPTED)


def test_an_appraisers_draft_is_not_for_the_unit_it_is_about() -> None:
    draft = Thing(kind=Kind.DRAFT, unit=SCHOOL, post=WHO["appraiser"])
    assert {who for who in WHO if sees(who, draft, PUBLISHED)} == {"appraiser"}


@pytest.mark.parametrize("turns", [ADOPTED, CLOSED, PUBLISHED])
def test_a_paper_ballot_is_seen_by_nobody(turns: frozenset[Turn]) -> None:
    assert not any(sees(who, thing(Kind.BALLOT), turns, "paper") for who in WHO)


def test_an_auditor_never_sees_a_draft_or_a_ballot() -> None:
    for kind in (Kind.DRAFT, Kind.BALLOT):
        assert not sees("auditor", thing(kind), frozenset(Turn))
        assert not any(
            Relation.AUDITOR in circle
            for circle in (MATRIX[kind].always, *MATRIX[kind].since.values())
        )


def test_several_posts_see_what_any_of_them_sees() -> None:
    viewer = Viewer.of([WHO["stranger"], WHO["own head"]])
    case = CaseState(rules=rules())
    assert may_see(thing=thing(Kind.SHEET_SCORES), viewer=viewer, case=case)
