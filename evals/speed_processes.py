"""What a measured process does, from loading to the end: find something, or embed and keep. Run by `apart`.

Each function imports what it alone needs, so that no way pays for another.
"""

import json
from pathlib import Path

K = 10


def find(store: str, question: str, embeddings: str) -> int:
    """Return how many passages our search finds."""
    from assistant.assistant import Assistant
    from assistant.settings import Settings

    with Assistant(Settings(store=store, embeddings=embeddings, reader="quotes")) as assistant:
        return len(assistant.search(question, k=K))


def peer_find(index: str, question: str) -> int:
    """Return how many passages the peer finds."""
    from evals.peer import ChromaMiniLM, retriever

    return len(retriever(Path(index), ChromaMiniLM(Path(index) / "weights"), K).retrieve(question))


def embed_question(question: str, embeddings: str) -> int:
    """Return how many numbers the embedding of a question has."""
    from store.embed import embedder

    return len(embedder(embeddings).embed_question(question))


def keep(folder: str, store: str, embeddings: str) -> int:
    """Ingest a folder and return how many passages that makes."""
    from store.embed import embedder
    from store.store import Store

    with Store.open(Path(store), embedder(embeddings)) as opened:
        opened.ingest([Path(folder)])
        return opened.passage_count()


def peer_keep(texts: str, folder: str) -> int:
    """Let the peer ingest the texts of a file and return how many there are."""
    from evals.peer import ChromaMiniLM
    from evals.peer import ingest as peer_ingest

    read = json.loads(Path(texts).read_text("utf-8"))
    peer_ingest(read, Path(folder), ChromaMiniLM(Path(folder) / "weights"))
    return len(read)


def embed(texts: str, embeddings: str) -> int:
    """Embed the texts of a file and return how many there are."""
    from store.embed import embedder

    return len(embedder(embeddings).embed(json.loads(Path(texts).read_text("utf-8"))))
