"""/api/v1/organizations/"""

from drf_spectacular.utils import extend_schema, extend_schema_view

from branches.api.serializers import OrganizationSerializer
from branches.filters import OrganizationFilter
from branches.models import Organization
from branches.rights import SEE_ORGANIZATION
from partywork.common.api import ScopedViewSet


@extend_schema_view(
    list=extend_schema(summary="党组织", description="令牌范围内的党组织，含已撤销的。"),
    retrieve=extend_schema(summary="一个党组织"),
)
class OrganizationViewSet(ScopedViewSet):
    capability = SEE_ORGANIZATION
    queryset = Organization.objects.with_codes()
    serializer_class = OrganizationSerializer
    filterset_class = OrganizationFilter
