"""The command `dateline`: read the call, hand it to an Assistant, turn a failure into one line and an exit status.

Exit status: 0 done, 1 the work failed, 2 the call was wrong. What is printed, and how, is in `show`.
"""

import importlib
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from assistant import chat as conversation
from assistant import doctor as diagnosis
from assistant import logs
from assistant import show as out
from assistant.assistant import Assistant
from assistant.facts import article_dict, found_dict
from assistant.options import as_json, count, filters, options, own_folder, places, readers, tracing, wanted
from assistant.question import checked
from assistant.settings import Settings
from assistant.timeline import timeline_dict
from assistant.upkeep import built_anew, embed_anew, the_article, update
from store.errors import DatelineError, QuestionError, SettingsError

ABOVE = {"app": "app", "eval": "evals.command"}  # what stands on this package is named here, and imported when called


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline")
def cli() -> None:
    """Ask a folder of news articles a question; every statement of the answer carries the exact words of a source."""


@cli.command()
@click.argument("question")
@options(places, filters, readers, count, tracing, as_json)
def ask(question: str, as_json: bool, **given: Any) -> None:
    """Answer QUESTION from the articles; their store is brought up to date first."""
    narrowed = wanted(given)
    settings = read(**given)
    checked(question, settings.question_length)
    with Assistant(settings) as assistant:
        update(assistant, settings)
        answer = assistant.ask(question, **narrowed)
    out.json(answer.to_dict()) if as_json else out.answer(answer)


@cli.command()
@options(places, filters, readers, count, tracing)
def chat(**given: Any) -> None:
    """Talk with the articles: ask, follow up, look at the sources."""
    narrowed = wanted(given)
    settings = read(**given)
    with Assistant(settings) as assistant:
        update(assistant, settings)
        conversation.chat(assistant, **narrowed)


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@places
@click.option("--prune", is_flag=True, help="Remove articles whose files are gone.")
@click.option("--force", is_flag=True, help="Prune even where many files are gone at once.")
@click.option("--reembed", is_flag=True, help="Embed what is in the store anew, with other --embeddings.")
@click.option("--rebuild", is_flag=True, help="Make a damaged store anew; the old catalogue is put aside.")
@as_json
def ingest(paths: tuple[Path, ...], as_json: bool, reembed: bool, rebuild: bool, **given: Any) -> None:
    """Add article files and folders to a store, or bring it up to date with them."""
    prune, force = given.pop("prune"), given.pop("force")
    settings = read(**given)
    if settings.store is None and settings.articles is None:
        settings = read(**given | {"articles": own_folder(paths)})
    begun: AbstractContextManager[list[Path]] = built_anew(settings) if rebuild else nullcontext([])
    with begun as more:
        if reembed:
            embed_anew(settings)
        with Assistant(settings) as assistant, out.progress() as progress:
            report = assistant.ingest([*paths, *more], prune=prune, force=force, progress=progress)
    out.json(report.to_dict()) if as_json else out.report(report)


@cli.command()
@options(places, as_json)
def articles(as_json: bool, **given: Any) -> None:
    """List the articles in the store."""
    with Assistant(read(**given)) as assistant:
        found = assistant.articles()
    out.json([article_dict(article) for article in found]) if as_json else out.articles(found)


@cli.command()
@click.argument("article_id")
@options(places, as_json)
def show(article_id: str, as_json: bool, **given: Any) -> None:
    """Print the text of one article exactly, so that the offsets of quotes hold. The start of an id will do."""
    with Assistant(read(**given)) as assistant:
        article = the_article(assistant, article_id)
    out.json(article_dict(article) | {"text": article.text}) if as_json else out.article(article)


@cli.command()
@click.argument("question")
@options(places, filters, count, tracing, as_json)
def search(question: str, as_json: bool, k: int | None, **given: Any) -> None:
    """List the passages found for QUESTION, best first, without reading them."""
    narrowed = wanted(given)
    settings = read(**given)
    checked(question, settings.question_length)
    with Assistant(settings) as assistant:
        update(assistant, settings)
        hits = assistant.search(question, k=k or settings.k, **narrowed)
    out.json([found_dict(hit) for hit in hits]) if as_json else out.hits(hits)


@cli.command()
@click.argument("question")
@options(places, filters, count, tracing, as_json)
def timeline(question: str, as_json: bool, k: int | None, **given: Any) -> None:
    """List what the articles say about QUESTION in the order of the days that they speak of."""
    narrowed = wanted(given)
    settings = read(**given)
    checked(question, settings.question_length)
    with Assistant(settings) as assistant:
        update(assistant, settings)
        moments = assistant.timeline(question, k=k, **narrowed)
    out.json(timeline_dict(question, moments)) if as_json else out.timeline(moments)


@cli.command()
@click.argument("article_id")
@places
def remove(article_id: str, **given: Any) -> None:
    """Take one article out of the store; its file stays."""
    with Assistant(read(**given)) as assistant:
        article = the_article(assistant, article_id)
        assistant.remove(article.id)
    out.say(f"Removed {article.id}. It comes back with the next ingest while its file is there: {article.path}")


@cli.command()
@options(places, as_json)
@click.pass_context
def doctor(ctx: click.Context, /, as_json: bool, **given: Any) -> None:
    """Say what is configured, what the store holds and what is wrong, with the remedy."""
    findings = diagnosis.doctor({name: value for name, value in given.items() if value is not None})
    out.json([finding._asdict() for finding in findings]) if as_json else out.findings(findings)
    ctx.exit(int(any(finding.state == "broken" for finding in findings)))


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=7860, show_default=True, help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may open the page.")
@click.option("--mcp", is_flag=True, help="Let desktop assistants ask, too (needs the extra mcp).")
@click.option("--open", "open_to_all", is_flag=True, help="With --host: let everybody in who reaches it.")
@options(places, readers, tracing)
def app(port: int, host: str, mcp: bool, open_to_all: bool, **given: Any) -> None:
    """Open the page: ask in a browser, see the answer beside its sources.

    Beyond this machine (--host) it asks for DATELINE_APP_USER and DATELINE_APP_PASSWORD.
    """
    page = importlib.import_module(ABOVE["app"])
    page.main(read(**given), host=host, port=port, mcp=mcp, open_to_all=open_to_all)


@cli.command("eval", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def evaluate(ctx: click.Context, /, arguments: tuple[str, ...]) -> None:
    """Measure how good the answers are, on labelled questions; `dateline eval list` shows the suites."""
    command = importlib.import_module(ABOVE["eval"]).command
    name = f"{ctx.find_root().info_name} eval"
    ctx.exit(command.main(list(arguments), prog_name=name, standalone_mode=False, obj=ctx.obj) or 0)


def read(**given: Any) -> Settings:
    """Return the settings with what the call gives, and have the log as they say; None is not given."""
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    logs.start(settings)
    return settings


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    seen = {"debug": False}
    try:
        return cli.main(arguments, prog_name="dateline", standalone_mode=False, obj=seen) or 0
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "dateline"
        return fail(f"{error.format_message().rstrip('.')}; `{path} --help` shows how", 2)
    except click.ClickException as error:
        return fail(error.format_message(), 1)
    except click.Abort:
        return fail("stopped; what is in the store is whole, and the next ingest goes on from there", 1)
    except Exception as error:
        if seen["debug"]:
            raise
        return fail(explain(error), 2 if isinstance(error, SettingsError | QuestionError) else 1)


def explain(error: Exception) -> str:
    """Return one line about a failure; one that is not ours is a fault in this program."""
    if isinstance(error, DatelineError):
        return str(error)
    return f"an unexpected {type(error).__name__}: {error}; the same call with --debug shows where"


def fail(message: str, status: int) -> int:
    """Print a failure in one line on standard error and return its exit status."""
    out.say("dateline: " + " ".join(message.split()))
    return status
