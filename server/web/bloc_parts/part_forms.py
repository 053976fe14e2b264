"""The forms of all parts of a bloc-year, in the order they are filled in."""

from collections.abc import Mapping

from server.web.bloc_parts import (
    award_forms,
    condition_forms,
    paper_forms,
    scorer_forms,
    unit_forms,
    vote_forms,
)
from server.web.bloc_parts.part_form import PartForm
from server.web.bloc_parts.rule_fields import Document, RecordChoices


def forms(
    document: Document, known: RecordChoices, units: Mapping[str, str]
) -> Mapping[str, PartForm]:
    """Return the forms of a document's parts by their addresses; `units` are the province's."""
    made = (
        unit_forms.reorganised(document, units),
        scorer_forms.scorers(document),
        paper_forms.deadlines(document),
        award_forms.awards(document),
        award_forms.history(document, units),
        vote_forms.voting(document),
        vote_forms.own_voting(document),
        vote_forms.council(),
        vote_forms.own_council(document),
        condition_forms.conditions(document, known),
        condition_forms.grades(document),
        paper_forms.register(),
        paper_forms.waves(),
        paper_forms.recipients(),
        paper_forms.legal_bases(),
    )
    return {form.address: form for form in made}
