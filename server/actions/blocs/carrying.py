"""Whether a deployed version can take what the rules of a bloc need: its forms and its diagram."""

import json

from server import engine
from server.actions.definitions.deployed import Deployed, deployed
from server.actions.steps.process_code import code_of, handed_in
from server.domain.administration.repairs import CaseBroken
from server.domain.blocs.rules import CaseRules
from server.domain.cases.carrying import RuleNeed, RulesNotCarried, all_said
from server.store import Session
from server.store.blocs import bloc_years


def lacking(model: Deployed, rules: CaseRules) -> tuple[RuleNeed, ...]:
    """List the words of the rules that cases of this version could not follow."""
    needs = code_of(model.key).needs
    return tuple(need for need in needs(rules) if not _met(model, need)) if needs else ()


def lacking_in_use(session: Session, rules: CaseRules) -> list[tuple[str, RuleNeed]]:
    """List what the newest version of each process lacks, with its key; costs nothing without."""
    asking = [code.key for code in handed_in() if code.needs and any(code.needs(rules))]
    newest = bloc_years.newest_definitions(session) if asking else {}
    return [
        (key, need)
        for key in asking
        if key in newest and (model := _readable(session, newest[key]))
        for need in lacking(model, rules)
    ]


def _readable(session: Session, version: str) -> Deployed | None:
    try:
        return deployed(session, version)
    except CaseBroken:
        return None  # the check names it


def check_carries(model: Deployed, rules: CaseRules) -> None:
    """Raise RulesNotCarried where cases of this version could not follow the rules."""
    if found := lacking(model, rules):
        raise RulesNotCarried(all_said(found))


def _met(model: Deployed, need: RuleNeed) -> bool:
    columns = all(_has_column(model, *each) for each in need.columns)
    forms = all(form in model.forms for form in need.forms)
    return (
        columns
        and forms
        and all(engine.asks_answer(model.definition, *each) for each in need.answers)
    )


def _has_column(model: Deployed, form: str, field: str, column: str) -> bool:
    """Tell whether rows of a form's field take a column; a form that is not there asks nothing."""
    if form not in model.forms:
        return True
    schema = json.loads(model.forms[form])
    rows = schema.get("properties", {}).get(field, {}).get("patternProperties", {})
    return any(column in row.get("properties", {}) for row in rows.values())
