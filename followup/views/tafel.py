"""Volgende editie: what the edition before left on the table of this one, and the button that begins the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.editions.beginning import AlreadyBegunError, Begun, begin, contacts_of, proposed_day
from followup.editions.carrying import Left, carry, earlier_edition, left_by
from followup.editions.fiches import carry_fiches, last_fiches
from followup.editions.table import places_of_host, table_of
from followup.forms.editie import EditieForm
from followup.views.pages import followup_page
from invitations.hosting.hosts import own_services
from programmes.access import StaffRequest, programme_for
from programmes.drafts import DraftError
from programmes.forms.programme import programme_slug
from programmes.links import token_of
from programmes.models import PersonalLink, Programme
from programmes.races import TooLateError, all_or_too_late
from programmes.times import NonexistentTimeError
from programmes.views.personal import behind_link
from programmes.words import listed

NOTHING = "Er is niets meer om mee te nemen."


@require_safe
def tafel(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    found = programme_for(request.user, bestuur, programme, edit=True)
    table = table_of(found)
    return followup_page(
        request,
        "tafel",
        found,
        table=table,
        left=left_by(found),
        waiting=came_along(table.waiting, len(last_fiches(found)) if table.earlier else 0),
        today=timezone.localdate(),
        later=list(found.copies.order_by("first_day", "pk")),
    )


@require_POST
def tafel_carry(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """For an edition that was made by copying, or before something was agreed: what is not on its table yet."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    earlier, now = earlier_edition(found), timezone.now()
    left = carry(earlier, found, by=str(request.user), now=now) if earlier else Left()
    came = came_along(left, carry_fiches(found))
    messages.success(request, f"Meegenomen: {came}." if came else NOTHING)
    return redirect("tafel", bestuur, programme)


@require_http_methods(["GET", "POST"])
def tafel_editie(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    source = programme_for(request.user, bestuur, programme, edit=True)
    data = request.POST if request.method == "POST" else None
    form = EditieForm(data, source=source, first_day=proposed_day(source, today=timezone.localdate()))
    if form.is_valid():
        try:
            begun = _begin(source, form, request)
        except AlreadyBegunError as error:
            form.add_error("title", str(error))
        except NonexistentTimeError as error:
            form.add_error("first_day", f"De bezoeken kunnen niet zo verschuiven: {error}")
        except (DraftError, TooLateError) as error:
            form.add_error(None, str(error))
        else:
            _tell(request, begun)
            return redirect("tafel", bestuur, begun.programme.slug)
    by_mail, without = contacts_of(source)
    left = left_by(source)
    return followup_page(request, "tafel_editie", source, form=form, left=left, by_mail=by_mail, without=without)


@all_or_too_late()
def _begin(source: Programme, form: EditieForm, request: StaffRequest) -> Begun:
    wanted = form.wanted
    slug = programme_slug(source.bestuur, wanted.title)
    return begin(source, wanted, slug=slug, by=request.user, now=timezone.now())


def _tell(request: StaffRequest, begun: Begun) -> None:
    came = came_along(begun.left, begun.fiches)
    messages.success(request, f"{begun.programme} is begonnen." + (f" Meegenomen: {came}." if came else ""))
    if begun.asked:
        mails = "1 mail staat" if begun.asked == 1 else f"{begun.asked} mails staan"
        messages.success(request, f"{mails} klaar bij Berichten en {'vertrekt' if begun.asked == 1 else 'vertrekken'}.")


def came_along(left: Left, fiches: int) -> str:
    """'2 afspraken, 1 knelpunt of kans en 4 fiches'; '' for nothing"""
    counts = (
        (len(left.agreements), "afspraak", "afspraken"),
        (len(left.bottlenecks), "knelpunt of kans", "knelpunten en kansen"),
        (fiches, "fiche", "fiches"),
    )
    return listed([f"{count} {one if count == 1 else many}" for count, one, many in counts if count])


@behind_link("contactpersoon")
def gastheer_tafel(request: HttpRequest, link: PersonalLink) -> HttpResponse:
    services = list(own_services(link))
    context = {"programme": link.programme, "token": token_of(link)}
    context["places"] = places_of_host(link.programme, services)
    context |= {"earlier": earlier_edition(link.programme), "today": timezone.localdate()}
    return render(request, "followup/gastheer_tafel.html", context)
