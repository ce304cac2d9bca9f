from django.urls import URLPattern, path

from followup.views import termijn

IN_BESTUUR = "<slug:bestuur>/beheer/persoonsgegevens"
IN_PROGRAMME = "<slug:bestuur>/<slug:programme>/bewaartermijn"

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/", termijn.termijn, name="termijn"),
    path(f"{IN_PROGRAMME}/wijzigen/", termijn.termijn_move, name="termijn-move"),
    path(f"{IN_PROGRAMME}/velden/", termijn.termijn_fields, name="termijn-fields"),
]
