"""How hard to look: in steps, so that the same seed gives the same plan, and by the clock when the machine is slow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

STEPS_PER_SECOND = 150_000  # what a slow machine still does


@dataclass(slots=True)
class Budget:
    """Of steps; empty too when the time is up or someone says stop."""

    steps: int
    until: float
    should_stop: Callable[[], bool] | None = None
    used: int = field(default=0)

    @classmethod
    def of_seconds(cls, seconds: float, should_stop: Callable[[], bool] | None = None) -> "Budget":
        return cls(int(seconds * STEPS_PER_SECOND), monotonic() + seconds, should_stop)

    def has(self, steps: int) -> bool:
        """Takes so many, unless it is empty."""
        if self.used >= self.steps or monotonic() > self.until or (self.should_stop and self.should_stop()):
            return False
        self.used += steps
        return True

    def part(self, share: float) -> "Budget":
        """Of what is left; what it uses is not taken from this one."""
        left = max(0, self.steps - self.used)
        return Budget(int(left * share), monotonic() + max(0.0, self.until - monotonic()) * share, self.should_stop)

    @property
    def share_used(self) -> float:
        return min(1.0, self.used / self.steps) if self.steps else 1.0
