"""A task's title that says what was typed in a step is read by those alone who see that."""

from flask.testing import FlaskClient

from server.actions.deployment import deploy
from tests.web.registers.conftest import app, leader, starting_state
from tests.worlds.processes.unknown_process import UnknownProcess
from tests.worlds.web.pages import SignIn
from tests.worlds.year import Year

__all__ = ["app", "leader", "starting_state"]
LEVEL = {
    "type": "string",
    "title": "Mức",
    "enum": ["a", "b"],
    "x-labels": {"a": "Kỷ luật", "b": "Khen"},
    "x-route": True,
}


def test_history_calls_a_task_as_it_is_drawn_to_whom_the_value_in_its_title_is_closed(
    committed: Year, leader: FlaskClient, as_post: SignIn
) -> None:
    process = UnknownProcess(one=False, fields={"level": LEVEL}, circles='own = ["organiser"]')
    files = {name: data.decode() for name, data in process.files.items()}
    drawn, manifest = f"{process.key}.bpmn", f"{process.key}.toml"
    title = f"Xong {{{process.first}.level}}"
    files[drawn] = files[drawn].replace(f"Xong {process.short}", title)
    files[manifest] = files[manifest].replace('{ see = "all"', '{ see = "own"')
    with committed.begin() as session:
        deploy.freeze(session, process.key, files, actor=None, now=committed.now)
    committed.open(process.key, opening=process.typed())
    committed.do(process.first, {"note": "", "level": "a"})
    committed.do(process.second, {"note": "", "level": "b"})
    history = f"/cases/{committed.case_id}?tab=history"
    assert "Xong Kỷ luật" in leader.get(history).text
    told = as_post("so-gddt.head").get(history).text
    assert process.second in told
    assert "Kỷ luật" not in told
