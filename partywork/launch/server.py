"""script/server: set up what is missing, run web, worker and beat, stop all of it together."""

import argparse
import functools
import multiprocessing
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from partywork.embedded import EngineError
from partywork.launch.services import ROOT, Household, commands, in_background, manage, wait_for
from partywork.launch.session import say, session

DEMO, OFFICE = "demo", "office"
DEMO_ACCOUNTS = {
    "secretary": "支部书记",
    "member": "党员",
    "leader": "党小组长",
    "keeper": "党费管理员",
    "committee": "党委",
    "admin": "系统管理员",
}


def main() -> int:
    """Exit code: 0 after Ctrl-C or a stop signal, 1 when something could not start or ended by itself."""
    options = _options()
    var = Path(os.environ.get("PARTYWORK_VAR") or ROOT / "var").resolve()
    multiprocessing.set_start_method("fork")
    try:
        free = functools.partial(_check_free, options.host, options.port)
        with session(var, first=free, farewell=say) as environment:
            return _serve(var, environment, options)
    except EngineError as error:
        say(f"不能启动：{error}")
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0


class Parser(argparse.ArgumentParser):
    """Says in Chinese that it did not understand."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"参数不对（{message}）；用法见 script/server --help\n")


def _options() -> argparse.Namespace:
    parser = Parser(prog="script/server", description="启动 partywork 的全部程序")
    parser.add_argument("--port", type=int, default=8000, help="网站端口，默认 8000")
    parser.add_argument("--host", default="127.0.0.1", help="网站地址，默认只供本机；0.0.0.0 供局域网")
    parser.add_argument("--empty", action="store_true", help="不装演示数据，建立第一个管理员")
    return parser.parse_args()


def _serve(var: Path, environment: dict[str, str], options: argparse.Namespace) -> int:
    mode = _mode(var, empty=options.empty)
    address = f"http://{_shown(options.host)}:{options.port}"
    environment |= {"PARTYWORK_DEMO": "1" if mode == DEMO else "0"}
    environment.setdefault("SITE_URL", address)
    if manage(environment, "set_up", *(["--empty"] if mode == OFFICE else [])) != 0:
        say("不能启动：建表或装入数据失败，原因见上。")
        return 1
    (var / "mode").write_text(f"{mode}\n")
    if mode == OFFICE:
        manage(environment, "first_administrator", "--if-none")

    opened = var / "web.open"

    def announce() -> None:
        if wait_for(f"http://{_asked(options.host)}:{options.port}/health/live", seconds=60):
            _welcome(address, mode, options.host)
        opened.touch()
        in_background(environment, var / "fonts.log", "build_fonts", "--if-missing")

    household = Household(environment, commands(options.host, options.port), opened, announce)
    say("正在启动网站和后台任务……")
    household.loop()
    if household.returncode in (130, 143):
        say("正在停止……")
        return 0
    say("有一个程序自己结束了（见上），其余的也已停止。")
    return 1


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = "已被别的程序占用" if "in use" in str(error) else f"不能使用（{error}）"
            other = port % 60000 + 1
            raise EngineError(f"{host} 的端口 {port} {reason}；请换一个，例如 --port {other}。") from error


def _mode(var: Path, *, empty: bool) -> str:
    """What this var folder holds; decided at its first start and kept."""
    try:
        kept = (var / "mode").read_text().strip()
    except OSError:
        return OFFICE if empty else DEMO
    if empty and kept == DEMO:
        raise EngineError(f"{var} 里已是演示数据；要从空白开始，请用 PARTYWORK_VAR 指定别的文件夹。")
    return kept


def _shown(host: str) -> str:
    """The host to print: for all addresses, the one that telephones in the same network reach."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # a documentation address; nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(line.getsockname()[0])


def _asked(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104


def _welcome(address: str, mode: str, host: str) -> None:
    lines = ["", f"  partywork 已启动：{address}"]
    if mode == DEMO:
        lines += ["", "  演示账号（密码都是 partywork-demo）："]
        lines += [f"    {name:<10} {role}" for name, role in DEMO_ACCOUNTS.items()]
        if host != "127.0.0.1":
            lines += ["", "  注意：演示密码是公开的，同一网络里的人都能登录。"]
    lines += ["", "  按 Ctrl-C 停止。", ""]
    say("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main())
