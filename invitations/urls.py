from django.urls import URLPattern, path

from invitations.views import agenda

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    # behind a personal link
    path("mijn/<str:token>/programma.ics", agenda.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", agenda.mijn_feed, name="mijn-feed"),
]
