"""Where every test's world comes from: a database in a named state, and who acts in it.

A page test, in three lines (`tests/web` says the state once in its `conftest.py`):

    def test_a_member_sees_its_own_sheet(year: YearEnd) -> None:
        officer = year.as_post("bac-giang/so-gddt/officer")
        assert "Bảng tự chấm" in officer.get("/tasks").text

An action test (`tests/actions`), undone after it without a commit:

    def test_a_closed_sheet_is_not_scored_again(year: Year) -> None:
        year.open("evaluation")
        year.do("score", key=SCHOOL)

What a world is made of, and the file that makes it:

- `states.py`: how far the bloc has come (nothing, years loaded, scoring, adopted, a year finished).
  A state is made once a run, by the first test that needs it. A new one is a function there, or in
  the test's own file where only that file needs it, and a fixture `starting_state` that answers it.
- `databases.py`: each worker works in one database of a state. A test really commits in it, as the
  product does; afterwards `restoring.py` puts the rows back that it changed. A test that changes
  more than rows (the schema, a role's rights, the server) says `own_database` and gets a copy.
- `fixtures.py`: what a test asks by: `starting_state`, `database`, `engine`, `session`, `year`.
- `year.py`: a year played through the actions. `year_end.py`: one played by the simulation, and the
  persons at its pages. `province.py`: rows alone, for pages that need no process. `accounts.py`: a
  province's administrators. `pages.py`: the application on a database, and signing in to it.
"""
