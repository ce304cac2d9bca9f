from django.urls import URLPattern, path

from invitations.views import agenda, berichten

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/berichten/", berichten.bericht_list, name="bericht-list"),
    path(f"{IN_PROGRAMME}/berichten/doen/", berichten.bericht_act, name="bericht-act"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/", berichten.bericht, name="bericht"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/aanpassen/", berichten.bericht_edit, name="bericht-edit"),
    path(f"{IN_PROGRAMME}/berichten/<int:pk>/opgemaakt/", berichten.bericht_html, name="bericht-html"),
    # behind a personal link
    path("mijn/<str:token>/programma.ics", agenda.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", agenda.mijn_feed, name="mijn-feed"),
]
