from django.urls import URLPattern, path

from invitations.views import agenda, mijn_uitnodiging, uitnodiging, uitnodiging_paper, uitnodiging_send

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"
INVITATION = f"{IN_PROGRAMME}/uitnodigen/<int:pk>"

urlpatterns: list[URLPattern] = [
    # behind a personal link
    path("mijn/<str:token>/programma.ics", agenda.mijn_ics, name="mijn-ics"),
    path("mijn/<str:token>/agenda.ics", agenda.mijn_feed, name="mijn-feed"),
    path("mijn/<str:token>/uitnodiging/", mijn_uitnodiging.mijn_uitnodiging, name="mijn-uitnodiging"),
    # invitations
    path(f"{IN_PROGRAMME}/uitnodigen/", uitnodiging.uitnodiging_list, name="uitnodiging-list"),
    path(f"{IN_PROGRAMME}/uitnodigen/nieuw/", uitnodiging.uitnodiging_new, name="uitnodiging-new"),
    path(f"{IN_PROGRAMME}/uitnodigen/brieven/", uitnodiging_paper.uitnodiging_letters, name="uitnodiging-letters"),
    path(
        f"{IN_PROGRAMME}/uitnodigen/brieven/<int:pk>/stop/",
        uitnodiging_paper.uitnodiging_letters_stop,
        name="uitnodiging-letters-stop",
    ),
    path(
        f"{IN_PROGRAMME}/uitnodigen/brieven/<int:pk>/brieven.pdf",
        uitnodiging_paper.uitnodiging_letters_pdf,
        name="uitnodiging-letters-pdf",
    ),
    path(f"{INVITATION}/", uitnodiging.uitnodiging_edit, name="uitnodiging-edit"),
    path(f"{INVITATION}/verwijderen/", uitnodiging.uitnodiging_delete, name="uitnodiging-delete"),
    path(f"{INVITATION}/bekijken/", uitnodiging_send.uitnodiging_preview, name="uitnodiging-preview"),
    path(f"{INVITATION}/mail/", uitnodiging_send.uitnodiging_mail, name="uitnodiging-mail"),
    path(f"{INVITATION}/brief.pdf", uitnodiging_send.uitnodiging_letter, name="uitnodiging-letter"),
    path(f"{INVITATION}/proef/", uitnodiging_send.uitnodiging_test, name="uitnodiging-test"),
    path(f"{INVITATION}/versturen/", uitnodiging_send.uitnodiging_send, name="uitnodiging-send"),
    path(f"{INVITATION}/bellijst/", uitnodiging_paper.uitnodiging_calls, name="uitnodiging-calls"),
    path(f"{INVITATION}/bellijst.pdf", uitnodiging_paper.uitnodiging_calls_pdf, name="uitnodiging-calls-pdf"),
]
