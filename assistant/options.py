"""The options that several commands of the command line share. What the commands do with them is in `cli`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]


class Day(click.ParamType[date]):
    """A date such as 2022-01-18."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with the form that is wanted."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2022-01-18", param, ctx)


def options(*each: Command) -> Callable[[Command], Command]:
    """Return one decorator that adds several options in the order given."""

    def add(command: Command) -> Command:
        for option in reversed(each):
            command = option(command)
        return command

    return add


def set_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    """Remember that a failure is to be shown with its traceback."""
    ctx.find_root().ensure_object(dict)["debug"] |= value


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
debug = click.option("--debug", is_flag=True, expose_value=False, callback=set_debug, help="Show a failure in full.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
count = click.option("-k", type=click.IntRange(1, 100), help="How many passages to look at.")
places = options(
    click.option("--articles", type=FOLDER, help="A folder of articles; it has a store of its own."),
    click.option("--store", metavar="DIR|URL", help="A store to use instead of the folder's own."),
    click.option("--embeddings", metavar="NAME", help="local, openai:MODEL or fastembed:MODEL."),
    debug,
)
readers = options(
    click.option("--reader", type=click.Choice(["auto", "quotes", "model"]), help="Who writes the answer."),
    click.option("--model", metavar="NAME", help="The language model to read with, or the path of a .gguf file."),
)
tracing = options(
    click.option("--trace", metavar="FILE", help="Add a JSON line a question to this file: what was done, and when."),
    click.option("--trace-texts", is_flag=True, default=None, help="Put texts into the trace, too."),
)
filters = options(
    click.option("--as-of", type=Day(), help="Answer as of this day: later articles do not count."),
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only this outlet (may be repeated)."),
    click.option("--since", type=Day(), help="Only articles published on this day or later."),
    click.option("--until", type=Day(), help="Only articles published on this day or earlier."),
)


def wanted(given: dict[str, Any]) -> dict[str, Any]:
    """Take the values of `filters` out of `given` and return them as an Assistant takes them."""
    return {name: given.pop(name) or None for name in ("as_of", "outlets", "since", "until")}


def own_folder(paths: tuple[Path, ...]) -> Path:
    """Return the one folder whose own store `paths` belong in."""
    folders = {(path if path.is_dir() else path.parent).resolve() for path in paths}
    if len(folders) > 1:
        raise click.UsageError("Several folders go into one store only by name: add --store DIR.")
    return folders.pop()
