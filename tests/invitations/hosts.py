"""A service with two contact persons, and what a browser would post of its page."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Programme, Zorgdienst
from programmes.times import BRUSSELS, clock_input
from programmes.upkeep import DETAILS
from tests.factories import make_contactpersoon, make_deelnemende_dienst, make_zorgdienst

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


def make_linde(programme: Programme, *hosts: Contactpersoon, **fields: Any) -> Zorgdienst:
    """De Linde takes part; suits on Monday from 9 to 12."""
    fields = {"name": "De Linde", "moments": [[0, 540, 720]], "clothing": "Schort"} | fields
    linde = make_zorgdienst(programme.bestuur, **fields)
    linde.contactpersonen.set(hosts)
    make_deelnemende_dienst(programme, linde)
    make_links(programme, now=NOW)
    return linde


def make_host(programme: Programme, name: str, **fields: Any) -> Contactpersoon:
    email = f"{name.partition(' ')[0].lower()}@example.be"
    return make_contactpersoon(programme.bestuur, **{"name": name, "email": email} | fields)


def behind(name: str, host: Contactpersoon, *args: int) -> str:
    return reverse(name, args=[token_of(host.links.get()), *args])


def typed(client: Client, host: Contactpersoon, service: Zorgdienst) -> dict[str, Any]:
    """All that the page would post when nobody changes anything."""
    response = client.get(behind("gastheer-dienst", host, service.pk))
    form, own = response.context["form"], response.context["own"]
    shown = {name: form.initial[name] for name in DETAILS}
    data = {name: value for name, value in shown.items() if value is not False and name != "moments"}
    for day, start, end in shown["moments"]:
        data |= {f"moments-{day}-from-0": clock_input(start), f"moments-{day}-until-0": clock_input(end)}
    data |= {f"mij-{name}": own.initial[name] for name in ("function", "email", "phone")}
    return data | {"was": form.was, "seen": response.context["seen"], "remark": ""}
