"""What commands do with a store before or beside their own work: bring it up to date, find one article, embed anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import show as out
from assistant.assistant import Assistant
from assistant.opening import open_store
from assistant.places import articles_folder, store_place
from assistant.settings import Settings
from store.article import Article
from store.embed import embedder
from store.errors import StoreError, StoreLocked, StoreUnavailable
from store.rebuild import finish, rebuild
from store.shared_address import is_address


def embed_anew(settings: Settings) -> None:
    """Embed every passage of the store with the embedder that is set now."""
    key = settings.api_key.get_secret_value() if settings.api_key else None
    wanted = embedder(settings.embeddings, base_url=settings.base_url, api_key=key)
    open_store(settings, wanted, reembed=True).close()


@contextmanager
def built_anew(settings: Settings) -> Iterator[list[Path]]:
    """Begin the store anew where its catalogue is damaged; lend the files that are to be read again for it."""
    place = store_place(settings)
    if is_address(place):
        raise StoreError("a shared store is made anew from its server: delete this machine's copy and ask again")
    key = settings.api_key.get_secret_value() if settings.api_key else None
    rescued = rebuild(Path(place), embedder(settings.embeddings, base_url=settings.base_url, api_key=key))
    for aside in rescued.aside:
        saved = f"{rescued.embeddings} embeddings and {rescued.articles} articles without a file were saved"
        out.say(f"The old catalogue is in {aside}; {saved}. Delete it when all is well.")
    yield list(rescued.files)
    finish(rescued)


def update(assistant: Assistant, settings: Settings) -> None:
    """Bring the store up to date with its folder; where another process is at it, go on with what is in."""
    folder = articles_folder(settings)
    if folder is None:
        return
    try:
        with out.progress() as progress:
            report = assistant.ingest([folder], prune=settings.store is None, progress=progress)
    except StoreLocked:
        out.say("Another process is writing to the store: this answer is from what is in it so far.")
        return
    except StoreUnavailable as error:
        out.say(f"{error}")
        return
    if report.failed:
        out.say(f"{len(report.failed)} skipped; `dateline ingest {folder}` says why.")


def the_article(assistant: Assistant, article_id: str) -> Article:
    """Return the article whose id is `article_id` or alone starts with it."""
    found = [article for article in assistant.articles() if article.id.startswith(article_id)]
    exact = [article for article in found if article.id == article_id]
    if len(exact or found) == 1:
        return (exact or found)[0]
    problem = f"{len(found)} articles have ids that start" if found else "no article has an id that starts"
    raise StoreError(f"{problem} with {article_id!r}; `dateline articles` lists them")
