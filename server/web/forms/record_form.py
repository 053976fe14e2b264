"""The form of a record that was handed in, as its answers are told."""

from dataclasses import dataclass

from server.web.forms.form_view import FormView
from server.web.names.paper_names import PaperName
from server.web.names.rule_names import RuleNames


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordForm(FormView):
    """A record's form, with the names of units, criteria and awards that its rows are about."""

    names: RuleNames
    paper: PaperName

    def named(self, row: str) -> str:
        """Return what a row is about: also which paper, and whose."""
        kind, _slash, about = row.partition("/")
        paper = self.paper(kind)
        if paper == kind:
            return self.names.subject(row)
        return f"{paper}, {self.names.subject(about)}" if about else paper

    def party(self, party_id: str) -> str:
        """Return the name of a unit or a body."""
        return self.names.subject(party_id)
