"""The diagram as an SVG of its own: green what some way went through, red what none did."""

from collections.abc import Collection, Iterator, Mapping
from html import escape
from typing import Final

from server.actions.trial.picture import FlowLine, Picture, Shape

_MARGIN: Final = 20
_LETTER: Final = 6.2
_LINE: Final = 13
_MOST_LINES: Final = 5
_TASKS: Final = ("Task", "task", "subProcess", "callActivity")
_WITHIN: Final = (*_TASKS, "textAnnotation")
"""Whose words stand in their box; those of the others stand below."""
_AROUND: Final = "subProcess"
"""Drawn open: its name stands on top, and what it holds is drawn upon it."""
_UPRIGHT: Final = frozenset({"participant", "lane"})


def svg(picture: Picture, reached: Collection[str], english: Mapping[str, str], title: str) -> str:
    """Draw it, its names in both languages; a name is text, whatever it holds."""
    left, top, width, height = picture.box
    box = f"{left - _MARGIN:g} {top - _MARGIN:g} {width + 2 * _MARGIN:g} {height + 2 * _MARGIN:g}"
    known = {shape.id for shape in picture.shapes if not shape.furniture}
    around = [shape for shape in picture.shapes if shape.furniture or shape.kind == _AROUND]
    inside = [shape for shape in picture.shapes if shape not in around]
    parts = [
        *(part for shape in around for part in _shape(shape, _of(shape, reached), english)),
        *(_line(line, _of_line(line, known, reached)) for line in picture.lines),
        *(part for shape in inside for part in _shape(shape, _of(shape, reached), english)),
    ]
    return (
        f'<svg viewBox="{box}" role="img" aria-label="{escape(title)}" '
        f'width="{width + 2 * _MARGIN:g}" height="{height + 2 * _MARGIN:g}">'
        f"{''.join(parts)}</svg>"
    )


def _of(shape: Shape, reached: Collection[str]) -> str:
    if shape.furniture:
        return "plain"
    return "went" if shape.id in reached else "never"


def _of_line(line: FlowLine, known: Collection[str], reached: Collection[str]) -> str:
    ends = {line.source, line.target}
    if line.kind != "sequenceFlow" or not ends <= set(known):
        return "plain"
    return "went" if ends <= set(reached) else "never"


def _shape(shape: Shape, state: str, english: Mapping[str, str]) -> Iterator[str]:
    x, y, width, height = shape.x, shape.y, shape.width, shape.height
    if shape.kind.endswith("Event"):
        radius = width / 2
        kind = f"{state} thick" if shape.kind == "endEvent" else state
        drawn = f'<circle class="{kind}" cx="{x + radius:g}" cy="{y + radius:g}" r="{radius:g}"/>'
    elif shape.kind.endswith("Gateway"):
        points = (
            f"{x + width / 2:g},{y:g} {x + width:g},{y + height / 2:g} "
            f"{x + width / 2:g},{y + height:g} {x:g},{y + height / 2:g}"
        )
        drawn = f'<polygon class="{state}" points="{points}"/>'
    else:
        round_ = 8 if shape.kind.endswith(_TASKS) else 0
        drawn = (
            f'<rect class="{state}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'rx="{round_}"/>'
        )
    yield f'<g data-element="{escape(shape.id)}"><title>{escape(shape.name or shape.id)}</title>'
    yield drawn
    if other := english.get(shape.name):
        yield f'<g lang="vi">{_name(shape, shape.name)}</g><g lang="en">{_name(shape, other)}</g>'
    else:
        yield _name(shape, shape.name)
    yield "</g>"


def _name(shape: Shape, name: str) -> str:
    if shape.kind in _UPRIGHT:
        x, y = shape.x + _LINE, shape.y + shape.height / 2
        turned = f'transform="rotate(-90 {x:g} {y:g})" x="{x:g}" y="{y:g}"'
        return f"<text {turned}>{escape(name)}</text>"
    inside = shape.kind.endswith(_WITHIN)
    lines = _wrapped(name, shape.width if inside else max(shape.width, 90))
    middle = shape.x + shape.width / 2
    first = shape.y + shape.height / 2 - (len(lines) - 1) * _LINE / 2 + _LINE / 3
    if not inside:
        first = shape.y + shape.height + _LINE
    elif shape.kind == _AROUND:
        first = shape.y + _LINE
    beside = "" if inside else ' class="beside"'
    return "".join(
        f'<text{beside} x="{middle:g}" y="{first + at * _LINE:g}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * _LETTER <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:_MOST_LINES]


def _line(line: FlowLine, state: str) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    dashed = " dashed" if line.kind != "sequenceFlow" else ""
    return f'<polyline class="line {state}{dashed}" points="{points}" marker-end="url(#tip)"/>'
