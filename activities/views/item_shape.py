"""What an item of a meeting is for, as it is chosen; two people who choose at once both see it (MT-02, MT-08, E-82)."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from activities.forms.agenda import ItemForm, items_to_choose
from activities.models import AgendaItem
from activities.services import agenda_items
from activities.views.meeting import at_item, own_item, show_meeting
from partywork.common.errors import Conflict, DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done


@require_POST
def item_shape(request: OfficeRequest, pk: int) -> HttpResponse:
    item = own_item(request, pk)
    before = items_to_choose(item.activity)
    form = ItemForm(request.POST, item=item, before=before)
    if form.is_valid():
        try:
            agenda_items.shape(item, by=request.user, **_kept(item, form.cleaned_data))
        except Conflict as conflict:
            item.refresh_from_db()
            data = request.POST.copy()
            data["seen"] = agenda_items.shape_seen(item)  # saved once more, it is deliberate
            form = ItemForm(data, item=item, before=before)
            form.is_valid()
            form.add_error(None, f"{conflict.message}现在是：{conflict.current['shape']}。")
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            return done(request, f"“{item.title}”已保存。", at_item(item))
    return show_meeting(request, item.activity, {f"shape-{pk}": form}, status=422)


def _kept(item: AgendaItem, values: dict[str, Any]) -> dict[str, Any]:
    """Boxes that the form does not show keep what they held."""
    hidden = {name: getattr(item, name) for name in agenda_items.SHAPE if name not in values}
    return {**hidden, **values}
