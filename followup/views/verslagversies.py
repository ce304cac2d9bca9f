"""The versions of a report: kept, approved, published, mailed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.forms.verslag import GoedkeuringForm, VersieForm
from followup.models import Verslagversie
from followup.reports.pdf import ReportError, report_pdf
from followup.reports.reading import INTERN, SITE, material_of, read
from followup.reports.sending import readers, renew_link, report_mail, send_report, still_to_get
from followup.reports.versions import VersionError, approve, make_version, publish, published, reading_link
from followup.sharing import shared_url
from followup.views.pages import followup_page
from followup.views.verslag import report_for, staff_door
from invitations.mail.outbox import Recipient
from press.rights.handed_out import note_once
from programmes.access import StaffRequest
from programmes.views.pages import pdf_answer


def _version(request: StaffRequest, bestuur: str, programme: str, number: int) -> Verslagversie:
    report = report_for(request, bestuur, programme)
    version = get_object_or_404(Verslagversie, verslag=report, number=number)
    version.verslag = report
    return version


@require_POST
def verslag_versie_new(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    report = report_for(request, bestuur, programme)
    form = VersieForm(request.POST)
    if not form.is_valid():
        messages.error(request, "De toelichting mag hoogstens 300 tekens lang zijn.")
        return redirect("verslag", bestuur, programme)
    try:
        version = make_version(report, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except VersionError as error:
        messages.warning(request, str(error))
        return redirect("verslag", bestuur, programme)
    messages.success(request, f"Versie {version.number} is bewaard. Laat ze nalezen en goedkeuren.")
    return redirect("verslag-versie", bestuur, programme, version.number)


@require_safe
def verslag_versie(request: StaffRequest, bestuur: str, programme: str, number: int) -> HttpResponse:
    version = _version(request, bestuur, programme, number)
    return _page(request, version, GoedkeuringForm())


def _page(request: StaffRequest, version: Verslagversie, form: GoedkeuringForm) -> HttpResponse:
    programme = version.verslag.programme
    reading = read(version.content, material_of(programme, INTERN, on=timezone.localdate()))
    return followup_page(
        request,
        "verslag_versie",
        programme,
        version=version,
        reading=reading,
        form=form,
        published=published(version.verslag),
        door=staff_door(programme),
    )


@require_POST
def verslag_approve(request: StaffRequest, bestuur: str, programme: str, number: int) -> HttpResponse:
    version = _version(request, bestuur, programme, number)
    form = GoedkeuringForm(request.POST)
    if not form.is_valid():
        return _page(request, version, form)
    approve(version, by=form.cleaned_data["approved_by"], now=timezone.now())
    messages.success(request, f"Versie {number} is goedgekeurd. Publiceer ze als ze naar buiten mag.")
    return redirect("verslag-versie", bestuur, programme, number)


@require_POST
def verslag_publish(request: StaffRequest, bestuur: str, programme: str, number: int) -> HttpResponse:
    version = _version(request, bestuur, programme, number)
    try:
        publish(version, now=timezone.now())
    except VersionError as error:
        messages.warning(request, str(error))
        return redirect("verslag-versie", bestuur, programme, number)
    messages.success(request, f"Versie {number} is gepubliceerd. Wie de link heeft, leest ze nu.")
    return redirect("verslag-send", bestuur, programme)


@require_safe
def verslag_pdf(request: StaffRequest, bestuur: str, programme: str, number: int) -> HttpResponse:
    """With ?voor=website the one that anybody may read."""
    version = _version(request, bestuur, programme, number)
    channel = SITE if request.GET.get("voor") == "website" else INTERN
    try:
        return pdf_response(version, channel, to=str(request.user), is_noted=request.method == "GET")
    except ReportError as error:
        messages.warning(request, str(error))
        return redirect("verslag-versie", bestuur, programme, number)


def pdf_response(version: Verslagversie, channel: str, *, to: str, is_noted: bool) -> HttpResponse:
    """Raises ReportError."""
    now = timezone.now()
    content, reading = report_pdf(version, channel=channel, now=now)
    if is_noted:
        keys = reading.used | {"beelden": [one.pk for one in reading.photos]}  # a film does not get on paper
        note_once(version.verslag.programme, "verslag", to, now=now, **keys)
    return pdf_answer(content, f"verslag {slugify(reading.title) or 'expeditie'}")


@require_http_methods(["GET", "HEAD", "POST"])
def verslag_send(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    report = report_for(request, bestuur, programme)
    version = published(report)
    if version is None:
        messages.warning(request, "Er is nog geen versie gepubliceerd. Keur er eerst een goed en publiceer ze.")
        return redirect("verslag", bestuur, programme)
    version.verslag = report
    if request.method == "POST":
        count = send_report(version, now=timezone.now())
        messages.success(request, sent_text(count))
        return redirect("verslag", bestuur, programme)
    link = reading_link(report, now=timezone.now())
    to, everybody = still_to_get(version, link), readers(report.programme)
    example = next(iter([*to, *everybody]), Recipient(str(request.user), request.user.email))
    mail = report_mail(version, example, shared_url(link))
    return followup_page(
        request,
        "verslag_versturen",
        report.programme,
        version=version,
        url=shared_url(link),
        mail=mail,
        readers=to,
        had=len(everybody) - len(to),
    )


def sent_text(count: int) -> str:
    if not count:
        return "Iedereen had deze versie al gekregen: er vertrekt niets."
    return "1 mail staat klaar in de berichten." if count == 1 else f"{count} mails staan klaar in de berichten."


@require_POST
def verslag_link_renew(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    report = report_for(request, bestuur, programme)
    stopped = renew_link(report, now=timezone.now())
    messages.success(request, renewed_text(stopped))
    return redirect("verslag-send", bestuur, programme)


def renewed_text(stopped: int) -> str:
    mails = "1 mail met die link vertrekt" if stopped == 1 else f"{stopped} mails met die link vertrekken"
    waited = f" {mails} niet meer." if stopped else ""
    return f"De oude link werkt niet meer, hieronder staat de nieuwe.{waited} Verstuur de mail opnieuw."
