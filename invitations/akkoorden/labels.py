"""Which policy domain a passage is about: one that mandatarissen hold and its words name, or that fits the service."""

from collections.abc import Iterable
from dataclasses import dataclass

from invitations.akkoorden.words import stem, words_of
from programmes.domains import domains_of
from programmes.models import Bestuur, Bevoegdheid, Mandataris

MOST = 5  # suggestions
LONG = 6  # letters of a word that may be the beginning of another


@dataclass(frozen=True)
class Labels:
    """`held`: the domains of the authority's mandatarissen, as they are written there."""

    held: tuple[str, ...]

    def suggested(self, *, heading: str, text: str, kind: str) -> list[str]:
        """The likeliest first: in the words of the passage and of this kind of service, then either."""
        of_kind = domains_of(kind)

        def worth(label: str) -> int:
            """A domain that only the text names may well be beside the point; one that fits the service seldom is."""
            in_heading, in_text, fits = _names(label, heading), _names(label, text), label.casefold() in of_kind
            return 8 * ((in_heading or in_text) and fits) + 4 * in_heading + 2 * fits + in_text

        def order(label: str) -> tuple[int, int]:
            known = label.casefold()
            return -worth(label), of_kind.index(known) if known in of_kind else len(of_kind)

        held = sorted((label for label in self.held if worth(label)), key=order)
        return held[:MOST] or [_written(label) for label in of_kind[:MOST]]

    def others(self, kind: str, but: Iterable[str]) -> list[str]:
        """All other labels to choose from, by name."""
        known = {label.casefold() for label in self.held}
        more = [_written(label) for label in domains_of(kind) if label not in known]
        gone = {label.casefold() for label in but}
        return sorted(label for label in [*self.held, *more] if label.casefold() not in gone)


def labels_of(bestuur: Bestuur) -> Labels:
    held = Bevoegdheid.objects.filter(mandataris__in=Mandataris.objects.filter(bestuur=bestuur))
    by_name = {label.casefold(): label for label in held.order_by("-label").values_list("label", flat=True)}
    return Labels(tuple(sorted(by_name.values())))


def _names(label: str, text: str) -> bool:
    """Each of its words occurs, or begins a longer one: 'kinderopvangplaatsen' is about Kinderopvang."""
    said = words_of(text)
    stems = {stem(word) for word in said}
    wanted = words_of(label)
    return bool(wanted) and all(
        stem(word) in stems or (len(word) >= LONG and any(one.startswith(word) for one in said)) for word in wanted
    )


def _written(label: str) -> str:
    return "OCMW" + label[4:] if label.startswith("ocmw") else label[:1].upper() + label[1:]
