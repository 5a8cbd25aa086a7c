"""Makes a bare machine ready, then hands over to partywork.launch; needs Python 3.11 and nothing else.

machine.py server|test|bench [arguments]
"""

import ctypes
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
LOCKS = {"server": [RUNTIME], "test": [DEVELOPMENT, RUNTIME], "bench": [DEVELOPMENT, RUNTIME]}
MODULES = {"server": "server", "test": "testing", "bench": "bench"}
USAGE = {
    "server": "用法：script/server [--port 8000] [--host 127.0.0.1] [--empty]\n"
    "  启动数据库、消息队列、网站和后台任务；按 Ctrl-C 全部停止。\n"
    "  --port   网站端口\n  --host   网站地址；0.0.0.0 供局域网使用\n"
    "  --empty  不装演示数据，建立第一个管理员\n"
    "  环境变量 PARTYWORK_VAR 指定数据文件夹（默认 var/）",
    "test": "用法：script/test [pytest 的参数]\n  不带参数：全部检查和全部测试；带参数：只运行 pytest。",
    "bench": "用法：script/bench 名称 [参数]\n  运行 benchmarks/bench_名称.py。",
}
# For PDF: a file that shows it is there, and the package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_PACKAGES = ["chromium", "fonts-wqy-zenhei"]


def main() -> None:
    task, arguments = sys.argv[1], sys.argv[2:]
    if arguments in (["-h"], ["--help"]) or (task == "bench" and not arguments):
        print(USAGE[task])
        return
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)
    prepare_python(LOCKS[task])
    prepare_libraries()
    if task != "server":
        prepare_browser()
    if given := os.environ.get("PARTYWORK_VAR"):
        os.environ["PARTYWORK_VAR"] = str(Path(given).resolve())
    os.environ["PYTHONUTF8"] = "1"
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.execv(PYTHON, [str(PYTHON), "-m", f"partywork.launch.{MODULES[task]}", *arguments])


def leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def say(sentence: str) -> None:
    print(sentence, flush=True)


# --- the virtual environment --------------------------------------------------------------------------------


def prepare_python(locks: list[str]) -> None:
    """Install exactly what the lock file says; nothing to do when it is the one installed last."""
    with (ROOT / locks[0]).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # of two first starts side by side, one installs and one waits
        wanted = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in locks}
        installed = read_stamp()
        if all(installed.get(name) == digest for name, digest in wanted.items()) and PYTHON.exists():
            return
        started = time.monotonic()
        make_venv()
        install(locks[0])
        STAMP.write_text(json.dumps({**installed, **wanted}))
        say(f"程序包已装好（{time.monotonic() - started:.0f} 秒）。")


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def make_venv() -> None:
    if PYTHON.exists() and quiet([PYTHON, "-m", "pip", "--version"]) == 0:
        return
    say("正在建立 Python 环境……")
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    if quiet(command) == 0:
        return
    package = f"python3.{sys.version_info.minor}-venv"
    if not (apt_install([package]) and quiet(command) == 0):
        sys.exit(f"不能建立 Python 环境：请先执行 sudo apt-get install {package}，并确认 {ROOT} 可写。")


def install(lock: str) -> None:
    total = len(re.findall(r"^[\w.\[\]-]+==", (ROOT / lock).read_text(), re.MULTILINE))
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--no-compile",
               "--disable-pip-version-check", "--progress-bar", "off", "-r", lock]  # fmt: skip
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore", "PYTHONUTF8": "1"}
    said: list[str] = []
    done = 0
    say(f"正在安装 {total} 个程序包（只在第一次）……")
    with subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # fmt: skip
        try:
            for line in process.stdout or []:
                said.append(line)
                if line.startswith(("Collecting ", "Requirement already satisfied")):
                    done += 1
                    progress(done, total)
                elif line.startswith("Installing collected"):
                    say("  下载完毕，正在写入……")
        except BaseException:
            process.terminate()
            raise
    if process.returncode != 0:
        sys.exit("".join(said[-12:]) + "\n程序包没有装好，原因见上；请检查网络或软件源后再运行一次。")


def progress(done: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  {done}/{total}", end="\n" if done == total else "", flush=True)
    elif done % 25 == 0 or done == total:
        say(f"  {done}/{total}")


# --- packages of the system ---------------------------------------------------------------------------------


def prepare_libraries() -> None:
    missing = [package for library, package in LIBRARIES.items() if not loads(library)]
    if missing and not apt_install(missing):
        say(f"注意：生成 PDF 还缺少系统组件，其余功能可用。请安装：sudo apt-get install {' '.join(missing)}")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def prepare_browser() -> None:
    if not any(shutil.which(name) for name in BROWSERS) and not apt_install(BROWSER_PACKAGES):
        names = " ".join(BROWSER_PACKAGES)
        say(f"注意：没有 Chromium，浏览器测试将被跳过。请安装：sudo apt-get install {names}")


def apt_install(packages: list[str]) -> bool:
    """Install by apt where that is allowed; whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"正在安装系统组件：{' '.join(packages)}……")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # Lists that are there may be old, lists that are missing make the first attempt fail at once.
    return quiet(command) == 0 or (quiet([*apt, "update"]) == 0 and quiet(command) == 0)


def quiet(command: list[str | Path]) -> int:
    return subprocess.run(
        [str(part) for part in command], stdin=subprocess.DEVNULL, capture_output=True, check=False
    ).returncode


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\n已中断。")
