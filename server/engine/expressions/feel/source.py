"""One reading of an expression in FEEL: its words, and where it has come to."""

from server.engine.errors import ExpressionRefused
from server.engine.expressions.feel.tokens import Sort, Token, tokens


class Reading:
    """One reading, from left to right, one token ahead; `depth` is how deep it has come.

    Within ranges (`in_range`) a bracket that opens ends the range.
    """

    def __init__(self, source: str, names: frozenset[str], functions: frozenset[str]) -> None:
        self.source = source
        self.tokens = tokens(source, names)
        self.functions = functions
        self.at = 0
        self.depth = 0
        self.in_range = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += token.sort is not Sort.END
        return token

    def sees(self, *texts: str) -> bool:
        return self.next.sort in {Sort.SIGN, Sort.WORD} and self.next.text in texts

    def takes(self, *texts: str) -> bool:
        if not self.sees(*texts):
            return False
        self.at += 1
        return True

    def needs(self, text: str) -> None:
        if not self.takes(text):
            raise self.refusal(f"{text!r} is missing")

    def refusal(self, reason: str) -> ExpressionRefused:
        return ExpressionRefused(reason, self.source, self.next.at)
