"""People in a published week and in the trail of the draft: there they are data, not words."""

from collections.abc import Container
from typing import Any

from followup.privacy.names import NAMELESS
from programmes.trail import ANSWERS, TIMETABLE

EMPTY_INFO = dict.fromkeys(("contact_name", "contact_email", "contact_phone"), "")
PERSON = {"name": NAMELESS, "function": "", "fractie": "", "segments": [], "domains": [], "remarks": "", "phone": ""}
HOST = {"name": NAMELESS, "function": "", "email": "", "phone": ""}


def without_people(content: dict[str, Any]) -> dict[str, Any]:
    """What stays of a version after the term: which service, when, what; nobody at all."""
    visits = [visit | {"people": [], "host": None, "remarks": "", "internal_note": ""} for visit in content["visits"]]
    services = [service | {"contacts": []} for service in content["services"]]
    info = content["info"] | EMPTY_INFO
    return content | {"info": info, "people": [], "services": services, "visits": visits}


def with_nameless(content: dict[str, Any], *, people: Container[int], hosts: Container[int]) -> dict[str, Any]:
    """A version in which these people are nobody any more; how many there were stays true."""

    def host(row: dict[str, Any] | None) -> dict[str, Any] | None:
        return row | HOST if row and row["id"] in hosts else row

    def part(row: dict[str, Any]) -> dict[str, Any]:
        return row | {"note": ""} if row["person"] in people else row

    return content | {
        "people": [row | PERSON if row["id"] in people else row for row in content["people"]],
        "services": [row | {"contacts": [host(one) for one in row.get("contacts", [])]} for row in content["services"]],
        "visits": [
            row | {"host": host(row.get("host")), "people": [part(one) for one in row.get("people", [])]}
            for row in content["visits"]
        ],
    }


def without(states: dict[str, Any], *, people: Container[int], hosts: Container[int]) -> dict[str, Any]:
    """Of the trail {visit: state}: undo puts nobody back who was erased."""
    return {key: _without(state, people, hosts) if state else state for key, state in states.items()}


def _without(state: dict[str, Any], people: Container[int], hosts: Container[int]) -> dict[str, Any]:
    host = state.get("host")
    lines = [line for line in state.get(TIMETABLE, []) if line["mandataris_id"] not in people]
    said = [one for one in state.get(ANSWERS, []) if one["person"] not in people]
    return state | {
        **({TIMETABLE: lines} if TIMETABLE in state else {}),
        **({ANSWERS: said} if ANSWERS in state else {}),
        "people": [part for part in state.get("people", []) if part["person"] not in people],
        "host": None if host and host["id"] in hosts else host,
    }
