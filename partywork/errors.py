"""Error pages: one clear sentence, and a way on; programs get JSON with a stable code."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

SENTENCES = {
    400: "请求的内容不完整，请返回后再试。",
    403: "您的职务不能办这件事。如果确实归您办，请联系上级党组织的管理员。",
    404: "没有这一页，或者它不在您的范围内。",
    405: "这个地址是一个按钮用的，不能直接打开或刷新。刚才那一步没有办，请回到原来的页面再点一次。",
    500: "系统出了故障，您刚填的内容没有保存。请稍后再试；如果还不行，请告诉管理员。",
    503: "服务器上缺少生成 PDF 的组件，暂时打印不了；您的数据都在。请告诉系统管理员。",
}
CODES = {
    400: "bad_request",
    403: "permission_denied",
    404: "not_found",
    405: "method_not_allowed",
    500: "server_error",
    503: "engine_missing",
}


def _answer(request: HttpRequest, status: int, sentence: str = "", back: str = "") -> HttpResponse:
    sentence = sentence or SENTENCES[status]
    if request.path.startswith("/api/"):
        error = {"code": CODES[status], "detail": sentence, "attr": None}
        kind = "server_error" if status >= 500 else "client_error"
        return JsonResponse({"type": kind, "errors": [error]}, status=status)
    context = {"status": status, "sentence": sentence, "back": back}
    return render(request, "error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404)


def not_allowed(request: HttpRequest, back: str) -> HttpResponse:
    """`back` is the page that holds the button, where there is one."""
    return _answer(request, 405, back=back)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def engine_missing(request: HttpRequest) -> HttpResponse:
    return _answer(request, 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, "这一页开得太久，请返回、刷新后再交一次。您填的内容还在浏览器里。")
