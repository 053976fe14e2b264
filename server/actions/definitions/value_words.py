"""A value of a form in words, as a title says it: written once, in both languages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from server.domain.blocs.parties import bodies, units
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.texts.words import Words
from server.form_shape import FieldType, field_type

Schema = Mapping[str, object]
YES, NO = Words("có", "yes"), Words("không", "no")
_ISO_DAY: Final = 10
_ENGLISH: Final = "en"
_PARTY: Final[Schema] = {"type": "string", "x-widget": "unit"}


def value_words(
    value: Json,
    schema: Schema | None,
    *,
    words: Callable[[str], Words],
    rules: CaseRules,
    language: str,
) -> str:
    """Say a value: a choice by its label, a day as day/month/year, a unit or body by its name.

    `words` gives a text of the form in both languages. Without a `schema` what it is is told by the
    value itself. Nothing is said of None, of rows and of records.
    """
    if isinstance(value, list):
        said = (
            value_words(each, _items(schema), words=words, rules=rules, language=language)
            for each in value
        )
        return ", ".join(each for each in said if each)
    if isinstance(value, bool):
        return (YES if value else NO).text(language)
    if isinstance(value, int):
        return _number(value, schema, language)
    if not isinstance(value, str):
        return ""
    kind = field_type(schema) if schema else None
    if label := _labels(schema).get(value):
        return words(str(label)).text(language)
    named = party_name(value, rules, language) if kind in {None, FieldType.PARTY} else ""
    dated = _day(value) if kind in {None, FieldType.DATE} else ""
    return named or dated or value


def party_name(party_id: str, rules: CaseRules, language: str) -> str:
    """Return the short name of a unit or body of the bloc; empty for anything else."""
    known = (*units(rules), *bodies(rules)) if "/" in party_id else ()
    return next((each.short.text(language) for each in known if each.id == party_id), "")


def _items(schema: Schema | None) -> Schema | None:
    """Return what each member of a list is, as a field of its own."""
    match field_type(schema) if schema else None:
        case FieldType.PARTIES:
            return _PARTY
        case FieldType.CHOICES:
            return {"type": "string", "x-labels": _labels(schema)}
        case _:
            return None


def _labels(schema: Schema | None) -> Mapping[str, object]:
    found = (schema or {}).get("x-labels")
    return found if isinstance(found, Mapping) else {}


def _number(value: int, schema: Schema | None, language: str) -> str:
    if schema is None or field_type(schema) is not FieldType.AMOUNT:
        return str(value)
    grouped = f"{value:,}"
    if language == _ENGLISH:
        return f"{grouped} dong"
    return f"{grouped.replace(',', '.')} đồng"


def _day(text: str) -> str:
    """Return an ISO day as it is written; empty for anything else."""
    if len(text) != _ISO_DAY:
        return ""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return ""
