"""Says loudly, just above pytest's closing line, what was not run or did not hold."""

import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    unseen = [report for report in skipped if "journey" in getattr(report, "keywords", {})]
    if unseen:
        terminalreporter.section("浏览器测试没有运行", sep="!", red=True, bold=True)
        terminalreporter.write_line(f"跳过了 {len(unseen)} 项，网页上的操作没有检查。", red=True)
    if failed := os.environ.get("PARTYWORK_FAILED_CHECKS"):
        terminalreporter.section("有检查未通过（见测试之前的输出）", sep="!", red=True, bold=True)
        terminalreporter.write_line(failed, red=True)
