"""Goes through an expression in FEEL, lexeme by lexeme."""

from server.engine.errors import ExpressionRefused
from server.engine.expressions.feel.lexemes import Lexeme, LexemeKind, lexemes


class Parser:
    """An expression, read from left to right, one lexeme ahead; `depth` is how deep it has come.

    Within ranges (`in_range`) a bracket that opens ends the range.
    """

    def __init__(self, source: str, names: frozenset[str], functions: frozenset[str]) -> None:
        self.source = source
        self.lexemes = lexemes(source, names)
        self.functions = functions
        self.at = 0
        self.depth = 0
        self.in_range = 0

    @property
    def next(self) -> Lexeme:
        return self.lexemes[self.at]

    def take(self) -> Lexeme:
        lexeme = self.lexemes[self.at]
        self.at += lexeme.kind is not LexemeKind.END
        return lexeme

    def sees(self, *texts: str) -> bool:
        return self.next.kind in {LexemeKind.SIGN, LexemeKind.WORD} and self.next.text in texts

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
