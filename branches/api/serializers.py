"""Organizations as programs read them."""

from rest_framework import serializers

from branches.models import Organization


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
