"""What comes with Dateline may be passed on with it, and the page says under which licence."""

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.conftest import ROOT


def tool(name: str) -> ModuleType:
    """Return a module of the folder `tools`, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


licences = tool("licences")
audit = tool("audit")


def test_every_licence_is_known_and_fits() -> None:
    assert licences.problems(licences.found()) == []


def test_the_page_names_what_is_installed_as_it_is() -> None:
    found = licences.found()
    rows = (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines()
    wanted = {one.name: f"| {one.name} | {one.version} | {one.licence or 'see below'} |" for one in found}
    missing = [name for name, row in wanted.items() if row not in rows]
    assert missing == [], "run `python tools/licences.py`"


@pytest.mark.parametrize(
    ("licence", "fits"),
    [("MIT", True), ("Apache-2.0", True), ("GPL-3.0-only", False), ("LGPL-2.1", False), (None, False),
     ("MPL-1.1 OR GPL-2.0-only", True), ("AGPL-3.0", False), ("BSD License", True), ("GNU Affero", False)],
)  # fmt: skip
def test_a_licence_that_binds_more_is_told(licence: str | None, fits: bool) -> None:
    assert (licences.problems([licences.Licensed("walnut", "1", licence)]) == []) is fits


def test_a_known_hole_is_told_with_its_remedy() -> None:
    told = [{"name": "walnut", "version": "1", "vulns": [{"id": "HOLE-1", "fix_versions": ["2"]}]}, {"name": "oak"}]
    assert audit.holes(told) == ["walnut 1: HOLE-1, mended in 2"]
