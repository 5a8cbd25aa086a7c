"""/api/v1/plans/, activities/, record-sheets/, filings/"""

from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from activities.api.filed import FilingSerializer, RecordSheetSerializer, last_round
from activities.api.serializers import ActivitySerializer, PlanSerializer
from activities.documents.catalogue import RECORD_SHEET
from activities.documents.filled_record import filed_sheet
from activities.filters import ActivityFilter, FilingFilter, PlanFilter, RecordSheetFilter
from activities.models import Activity, AnnualPlan, Filing, FilingRound, PlannedActivity, RecordSheet
from activities.services.rendering import ask_for, opened
from members.access import Capability
from partywork.common.answers import opened_answer
from partywork.common.api import ScopedViewSet, stamped, unchanged
from partywork.models import RenderedDocument

ASK_AGAIN_AFTER = 2  # seconds; a sheet takes the worker a tenth of one


@extend_schema_view(
    list=extend_schema(summary="年度计划", description="计划和它现行的各行。"),
    retrieve=extend_schema(summary="一份年度计划"),
)
class PlanViewSet(ScopedViewSet):
    capability = Capability.SEE_PLAN
    queryset = AnnualPlan.objects.select_related("branch").prefetch_related(
        Prefetch("rows", PlannedActivity.objects.filter(amended_by__isnull=True))
    )
    serializer_class = PlanSerializer
    filterset_class = PlanFilter


@extend_schema_view(
    list=extend_schema(summary="活动和到会人数", description="到会人数在活动结束时定下；比例用整数给出。"),
    retrieve=extend_schema(summary="一次活动"),
)
class ActivityViewSet(ScopedViewSet):
    capability = Capability.SEE_ACTIVITY
    queryset = Activity.objects.select_related("branch", "group", "joint_part__joint__organizer")
    serializer_class = ActivitySerializer
    filterset_class = ActivityFilter


class NotFiled(NotFound):
    default_detail = "这份纪实表还没有报送过，没有可取的 PDF。"
    default_code = "not_filed"


class RenderingFailed(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "PDF 没有做成，系统会再试。请一分钟后再取；一直这样请告诉管理员。"
    default_code = "rendering_failed"
    wait = 60


class PdfRenderer(JSONRenderer):
    """Lets `Accept: application/pdf` through; what is not the PDF itself is JSON."""

    media_type = "application/pdf"
    format = "pdf"


@extend_schema_view(
    list=extend_schema(
        summary="纪实表", description="最近一次报送时固定的内容，带指纹。没有报送过的只有状态和时限。"
    ),
    retrieve=extend_schema(summary="一份纪实表"),
)
class RecordSheetViewSet(ScopedViewSet):
    capability = Capability.SEE_RECORD
    queryset = RecordSheet.objects.select_related("activity__branch", "filing").prefetch_related(
        Prefetch(
            "filing__rounds",
            FilingRound.objects.order_by("filing_id", "-number").distinct("filing_id"),
            to_attr="last_rounds",
        )
    )
    serializer_class = RecordSheetSerializer
    filterset_class = RecordSheetFilter

    @extend_schema(
        summary="纪实表的 PDF",
        description="第一次取时可能还没有做好：答 202，按 Retry-After 的秒数再取同一地址，做好后答 200。",
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            202: OpenApiResponse(
                inline_serializer(
                    "PdfWaiting",
                    {"state": serializers.CharField(), "state_label": serializers.CharField()},
                ),
                "还在做，请稍后再取",
            ),
        },
    )
    @action(detail=True, renderer_classes=[JSONRenderer, PdfRenderer])
    def pdf(self, request: Request, **_kwargs: Any) -> Any:
        sheet = self.get_object()
        filed = last_round(sheet)
        if filed is None:
            raise NotFiled
        branch, day = sheet.activity.branch, sheet.activity.day
        document = ask_for(RECORD_SHEET, filed_sheet(filed), f"{day:%Y-%m-%d}纪实表.pdf", place=branch.path)
        if document.state == RenderedDocument.State.READY:
            etag = self.etag(document.digest)
            return unchanged(request, etag) or stamped(_file(document), etag)
        if document.error:
            raise RenderingFailed
        body = {"state": document.state, "state_label": document.get_state_display()}
        headers = {"Location": request.build_absolute_uri(), "Retry-After": str(ASK_AGAIN_AFTER)}
        return Response(body, status=status.HTTP_202_ACCEPTED, headers=headers)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(final, Response) and isinstance(final.accepted_renderer, PdfRenderer):
            final.accepted_renderer, final.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        return final


@extend_schema_view(
    list=extend_schema(summary="报送", description="报了什么、何时报的、是否迟报、上级怎么答复。"),
    retrieve=extend_schema(summary="一件报送"),
)
class FilingViewSet(ScopedViewSet):
    capability = Capability.SEE_FILING
    queryset = Filing.objects.select_related("branch", "to").prefetch_related(
        Prefetch("rounds", FilingRound.objects.defer("content")), "rounds__remarks"
    )
    serializer_class = FilingSerializer
    filterset_class = FilingFilter


def _file(document: RenderedDocument) -> FileResponse:
    return opened_answer(lambda: opened(document), document.filename, "application/pdf")
