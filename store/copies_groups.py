"""Put copies into groups: a pure function of the articles that there are, whatever order they came in.

An article joins a group when it copies the group's first members, so that a round-up of two stories does not make one
source of both.
"""

from collections.abc import Callable, Iterable, Sequence

MEMBERS = 8
"""First members of a group that a new one must copy: all of them in all but the largest groups."""


def group(
    order: Sequence[str], proposed: Iterable[tuple[str, str]], copies: Callable[[str, str], bool]
) -> dict[str, str]:
    """Return the first article of the group of each article that has copies.

    `order` has every article, the earliest first; a proposed pair has the earlier one first. `copies` is asked
    with the earlier one first, too, and only where it matters.
    """
    before: dict[str, list[str]] = {}
    for earlier, later in proposed:
        before.setdefault(later, []).append(earlier)
    first: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    place = {name: number for number, name in enumerate(order)}
    for name in order:
        heads = {first.get(other, other) for other in before.get(name, ())}
        for head in sorted(heads, key=place.__getitem__):
            if all(copies(other, name) for other in members.get(head, [head])[:MEMBERS]):
                first[name] = first[head] = head
                members.setdefault(head, [head]).append(name)
                break
    return first
