from django.urls import URLPattern, path

from followup.views import nazorg, persoonlijk, persoonlijk_paper

OWN = "nazorg/<str:token>"
STAFF = "<slug:bestuur>/<slug:programme>/persoonlijke-verslagen"

urlpatterns: list[URLPattern] = [
    path(f"{OWN}/", nazorg.nazorg, name="nazorg"),
    path(f"{OWN}/verslag.pdf", nazorg.nazorg_pdf, name="nazorg-pdf"),
    path(f"{OWN}/beeld/<int:pk>/<slug:size>/", nazorg.nazorg_beeld, name="nazorg-beeld"),
    path(f"{OWN}/bedanken/", nazorg.nazorg_bedanking, name="nazorg-bedanking"),
    path(f"{STAFF}/", persoonlijk.persoonlijk, name="persoonlijk"),
    path(f"{STAFF}/versturen/", persoonlijk.persoonlijk_send, name="persoonlijk-send"),
    path(f"{STAFF}/gast/<int:pk>/", persoonlijk.persoonlijk_gast, name="persoonlijk-gast"),
    path(f"{STAFF}/gast/<int:pk>/proef/", persoonlijk.persoonlijk_gast_test, name="persoonlijk-gast-test"),
    path(f"{STAFF}/gast/<int:pk>.pdf", persoonlijk.persoonlijk_gast_pdf, name="persoonlijk-gast-pdf"),
    path(f"{STAFF}/gastheer/<int:pk>/", persoonlijk.persoonlijk_gastheer, name="persoonlijk-gastheer"),
    path(f"{STAFF}/gastheer/<int:pk>/proef/", persoonlijk.persoonlijk_gastheer_test, name="persoonlijk-gastheer-test"),
    path(f"{STAFF}/gastheer/<int:pk>.pdf", persoonlijk.persoonlijk_gastheer_pdf, name="persoonlijk-gastheer-pdf"),
    path(f"{STAFF}/afdrukken/", persoonlijk_paper.persoonlijk_print, name="persoonlijk-print"),
    path(f"{STAFF}/zip/", persoonlijk_paper.persoonlijk_zip, name="persoonlijk-zip"),
    path(f"{STAFF}/bundel/<int:pk>/stop/", persoonlijk_paper.persoonlijk_bundle_stop, name="persoonlijk-bundle-stop"),
    path(f"{STAFF}/bundel/<int:pk>/", persoonlijk_paper.persoonlijk_bundle_file, name="persoonlijk-bundle-file"),
]
