"""Members as programs read them: the least that a roster next door needs (PI-01, PI-15)."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from members.choices import Standing
from members.models import Member

EXAMPLE = OpenApiExample(
    "一名党员",
    {
        "id": 1,
        "url": "https://party.example.cn/api/v1/members/1/",
        "uid": "c648fd7a-ed43-4cc7-8b75-a77f21fbc903",
        "name": "张一",
        "standing": "full",
        "standing_label": "正式",
        "branch": "DEMO-ZB1",
        "updated_at": "2026-06-01T08:30:00+08:00",
    },
)


@extend_schema_serializer(examples=[EXAMPLE])
class MemberSerializer(serializers.ModelSerializer[Member]):
    """党员，最少信息：没有手机、性别、出生和入党日期，也没有请假和豁免的原因。"""

    url = serializers.HyperlinkedIdentityField(view_name="api-member-detail")
    standing = serializers.ChoiceField(
        choices=Standing.choices, read_only=True, help_text="今天是正式还是预备党员。"
    )
    standing_label = serializers.CharField(source="standing.label", read_only=True)
    branch = serializers.CharField(source="branch_code", read_only=True, help_text="今天所在党支部的代码。")
    updated_at = serializers.DateTimeField(source="changed_at", read_only=True)

    class Meta:
        model = Member
        fields = ("id", "url", "uid", "name", "standing", "standing_label", "branch", "updated_at")
        read_only_fields = fields
