"""What is said and done of calls before anything runs: files, versions, findings, sight."""

import json
from pathlib import Path

import pytest

from server.actions.definitions.calls import opened_texts
from server.actions.definitions.definition_files import sources
from server.actions.definitions.deployed import build
from server.actions.deployment.deploy import problems
from server.actions.deployment.folder_lint import FolderAsked, judge_folder
from server.actions.trial import try_definition
from server.domain.cases.sight import of_history, of_remarks, of_task
from server.domain.manifest import Grant, Level, Moment
from server.engine import DefinitionRefused
from tests.engine.drawings import Pool
from tests.worlds import calling
from tests.worlds.calling import CALLED, CALLED_FILES, CALLER, CALLER_TOML, OUT, caller_pool, files

DIAGRAM = f"calls/{CALLED}/{CALLED}.bpmn"
MANIFEST = f"calls/{CALLED}/{CALLED}.toml"
BESIDE = {**calling.caller_files(), **CALLED_FILES}


def found(given: dict[str, str]) -> list[tuple[str, str]]:
    """Name the rules that the linter finds broken, and where."""
    return [(each["rule"], each["element"]) for each in problems(CALLER, given, language="en")]


def called_with(name: str, old: str, new: str) -> dict[str, str]:
    """Give the version with a text of the called process replaced."""
    given = files()
    assert old in given[name], old
    return {**given, name: given[name].replace(old, new)}


def test_a_call_is_clean_and_every_way_through_it_comes_to_an_end() -> None:
    assert found(files()) == []
    trial = try_definition(build(CALLER, files()), most=300)
    assert (trial.problems, trial.unreached, trial.complete) == ((), (), True)


def test_what_is_called_is_frozen_with_its_caller_and_not_read_from_anywhere_else(
    tmp_path: Path,
) -> None:
    for name, text in BESIDE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (source,) = sources([tmp_path / f"{CALLER}.bpmn"], tmp_path)
    assert {name: data.decode() for name, data in source.read().items()} == files()


def test_an_uploaded_folder_freezes_what_it_calls() -> None:
    judged = judge_folder(FolderAsked(files=BESIDE, manifests={}, keyed={}, rules=[]))
    assert (judged.problems, judged.unreadable) == ([], {})
    assert judged.members[CALLER] == sorted(files())
    assert judged.unused == []


def test_another_version_of_what_is_called_is_another_version_of_the_caller() -> None:
    other = called_with(DIAGRAM, "Xem số tiền", "Xem xét số tiền")
    assert build(CALLER, other).hash != build(CALLER, files()).hash


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        (caller_pool(in_amount="ask.amount + 600"), ("CALL-TYPE", "examine")),
        (caller_pool(in_amount="'much'"), ("CALL-TYPE", "examine")),
        (caller_pool(in_amount="1001"), ("CALL-TYPE", "examine")),
        (caller_pool(in_amount="0 if has(ask) else -1"), ("CALL-TYPE", "examine")),
        (caller_pool(in_urgent="ask.amount"), ("CALL-TYPE", "examine")),
        (caller_pool(in_sum="1"), ("CALL-FIELD", "examine")),
        (caller_pool(in_amount="sign.amount"), ("VARIABLE-FIELD", "examine")),
        (caller_pool(out_day="opening.day"), ("VARIABLE-FIELD", "examine")),
        (caller_pool(out_level="confirm.verdict"), ("VARIABLE-EARLY", "examine")),
        (caller_pool(out_asked="ask.amount"), ("VARIABLE-UNSET", "examine")),
    ],
)
def test_what_crosses_is_judged_by_both_sides(pool: Pool, expected: tuple[str, str]) -> None:
    assert expected in found(files(pool))


@pytest.mark.parametrize("amount", ["0", "1000", "ask.amount", "ask.amount if year > 2024 else 7"])
def test_what_the_opening_form_takes_may_be_handed_in(amount: str) -> None:
    assert found(files(caller_pool(in_amount=amount, in_urgent="None"))) == []


def test_what_the_called_process_requires_is_handed_in() -> None:
    given = files()
    given[f"{CALLER}.bpmn"] = given[f"{CALLER}.bpmn"].replace(
        'name="in.amount"', 'name="in.urgent"'
    )
    assert ("CALL-MISSING", "examine") in found(given)


@pytest.mark.parametrize(
    "change",
    [
        ('value="done"', 'value="examine__look"'),
        ("examine.verdict == 'refuse'", "examine__look.verdict == 'refuse'"),
        ("> sign\n<", "> examine__confirm\n<"),
        ('id="hurry"', 'id="examine__hurry"'),
    ],
)
def test_a_caller_names_nothing_that_stands_in_what_it_calls(change: tuple[str, str]) -> None:
    given = files()
    text = given[f"{CALLER}.bpmn"].replace("flowNodeRef>sign<", "flowNodeRef>examine__confirm<")
    given[f"{CALLER}.bpmn"] = text if change[0].startswith(">") else text.replace(*change)
    assert "CALL-INSIDE" in [rule for rule, _ in found(given)]


def test_a_callers_manifest_says_nothing_of_what_it_calls() -> None:
    toml = CALLER_TOML.replace("[tasks]", '[tasks]\nexamine__look = { see = "all" }')
    assert found(files(toml=toml)) != []


@pytest.mark.parametrize(
    ("name", "old", "new", "word"),
    [
        (MANIFEST, 'short = "Kiểm tra"', 'short = "Kiểm tra"\nbodies = ["chairman"]', "bodies"),
        (MANIFEST, 'by = ["secretary"]', "", "findings"),
        (DIAGRAM, "bpmn:userTask", "bpmn:manualTask", "findings"),
    ],
)
def test_what_cannot_be_called_says_why(name: str, old: str, new: str, word: str) -> None:
    given = called_with(name, old, new)
    opened = opened_texts(CALLER, given)
    assert found(given)[0] == ("CALL-PROCESS", "examine")
    assert word == "findings" or word in str(opened.problems[0].holes["why"])


def test_a_process_that_is_not_there_is_one_finding() -> None:
    assert found(calling.caller_files()) == [("CALL", "examine")]
    with pytest.raises(DefinitionRefused):
        build(CALLER, calling.caller_files())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", f"{CALLED}.bpmn does not stand beside this diagram"),
        (f' calledElement="{CALLED}"', "", "calledElement names none"),
        ('"examine"', '"exa-mine"', "id exa-mine"),
    ],
)
def test_what_is_in_the_way_of_a_call_is_told(old: str, new: str, said: str) -> None:
    beside = files() if "id exa" in said else calling.caller_files()
    diagram = beside[f"{CALLER}.bpmn"].replace(old, new)
    given = {**beside, f"{CALLER}.bpmn": diagram}
    told = [each for each in problems(CALLER, given, language="en") if each["rule"] == "CALL"]
    assert [said in each["message"] for each in told] == [True]
    told = [each for each in problems(CALLER, given, language="vi") if each["rule"] == "CALL"]
    assert "does not" not in told[0]["message"]


@pytest.mark.parametrize("own", ["", f' calledElement="{CALLED}"'])
def test_what_a_desktop_modeller_says_is_called_is_called(tmp_path: Path, own: str) -> None:
    diagram = BESIDE[f"{CALLER}.bpmn"]
    other = "elsewhere" if own else CALLED
    theirs = f'<zeebe:calledElement processId="{other}" propagateAllChildVariables="false"/>'
    call, _, rest = diagram.partition(f' calledElement="{CALLED}"')
    rest = rest.replace("<bpmn:extensionElements>", f"<bpmn:extensionElements>{theirs}", 1)
    spoken = f"{call}{own}{rest}".replace(
        "xmlns:bpmn=", 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmn=', 1
    )
    for name, text in {**BESIDE, f"{CALLER}.bpmn": spoken}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (source,) = sources([tmp_path / f"{CALLER}.bpmn"], tmp_path)
    given = {name: data.decode() for name, data in source.read().items()}
    assert found(given) == []
    assert build(CALLER, given).calls == build(CALLER, files()).calls


def test_a_process_that_calls_itself_is_refused_also_through_another() -> None:
    own = {f"{CALLER}.bpmn": calling.drawn(caller_pool()).replace(f'"{CALLED}"', f'"{CALLER}"')}
    assert ("CALL-CIRCLE", "examine") in found({**calling.caller_files(), **own})
    back = Pool("back").start().call("there", CALLER).end().flow("begin", "there", "done")
    through = {**files(), DIAGRAM: calling.drawn(back)}
    assert ("CALL-CIRCLE", "examine") in found(through)


def test_circles_of_a_called_process_hold_for_its_tasks_and_no_others() -> None:
    manifest = build(CALLER, files()).manifest
    assert Grant(Level.WORKERS) in of_task(manifest, "examine__look")
    assert Grant(Level.BLOC) not in of_history(manifest, "examine__look")
    told = of_task(manifest, "examine__confirm")
    assert Grant(Level.ROLE, Moment("examine__looked"), "deputy") in told
    wide = CALLER_TOML.replace("[sight]", '[sight]\nremarks = ["everyone"]')
    assert Grant(Level.BLOC) not in of_remarks(
        build(CALLER, files(toml=wide)).manifest, "examine__look", about_unit=False
    )


def test_words_of_a_called_process_keep_their_english() -> None:
    model = build(CALLER, files())
    assert model.words("Xem số tiền").en == "Look at the amount"
    title = model.definition.element("examine__look").title or ""
    assert model.words(title).en == "Look at {examine__opening.amount} dong"


def test_the_english_of_a_caller_stands_beside_that_of_what_it_calls() -> None:
    english = {words: words.upper() for name, words in calling.NAMES.items() if name != "look"}
    given = {**files(), f"{CALLER}.en.json": json.dumps(english)}
    assert found(given) == []
    assert build(CALLER, given).words(calling.NAMES["sign"]).en == calling.NAMES["sign"].upper()


def test_a_task_that_an_operation_of_the_called_process_names_is_its_own() -> None:
    pool = calling.called_pool()
    pool.body = [each.replace('targetRef="met"', 'targetRef="seen"') for each in pool.body]
    pool.service("seen", "count", of="'look'").flow("seen", "met")
    given = {**files(), DIAGRAM: calling.drawn(pool)}
    made = build(CALLER, given).definition.element("examine__seen")
    assert made.parameters == {"of": "'examine__look'"}


def test_kinds_of_file_and_records_of_both_processes_are_told_apart() -> None:
    form = json.loads(CALLED_FILES["look.json"])
    form["x-files"] = [{"kind": "scan", "title": "Bản quét", "required": True}]
    later = {**json.loads(CALLED_FILES["confirm.json"]), "x-shows": ["record:look"]}
    toml = f"{CALLER_TOML}[documents]\n[files]\n"
    given = {
        **files(toml=toml),
        f"calls/{CALLED}/look.json": json.dumps(form),
        f"calls/{CALLED}/confirm.json": json.dumps(later),
    }
    given[MANIFEST] += '[files]\nscan = "own"\n'
    assert found(given) == []
    made = build(CALLER, given)
    assert dict(made.manifest.files) == {"examine__scan": "examine__own"}
    assert json.loads(made.forms["examine__confirm"])["x-shows"] == ["record:examine__look"]


def test_a_call_takes_its_results_along() -> None:
    assert OUT["out_large"] == "has(confirm)"
    names = build(CALLER, files()).definition.element("examine").parameters
    assert names["large"] == "has(examine__confirm)"


def test_a_title_in_what_is_called_says_nothing_that_is_closed_to_who_knows_of_the_case() -> None:
    hidden = CALLER_TOML.replace("[sight]", '[sight]\nfew = ["organiser"]')
    hidden = hidden.replace('ask = { see = "all" }', 'ask = { see = "few" }')
    assert ("TITLE-HIDDEN", "tasks.examine__look") in found(files(toml=hidden))
    for amount in ("500 if ask.amount > 3 else 0", "500 if has(ask) else 0"):
        reckoned = files(caller_pool(in_amount=amount), toml=hidden)
        assert ("TITLE-HIDDEN", "tasks.examine__look") in found(reckoned)
    assert found(files(caller_pool(in_amount="500 if year > 2024 else 0"), toml=hidden)) == []


def test_a_title_of_the_caller_says_what_the_call_says_where_its_record_is_open() -> None:
    pool = caller_pool(out_plain="look.verdict")
    given = files(pool)
    sign = '<spiffworkflow:property name="form" value="done"/>'
    title = '<spiffworkflow:property name="title" value="Ký: {examine.plain}"/>'
    given[f"{CALLER}.bpmn"] = given[f"{CALLER}.bpmn"].replace(sign, sign + title, 1)
    rules = [rule for rule, _ in found(given)]
    assert "TITLE-HIDDEN" in rules
    text = CALLED_FILES[f"{CALLED}.toml"].replace('own = ["workers"]', 'own = ["everyone"]')
    assert "TITLE-HIDDEN" not in [rule for rule, _ in found({**given, MANIFEST: text})]


def nested() -> dict[str, str]:
    """Draw two calls of the check side by side, one of them through a process between."""
    between = Pool("passing").start()
    between.call("ahead", CALLED, in_amount="opening.amount", out_verdict="look.verdict")
    between.user("note", "leader", form="look").end().flow("begin", "ahead", "note", "done")
    pool = Pool("requesting").start().user("ask", "leader", form="ask").parallel("split")
    pool.call("one", CALLED, in_amount="ask.amount", out_verdict="look.verdict")
    pool.call("two", "between", in_amount="ask.amount", out_verdict="ahead.verdict")
    pool.parallel("join").xor("fine").user("sign", "leader", form="done").end()
    pool.flow("begin", "ask", "split", "one", "join").flow("split", "two", "join", "fine")
    pool.flow("fine", "sign", default=True).flow("sign", "done")
    pool.flow("fine", "ask", when="one.verdict == 'refuse' and two.verdict == 'refuse'")
    toml = CALLER_TOML.replace('checked = { passed = "examine" }', 'checked = { passed = "two" }')
    middle = CALLED_FILES[f"{CALLED}.toml"].split("[milestones]")[0] + (
        '[sight]\nown = ["workers"]\n[tasks]\nopening = { see = "own" }\nnote = { see = "own" }\n'
    )
    own = {
        "between.bpmn": calling.drawn(between),
        "between.toml": middle,
        "check_open.json": CALLED_FILES["check_open.json"],
        "look.json": CALLED_FILES["look.json"],
    }
    inner = {f"calls/{CALLED}/{name}": text for name, text in CALLED_FILES.items()}
    folder = {f"calls/between/{name}": text for name, text in {**own, **inner}.items()}
    return {**files(pool, toml=toml), **folder}


def test_calls_stand_side_by_side_and_in_one_another() -> None:
    given = nested()
    assert found(given) == []
    model = build(CALLER, given)
    assert [(each.id, each.inside) for each in model.calls] == [
        *(("one", ""), ("two", ""), ("two__ahead", "two")),
    ]
    assert model.manifest.tasks["two__ahead__look"].see == "two__ahead__own"
    trial = try_definition(model, most=400)
    assert trial.problems == ()
    assert {"one__look", "two__note", "two__ahead__confirm"} <= trial.reached
