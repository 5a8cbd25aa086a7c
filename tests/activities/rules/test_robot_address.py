"""Only a robot's own address is ever called (N34, MEM-24)."""

import pytest

from activities.rules.group_text import without_names
from activities.rules.robot_address import why_not

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=73febdcb-1b38-4d1b-a994-790f21fc8d30"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/73febdcb-1b38-4d1b-a994"


@pytest.mark.parametrize(
    "kind, address",
    [
        ("wecom", WECOM),
        ("dingtalk", DINGTALK),
        ("feishu", FEISHU),
        ("feishu", FEISHU.replace("feishu.cn", "larksuite.com")),
        ("wecom", WECOM.replace("qyapi", "QYAPI")),
    ],
)
def test_addresses_of_robots(kind, address):
    assert why_not(kind, address) == ""


@pytest.mark.parametrize(
    "kind, address",
    [
        ("dingtalk", WECOM),
        ("wecom", WECOM.replace("https", "http")),
        ("wecom", "https://127.0.0.1/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://10.0.0.1\\@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://[::1]/cgi-bin/webhook/send?key=0123456789"),
        ("wecom", "https://[::1/cgi-bin"),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="),
        ("wecom", f"{WECOM}&debug=1"),
        ("wecom", f"{WECOM}#x"),
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/gettoken?key=0123456789"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/../../auth/v3/x"),
        ("dingtalk", f"{DINGTALK} "),
        ("dingtalk", f"{DINGTALK}\n"),
        ("dingtalk", "https://oapi.dingtaⅼk.com/robot/send?access_token=0123456789"),
        ("dingtalk", "file:///etc/passwd"),
        ("dingtalk", "gopher://127.0.0.1:6379/_"),
        ("dingtalk", DINGTALK + "a" * 300),
        ("dingtalk", ""),
    ],
)
def test_anything_else_is_refused_with_an_example(kind, address):
    assert "应像这样" in why_not(kind, address)


@pytest.mark.parametrize("allowed, taken", [((), False), (("http://10.1.2.3:8080",), True)])
def test_a_house_s_own_server_only_where_the_operator_vouches_for_it(allowed, taken):
    address = "http://10.1.2.3:8080/cgi-bin/webhook/send?key=0123456789"

    assert (why_not("wecom", address, allowed) == "") == taken
    assert why_not("wecom", "http://10.1.2.3:8080/admin?key=0123456789", allowed) != ""


@pytest.mark.parametrize(
    "text, names, left",
    [
        ("送别张三丰同志", ["张三", "张三丰"], "送别×××同志"),
        ("学习讨论", ["张三"], "学习讨论"),
        ("王主持", ["王"], "王主持"),
    ],
)
def test_names_of_the_roster_are_struck_out(text, names, left):
    assert without_names(text, names) == left
