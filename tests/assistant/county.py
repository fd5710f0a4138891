"""A small folder of invented news, and an assistant over it that needs no model."""

from pathlib import Path

from assistant import Assistant, Settings

ARTICLES = {
    "ledger.md": """---
title: Fleet to drill off Ness Point
outlet: Sable Ledger
published: 2031-06-02
---
The Corvale fleet will hold its summer drills off Ness Point from 10 to 20 June, Admiral Orla Venn said on Monday.

Some 1,400 sailors and nine ships will take part in the drills, according to the admiralty.

Read more at the Sable Ledger: Ten things to know about the fleet
""",
    "gazette.md": """---
title: Boats told to stay away from Ness Point
outlet: Port Gazette
published: 2031-06-05
---
Fishing boats must keep clear of Ness Point while the Corvale fleet holds its drills in June 2031.

The harbour master, Pell Isker, said that the boats would be paid for every day lost.
""",
    "copy.md": """---
title: Fleet to drill off Ness Point
outlet: Morning Star of Corvale
published: 2031-06-03
---
The Corvale fleet will hold its summer drills off Ness Point from 10 to 20 June, Admiral Orla Venn said on Monday.

Some 1,400 sailors and nine ships will take part in the drills, according to the admiralty.
""",
    "later.md": """---
title: After the drills
outlet: Port Gazette
published: 2031-07-01
---
A total of 2,100 sailors took part in the drills of the Corvale fleet off Ness Point, the admiralty said in July.

One sailor was hurt when a cable snapped aboard the tender Merrow.
""",
    "bakery.txt": """The bakery on Tallow Street

A bakery on Tallow Street in Dunmere sells bread with walnuts. Its oven was built by Hobb Karrow from old bricks.

The walnuts come from an orchard that was planted on the hill behind the school.
""",
}
QUESTIONS = (
    "When will the Corvale fleet hold its drills off Ness Point?",
    "How many sailors take part in the drills off Ness Point?",
    "Who built the oven of the bakery on Tallow Street?",
    "Where does the Corvale fleet hold its drills?",
    "Why must fishing boats keep clear of Ness Point?",
    "What did the harbour master Pell Isker say?",
    "What happened to a sailor aboard the tender Merrow?",
)
NO_QUESTIONS = (
    "Who won the chess final in Brannock?",
    "How many camels did the sultan of Ombria buy?",
    "When did the volcano on Mount Tiros erupt?",
)


def write(folder: Path) -> Path:
    """Write the articles into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def county(folder: Path) -> Assistant:
    """Return an assistant that has read the articles, all of it below `folder`."""
    articles = write(folder / "news")
    settings = Settings(store=folder / "store", articles=articles, embeddings="words", reader="quotes")
    assistant = Assistant(settings)
    assistant.ingest()
    return assistant
