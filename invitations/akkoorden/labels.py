"""Which policy domain a passage is about: one that mandatarissen hold and its words name, or that fits the service."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from invitations.akkoorden.words import Dictionary, stem, words_of
from programmes.domains import domains_of
from programmes.models import Bestuur, Bevoegdheid, Mandataris

MOST = 5  # suggestions


@dataclass(frozen=True)
class Labels:
    """`held`: the domains of the authority's mandatarissen, as they are written there."""

    held: tuple[str, ...]
    dictionary: Dictionary = field(default_factory=lambda: Dictionary([]))

    def suggested(self, *, heading: str, text: str, kind: str) -> list[str]:
        """The likeliest first: in the words of the passage and of this kind of service, then either."""
        of_kind = domains_of(kind)
        in_heading, in_text = self._tokens(heading), self._tokens(text)

        def worth(label: str) -> int:
            stems = {stem(word) for word in words_of(label)}
            found = 2 * bool(stems and stems <= in_heading) + bool(stems and stems <= in_text)
            return found and found + 4 * (label.casefold() in of_kind)

        found = sorted((label for label in self.held if worth(label)), key=lambda label: -worth(label))
        fitting = [label for label in self.held if label.casefold() in of_kind]
        return list(dict.fromkeys([*found, *fitting]))[:MOST] or [_written(label) for label in sorted(of_kind)][:MOST]

    def others(self, kind: str, but: Iterable[str]) -> list[str]:
        """All other labels to choose from, by name."""
        known = {label.casefold() for label in self.held}
        more = [_written(label) for label in domains_of(kind) if label not in known]
        gone = {label.casefold() for label in but}
        return sorted(label for label in [*self.held, *more] if label.casefold() not in gone)

    def _tokens(self, text: str) -> set[str]:
        return set(self.dictionary.tokens(text))


def labels_of(bestuur: Bestuur) -> Labels:
    held = Bevoegdheid.objects.filter(mandataris__in=Mandataris.objects.filter(bestuur=bestuur))
    by_name = {label.casefold(): label for label in held.order_by("-label").values_list("label", flat=True)}
    return Labels(tuple(sorted(by_name.values())))


def _written(label: str) -> str:
    return "OCMW" + label[4:] if label.startswith("ocmw") else label[:1].upper() + label[1:]
