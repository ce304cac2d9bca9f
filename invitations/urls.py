from django.urls import URLPattern, path

from invitations.views import agenda, herinnering, praktisch

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    # behind a personal link
    path("mijn/<str:token>/programma.ics", agenda.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", agenda.mijn_feed, name="mijn-feed"),
    path("gastheer/<str:token>/praktisch/", praktisch.gastheer_praktisch, name="gastheer-praktisch"),
    path("gastheer/<str:token>/praktisch.pdf", praktisch.gastheer_praktisch_pdf, name="gastheer-praktisch-pdf"),
    path("gastheer/<str:token>/naamkaartjes.pdf", praktisch.gastheer_badges, name="gastheer-badges"),
    path(f"{IN_PROGRAMME}/herinneringen/", herinnering.herinnering_list, name="herinnering-list"),
    path(f"{IN_PROGRAMME}/tijdlijn/", herinnering.tijdlijn, name="tijdlijn"),
    path(f"{IN_PROGRAMME}/bellijst/", herinnering.belronde, name="belronde"),
    path(f"{IN_PROGRAMME}/bellijst/<int:pk>/", herinnering.belronde_note, name="belronde-note"),
    path(f"{IN_PROGRAMME}/praktisch/", praktisch.praktisch, name="praktisch"),
    path(f"{IN_PROGRAMME}/praktisch.pdf", praktisch.praktisch_pdf, name="praktisch-pdf"),
    path(f"{IN_PROGRAMME}/naamkaartjes/", praktisch.badge_list, name="badge-list"),
    path(f"{IN_PROGRAMME}/naamkaartjes/naamkaartjes.pdf", praktisch.badges_as_pdf, name="badges-pdf"),
]
