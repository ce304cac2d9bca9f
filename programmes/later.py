"""What a later step of the playbook adds to somebody's own page, once the first of their visits has come."""

from collections.abc import Callable

Part = Callable[[str], str]  # the token of their link in, safe HTML out
ON_OWN_PAGE: list[Part] = []
"""Each later step adds its own when it starts."""
