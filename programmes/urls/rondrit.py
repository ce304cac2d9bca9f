"""A tour: made, reopened, ridden, printed."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import rondrit, rondrit_pages

TOUR = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>/rondrit"

urlpatterns: list[URLPattern] = [
    path("<slug:bestuur>/<slug:programme>/ronde/", rondrit.ronde_new, name="ronde-new"),
    path(f"{TOUR}/", rondrit_pages.rondrit, name="rondrit"),
    path(f"{TOUR}/haltes/", rondrit.rondrit_haltes, name="rondrit-haltes"),
    path(f"{TOUR}/mensen/", rondrit_pages.rondrit_mensen, name="rondrit-mensen"),
    path(f"{TOUR}/blad.pdf", rondrit_pages.rondrit_blad, name="rondrit-blad"),
]
