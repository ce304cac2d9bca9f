"""What somebody asked of the planner, as it is kept with the proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from programmes.proposals.settings import Scope, Settings

REPAIR_SECONDS = 5  # at most: mostly the best is found and proven within one
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What reading raises of a row that an earlier version wrote otherwise."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`variant` is the key of a what-if in programmes.planner.whatif; '' for none."""

    scope: Scope = field(default_factory=Scope)
    settings: Settings = field(default_factory=Settings)
    variant: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "scope": self.scope.to_json(),
            "settings": self.settings.to_json(),
            "variant": self.variant,
            "seconds": REPAIR_SECONDS if self.scope.is_repair else self.settings.seconds,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(Scope.from_json(data["scope"]), Settings.from_json(data["settings"]), data.get("variant", ""))

    def what_if(self, variant: str) -> Self:
        return replace(self, variant=variant)
