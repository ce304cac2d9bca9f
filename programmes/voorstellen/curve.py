"""How the search went, as a small drawing: the score in steps, the proven bound above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.voorstellen.running import Point

WIDTH, HEIGHT, EDGE = 320, 72, 4


@dataclass(frozen=True, slots=True)
class Curve:
    """Paths for an <svg> of WIDTH by HEIGHT; `bound` is empty when nothing was proven."""

    score: str
    bound: str
    width: int = WIDTH
    height: int = HEIGHT


def draw(points: Sequence[Point], *, seconds: float) -> Curve | None:
    """None when there is nothing to draw yet. The drawing is as wide as the time that was given, or took."""
    if not points:
        return None
    scores = [score for _, score, _ in points]
    bounds = [bound for _, _, bound in points if bound is not None]
    low, high = min(scores), max([*scores, *bounds])
    last = max(points[-1][0], seconds, 0.1)

    def x(moment: float) -> str:
        return f"{EDGE + (WIDTH - 2 * EDGE) * min(moment / last, 1):.1f}"

    def y(value: int) -> str:
        return f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / max(high - low, 1)):.1f}"

    def steps(values: list[tuple[float, int]]) -> str:
        if not values:
            return ""
        first, *rest = values
        drawn = [f"M{x(first[0])} {y(first[1])}", *(f"H{x(at)}V{y(value)}" for at, value in rest)]
        return "".join([*drawn, f"H{x(points[-1][0])}"])

    return Curve(
        score=steps([(at, score) for at, score, _ in points]),
        bound=steps([(at, bound) for at, _, bound in points if bound is not None]),
    )
