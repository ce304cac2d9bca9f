"""Publishing: what would change, the confirmation, and the versions as they were."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.differences import by_name, difference
from programmes.forms.publish import PublishForm
from programmes.models import Programme, Versie
from programmes.schedules import week_schedule
from programmes.versions import PublishError, proposal, week_of
from programmes.versions import publish as publish_draft
from programmes.views.pages import programme_page
from programmes.week import Week


@require_http_methods(["GET", "POST"])
def publish(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    draft = programme_for(request.user, bestuur, programme, edit=True)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            version = publish_draft(draft, **form.cleaned_data, by=request.user, now=timezone.now())
        except PublishError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Versie {version.number} is gepubliceerd.")
            return redirect("versie", bestuur, programme, version.number)
    return programme_page(request, "publish", draft, form=form, proposal=proposal(draft), may_edit=True)


@require_safe
def versie_list(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    shown = programme_for(request.user, bestuur, programme)
    versions = Versie.objects.filter(programme=shown).defer("content").select_related("by")
    return programme_page(request, "versie_list", shown, versions=versions)


@require_safe
def versie(request: StaffRequest, bestuur: str, programme: str, number: int) -> HttpResponse:
    """As it was then, and how it differs from the one before."""
    shown = programme_for(request.user, bestuur, programme)
    version = get_object_or_404(Versie.objects.select_related("by"), programme=shown, number=number)
    week, before = week_of(version), _week_before(shown, number)
    changes = difference(before, week) if before else None
    return programme_page(
        request,
        "versie",
        shown,
        version=version,
        schedule=week_schedule(week),
        difference=changes,
        people=by_name(changes.people, week.people, before.people) if before and changes else [],
        services=by_name(changes.services, week.services, before.services) if before and changes else [],
        last=Versie.objects.filter(programme=shown).values_list("number", flat=True).first(),
    )


def _week_before(programme: Programme, number: int) -> Week | None:
    before = Versie.objects.filter(programme=programme, number__lt=number).first()
    return week_of(before) if before else None
