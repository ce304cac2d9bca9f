"""The agreements as a spreadsheet, a PDF to share, and a feed for calendars behind a link of its own."""

import hashlib

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from followup.agreements.agreement_files import agreements_calendar, agreements_pdf, agreements_xlsx
from followup.agreements.listing import agreements_of, lines
from followup.models import Moment, Nazorglink
from followup.sharing import revoke_shared, share
from followup.views.afspraken import grouped
from followup.views.pages import by_shared_link
from invitations.mail.outbox import domain
from programmes.access import StaffRequest, programme_for
from programmes.models import Programme

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KIND = Nazorglink.Kind.AFSPRAKEN


@require_safe
def afspraken_xlsx(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """All of them, for the coordinator's own use: what is internal says so."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    content = agreements_xlsx(lines(agreements_of(found, shared_only=False), today=timezone.localdate()))
    return _file(found, content, XLSX, "xlsx", attachment=True)


@require_safe
def afspraken_pdf(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """To lay on a table: what is internal is not in it."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    today = timezone.localdate()
    groups = list(grouped(lines(agreements_of(found), today=today, is_handed_out=True)))
    return _file(found, agreements_pdf(found, groups, today=today), "application/pdf", "pdf", attachment=False)


def _file(programme: Programme, content: bytes, content_type: str, ending: str, *, attachment: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = f"{slugify(programme.title)}-afspraken.{ending}"
    response.headers["Content-Disposition"] = content_disposition_header(attachment, name) or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def afspraken_link(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """Makes the link of the feed; whichever there was, works no more."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    now = timezone.now()
    for link in Nazorglink.objects.filter(programme=found, kind=KIND, revoked_at=None):
        revoke_shared(link, now=now)
    if "weg" in request.POST:
        messages.success(request, "De link van de agenda is ingetrokken.")
    else:
        share(found, KIND, now=now)
        messages.success(request, "De link van de agenda is gemaakt.")
    return redirect("afspraak-list", bestuur, programme)


@by_shared_link(KIND)
def afspraken_feed(request: HttpRequest, link: Nazorglink, token: str) -> HttpResponse:  # noqa: ARG001 (the door gives it)
    programme = link.programme
    found = lines(agreements_of(programme), today=timezone.localdate(), is_handed_out=True)
    moments = Moment.objects.filter(afspraak__programme=programme).order_by()
    changed = dict(moments.values_list("afspraak").annotate(Max("at")))
    content = agreements_calendar(programme.title, found, changed=changed, domain=domain())
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        content, content_type="text/calendar; charset=utf-8"
    )
    response.headers["ETag"] = etag
    return response
