"""Reads an expression or an input cell in FEEL into a tree, or refuses it; nothing is executed."""

from decimal import Decimal
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.feel.functions import FUNCTIONS
from server.engine.expressions.feel.lexemes import CONSTANTS, Lexeme, LexemeKind
from server.engine.expressions.feel.nodes import (
    Binary,
    Call,
    Compared,
    Conditional,
    Equal,
    Field,
    Listed,
    Literal,
    Name,
    Negative,
    Node,
    Range,
    Test,
    Tests,
    Within,
    bounds,
    parts,
)
from server.engine.expressions.feel.parser import Parser

DEEPEST: Final = 25
"""How deep brackets and choices nest."""
LONGEST_BRANCH: Final = 30
"""How many parts of a tree lie between its root and a leaf."""
_ORDERS: Final = ("<=", ">=", "<", ">")
_RECKONS: Final = frozenset({"+", "-", "*", "/", "**"})
_NOTHING: Final = frozenset[str]()


def expression(
    source: str, names: frozenset[str] = _NOTHING, functions: frozenset[str] = _NOTHING
) -> Node:
    """Read an expression; `names` are known to hold spaces, `functions` are models of the file."""
    parser = _ExpressionParser(source, names, functions)
    found = parser.choice()
    _bounded(parser, [found])
    return found


def cell(
    source: str, names: frozenset[str] = _NOTHING, functions: frozenset[str] = _NOTHING
) -> Tests:
    """Read an input cell: `-`, or tests with commas between them, or `not(…)` of these."""
    if source.strip() in {"", "-"}:
        return Tests()
    parser = _ExpressionParser(source, names, functions)
    found = parser.cell()
    _bounded(parser, [*bounds(found)])
    return found


def _bounded(parser: Parser, several: list[Node]) -> None:
    """Refuse what was not read to its end, and a tree too deep to walk."""
    if parser.next.kind is not LexemeKind.END:
        raise parser.refusal(f"nothing is expected where {parser.next.text!r} stands")
    depth, here = 0, several
    while here:
        here = [part for node in here for part in parts(node)]
        depth += 1
        if depth > LONGEST_BRANCH:
            raise ExpressionRefused("nested too deep", parser.source)


class _ExpressionParser(Parser):
    """Takes an expression apart, the loosest bond first."""

    def cell(self) -> Tests:
        negated = self.next.text == "not" and self.lexemes[self.at + 1].text == "("
        if not negated:
            return Tests(self.tests())
        self.at += 2
        several = self.tests()
        self.needs(")")
        return Tests(several, negated=True)

    def tests(self) -> tuple[Test, ...]:
        found = [self.test()]
        while self.takes(","):
            found.append(self.test())
        return tuple(found)

    def test(self) -> Test:
        if self.sees(*_ORDERS, "=", "!="):
            sign = self.take().text
            if sign in {"=", "!="}:
                raise self.refusal(f"a test that begins with {sign}")
            return Compared(sign, self.sum())
        begun = self.at
        return self.between() or self.equal(begun)

    def between(self) -> Range | None:
        """Read a range; None, and nothing taken, where a bracket opens another thing."""
        begun = self.at
        if not self.sees("[", "(", "]"):
            return None
        opening = self.take().text
        if opening == "]" or self.ranges():
            low = self.sum()
            self.needs("..")
            self.in_range += 1
            high = self.sum()
            self.in_range -= 1
            if not self.sees("]", ")", "["):
                raise self.refusal("a range ends with ], ) or [")
            return Range(low, high, opening != "[", self.take().text != "]")
        self.at = begun
        return None

    def ranges(self) -> bool:
        """Tell whether two points stand in the bracket that was just opened."""
        open_brackets = 0
        for lexeme in self.lexemes[self.at :]:
            if lexeme.kind is not LexemeKind.SIGN:
                continue
            if lexeme.text == ".." and not open_brackets:
                return True
            open_brackets += (lexeme.text in "([") - (lexeme.text in ")]")
            if open_brackets < 0:
                return False
        return False

    def equal(self, begun: int) -> Equal:
        value = self.choice()
        denied = isinstance(value, Call) and value.function == "not"
        if denied or (isinstance(value, Binary) and value.sign not in _RECKONS):
            self.at = begun
            raise self.refusal("a condition in a cell")
        return Equal(value)

    def choice(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refusal("nested too deep")
        found = self.decided() if self.takes("if") else self.either()
        self.depth -= 1
        return found

    def decided(self) -> Conditional:
        test = self.choice()
        self.needs("then")
        yes = self.choice()
        self.needs("else")
        return Conditional(test, yes, self.choice())

    def either(self) -> Node:
        found = self.both()
        while self.takes("or"):
            found = Binary("or", found, self.both())
        return found

    def both(self) -> Node:
        found = self.compared()
        while self.takes("and"):
            found = Binary("and", found, self.compared())
        return found

    def compared(self) -> Node:
        left = self.sum()
        if self.sees(*_ORDERS, "=", "!="):
            found: Node = Binary(self.take().text, left, self.sum())
        elif self.takes("between"):
            low = self.sum()
            self.needs("and")
            found = Within(left, Tests((Range(low, self.sum()),)))
        elif self.takes("in"):
            found = Within(left, Tests(self.within()))
        else:
            return left
        if self.sees(*_ORDERS, "=", "!=", "between", "in"):
            raise self.refusal("two comparisons in a row")
        return found

    def within(self) -> tuple[Test, ...]:
        """Read what follows `in`: one test, or several in brackets."""
        if self.sees("(") and not self.opens_range():
            self.take()
            found = self.tests()
            self.needs(")")
            return found
        if self.sees(*_ORDERS):
            return (self.test(),)
        return (self.between() or Equal(self.sum()),)

    def opens_range(self) -> bool:
        self.at += 1
        found = self.ranges()
        self.at -= 1
        return found

    def sum(self) -> Node:
        found = self.product()
        while self.sees("+", "-"):
            found = Binary(self.take().text, found, self.product())
        return found

    def product(self) -> Node:
        found = self.power()
        while self.sees("*", "/"):
            found = Binary(self.take().text, found, self.power())
        return found

    def power(self) -> Node:
        found = self.signed()
        while self.takes("**"):
            found = Binary("**", found, self.signed())
        return found

    def signed(self) -> Node:
        signs = 0
        while self.takes("-"):
            signs += 1
            if signs > DEEPEST:
                raise self.refusal("nested too deep")
        found = self.read_on()
        for _each in range(signs):
            found = Negative(found)
        return found

    def read_on(self) -> Node:
        found, fields = self.single(), 0
        while self.takes("."):
            fields += 1
            if self.next.kind is not LexemeKind.NAME or fields > DEEPEST:
                raise self.refusal("a field has a name")
            found = Field(found, self.take().text)
        if self.sees("[") and not self.in_range:
            raise self.refusal("a filter or a place in a list")
        return found

    def single(self) -> Node:
        lexeme = self.take()
        match lexeme.kind:
            case LexemeKind.NUMBER:
                return Literal(Decimal(lexeme.text))
            case LexemeKind.TEXT:
                return Literal(lexeme.text)
            case LexemeKind.WORD if lexeme.text in CONSTANTS:
                return Literal(CONSTANTS[lexeme.text])
            case LexemeKind.NAME:
                return self.call(lexeme) if self.sees("(") else self.name(lexeme)
            case _:
                return self.bracketed(lexeme)

    def name(self, lexeme: Lexeme) -> Name:
        if self.next.kind is LexemeKind.NAME:
            words = f"{lexeme.text} {self.next.text}"
            self.at -= 1
            raise self.refusal(f"no {words} is known here")
        return Name(lexeme.text)

    def call(self, lexeme: Lexeme) -> Call:
        if lexeme.text not in FUNCTIONS and lexeme.text not in self.functions:
            self.at -= 1
            raise self.refusal(f"the function {lexeme.text}()")
        self.needs("(")
        arguments = self.listed(")")
        return Call(lexeme.text, arguments)

    def bracketed(self, lexeme: Lexeme) -> Node:
        if lexeme.text == "(":
            found = self.choice()
            self.needs(")")
            return found
        if lexeme.text == "[":
            return Listed(self.listed("]"))
        if lexeme.text == "@" and self.next.kind is LexemeKind.TEXT:
            text = self.take().text
            function = "duration" if text.lstrip("-").startswith("P") else "date"
            return Call(function, (Literal(text),))
        self.at -= lexeme.kind is not LexemeKind.END
        raise self.refusal(f"nothing is expected where {lexeme.text!r} stands")

    def listed(self, end: str) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.takes(end):
            if found:
                self.needs(",")
            found.append(self.choice())
        return tuple(found)
