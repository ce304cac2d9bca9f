"""What a vision workshop writes down together: examples, agreements and the vision text."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from programmes.forms.werkvormen.visie import TekstForm, VoorbeeldForm, VoornemenForm
from programmes.forms.widgets import whole_number
from programmes.models import Visieworkshop, Voorbeeld, Voornemen
from programmes.views.werkvormen.visie import back_to, by_of, for_workshop, workshop_page
from programmes.werkvormen.visieworkshop.holding import StaleTextError, last_text, names_of, save_text
from programmes.werkvormen.visieworkshop.results import examples_of

MOST = 200  # rows of one kind in one workshop
TOO_MANY = "Er staan er al zo veel: haal er eerst enkele weg."


@for_workshop("GET", "HEAD", "POST")
def visie_voorbeelden(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    if request.POST.get("weg"):
        Voorbeeld.objects.filter(workshop=workshop, pk=whole_number(request.POST["weg"])).delete()
        return back_to("visie-voorbeelden", workshop)
    form = VoorbeeldForm(request.POST if request.method == "POST" else None, instance=Voorbeeld(workshop=workshop))
    if form.is_valid() and workshop.voorbeelden.count() >= MOST:
        form.add_error(None, TOO_MANY)
    elif form.is_valid():
        said = form.cleaned_data
        if not Voorbeeld.objects.filter(workshop=workshop, block=said["block"], text=said["text"]).exists():
            form.save()  # a double click adds nothing twice
        return back_to("visie-voorbeelden", workshop)
    waiting = workshop.voorbeelden.filter(mark__isnull=False).count() if not workshop.is_closed else 0
    context = {"workshop": workshop, "form": form, "examples": examples_of(workshop), "waiting": waiting}
    return workshop_page(request, "visie_voorbeelden", workshop.bezoek, **context)


@for_workshop("GET", "HEAD", "POST")
def visie_afspraken(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    if request.POST.get("weg"):
        Voornemen.objects.filter(workshop=workshop, pk=whole_number(request.POST["weg"])).delete()
        return back_to("visie-afspraken", workshop)
    row = _voornemen(workshop, whole_number(request.GET.get("wijzig", "")))
    form = VoornemenForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid() and not row.pk and workshop.voornemens.count() >= MOST:
        form.add_error(None, TOO_MANY)
    elif form.is_valid():
        _keep(form)
        return back_to("visie-afspraken", workshop)
    context = {"workshop": workshop, "form": form, "rows": workshop.voornemens.all(), "names": names_of(workshop)}
    return workshop_page(request, "visie_afspraken", workshop.bezoek, **context)


def _voornemen(workshop: Visieworkshop, pk: int) -> Voornemen:
    """The one that is changed; what was taken away meanwhile comes back as a new one."""
    return Voornemen.objects.filter(workshop=workshop, pk=pk).first() or Voornemen(workshop=workshop)


def _keep(form: VoornemenForm) -> None:
    """A double click adds nothing twice."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "was"}
    if form.instance.pk or not Voornemen.objects.filter(workshop=form.instance.workshop, **said).exists():
        form.save()


@for_workshop("GET", "HEAD", "POST")
def visie_tekst(request: HttpRequest, workshop: Visieworkshop) -> HttpResponse:
    """Of two who write at once, the second reads what the first saved, beside their own text, and chooses."""
    last = last_text(workshop)
    versions = list(workshop.teksten.all())
    form = TekstForm(initial={"text": last.text if last else "", "base": last.number if last else 0})
    theirs = None
    if request.method == "POST":
        form = TekstForm(request.POST)
        if form.is_valid():
            text, base = form.cleaned_data["text"].replace("\r\n", "\n"), form.cleaned_data["base"] or 0
            try:
                saved = save_text(workshop, text, base=base, by=by_of(request), now=timezone.now())
            except StaleTextError as error:
                theirs = error.last
                typed = request.POST.copy()
                typed["base"] = str(theirs.number)
                form = TekstForm(typed)
                form.add_error(None, str(error))
            else:
                messages.success(request, f"Bewaard als versie {saved.number}.")
                return back_to("visie-tekst", workshop)
    number = whole_number(request.GET.get("versie", ""))
    shown = next((one for one in versions if one.number == number), None)
    context = {"workshop": workshop, "form": form, "versions": versions, "theirs": theirs, "shown": shown, "last": last}
    return workshop_page(request, "visie_tekst", workshop.bezoek, **context)
