"""Every address programs read: the lists of the apps below /api/v1/, the schema and the page that shows it."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import APIRootView, DefaultRouter

from activities.api.views import ActivityViewSet, FilingViewSet, PlanViewSet, RecordSheetViewSet
from branches.api.views import OrganizationViewSet
from members.api.dues import DuesBillViewSet, DuesMonthViewSet, DuesRemittanceViewSet
from members.api.views import MemberViewSet


class Root(APIRootView):
    """The lists there are, with their addresses."""

    schema = None


class Router(DefaultRouter):
    APIRootView = Root
    include_format_suffixes = False


class BearerScheme(KnoxTokenScheme):  # type: ignore[no-untyped-call]
    target_class = "partywork.common.bearer.BearerAuthentication"
    name = "token"


router = Router()
router.register("organizations", OrganizationViewSet, basename="api-organization")
router.register("members", MemberViewSet, basename="api-member")
router.register("plans", PlanViewSet, basename="api-plan")
router.register("activities", ActivityViewSet, basename="api-activity")
router.register("record-sheets", RecordSheetViewSet, basename="api-record-sheet")
router.register("filings", FilingViewSet, basename="api-filing")
router.register("dues-months", DuesMonthViewSet, basename="api-dues-month")
router.register("dues-bills", DuesBillViewSet, basename="api-dues-bill")
router.register("dues-remittances", DuesRemittanceViewSet, basename="api-dues-remittance")

# Swagger UI writes style attributes; its scripts are files of our own, so only styles are let through, only here.
docs = csp_update({"style-src": [SELF, UNSAFE_INLINE]})(
    SpectacularSwaggerSplitView.as_view(url_name="api_schema", title="partywork 数据接口")
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("docs/", docs, name="api_docs"),
]
