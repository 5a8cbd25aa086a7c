"""Record sheets and filings as programs read them: what was handed in, frozen, and what was answered (N19)."""

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from activities.api import examples
from activities.api.serializers import BRANCH_HELP
from activities.models import Filing, FilingRound, RecordSheet, RoundRemark


def last_round(sheet: RecordSheet) -> FilingRound | None:
    """What was handed in last; None as long as nothing was."""
    filing = getattr(sheet, "filing", None)
    return filing.last_rounds[0] if filing is not None and filing.last_rounds else None


@extend_schema_serializer(examples=[examples.RECORD_SHEET])
class RecordSheetSerializer(serializers.ModelSerializer[RecordSheet]):
    """纪实表。`content` 是最近一次报送时固定下来的内容，从未报送过的为 null；草稿不外传。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-record-sheet-detail")
    pdf_url = serializers.HyperlinkedIdentityField(view_name="api-record-sheet-pdf")
    branch = serializers.CharField(source="activity.branch.code", read_only=True, help_text=BRANCH_HELP)
    year = serializers.IntegerField(source="activity.for_year", read_only=True)
    month = serializers.IntegerField(source="activity.for_month", read_only=True)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    filing = serializers.SerializerMethodField(help_text="报送件的 id，见 filings。")
    round = serializers.SerializerMethodField(help_text="第几次报送。")
    filed_at = serializers.SerializerMethodField(help_text="最近一次报送的时间。")
    first_filed_at = serializers.SerializerMethodField(help_text="第一次报送的时间，是否迟报以它为准。")
    late = serializers.SerializerMethodField(help_text="是否迟报；还没有报送的为 null。")
    digest = serializers.SerializerMethodField(
        help_text="内容的指纹：content 按键排序、不留空白、UTF-8 写成 JSON 后的 SHA-256。"
    )
    content = serializers.SerializerMethodField(help_text="全表内容，和上级受理的、PDF 印出的是同一份。")

    class Meta:
        model = RecordSheet
        fields = (
            "id",
            "url",
            "pdf_url",
            "branch",
            "activity",
            "filing",
            "year",
            "month",
            "state",
            "state_label",
            "due_at",
            "filed_at",
            "first_filed_at",
            "late",
            "round",
            "digest",
            "content",
            "updated_at",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_filing(self, sheet: RecordSheet) -> int | None:
        filing = getattr(sheet, "filing", None)
        return filing.pk if filing is not None else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_round(self, sheet: RecordSheet) -> int | None:
        found = last_round(sheet)
        return found.number if found is not None else None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_filed_at(self, sheet: RecordSheet) -> str | None:
        found = last_round(sheet)
        return _moment(found.submitted_at) if found is not None else None

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_first_filed_at(self, sheet: RecordSheet) -> str | None:
        filing = getattr(sheet, "filing", None)
        return _moment(filing.first_submitted_at) if filing is not None else None

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_late(self, sheet: RecordSheet) -> bool | None:
        filing = getattr(sheet, "filing", None)
        return filing.is_late if filing is not None else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_digest(self, sheet: RecordSheet) -> str | None:
        found = last_round(sheet)
        return found.digest if found is not None else None

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_content(self, sheet: RecordSheet) -> dict[str, Any] | None:
        found = last_round(sheet)
        return found.content if found is not None else None


class RoundRemarkSerializer(serializers.ModelSerializer[RoundRemark]):
    class Meta:
        model = RoundRemark
        fields = ("part", "kind", "text")
        read_only_fields = fields


class RoundSerializer(serializers.ModelSerializer[FilingRound]):
    """一次报送和它的答复。"""

    outcome_label = serializers.CharField(source="get_outcome_display", read_only=True)
    remarks = RoundRemarkSerializer(many=True, read_only=True)

    class Meta:
        model = FilingRound
        fields = (
            "number",
            "digest",
            "note",
            "submitted_at",
            "outcome",
            "outcome_label",
            "answer",
            "answered_at",
            "remarks",
        )
        read_only_fields = fields


@extend_schema_serializer(examples=[examples.FILING])
class FilingSerializer(serializers.ModelSerializer[Filing]):
    """一件报送：计划、主题、变更或纪实表，连同历次报送和答复。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-filing-detail")
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    state_label = serializers.CharField(source="get_state_display", read_only=True)
    branch = serializers.CharField(source="branch.code", read_only=True, help_text=BRANCH_HELP)
    to = serializers.CharField(source="to.code", read_only=True, help_text="报给哪个党组织，代码。")
    record_sheet = serializers.PrimaryKeyRelatedField[RecordSheet](
        source="record", read_only=True, allow_null=True, help_text="报的是纪实表时，它的 id。"
    )
    late = serializers.BooleanField(source="is_late", read_only=True, help_text="第一次报送时是否已过时限。")
    rounds = RoundSerializer(many=True, read_only=True)

    class Meta:
        model = Filing
        fields = (
            "id",
            "url",
            "kind",
            "kind_label",
            "state",
            "state_label",
            "branch",
            "to",
            "year",
            "month",
            "plan",
            "activity",
            "record_sheet",
            "due_at",
            "first_submitted_at",
            "late",
            "answer_due_at",
            "rounds",
            "updated_at",
        )
        read_only_fields = fields


def _moment(value: Any) -> str:
    return serializers.DateTimeField().to_representation(value) or ""
