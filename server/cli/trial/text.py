"""A trial told on a terminal, and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.actions.deployment.trial_report import (
    StageTold,
    TrialTold,
    WayTold,
    guesses,
    over,
    shown_day,
)
from server.cli.definitions import finding_lines
from server.cli.trial.counted import counted

GUESSED: Final = "*"
"""After the number of a step that goes on by what was made up."""
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "vi": {
        "clean": "không thấy gì sai",
        "partly": "chưa chạy hết mọi đường",
        "unreached": "Chưa tới: {names}",
        "unreached_so_far": "Chưa tới, trong phần đã chạy: {names}",
        "taken": "Dòng lấy sẵn thử bằng một dòng giả định, không so với bản ghi nào: {names}",
        "way": "Đường {n}: {members}{dated}",
        "undated": ", năm không có thời hạn",
        "head": "Bước|Ai|Việc|Kết quả|Hạn",
    },
    "en": {
        "clean": "nothing found",
        "partly": "not every way was played",
        "unreached": "Not come to: {names}",
        "unreached_so_far": "Not come to so far: {names}",
        "taken": "Rows taken over are played as one made-up row, held against no record: {names}",
        "way": "Way {n}: {members}{dated}",
        "undated": ", a year without deadlines",
        "head": "Step|Who|What|Outcome|Due",
    },
}


def of_trial(told: TrialTold, language: str) -> str:
    """Tell of a trial: what was found, then who gets what until when."""
    words = _WORDS[language]
    found = counted(len(told.findings), "điều phải sửa", "finding", "findings")
    said = found.text(language) if told.findings else words["clean"]
    parts = [said, counted(told.steps, "bước", "step", "steps").text(language)]
    if not told.complete:
        parts.append(words["partly"])
    lines = [f"{told.key}: {', '.join(parts)}", *finding_lines.lines(told.findings)]
    if told.unreached:
        names = ", ".join(name for name, _ in told.unreached)
        word = "unreached" if told.complete else "unreached_so_far"
        lines.append(words[word].format(names=names))
    if told.taken:
        lines.append(words["taken"].format(names=", ".join(told.taken)))
    for number, way in enumerate(told.ways, start=1):
        lines += ["", *_way(number, way, language)]
    return "\n".join(lines) + "\n"


def _way(number: int, way: WayTold, language: str) -> Iterator[str]:
    words = _WORDS[language]
    dated = "" if way.dated else words["undated"]
    members = counted(way.members, "thành viên", "member", "members").text(language)
    yield words["way"].format(n=number, members=members, dated=dated)
    rows = [words["head"].split("|")]
    rows += [_row(n, stage, language) for n, stage in enumerate(way.stages, start=1)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
    if told := guesses(way).text(language):
        yield f"  {GUESSED} {told}"


def _row(number: int, stage: StageTold, language: str) -> list[str]:
    who = " ".join(filter(None, (stage.who.text(language), stage.about.text(language))))
    if stage.day:
        who = f"({over(stage.day).text(language)})"
    outcome = stage.label.text(language)
    numbered = f"{number}{GUESSED if stage.guessed else ''}"
    return [numbered, who, stage.title.text(language), outcome, shown_day(stage.due)]


def as_json(told: TrialTold) -> dict[str, object]:
    """Tell of a trial to a program."""
    return {
        "key": told.key,
        "steps": told.steps,
        "complete": told.complete,
        "findings": [dict(each) for each in told.findings],
        "unreached": [name for name, _ in told.unreached],
        "ways": [
            {
                "members": way.members,
                "dated": way.dated,
                "mode": way.mode,
                "stages": [_stage(each) for each in way.stages],
            }
            for way in told.ways
        ],
    }


def _stage(stage: StageTold) -> dict[str, object]:
    return {
        "element": stage.element,
        "title": {"vi": stage.title.vi, "en": stage.title.en},
        "key": stage.key,
        "role": stage.role,
        "post": stage.post,
        "outcome": stage.outcome,
        "due": stage.due,
        "day": stage.day,
        "guessed": [name for name, _ in stage.guessed],
    }
