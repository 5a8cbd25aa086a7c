"""Question banks and quizzes (ED-08)."""

from django.urls import URLPattern, URLResolver, path

from activities.views import my_quizzes, quizzes

urlpatterns: list[URLPattern | URLResolver] = [
    path("quizzes/", quizzes.quiz_list, name="quiz_list"),
    path("quizzes/new/", quizzes.quiz_new, name="quiz_new"),
    path("quizzes/questions/", quizzes.quiz_questions, name="quiz_questions"),
    path("quizzes/questions/template/", quizzes.quiz_template, name="quiz_template"),
    path("quizzes/questions/import/", quizzes.quiz_import, name="quiz_import"),
    path("quizzes/questions/import/writing/", quizzes.quiz_import_writing, name="quiz_import_writing"),
    path("quizzes/questions/<int:pk>/removal/", quizzes.quiz_question_removal, name="quiz_question_removal"),
    path("quizzes/<int:pk>/", quizzes.quiz_detail, name="quiz_detail"),
    path("quizzes/<int:pk>/paper/", quizzes.quiz_paper_done, name="quiz_paper_done"),
    path("quizzes/<int:pk>/withdrawal/", quizzes.quiz_withdrawal, name="quiz_withdrawal"),
    path("quizzes/<int:pk>/document/", quizzes.quiz_document, name="quiz_document"),
    path("my/quizzes/", my_quizzes.my_quizzes, name="my_quizzes"),
    path("my/quizzes/<int:pk>/", my_quizzes.my_quiz, name="my_quiz"),
]
