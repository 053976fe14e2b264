"""A manifest is read whole, or refused with every mistake, its line and its field."""

import pytest

from server.domain.manifest import (
    ActClass,
    Grant,
    Level,
    Moment,
    Shown,
    ShownKind,
    TaskOutcome,
    closed_manifest,
    opening_form,
    parse_manifest,
)
from server.domain.manifest.mistakes import MESSAGES, ManifestCode
from server.domain.toml_file import FileMistakes, ReadingCode
from tests.domain.manifest.texts import GOOD, read

AUDITOR = Grant(Level.AUDITOR)
UNSAID_PART = """\
printouts.p = { name = "Báo cáo", of = "draft", see = "report", body = [{ title = "Bảng" }] }"""
TURNED_PART = UNSAID_PART.replace('title = "Bảng"', 'record = "draft", sideways = true')


def test_a_circle_takes_in_its_levels_from_the_start_or_from_a_milestone_on() -> None:
    assert read().sight["report"] == (
        Grant(Level.OWN_UNIT),
        Grant(Level.ORGANISER, Moment("signed")),
        Grant(Level.BODIES, Moment("issued", "plan")),
        Grant(Level.ROLE, None, "secretary"),
        AUDITOR,
    )


def test_the_auditor_sees_unless_the_circle_speaks_of_them() -> None:
    sight = read().sight
    assert sight["receipt"] == (Grant(Level.WORKERS),)
    assert [each.level for each in sight["whole"]] == [Level.BLOC, Level.BODIES, Level.AUDITOR]
    assert sight["whole"][-1].after == Moment("opened")


def test_everyone_is_the_bloc_and_the_bodies() -> None:
    after = Moment("closed")
    assert read().sight["whole"][:2] == (Grant(Level.BLOC, after), Grant(Level.BODIES, after))


def test_a_case_is_known_to_everyone_where_nothing_is_said() -> None:
    assert {each.level for each in read().known} == {Level.BLOC, Level.BODIES, Level.AUDITOR}
    known = read(GOOD.replace("order = 20", 'known = ["opener", "organiser"]')).known
    assert known == (Grant(Level.OPENER), Grant(Level.ORGANISER), AUDITOR)


def test_a_milestone_is_reached_by_tasks_by_passing_or_by_every_one_of_several() -> None:
    marks = read().milestones
    assert marks["signed"].tasks == (TaskOutcome("sign", "sign"),)
    assert marks["accepted"].every == (
        TaskOutcome("accept", "accept"),
        TaskOutcome("affairs", "accept"),
    )
    assert (marks["collected"].passed, marks["collected"].repeats) == ("all_in", True)


def test_a_list_of_tasks_takes_the_outcome_that_each_does_not_name() -> None:
    text = GOOD.replace('task = "sign", outcome', 'task = ["sign", "draft:done"], outcome')
    done = (TaskOutcome("sign", "sign"), TaskOutcome("draft", "done"))
    assert read(text).milestones["signed"].tasks == done
    assert done[0].meets("sign", "sign")
    assert not done[0].meets("sign", "return")
    assert TaskOutcome("sign").meets("sign", "return")


def test_a_task_says_who_sees_it_what_it_shows_and_of_which_class_it_is() -> None:
    task = read().tasks["sign"]
    assert (task.see, task.history, task.remarks, task.act) == (
        "report",
        "whole",
        "",
        ActClass.SIGN,
    )
    assert task.shows == (Shown(ShownKind.RECORD, "draft"), Shown(ShownKind.PAPERS))
    assert read().tasks["affairs"].condition == "mode == 'open'"
    assert read().tasks["draft"].act is ActClass.OTHER


def test_an_opening_says_who_after_what_and_how_often() -> None:
    opening = read().open
    assert (opening.by, opening.after) == (("leader", "secretary"), Moment("issued", "plan"))
    assert (opening.form, opening.subject) == ("report_open", "opening.title")
    assert opening.timed[0].values["units"] == ["a", "b"]
    assert read(GOOD.replace("one = ", "# ")).open.one == ""
    assert read(GOOD.replace("act = ", 'about = "opener"\nact = ', 1)).open.about_opener


def test_a_manifest_of_two_names_alone_is_closed() -> None:
    manifest = closed_manifest("old")
    assert manifest == read('name = "old"\nshort = "old"').__class__(
        key="old", name="old", short="old", known=manifest.known, sight=manifest.sight
    )
    assert not manifest.open.by
    assert not manifest.tasks


def test_every_case_is_opened_and_closed() -> None:
    assert all(read().reaches(name) for name in ("opened", "closed", "signed"))
    assert not read().reaches("adopted")


SIGN = 'sign = { see = "report", history'
CASES = [
    ("secret", ReadingCode.UNKNOWN_KEY, "order = 20", "secret = true"),
    ("open.who", ReadingCode.UNKNOWN_KEY, "act = ", 'who = "x"\nact = '),
    ("tasks.sign.sees", ReadingCode.UNKNOWN_KEY, SIGN, 'sign = { sees = "report", history'),
    ("milestones.signed.do", ReadingCode.UNKNOWN_KEY, "signed = { ", "signed = { do = 1, "),
    ("retention.days", ReadingCode.UNKNOWN_KEY, "years = 10", "days = 10"),
    ("name", ReadingCode.MISSING_KEY, 'name = "Báo cáo {subject} năm {year}"', ""),
    ("short", ReadingCode.TEXT_EMPTY, 'short = "Báo cáo"', 'short = " "'),
    ("order", ReadingCode.WRONG_TYPE, "order = 20", 'order = "20"'),
    ("order", ReadingCode.OUT_OF_RANGE, "order = 20", "order = -1"),
    ("open.by[2]", ReadingCode.REPEATED_VALUE, '"secretary"]\n', '"leader"]\n'),
    ("open.subject", ReadingCode.BAD_ID, '"opening.title"', '"title"'),
    ("open.after", ManifestCode.SEVERAL_BEFORE, '= "issued" }', '= "issued", pledge = "x" }'),
    ("open.timed[1].values.units", ManifestCode.VALUE_PLAIN, '["a", "b"]', "[1]"),
    ("sight.report[1]", ManifestCode.GRANT, '["own_unit"', '["own_unit before signed"'),
    ("sight.report[1]", ManifestCode.GRANT, '["own_unit"', '["no bloc"'),
    ("sight.report[1]", ManifestCode.GRANT, '["own_unit"', '["bloc:leader"'),
    ("sight.report[1]", ManifestCode.GRANT, '["own_unit"', '["no auditor after signed"'),
    ("sight.report[1]", ManifestCode.LEVEL, '["own_unit"', '["public"'),
    ("known[1]", ManifestCode.LEVEL, "order = 20", 'known = ["nobody"]'),
    ("milestones.signed", ManifestCode.REACHED_BY, 'task = "sign", out', "out"),
    ("milestones.signed", ManifestCode.REACHED_BY, "signed = { ", 'signed = { passed = "x", '),
    ("milestones.accepted.every[1]", ReadingCode.BAD_ID, '["accept:accept"', '["accept accept"'),
    ("tasks.sign.act", ReadingCode.UNKNOWN_VALUE, 'act = "sign"', 'act = "seal"'),
    ("tasks.sign.bars", ReadingCode.BAD_ID, 'act = "sign"', 'bars = "a seal"'),
    ("tasks.sign.shows[2]", ManifestCode.SHOWN, '"papers"', '"page:draft"'),
    ("tasks.draft.recall", ReadingCode.WRONG_TYPE, "recall = true", 'recall = "yes"'),
    ("sets.asked", ManifestCode.SET_OF, "chosen = ", 'package = "p", chosen = '),
    ("documents.BC.see", ReadingCode.MISSING_KEY, 'date = "date", see = "report"', 'date = "date"'),
    ("rows[1].of", ReadingCode.BAD_ID, '"draft.figures"', '"figures"'),
    ("printouts.p.body[1]", ManifestCode.PRINTED, "order = 20", UNSAID_PART),
    ("printouts.p.body[1]", ManifestCode.SIDEWAYS, "order = 20", TURNED_PART),
    ("sight.a b", ReadingCode.BAD_ID, "receipt = [", '"a b" = ["bloc"]\nreceipt = ['),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "code", "old", "new"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_a_mistake_is_found_named_and_placed(field: str, code: str, old: str, new: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    found = parse_manifest("report", text)
    assert isinstance(found, FileMistakes)
    assert (field, code) in [(each.field, each.code) for each in found.items]
    (mistake,) = (each for each in found.items if (each.field, each.code) == (field, code))
    place = text.splitlines()[mistake.line - 1]
    assert new.partition("\n")[0] in place or code in {"missing_key", "value_plain"}
    assert all(mistake.message(language) for language in ("vi", "en"))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("order = 20", "order = true").replace('"no auditor"', '"no bloc"')
    text = text.replace("years = 10", "years = 0")
    found = parse_manifest("report", text)
    assert isinstance(found, FileMistakes)
    assert [each.field for each in found.items] == ["order", "sight.receipt[2]", "retention.years"]


def test_every_code_has_a_case_and_words_with_the_same_holes() -> None:
    assert set(MESSAGES) == set(ManifestCode) <= {code for _, code, _, _ in CASES}
    for words in MESSAGES.values():
        assert words.vi.count("{value}") == words.en.count("{value}")


def test_a_text_that_is_no_toml_is_one_mistake_with_its_line() -> None:
    found = parse_manifest("report", 'name = "x"\nshort = ')
    assert isinstance(found, FileMistakes)
    assert [(each.line, each.code) for each in found.items] == [(2, ReadingCode.SYNTAX)]


@pytest.mark.parametrize("text", ["", "open = 1", "[open]\nform = 2", "a = [", "open.form"])
def test_an_opening_form_that_cannot_be_read_is_none(text: str) -> None:
    assert opening_form(text) == ""
    assert opening_form(GOOD) == "report_open"
