"""Minutes: signing, addenda, handing upward, the members' reading, the record books."""

from django.urls import URLPattern, URLResolver, path

from activities.views import document, minutes, minutes_books

urlpatterns: list[URLPattern | URLResolver] = [
    path("minutes/", minutes_books.minutes_list, name="minutes_list"),
    path("minutes/<int:year>/book/", minutes_books.minutes_book, name="minutes_book"),
    path("records/<int:pk>/signature/", minutes.signature, name="record_signature"),
    path("records/<int:pk>/paper-signature/", minutes.paper_signature, name="record_paper_signature"),
    path("records/<int:pk>/signers/", minutes.signers, name="record_signers"),
    path("records/<int:pk>/addenda/", minutes.addendum, name="record_addenda"),
    path("records/<int:pk>/minutes-filing/", minutes.filing, name="record_minutes_filing"),
    path("activities/<int:pk>/minutes-form/", document.blank_minutes_document, name="minutes_form"),
    path("signatures/<int:pk>/scan/", minutes.scan, name="signature_scan"),
    path("my/minutes/<int:pk>/", minutes.my_minutes, name="my_minutes"),
    path("my/minutes/<int:pk>/signature/", minutes.my_signature, name="my_minutes_signature"),
]
