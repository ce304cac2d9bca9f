"""A proposal that changes nothing says that nothing better was found only when nothing is lacking."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.forms.voorstel import VoorstelForm
from programmes.loading import load_week
from programmes.models import Programme, User
from programmes.planner.reasons import explain
from programmes.proposals.problems import ASK_ALL
from programmes.proposals.settings import SERVICE, Scope
from programmes.voorstellen.plans import kept
from tests.programmes.proposed import make_service, make_voorstel

pytestmark = pytest.mark.django_db

BETTER = "Expeditie vond niets beters dan wat er nu op het bord staat."


def test_a_service_that_cannot_have_a_visit_is_told_with_its_reason(
    programme: Programme, coordinator: User, client: Client
) -> None:
    linde, meander = (make_service(programme, name) for name in ("De Linde", "De Meander"))
    linde.moments = [[5, 540, 720]]
    linde.save()
    client.force_login(coordinator)
    pages = []
    for service in (linde, meander):
        made = make_voorstel(programme, scope=Scope(SERVICE, service=service.pk))
        read = kept(made)
        unmet = read.bridge.unmet(explain(read.bridge.problem, read.visits))
        made.plan |= {"unmet": [one._asdict() for one in unmet if service == linde]}
        made.save()
        page = client.get(reverse("voorstel", args=[programme.bestuur.slug, programme.slug, made.pk]))
        pages.append(page.content.decode())
    assert [BETTER in page for page in pages] == [False, True]
    assert "Wat nog ontbreekt, lukt nu niet: hieronder staat waarom." in pages[0]
    assert "De Linde heeft geen moment waarop een bezoek van 90 minuten past." in pages[0]


def test_the_note_names_the_box_as_the_form_does(programme: Programme) -> None:
    label = VoorstelForm(week=load_week(programme)).fields["ask_all"].label
    assert f"‘{label}’" in ASK_ALL
