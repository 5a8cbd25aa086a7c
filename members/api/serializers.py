"""Members as programs read them: the least that a roster next door needs (PI-01, PI-15)."""

from rest_framework import serializers

from members.choices import Standing
from members.models import Member


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
