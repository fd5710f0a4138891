"""The same jobs done in three ways, to be timed in turns: by us, by llama-index in the ordinary way, by the embedder.

ingest  passages a second, in this process with everything loaded; llama-index gets some of them, evenly spread
query   milliseconds a question, so too: our search, llama-index's retriever, the embedding of the question. llama-index
        searches our vectors, so that it need not embed the passages first. Ours answers, too, which no other does
start   a process of its own from its start to what it finds first: its seconds, and the most memory it had
memory  a process of its own that embeds and keeps a few passages: the most memory it had
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals import speed_processes
from evals.apart import Apart, apart
from evals.figures import Line
from evals.large import Hasty, fill, write
from evals.speed_material import Size, material
from evals.speed_processes import K
from evals.timing import in_turns, seconds
from store.chunk import chunk
from store.contents import embedded
from store.embed import Embedder, WordEmbedder, embedder
from store.store import Store

OURS, PEER, ALONE = "dateline", "llama-index", "embedder alone"
WAYS = (OURS, PEER, ALONE)
PARTS = ("ingest", "query", "start", "memory")
LOOKED_UP = 20
PEER_GETS = 128
"""Passages that the peer ingests in a round."""
RATE, QUERY, ANSWER = "passages a second", "ms a query", "ms an answer"
FIRST, HELD, KEPT = "seconds to a first find", "MB to find", "MB to ingest"
Job = Callable[[], dict[str, float]]


def turns(part: str, size: Size, work: Path) -> list[Line]:
    """Return a line for each way and round of `part`; a round before them, which loads everything, is left out."""
    given = in_turns(_jobs(part, size, work), size.rounds)
    return [
        {"id": f"{part}, round {number}", "reader": way, "tags": [part], "scores": scores, "error": None}
        for way, rounds in given.items()
        for number, scores in enumerate(rounds, 1)
    ]


def _jobs(part: str, size: Size, work: Path) -> dict[str, Job]:
    articles, questions = material(size.data)
    chosen = embedder(size.embeddings)
    folder, store, index = work / f"{part}-articles", work / "searched", work / "index"
    if part in ("ingest", "memory"):
        write(list(islice(articles, size.articles)), folder)
        return ingest(folder, work, chosen) if part == "ingest" else memory(folder, work, size.embeddings)
    if not store.exists():
        fill(store, articles, size.searched, chosen)
        indexed(store, index, chosen)
    if part == "query":
        return query(store, index, questions[:LOOKED_UP], size.embeddings)
    return start(store, index, questions[0], size.embeddings)


def ingest(folder: Path, work: Path, chosen: Embedder) -> dict[str, Job]:
    """Return the three ways to embed and keep the articles of `folder`."""
    from evals.peer import ChromaMiniLM
    from evals.peer import ingest as peer_ingest

    numbers, texts = count(), passages(folder, chosen)
    sample = texts[:: max(1, len(texts) // PEER_GETS)][:PEER_GETS]
    embedding = ChromaMiniLM(work / "weights")

    def ours() -> None:
        with Store.open(work / f"store{next(numbers)}", chosen) as store:
            store.ingest([folder])

    return {
        OURS: lambda: {RATE: len(texts) / seconds(ours)},
        PEER: lambda: {
            RATE: len(sample) / seconds(lambda: peer_ingest(sample, work / f"peer{next(numbers)}", embedding))
        },
        ALONE: lambda: {RATE: len(texts) / seconds(lambda: chosen.embed(texts))},
    }


def query(store: Path, index: Path, questions: Sequence[str], embeddings: str) -> dict[str, Job]:
    """Return the three ways to look the questions up in the store and in the peer's index of the same passages."""
    from evals.peer import ChromaMiniLM, retriever

    chosen = embedder(embeddings)
    peer = retriever(index, ChromaMiniLM(index / "weights"), K)

    def each(job: Callable[[str], object]) -> float:
        return 1000 * fmean(seconds(partial(job, asked)) for asked in questions)

    def ours() -> dict[str, float]:
        with Assistant(Settings(store=str(store), embeddings=embeddings, reader="quotes")) as assistant:
            if loading := assistant.store.warm():
                loading.join()
            assistant.ask(questions[0])
            return {QUERY: each(lambda asked: assistant.search(asked, k=K)), ANSWER: each(assistant.ask)}

    return {
        OURS: ours,
        PEER: lambda: {QUERY: each(peer.retrieve)},
        ALONE: lambda: {QUERY: each(chosen.embed_question)},
    }


def indexed(store: Path, index: Path, chosen: Embedder) -> None:
    """Give the peer the passages of a store with the vectors that they have there."""
    from evals.peer import ChromaMiniLM
    from evals.peer import index as peer_index

    with Store.open(store, Hasty(chosen)) as opened:
        kept = [passage for article in opened.articles() for passage in chunk(article, chosen)]
        vectors = opened.vectors([passage.id for passage in kept]).tolist()
    peer_index([embedded(passage) for passage in kept], vectors, index, ChromaMiniLM(index / "weights"))


def start(store: Path, index: Path, question: str, embeddings: str) -> dict[str, Job]:
    """Return the three ways to find something in a process of its own."""
    return {
        OURS: lambda: _first(apart(speed_processes.find, str(store), question, embeddings)),
        PEER: lambda: _first(apart(speed_processes.peer_find, str(index), question)),
        ALONE: lambda: _first(apart(speed_processes.embed_question, question, embeddings)),
    }


def memory(folder: Path, work: Path, embeddings: str) -> dict[str, Job]:
    """Return the three ways to embed and keep the articles of `folder` in a process of its own."""
    texts, numbers = work / "texts.json", count()
    texts.write_text(json.dumps(passages(folder, embedder(embeddings))), "utf-8")

    def held(function: Callable[..., Any], *given: str) -> dict[str, float]:
        return {KEPT: apart(function, *given).megabytes}

    return {
        OURS: lambda: held(speed_processes.keep, str(folder), str(work / f"kept{next(numbers)}"), embeddings),
        PEER: lambda: held(speed_processes.peer_keep, str(texts), str(work / f"peer-kept{next(numbers)}")),
        ALONE: lambda: held(speed_processes.embed, str(texts), embeddings),
    }


def passages(folder: Path, chosen: Embedder) -> list[str]:
    """Return the passages of the articles in `folder` as they are embedded, each once."""
    with tempfile.TemporaryDirectory() as scratch, Store.open(Path(scratch), WordEmbedder()) as store:
        store.ingest([folder])
        kept = [passage for article in store.articles() for passage in chunk(article, chosen)]
    return list(dict.fromkeys(map(embedded, kept)))


def _first(found: Apart) -> dict[str, float]:
    return {FIRST: found.seconds, HELD: found.megabytes}
