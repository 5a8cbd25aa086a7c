"""Organizations as programs read them."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from branches.models import Organization

EXAMPLE = OpenApiExample(
    "一个党支部",
    {
        "id": 2,
        "url": "https://party.example.cn/api/v1/organizations/2/",
        "code": "DEMO-ZB1",
        "name": "会计学院学生第二党支部",
        "short_name": "学生二支部",
        "kind": "branch",
        "kind_label": "党支部",
        "domain": "students",
        "domain_label": "学校（学生）",
        "has_committee": True,
        "parent": "DEMO-GW",
        "founded_on": "2016-07-01",
        "dissolved_on": None,
        "dissolution": "",
        "successor": None,
        "updated_at": "2026-01-05T09:00:00+08:00",
    },
)


@extend_schema_serializer(examples=[EXAMPLE])
class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    """党组织。上级用代码指明；名称会变，代码不变。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-organization-detail")
    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    domain_label = serializers.CharField(source="get_domain_display", read_only=True)
    parent = serializers.CharField(  # type: ignore[assignment]  # the stubs mean the field tree
        source="parent_code", read_only=True, allow_null=True, help_text="直接上级的代码；最上一级为 null。"
    )
    successor = serializers.CharField(
        source="successor_code", read_only=True, allow_null=True, help_text="并入了哪个党组织，代码。"
    )

    class Meta:
        model = Organization
        fields = (
            "id",
            "url",
            "code",
            "name",
            "short_name",
            "kind",
            "kind_label",
            "domain",
            "domain_label",
            "has_committee",
            "parent",
            "founded_on",
            "dissolved_on",
            "dissolution",
            "successor",
            "updated_at",
        )
        read_only_fields = fields
