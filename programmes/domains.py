"""Which policy domains (labels of the Mandatendatabank, lower case) a kind of care service belongs to."""

from collections.abc import Iterable

from programmes.week import Person, Service

_EVERYWHERE = ("welzijn", "sociale zaken", "sociale zaken en familiezaken-welzijnsbeleid", "zorg")
_ELDERLY = ("senioren", "derde leeftijd", "ouderenzorg", "gezondheid")
_CHILDREN = ("kinderopvang", "gezin", "jeugd")
_POVERTY = ("armoedebestrijding", "ocmw", "ocmw-voorzitter", "emancipatie-gelijke kansen")
_HOUSING = ("wonen", "sociale huisvesting")
_NEIGHBOURHOOD = ("samenlevingsopbouw", "vrijwilligers")

_BY_KIND = {
    "woonzorgcentrum": _ELDERLY,
    "kortverblijf": _ELDERLY,
    "dagverzorging": _ELDERLY,
    "assistentiewoningen": _ELDERLY + _HOUSING,
    "dienstencentrum": _ELDERLY + _NEIGHBOURHOOD,
    "gezinszorg": (*_ELDERLY, "gezin"),
    "oppashulp": _ELDERLY,
    "gastopvang": _ELDERLY,
    "herstelverblijf": _ELDERLY,
    "thuisverpleging": _ELDERLY,
    "maatschappelijk_werk": _POVERTY,
    "mantelzorg": (*_ELDERLY, "gezin"),
    "groepsopvang": _CHILDREN,
    "gezinsopvang": _CHILDREN,
    "buitenschoolse_opvang": (*_CHILDREN, "buitenschoolse kinderopvang"),
    "huis_van_het_kind": _CHILDREN,
    "sociale_dienst": _POVERTY,
    "loi": _POVERTY + _HOUSING,
    "sociaal_restaurant": _POVERTY + _NEIGHBOURHOOD,
    "maaltijden": _ELDERLY,
    "mindermobielencentrale": (*_ELDERLY, "mobiliteit"),
    "poetsdienst": _ELDERLY,
    "zorgzame_buurt": _NEIGHBOURHOOD + _ELDERLY,
    "sociale_kruidenier": _POVERTY,
    "seniorenwoningen": _ELDERLY + _HOUSING,
}


def domains_of(kind: str) -> tuple[str, ...]:
    """Each once, what says most of this kind first."""
    return _BY_KIND.get(kind, ()) + _EVERYWHERE


def concerns(kind: str, label: str, more: Iterable[str] = ()) -> bool:
    """Whether a domain, as an authority words it, touches a kind of service, or is one of the `more` it has itself."""
    wanted = label.casefold().strip()
    return wanted in domains_of(kind) or any(wanted == own.casefold().strip() for own in more)


def domains_at(person: Person, service: Service) -> list[str]:
    """Those of theirs that touch it."""
    return [label for label in person.domains if concerns(service.kind, label, service.domains)]
