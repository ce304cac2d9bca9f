from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("account/email/", RedirectView.as_view(pattern_name="mfa_index")),  # a coordinator keeps the addresses
    path("account/", include("allauth.urls")),
    path("", include("followup.urls")),
    path("", include("press.urls")),
    path("", include("invitations.urls")),
    path("", include("programmes.urls")),
]
