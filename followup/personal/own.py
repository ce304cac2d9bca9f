"""What somebody finds behind their own link after the programme."""

import datetime as dt

from django.db.models import Exists
from django.urls import NoReverseMatch, reverse

from followup.models import Enquete, Nazorglink, Verslagversie
from followup.personal.attended import attended
from followup.personal.facts import INTERN, Facts, load_facts, place_of, places
from followup.personal.versions import Personal, guest_version, host_version
from followup.sharing import PAGES, shared_token
from followup.surveys.answering import has_answered
from press.models import Beeld
from press.rights.usable import verdict
from programmes.models import PersonalLink, Programme


def own_version(link: PersonalLink, *, on: dt.date) -> Personal | None:
    """None as long as nothing was published."""
    facts = load_facts(link.programme, on=on)
    return version_of(facts, link) if facts else None


def version_of(facts: Facts, link: PersonalLink) -> Personal:
    if link.mandataris_id:
        return guest_version(facts, link.mandataris_id)
    return host_version(facts, link.contactpersoon_id or 0)


def own_picture(link: PersonalLink, pk: int, *, on: dt.date) -> Beeld | None:
    """Only what stands in their version, and may still be used: asked without reading the rest of that version."""
    beeld = Beeld.objects.filter(programme=link.programme_id, pk=pk).first()
    if beeld is None or not verdict(beeld, INTERN, on=on).ok:
        return None
    if link.mandataris_id and beeld.herkend.filter(mandataris=link.mandataris_id).exists():
        return beeld
    known = attended(link.programme, on=on)
    if known is None:
        return None
    visits = known.by_guest.get(link.mandataris_id or 0) or known.by_host.get(link.contactpersoon_id or 0) or []
    return beeld if any(place_of(beeld) in places(visit) for visit in visits) else None


def report_url(programme: Programme, *, on: dt.date) -> str:
    """The path of the published report of everybody; '' when there is none to read."""
    if not Verslagversie.objects.filter(verslag__programme=programme, published_at__isnull=False).exists():
        return ""
    links = Nazorglink.objects.filter(programme=programme, kind=Nazorglink.Kind.VERSLAG, revoked_at__isnull=True)
    link = links.select_related("programme").first()
    try:
        return reverse(PAGES[Nazorglink.Kind.VERSLAG], args=[shared_token(link)]) if link and link.is_live(on) else ""
    except NoReverseMatch:
        return ""


def survey_is_open(link: PersonalLink, *, on: dt.date) -> bool:
    """Whether this person is asked something that they did not answer yet."""
    role = Enquete.Role.MANDATARIS if link.mandataris_id else Enquete.Role.GASTHEER
    survey = Enquete.objects.filter(programme=link.programme_id, role=role, asked_at__isnull=False).first()
    return survey is not None and survey.is_open(on) and not has_answered(survey, link)


def staff_survey_is_open(link: PersonalLink, *, on: dt.date) -> bool:
    """Whether a host has a survey to hand to their colleagues."""
    if link.contactpersoon_id is None:
        return False
    shared = Nazorglink.objects.filter(
        programme=link.programme_id, kind=Nazorglink.Kind.ENQUETE, revoked_at__isnull=True
    )
    surveys = Enquete.objects.filter(programme=link.programme_id, role=Enquete.Role.MEDEWERKER)
    survey = surveys.filter(Exists(shared)).first()
    return survey is not None and survey.is_open(on)
