"""Searches in columns that were folded when they were written, by words folded the same way."""

from functools import partial

from sqlalchemy import ColumnElement, Text, and_, false, func, or_
from sqlalchemy.dialects.postgresql import ARRAY

from server.domain.texts.vietnamese import folded_words


def holds(typed: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """Say that each word of what was typed stands in one of these columns.

    What has neither a letter nor a digit in it finds nothing.
    """
    words = folded_words(typed)
    if not words:
        return false()
    return and_(
        *(or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words)
    )


def holds_indexed(typed: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Say the same of one column with an index of its triples of letters, which finds most words.

    A word of two letters has none; the other words, or the list's order, are what it is found by.
    """
    return and_(holds(typed, column), *map(partial(_has_triples, column), folded_words(typed)))


def _has_triples(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    triples = func.letter_triples(column, type_=ARRAY(Text))
    return triples.contains(func.letter_triples(word, type_=ARRAY(Text)))
