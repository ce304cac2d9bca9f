from django.urls import URLPattern

from followup.urls import afspraken, bereik, enquetes, knelpunten, persoonlijk, termijn, verslag

urlpatterns: list[URLPattern] = [
    *verslag.urlpatterns,
    *persoonlijk.urlpatterns,
    *afspraken.urlpatterns,
    *knelpunten.urlpatterns,
    *enquetes.urlpatterns,
    *bereik.urlpatterns,
    *termijn.urlpatterns,
]
