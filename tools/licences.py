"""Write docs/licences.md: the name, version and licence of every distribution that a user gets with Dateline.

    python tools/licences.py

From the metadata of what is installed, for everything that requirements.lock pins for this platform. A licence that
would bind those who pass Dateline on to more than Apache-2.0 does is refused, unless it is excepted here with a reason.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK, PAGE = ROOT / "requirements.lock", ROOT / "docs" / "licences.md"
COPYLEFT = re.compile(r"\b(?:A?GPL|LGPL|GNU|EUPL|SSPL|MPL|Mozilla|CDDL|EPL|CC-BY-(?:NC|SA))", re.IGNORECASE)
ALTERNATIVE = re.compile(r"\bOR\b|\bor\b|\bdual\b", re.IGNORECASE)
EXCEPTED = {
    "certifi": "MPL-2.0 binds changed files of certifi only; it is used unchanged",
    "orjson": "MPL-2.0 beside Apache-2.0 or MIT, for files that are used unchanged",
    "tqdm": "MPL-2.0 beside MIT, for files that are used unchanged",
    "pathspec": "MPL-2.0 binds changed files of pathspec only; it is used unchanged",
}
"""Those with a reason, which a person has given; LGPL and GPL ones have no place here."""
HEAD = """# Licences

What comes with Dateline, as `requirements.lock` pins it, and under which licence; Dateline itself is under Apache-2.0.
Written by `python tools/licences.py`, from the metadata of each distribution. Those that only other platforms install
are left out.

| Name | Version | Licence |
|---|---|---|
"""


class Licensed(NamedTuple):
    """One distribution with its licence, None where its metadata does not say."""

    name: str
    version: str
    licence: str | None


def locked() -> dict[str, str]:
    """Return the version of every distribution that the lock names."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCK.read_text("utf-8"), re.MULTILINE))


def found() -> list[Licensed]:
    """Return every locked distribution that is installed here in its locked version."""
    listed = []
    for name, version in sorted(locked().items()):
        try:
            known = distribution(name)
        except PackageNotFoundError:
            continue  # for another platform or another Python
        if known.version == version:
            listed.append(Licensed(name, version, licence(name)))
    return listed


def licence(name: str) -> str | None:
    """Return what a distribution says of its licence: an expression, else classifiers, else its own words."""
    known = distribution(name).metadata
    if known.get("License-Expression"):
        return str(known["License-Expression"])
    listed = [line.rpartition(" :: ")[2] for line in known.get_all("Classifier") or [] if line.startswith("License ::")]
    listed = [line for line in listed if line != "OSI Approved"]
    words = str(known.get("License") or "").strip()
    return ", ".join(listed) or (words.split("\n")[0][:80] or None)


def problems(listed: list[Licensed]) -> list[str]:
    """Return a line for each distribution whose licence is not known, or asks for more than Apache-2.0 does."""
    lines = []
    for one in listed:
        if one.licence is None and one.name not in EXCEPTED:
            lines.append(f"{one.name} does not say its licence")
        bound = one.licence and COPYLEFT.search(one.licence) and not ALTERNATIVE.search(one.licence)
        if bound and one.name not in EXCEPTED:
            lines.append(f"{one.name} is under {one.licence}")
    return lines


def page(listed: list[Licensed]) -> str:
    """Return the text of the page."""
    rows = "".join(f"| {one.name} | {one.version} | {one.licence or 'see below'} |\n" for one in listed)
    names = {one.name for one in listed}
    reasons = "".join(f"- {name}: {why}\n" for name, why in sorted(EXCEPTED.items()) if name in names)
    return HEAD + rows + f"\n## Exceptions\n\n{reasons}"


if __name__ == "__main__":
    everything = found()
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(everything), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(everything)} distributions", *problems(everything), sep="\n")
    sys.exit(bool(problems(everything)))
