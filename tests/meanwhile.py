"""What happens in between: right before a statement for the database, or while a template is drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.template import Context, Template
from django.test.signals import template_rendered


@contextmanager
def just_before(sql: str, act: Callable[[], object]) -> Iterator[None]:
    """Somebody else acts right before the first statement of this thread with this in it."""
    waiting = [act]

    def run(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        if sql in statement and waiting:
            waiting.pop()()
        return execute(statement, *rest)

    with connection.execute_wrapper(run):
        yield
    assert waiting == []


@contextmanager
def while_drawn(name: str, act: Callable[[Context], object]) -> Iterator[None]:
    """Does `act` each time that this template is drawn: what it draws from is read by then."""

    def hear(template: Template, context: Context, **_: Any) -> None:
        if template.name == name:
            act(context)

    template_rendered.connect(hear)
    try:
        yield
    finally:
        template_rendered.disconnect(hear)


def killed() -> None:
    """The process ends here."""
    raise KeyboardInterrupt
