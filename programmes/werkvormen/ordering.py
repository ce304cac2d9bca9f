"""A list that is put in order one line at a time: by a button, an arrow or a grip."""

from collections.abc import Sequence

UP, DOWN, FIRST, LAST = "omhoog", "omlaag", "eerst", "laatst"


def placed(keys: Sequence[int], key: int, *, to: str = "", before: int = 0) -> list[int]:
    """The keys with this one a place higher or lower, first or last, or before another; as they were when it cannot.

    Each move is about one line, so that two people who move at once both get what they asked.
    """
    if key not in keys:
        return list(keys)
    at, others = keys.index(key), [one for one in keys if one != key]
    if before:
        place = others.index(before) if before in others else at
    else:
        place = {UP: max(at - 1, 0), DOWN: at + 1, FIRST: 0, LAST: len(others)}.get(to, at)
    return [*others[:place], key, *others[place:]]
