"""/api/v1/members/"""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view

from members.access import Capability
from members.api.serializers import MemberSerializer
from members.filters import MemberFilter
from members.models import Member
from partywork.common import clock
from partywork.common.api import ScopedViewSet


@extend_schema_view(
    list=extend_schema(
        summary="党员（最少信息）",
        description="今天在令牌范围内党支部的党员。转出、离开的不再出现，请定期全量核对。",
    ),
    retrieve=extend_schema(summary="一名党员（最少信息）"),
)
class MemberViewSet(ScopedViewSet):
    capability = Capability.SEE_MEMBER
    changed_field = "changed_at"
    queryset = Member.objects.all()
    serializer_class = MemberSerializer
    filterset_class = MemberFilter

    def get_queryset(self) -> Any:
        return super().get_queryset().as_of(clock.today())
