"""What later steps of the playbook add here; each adds its own when it starts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.db.models import Model

from programmes.models import Inwoner, Programme

Part = Callable[[str], str]  # the token of their link in, safe HTML out
Kept = Mapping[int, Mapping[str, Any]]  # of one visit, by person: plain values, as they can be stored
ON_OWN_PAGE: list[Part] = []
"""On somebody's own page, once the first of their visits has come."""

BEFORE_DELETION: list[Callable[[Programme], object]] = []
"""What a programme leaves outside the database, that goes before it."""

BEFORE_REMOVAL: list[Callable[[Programme, Sequence[int]], object]] = []
"""Who hears that these visits are taken off the board."""

UNTOUCHED: list[Callable[[Collection[int]], Mapping[type[Model], Collection[Any]]]] = []
"""What later steps made for these visits by themselves and nobody touched (keys): it goes and comes with them."""

WAITING: list[tuple[type[Model], Callable[[int, Collection[int]], Kept], Callable[[Mapping[int, Kept]], object]]] = []
"""Who waits for a place in a visit: the rows, what is kept of these people's when they go, and how it comes back."""

BEFORE_WITHDRAWAL: list[Callable[[Inwoner], object]] = []
"""What a resident takes along from later steps: who withdraws, may not be mailed there now, or whose dialogue goes."""

STILL_STANDS: list[Callable[[Programme, Collection[str]], list[str]]] = []
"""The places, by name, where later steps took over one of these texts: there it stays until a person changes it."""
