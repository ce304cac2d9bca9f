"""Two proposals side by side, and the same question asked anew with one thing different."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from programmes.access import StaffRequest, programme_for
from programmes.forms.widgets import whole_number
from programmes.loading import load_week
from programmes.models import Voorstel
from programmes.planner.whatif import variant
from programmes.views.board_parts import links
from programmes.views.pages import programme_page
from programmes.voorstellen import work
from programmes.voorstellen.comparing import compared
from programmes.voorstellen.plans import OutdatedError, kept
from programmes.voorstellen.showing import shown_of
from programmes.voorstellen.words import how_good


@require_safe
def voorstel_compare(request: StaffRequest, bestuur: str, programme: str) -> HttpResponse:
    """`a` and `b`, else the last two; what is still being made is waited for."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    work.revive(found, now=timezone.now())
    rows = {row.pk: row for row in Voorstel.objects.filter(programme=found).light().comparable()}
    pair = _chosen(request.GET, rows)
    context: dict[str, Any] = {"choices": list(rows.values()), "pair": pair}
    if len(pair) == 2:
        context["is_open"] = any(row.is_open for row in pair)
        context["rooms"] = [how_good(row) for row in pair]
        if not context["is_open"]:
            content = Voorstel.objects.in_bulk([row.pk for row in pair])
            week = load_week(found)
            try:
                context["comparison"] = compared(*(shown_of(content[row.pk], week) for row in pair))
            except OutdatedError as error:
                context["outdated"] = str(error)
    return programme_page(request, "voorstel_compare", found, **context, **links(found))


def _chosen(params: Mapping[str, str], rows: dict[int, Voorstel]) -> list[Voorstel]:
    """The two that were asked for, filled up with the last ones; fewer when there are fewer."""
    asked = [rows.get(whole_number(params.get(name, ""))) for name in ("a", "b")]
    rest = [row for row in rows.values() if row not in asked]
    return [one for one in (row or (rest.pop(0) if rest else None) for row in asked) if one]


@require_POST
def voorstel_variant(request: StaffRequest, bestuur: str, programme: str, pk: int) -> HttpResponse:
    """The same question with one thing different, to be laid beside this one."""
    found = programme_for(request.user, bestuur, programme, edit=True)
    made = get_object_or_404(Voorstel.objects.select_related("programme__bestuur"), programme=found, pk=pk)
    try:
        before = kept(made)
    except OutdatedError as error:
        messages.warning(request, str(error))
        return redirect(made)
    problem = before.bridge.problem
    what_if = variant(problem, request.POST.get("variant", ""), is_repair=before.bridge.is_repair)
    if what_if is None:
        messages.warning(request, "Kies wat er anders moet.")
        return redirect(made)
    try:
        new = work.ask(
            found,
            title=f"{made.title}: {what_if.label[0].lower()}{what_if.label[1:]}",
            asked=before.asked.what_if(what_if.key).to_json(),
            problem=replace(before.bridge, problem=what_if.change(problem)).to_json(),
            by=request.user,
            now=timezone.now(),
        )
    except work.TooManyError as error:
        messages.warning(request, str(error))
        return redirect(made)
    url = reverse("voorstel-compare", args=[bestuur, programme])
    return redirect(f"{url}?{urlencode({'a': made.pk, 'b': new.pk})}")
