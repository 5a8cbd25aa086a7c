"""群机器人: set up, tried out, stopped, removed; the address is never shown again."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.robot import RobotForm
from activities.models import Robot
from activities.reports.robots import robot_lines
from activities.services import group_messages, setting_up_robots
from branches.models import Organization
from members.access import Capability
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page

SEE, DO = Capability.SEE_ORGANIZATION, Capability.SET_PARAMETER


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def robot_list(request: OfficeRequest, pk: int) -> HttpResponse:
    place = load(request, Organization, pk, see=SEE, do=DO)
    if request.htmx and request.method == "GET":
        return page(request, "activities/robot/_lines.html", _lines(place))
    form = RobotForm(request.POST if request.method == "POST" else None, is_branch=place.is_branch)
    if submit(form, setting_up_robots.set_up, place, by=request.user):
        robot = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已添加 {robot}。请发一条测试消息。", _here(place.pk))
    return page(
        request,
        "activities/robot/list.html",
        {**_lines(place), "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
def robot_test(request: OfficeRequest, pk: int) -> HttpResponse:
    robot = _robot(request, pk)
    group_messages.test(robot, by=request.user)
    return done(request, f"测试消息正在发到 {robot.name}，结果见下面。", _here(robot.organization_id))


@require_POST
def robot_switch(request: OfficeRequest, pk: int) -> HttpResponse:
    robot = _robot(request, pk)
    on = request.POST.get("on") == "1"
    setting_up_robots.switch(robot, on=on, by=request.user)
    return done(request, f"{robot.name}：{'已启用' if on else '已停用'}。", _here(robot.organization_id))


@require_POST
def robot_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    robot = _robot(request, pk)
    setting_up_robots.remove(robot, by=request.user)
    return done(request, f"已删除 {robot.name}，地址和密钥一并删了。", _here(robot.organization_id))


def _robot(request: OfficeRequest, pk: int) -> Robot:
    return load(request, Robot.objects.select_related("organization"), pk, see=SEE, do=DO)


def _lines(place: Organization) -> dict[str, object]:
    lines = robot_lines(place)
    waiting = any(line.is_waiting and not line.has_failed for line in lines)
    return {"organization": place, "lines": lines, "is_waiting": waiting}


def _here(pk: int) -> str:
    return reverse("robot_list", args=[pk])
