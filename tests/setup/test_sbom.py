"""What `make sbom` lists: the locked packages of the product, none of the tools beside them."""

from setup import sbom

LOCK = """
Flask_Login==0.6.3 \\
    --hash=sha256:00
    # via -r runtime.in
psycopg-binary==3.3.9 ; implementation_name != 'pypy' \\
    --hash=sha256:11
"""
LISTED = {
    "bomFormat": "CycloneDX",
    "components": [
        {"bom-ref": "a", "name": "flask-login", "version": "0.6.3"},
        {"bom-ref": "b", "name": "pytest", "version": "9"},
        {"bom-ref": "c", "name": "psycopg_binary", "version": "3.3.9"},
    ],
    "dependencies": [{"ref": "a", "dependsOn": ["b", "c"]}, {"ref": "b"}],
}


def test_names_of_a_lock_are_compared_as_the_index_does() -> None:
    assert sbom.locked(LOCK) == {"flask-login", "psycopg-binary"}


def test_what_is_not_locked_for_the_product_is_left_out() -> None:
    left = sbom.only(LISTED, sbom.locked(LOCK))
    assert [part["name"] for part in left["components"]] == ["flask-login", "psycopg_binary"]
    assert left["dependencies"] == [{"ref": "a", "dependsOn": ["c"]}]
    assert left["bomFormat"] == "CycloneDX"


def test_a_package_brings_its_licence_or_names_it() -> None:
    texts = [file.name for file in sbom.python_files({"name": "SpiffWorkflow"})]
    assert "COPYING" in texts
    assert sbom.licensed({"name": "x", "licenses": []}, lambda _part: iter(())) is False
    assert sbom.licensed({"name": "x", "licenses": [{}]}, lambda _part: iter(())) is True
