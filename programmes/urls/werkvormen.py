"""The formats and their tools."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import rondrit, rondrit_pages

IN_VISIT = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>"

urlpatterns: list[URLPattern] = [
    # a tour
    path("<slug:bestuur>/<slug:programme>/ronde/", rondrit.ronde_new, name="ronde-new"),
    path(f"{IN_VISIT}/rondrit/", rondrit_pages.rondrit, name="rondrit"),
    path(f"{IN_VISIT}/rondrit/haltes/", rondrit.rondrit_haltes, name="rondrit-haltes"),
    path(f"{IN_VISIT}/rondrit/mensen/", rondrit_pages.rondrit_mensen, name="rondrit-mensen"),
    path(f"{IN_VISIT}/rondrit/blad.pdf", rondrit_pages.rondrit_blad, name="rondrit-blad"),
]
