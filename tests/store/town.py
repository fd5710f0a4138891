"""Article files for tests of the store: short reports from towns that do not exist."""

from pathlib import Path

OUTLETS = ("Harbour Post", "Vale Gazette", "Northern Echo Weekly")


def report(town: str, *, outlet: str = OUTLETS[0], day: str | None = "2031-04-02", said: str = "") -> str:
    """Return the text of a Markdown file with a report on the bridge of `town`."""
    published = f"published: {day}\n" if day else ""
    body = (
        f"The council of {town} voted on Tuesday to rebuild the old bridge over the river before the winter.\n\n"
        f"Engineers in {town} expect the work to take ninety days and to need a temporary ferry. {said}\n"
    )
    return f"---\ntitle: {town} votes for its bridge\noutlet: {outlet}\n{published}---\n{body}"


def write(folder: Path, *towns: str) -> list[Path]:
    """Write a report for each town and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{town.lower()}.md" for town in towns]
    for file, town in zip(files, towns, strict=True):
        file.write_text(report(town), "utf-8")
    return files
