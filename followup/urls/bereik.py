from django.urls import URLPattern, path

from followup.views import bereik

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/bereik/", bereik.bereik, name="bereik"),
    path(f"{IN_PROGRAMME}/bereik.pdf", bereik.bereik_pdf, name="bereik-pdf"),
    path(f"{IN_PROGRAMME}/bereik.xlsx", bereik.bereik_xlsx, name="bereik-xlsx"),
]
