"""Where somebody lands after signing in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from programmes.access import StaffRequest
from programmes.models import Lidmaatschap


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """One authority: there at once; several: choose; none: what to do about it."""
    memberships = list(
        Lidmaatschap.objects.filter(user=request.user).select_related("bestuur").order_by("bestuur__name")
    )
    if len(memberships) == 1:
        return redirect(memberships[0].bestuur)
    return render(request, "programmes/home.html", {"memberships": memberships})
