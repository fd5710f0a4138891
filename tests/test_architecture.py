"""The shape of the project: which way imports point, which file an engine is imported by, how large a file is."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("page", "assistant", "store", "prompts", "evals")
BELOW = {
    "app": {"page", "assistant", "store"},
    "page": {"assistant", "store"},
    "evals": {"assistant", "store", "prompts"},
    "assistant": {"store", "prompts"},
    "store": set[str](),
    "prompts": set[str](),
}
COMMAND_LINE = Path("assistant/cli.py")  # the one file that names modules above its package, in a table
ENGINES = {
    "charset_normalizer", "chromadb", "dotenv", "fastapi", "fastembed", "filelock", "jiter", "nltk", "onnx",
    "onnxruntime", "openai", "pydantic_settings", "pypdf", "rensa", "rich", "tiktoken", "tokenizers", "trafilatura",
    "xllamacpp", "yaml",
}  # fmt: skip
RIVAL = Path("evals/peer.py")  # another way to do our work, which speed is measured against: it brings its own engines
CLICK = {Path("assistant/cli.py"), Path("assistant/options.py")}
DISTRIBUTIONS = {"dotenv": "python-dotenv", "yaml": "pyyaml", "llama_index": "llama-index", "sklearn": "scikit-learn"}
TEXT = {".py", ".md", ".toml", ".lock", ".txt", ".json", ".jsonl", ".html", ".css", ".js", ""}
MOST_LINES = 220


def sources() -> list[Path]:
    """Return the Python files of the product, by their path in the project."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return sorted(path.relative_to(ROOT) for path in [*files, ROOT / "app.py"] if path.exists())


@cache
def imported(path: Path, *, by_name: bool = True) -> set[str]:
    """Return the full names of the modules that a file imports, in functions too, and with `import_module` too."""
    names = set[str]()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            names.add(node.module or "")
        elif by_name and isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names |= {part.value for part in node.args if isinstance(part, ast.Constant)}
    return names


def tops(path: Path) -> set[str]:
    """Return the top-level packages that a file imports."""
    return {name.partition(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", sources(), ids=str)
def test_imports_point_down(path: Path) -> None:
    layer = path.parts[0].removesuffix(".py")
    assert tops(path) & set(BELOW) <= BELOW[layer] | {layer}


def test_only_the_command_line_names_what_is_above() -> None:
    named = [path for path in sources() if "import_module" in (ROOT / path).read_text("utf-8")]
    assert [path for path in named if path.parts[0] == "assistant"] == [COMMAND_LINE]
    users = {path for path in sources() if "assistant.cli" in imported(path)}
    assert users == {Path("assistant/__main__.py")}


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_an_engine_is_imported_by_one_file(engine: str) -> None:
    users = [path for path in sources() if engine in tops(path) and path != RIVAL]
    assert len(users) <= 1, users


def test_gradio_is_imported_by_the_page_alone() -> None:
    """Its widgets, and what they do when pressed, are several files; what they show is made without it."""
    users = {path for path in sources() if {"gradio", "uvicorn"} & tops(path)}
    assert {path.parts[0] for path in users} == {"page"}


def test_click_is_imported_by_the_command_line() -> None:
    assert {path for path in sources() if "click" in tops(path) and path.parts[0] != "evals"} <= CLICK


def test_what_is_imported_is_declared() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = [line for extra in table["project"]["optional-dependencies"].values() for line in extra]
    product = names([*table["project"]["dependencies"], *extras])
    ours = names([line for group in table["dependency-groups"].values() for line in group if isinstance(line, str)])
    for path in sources():
        listed = product | (ours if path.parts[0] == "evals" else set())
        statically = {name.partition(".")[0] for name in imported(path, by_name=False)}
        used = statically - set(sys.stdlib_module_names) - set(BELOW)
        assert {DISTRIBUTIONS.get(name, name.replace("_", "-")) for name in used} <= listed, path


def names(requirements: list[str]) -> set[str]:
    """Return the names of the distributions in a list of requirements."""
    return {re.split(r"[<>=\[;! ]", line)[0] for line in requirements}


@pytest.mark.parametrize("path", sources(), ids=str)
def test_a_file_is_short_and_named_for_a_concept(path: Path) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= MOST_LINES
    assert not {"utils", "helpers", "common", "manager", "misc", "base"} & set(re.split(r"[_.]", path.stem))
    assert ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8"))) or not (ROOT / path).stat().st_size


def texts() -> list[Path]:
    """Return the text files of the project that git tracks or would track."""
    left_out = {".git", ".venv", ".dateline", ".lock", "__pycache__", "runs", "dist", ".hypothesis"}
    left_out |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".gradio"}
    found = (path for path in ROOT.rglob("*") if path.suffix in TEXT and path.is_file())
    return [path for path in found if not left_out & set(path.relative_to(ROOT).parts)]


def test_no_file_names_this_machine_or_a_registry() -> None:
    hosts = r"(?:files\.pythonhosted|py" + r"pi)\.org|deb\.debian|registry\.npm|/opt/(?:wheels|py" + r"pi)"
    machine = re.compile(rf"{hosts}|(?<![\w./~-])/(?:work|home|root|Users)/\w|(?<![\w./~-])/tmp/\w")
    found = {path: machine.search(path.read_text("utf-8", "replace")) for path in texts()}
    assert [f"{path}: {hit.group()}" for path, hit in found.items() if hit] == []


@pytest.mark.parametrize("path", sources(), ids=str)
def test_a_function_takes_few_arguments_by_position(path: Path) -> None:
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
            assert len([name for name in given if name not in ("self", "cls")]) <= 5, node.name
