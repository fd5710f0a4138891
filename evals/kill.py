"""Does a store survive kill -9 and a damaged disk? Kill writers at random moments, harm files, compare with a store
that nothing ever happened to.

    python -m evals.kill [--kills 30] [--damaged 6] [--articles 400] [--each 3] [--embeddings words] [--json]

A writer is an ingest (files edited, deleted and renamed before it), a removal of articles one by one, an embedding
anew, or a rebuilding of the store. After a few kills one normal ingest has to leave exactly what a fresh store of the
same files holds: nothing lost, nothing twice, every article found by both searches. A damaged store has to answer
rightly or name its command; after that command, or a normal ingest, it has to be whole in the same way.
"""

import argparse
import json
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.damage import DAMAGES
from evals.kill_state import change, differences, news
from evals.kill_work import ACTIONS, Killed, child, duration, harm, kill, mend
from store.embed import embedder

SEED = 20


def run(work: Path, *, kills: int, articles: int, each: int, name: str = "words") -> dict[str, Any]:
    """Return what `kills` kills did to stores of `articles` articles in the folder `work`."""
    draw = random.Random(SEED)
    long = dict.fromkeys(ACTIONS, duration(news(work / "timed", articles), work / "timed-store", name))
    seen: list[Killed] = []
    problems: list[str] = []
    while (left := kills - sum(one.killed for one in seen)) > 0:
        folder, store = news(work / f"news-{len(seen)}", articles), work / f"store-{len(seen)}"
        done: list[Killed] = []
        for turn in range(min(each, left)):
            action = draw.choice(ACTIONS) if turn else "ingest"
            if turn and action == "ingest":
                change(folder, draw)
            one = kill(folder, store, name, action, draw.uniform(0, long[action]))
            long[action] = long[action] if one.killed else min(long[action], one.seconds)
            done.append(one)
        mend(folder, store, name, rebuild=any(one.action == "rebuild" for one in done))
        found = differences(folder, store, embedder(name))
        problems += [f"after {', '.join(one.action for one in done)}: {line}" for line in found]
        seen += done
    return {
        "kills": sum(one.killed for one in seen),
        "of": {action: sum(one.killed and one.action == action for one in seen) for action in ACTIONS},
        "ended_before": sum(not one.killed for one in seen),
        "index_not_in_step": sum(one.stale for one in seen),
        "unreadable": sum(not one.readable for one in seen),
        "problems": problems,
        "seen": [asdict(one) for one in seen],
    }


def damage(work: Path, *, stores: int, articles: int, name: str = "words") -> dict[str, Any]:
    """Return what became of `stores` stores of which each was damaged in one way."""
    draw = random.Random(SEED)
    problems: list[str] = []
    mended = {"by the next ingest": 0, "by the command that was named": 0}
    for number in range(stores):
        how = list(DAMAGES)[number % len(DAMAGES)]
        folder, store = news(work / f"kept-{number}", articles), work / f"harmed-{number}"
        mend(folder, store, name, rebuild=False)
        DAMAGES[how](store, draw)
        named, wrong = harm(folder, store, name)
        mend(folder, store, name, rebuild=named)
        mended["by the command that was named" if named else "by the next ingest"] += 1
        found = differences(folder, store, embedder(name))
        problems += [f"{how}: {line}" for line in (*wrong, *found)]
    return {"damaged": stores, "mended": mended, "problems": problems}


def main() -> int:
    """Run what the command line asks for; the exit status is 1 where a store was harmed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--damaged", type=int, default=6, help="stores to damage, each in another way")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--each", type=int, default=3, help="kills of one store before its normal run")
    parser.add_argument("--embeddings", default="words")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(*given.child)
        return 0
    with tempfile.TemporaryDirectory() as place:
        work, name = Path(place), given.embeddings
        killed = run(work / "kills", kills=given.kills, articles=given.articles, each=given.each, name=name)
        harmed = damage(work / "damages", stores=given.damaged, articles=given.articles, name=name)
    done = {"killed": killed, "harmed": harmed}
    print(json.dumps(done, indent=1) if given.json else lines(killed, harmed))
    return int(bool(killed["problems"] or killed["unreadable"] or harmed["problems"]))


def lines(killed: dict[str, Any], harmed: dict[str, Any]) -> str:
    """Return what was found in a few lines."""
    of = ", ".join(f"{count} of {action}" for action, count in killed["of"].items())
    mended = ", ".join(f"{count} {how}" for how, count in harmed["mended"].items())
    said = [
        f"{killed['kills']} kills ({of}; {killed['ended_before']} runs ended before); index not in step after "
        f"{killed['index_not_in_step']}, mended by the next run; unreadable after {killed['unreadable']}",
        f"{harmed['damaged']} damaged stores; mended {mended}",
    ]
    return "\n".join([*said, *([*killed["problems"], *harmed["problems"]] or ["nothing lost, nothing twice"])])


if __name__ == "__main__":
    sys.exit(main())
