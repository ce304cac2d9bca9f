"""How the minutes of a meeting go over its questions: a welcome, each question as long, and an ending."""

from collections.abc import Sequence
from dataclasses import dataclass

WELCOME, REPORTING, ENDING = 15, 15, 10
LEAST = 5  # minutes for a question


@dataclass(frozen=True, slots=True)
class Step:
    start: int  # minutes from the begin
    minutes: int
    title: str
    is_question: bool = False


def fewest_minutes(questions: int) -> int:
    return WELCOME + REPORTING + ENDING + LEAST * questions


def steps_of(questions: Sequence[str], minutes: int) -> list[Step]:
    """The questions share what is left, in whole fives when there is room; the rest goes to telling each other."""
    rest = max(minutes - WELCOME - REPORTING - ENDING, LEAST * len(questions))
    each = rest // len(questions) // LEAST * LEAST if questions else 0
    parts = [("Welkom, waarover het gaat en hoe we met elkaar praten", WELCOME, False)]
    parts += [(question, each, True) for question in questions]
    parts += [("Terugkijken: wat nemen we mee?", REPORTING + rest - each * len(questions), False)]
    parts += [("Hoe gaat het verder, en hoe hoort iedereen dat?", ENDING, False)]
    found, start = [], 0
    for title, length, is_question in parts:
        found.append(Step(start, length, title, is_question))
        start += length
    return found
