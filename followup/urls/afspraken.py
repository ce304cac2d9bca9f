from django.urls import URLPattern, path

from followup.views import afspraken, afspraken_files, afspraken_visit, nazorg_afspraken, visie

AGREEMENTS = "<slug:bestuur>/<slug:programme>/afspraken"
ONE = f"{AGREEMENTS}/<int:pk>"
VISION = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>/visie"
BEHIND_LINK = "nazorg/<str:token>/afspraken"

urlpatterns: list[URLPattern] = [
    path("nazorg/afspraken/<str:token>.ics", afspraken_files.afspraken_feed, name="afspraken-feed"),
    path(f"{BEHIND_LINK}/", nazorg_afspraken.nazorg_afspraken, name="nazorg-afspraken"),
    path(f"{BEHIND_LINK}/nieuw/", nazorg_afspraken.nazorg_afspraak_new, name="nazorg-afspraak-new"),
    path(f"{BEHIND_LINK}/<int:pk>/gedaan/", nazorg_afspraken.nazorg_afspraak_done, name="nazorg-afspraak-done"),
    path(f"{BEHIND_LINK}/<int:pk>/verschuiven/", nazorg_afspraken.nazorg_afspraak_move, name="nazorg-afspraak-move"),
    path(f"{BEHIND_LINK}/<int:pk>/heropenen/", nazorg_afspraken.nazorg_afspraak_reopen, name="nazorg-afspraak-reopen"),
    path(f"{AGREEMENTS}/", afspraken.afspraak_list, name="afspraak-list"),
    path(f"{AGREEMENTS}/nieuw/", afspraken.afspraak_new, name="afspraak-new"),
    path(f"{AGREEMENTS}/lijst.xlsx", afspraken_files.afspraken_xlsx, name="afspraken-xlsx"),
    path(f"{AGREEMENTS}/lijst.pdf", afspraken_files.afspraken_pdf, name="afspraken-pdf"),
    path(f"{AGREEMENTS}/agenda/", afspraken_files.afspraken_link, name="afspraken-link"),
    path(f"{ONE}/", afspraken.afspraak_view, name="afspraak-view"),
    path(f"{ONE}/wijzigen/", afspraken.afspraak_edit, name="afspraak-edit"),
    path(f"{ONE}/gedaan/", afspraken.afspraak_done, name="afspraak-done"),
    path(f"{ONE}/vervallen/", afspraken.afspraak_drop, name="afspraak-drop"),
    path(f"{ONE}/verschuiven/", afspraken.afspraak_move, name="afspraak-move"),
    path(f"{ONE}/heropenen/", afspraken.afspraak_reopen, name="afspraak-reopen"),
    path(f"{VISION}/overnemen/", visie.visie_overnemen, name="visie-overnemen"),
    path(f"{ONE}/bezoek/", afspraken_visit.afspraak_visit, name="afspraak-visit"),
]
