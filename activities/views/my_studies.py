"""A member's own notes on a study session: private until shared, never asked for (MT-15)."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.forms.study import NoteForm
from activities.reports.mine import own_activity
from activities.reports.study_page import own_note
from activities.services import study_notes
from activities.views.own_member import own_member
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_study_note(request: OfficeRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    activity = own_activity(member, pk) if member else None
    if member is None or activity is None:
        raise Http404("没有这次活动，或它不是您支部的。")
    note = own_note(activity, member.pk)
    initial = {"text": note.text, "shared": note.shared_at is not None} if note else {}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and submit(form, study_notes.write, activity, member):
        shared = bool(form.cleaned_data["text"].strip()) and form.cleaned_data["shared"]
        said = "已保存，本支部同志看得到。" if shared else "已保存，只有您自己看得到。"
        return done(request, said, "my_activity", pk)
    context = {"activity": activity, "form": form, "note": note}
    return page(request, "activities/member/note.html", context, status=422 if form.errors else 200)
