"""Letters of introduction (MEM-07, MEM-08)."""

from django.urls import URLPattern, URLResolver, path

from members.views import letters, letters_export

urlpatterns: list[URLPattern | URLResolver] = [
    path("members/<int:pk>/letter/", letters.letter_new, name="letter_new"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/export/", letters_export.letter_export, name="letter_export"),
    path("letters/outside/", letters.letter_outside, name="letter_outside"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/acceptance/", letters.letter_acceptance, name="letter_acceptance"),
    path("letters/<int:pk>/void/", letters.letter_void, name="letter_void"),
    path("letters/<int:pk>/correction/", letters.letter_correction, name="letter_correction"),
    path("letters/<int:pk>/pdf/", letters.letter_document, name="letter_document"),
]
