"""The command `dateline eval`: run a suite, print and keep what it comes to, and hold it against its gates.

What a suite is, is in `suite`; here is only what is said on the command line. Exit status 1 where a gate fell.
"""

import json
from pathlib import Path
from textwrap import indent
from typing import Any

import click

from assistant.options import debug, options
from evals.contenders import NEED_MODEL
from evals.kept import saved
from evals.options import Chosen, configured, pairs, parameters
from evals.printed import printed, published, summary
from evals.suite import Ran, Suite, located
from evals.suites import suite as named
from evals.suites import suites
from store.errors import SettingsError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
what = options(
    click.option("--data", type=FOLDER, help="The folder of benchmarks, or that of this one."),
    click.option("--articles", type=FOLDER, help="Your articles, for the suite custom."),
    click.option("--cases", type=FILE, help="Your questions about them, JSON lines, for sample and custom."),
    click.option("--limit", type=click.IntRange(1), help="Cases, a fixed sample of all kinds."),
    click.option("--seed", type=int, default=0, help="Which sample --limit takes."),
)
who = options(
    click.option("--reader", "readers", metavar="NAMES", help="Some of quotes,model,model-only,plain; else the usual."),
    click.option("--model", metavar="NAME", help="The language model to read with, or the path of a .gguf file."),
    click.option("-k", type=click.IntRange(1, 100), help="Passages that a reader sees."),
    click.option("--set", "sets", multiple=True, metavar="FIELD=VALUE", help="Any other setting; may be repeated."),
    click.option("--with", "more", multiple=True, metavar="NAME=VALUE", help="A parameter of the suite; see the list."),
    click.option("--judge", is_flag=True, help="Let the model grade the answers, too."),
)
how = options(
    click.option("--jobs", type=click.IntRange(1), default=1, help="Cases done at a time."),
    click.option("--run", "name", metavar="NAME", help="Name of the run's folder; one for its settings if not given."),
    click.option("--compare", nargs=2, metavar="RUN_A RUN_B", help="Compare two runs, and run nothing."),
    click.option("--check", is_flag=True, help="Only check the file of --cases, and name every bad line."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    debug,
)


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("suite", default="sample")
@options(what, who, how)
@click.pass_context
def command(ctx: click.Context, /, suite: str, as_json: bool, **given: Any) -> None:
    """Measure the assistant on SUITE (sample, if none is named); `list` in its place shows all suites.

    Prints each score with its 95 % interval, keeps every case in a folder with a report to open in a browser, and ends
    with status 1 where a score fell below its gate.
    """
    compared, check = given.pop("compare"), given.pop("check")
    if compared:
        click.echo(comparison(*compared))
    elif suite == "list":
        click.echo(listing())
    elif check:
        ctx.exit(validated(given["articles"], given["cases"]))
    else:
        found = named(suite)
        ctx.exit(run(found, chosen(found, **given), as_json=as_json))


def chosen(suite: Suite, *, readers: str | None, sets: tuple[str, ...], more: tuple[str, ...], **given: Any) -> Chosen:
    """Return what was chosen for a suite; SettingsError where it has no such reader, parameter, data or model."""
    names = tuple(part.strip() for part in readers.split(",") if part.strip()) if readers else suite.usual
    if strange := sorted(set(names) - set(suite.readers)):
        raise SettingsError(
            f"there is no reader {strange[0]!r} in {suite.name}; name some of {', '.join(suite.readers)}"
        )
    k = given.pop("k")
    settings = pairs(sets, "--set") | ({"k": k} if k else {})
    told = parameters(suite.parameters, pairs(more, "--with"), suite.name)
    data = located(suite, given.pop("data"))
    wanted = Chosen(readers=names, settings=settings, parameters=told, data=data, **given)
    if configured(wanted).model is None:
        if lacking := [name for name in names if name in NEED_MODEL]:
            raise SettingsError(f"the reader {lacking[0]} needs a model; name one with --model or DATELINE_MODEL")
        if wanted.judge:
            raise SettingsError("--judge needs a model; name one with --model or DATELINE_MODEL")
    return wanted


def run(suite: Suite, wanted: Chosen, *, as_json: bool = False) -> int:
    """Run a suite, keep its summary and report, print it with the gates that fell; return the exit status."""
    ran = suite.run(wanted)
    found = summary(suite, ran)
    ran.kept.summarise(found)
    folder, report = ran.kept.folder, written(ran.kept.folder)
    if not as_json:
        click.echo(f"{printed(suite, ran)}\n\nrun:    {folder}\nreport: {report}")
    fell = [] if ran.stopped or wanted.limit or wanted.cases else falls(suite, ran)
    if as_json:
        click.echo(json.dumps(found | {"run": str(folder), "report": str(report), "fell": fell}, indent=1))
    for text in fell:
        click.echo(f"fell: {text}", err=True)
    return int(bool(fell) or ran.stopped)


def validated(articles: Path | None, cases: Path | None) -> int:
    """Print every fault of a file of cases; return the exit status."""
    from evals.custom import checked

    said = list(checked(articles, cases))
    click.echo("\n".join(said))
    return int(len(said) > 1)


def falls(suite: Suite, ran: Ran) -> list[str]:
    """Return which gates a whole run did not meet, each in words."""
    from evals import gates

    return [str(fall) for fall in gates.falls(suite.name, ran.lines, aggregate=suite.aggregate)]


def written(folder: Path) -> Path:
    """Write the report of a run and return its path."""
    from evals import report

    return report.write(folder)


def comparison(one: str, other: str) -> str:
    """Return how two runs differ, as lines of text."""
    from evals.compare import compare, write

    a, b = (saved(Path(name)).folder for name in (one, other))
    return f"{compare(a, b)}\n\nside by side: {write(a, b)}"


def listing() -> str:
    """Return all suites with what they read, what can be set, and what was published for them."""
    return "\n\n".join(_listed(suite) for suite in suites())


def _listed(suite: Suite) -> str:
    parts = [f"{suite.name:12} {suite.summary}"]
    if suite.folder:
        parts.append(f"   data: {' or '.join(suite.files)}, in --data or its folder {suite.folder}")
    parts.append(f"   readers: {', '.join(suite.readers)}")
    parts += [f"   --with {name}={value}" for name, value in suite.parameters.items()]
    if suite.published:
        parts.append(indent(published(suite.published), "   "))
    return "\n".join(parts)
