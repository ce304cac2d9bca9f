from django.urls import URLPattern, path

from followup.views import gegevens, termijn

IN_BESTUUR = "<slug:bestuur>/beheer/persoonsgegevens"
OF_PERSON = f"{IN_BESTUUR}/<slug:kind>/<int:pk>"
IN_PROGRAMME = "<slug:bestuur>/<slug:programme>/bewaartermijn"

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/", termijn.termijn, name="termijn"),
    path(f"{IN_PROGRAMME}/wijzigen/", termijn.termijn_move, name="termijn-move"),
    path(f"{IN_PROGRAMME}/velden/", termijn.termijn_fields, name="termijn-fields"),
    path(f"{IN_BESTUUR}/", gegevens.gegevens, name="gegevens"),
    path(f"{IN_BESTUUR}/naam/", gegevens.gegevens_name, name="gegevens-name"),
    path(f"{OF_PERSON}/", gegevens.gegevens_persoon, name="gegevens-persoon"),
    path(f"{OF_PERSON}/gegevens.json", gegevens.gegevens_json, name="gegevens-json"),
    path(f"{OF_PERSON}/gegevens.pdf", gegevens.gegevens_pdf, name="gegevens-pdf"),
    path(f"{OF_PERSON}/verbeteren/", gegevens.gegevens_verbeter, name="gegevens-verbeter"),
    path(f"{OF_PERSON}/wissen/", gegevens.gegevens_wis, name="gegevens-wis"),
]
