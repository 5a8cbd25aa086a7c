"""What the published description says about every answer: the one shape of errors, and 304."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers


class ErrorSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="给程序看的代码，不会改。")
    detail = serializers.CharField(help_text="给人看的一句话，措辞可能改。")
    attr = serializers.CharField(allow_null=True, help_text="哪个参数有问题；与参数无关的为 null。")


class ErrorsSerializer(serializers.Serializer[Any]):
    type = serializers.CharField(help_text="validation_error（请求写错）、client_error 或 server_error。")
    errors = ErrorSerializer(many=True)  # type: ignore[assignment]


def _refusal(sentence: str, kind: str, code: str, detail: str, attr: str | None = None) -> OpenApiResponse:
    example = {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}]}
    return OpenApiResponse(ErrorsSerializer, sentence, examples=[OpenApiExample(sentence, example)])


REFUSALS = {
    "400": _refusal(
        "参数不对",
        "validation_error",
        "invalid",
        "请写 ISO 8601 日期时间，如 2026-06-18T09:00:00+08:00。",
        "updated_since",
    ),
    "401": _refusal(
        "没有令牌，或令牌无效",
        "client_error",
        "not_authenticated",
        "请求没有带令牌，请加上 Authorization: Bearer pw_…",
    ),
    "403": _refusal("令牌没有这项权限", "client_error", "right_missing", "这个令牌没有这项权限。"),
    "404": _refusal(
        "没有这一项，或不在令牌范围内", "client_error", "not_found", "没有这一项，或不在令牌的范围内。"
    ),
    "406": _refusal(
        "不能按 Accept 的要求回答", "client_error", "not_acceptable", "无法满足Accept HTTP头的请求。"
    ),
}
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="上次回答里的 ETag，照抄。没有变动时答 304，不带内容。",
)

KEY = OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH, description="列表里的 id，不会改变。")


class ApiSchema(AutoSchema):
    """Every address under /api/v1/ refuses in the same way and can answer 304."""

    def get_override_parameters(self) -> list[Any]:
        own = super().get_override_parameters()
        if not self._is_ours():
            return own
        return [*own, IF_NONE_MATCH, *([KEY] if "{id}" in self.path else [])]

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        if direction == "response" and self._is_ours():
            bodies["304"] = {"description": "自上次以来没有变动"}
            for status, refusal in REFUSALS.items():
                bodies.setdefault(status, self._get_response_for_code(refusal, status))  # type: ignore[no-untyped-call]
        return bodies

    def _is_ours(self) -> bool:
        return hasattr(self.view, "capability")
