"""What a manifest says of the documents that are laid out from a case's own data."""

from enum import StrEnum


class Layout(StrEnum):
    """Which specimen of Decree 30/2020, Appendix III, a printout follows; `SHEET` follows none.

    NAMED has a kind and a subject (1.4); LETTER has neither, but `V/v …` under the number (1.5);
    PROCEEDINGS are minutes: no line of place and day, and two or more sign, the
    secretary to the left (1.9);
    SHEET is a table on paper turned sideways, under the head of a named document.
    """

    NAMED = "named"
    LETTER = "letter"
    PROCEEDINGS = "proceedings"
    SHEET = "sheet"
