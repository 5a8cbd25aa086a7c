"""The pictures of the user guide: a fresh demo world, a real browser, one file a step.

    script/screenshots [--port 8399]

Starts script/server with a var folder of its own, plays the steps of docs/guide as the four demo accounts, writes
docs/guide/img/*.png and stops the server. Needs what script/test needs (run that once before). The demo world ends
today, so the dates in the pictures are those of the day they were made.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "guide" / "img"
PASSWORD = "partywork-demo"
DESK, TABLET, PHONE = (1280, 900), (1024, 768), (390, 844)
LARGEST = 150_000
COLORS = 64
PLAN_TEXT = """\
2月：开展党史学习教育，集体学习、交流研讨。
5月 志愿服务  组织党员到社区清洁环境
9月10日 参观红色教育基地，重温入党誓词
"""


@dataclass
class Seat:
    """One account before one screen."""

    page: Page
    base: str
    height: int

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def shot(self, name: str, *, at: str = "", tall: int = 0) -> None:
        """Save what the screen shows; `at` brings a part of the page into view, `tall` makes the screen higher."""
        size = self.page.viewport_size or {"width": DESK[0], "height": self.height}
        self.page.set_viewport_size({"width": size["width"], "height": tall or self.height})
        if at:
            self.page.locator(at).first.evaluate("each => window.scrollTo(0, each.offsetTop - 90)")
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path, animations="disabled")
        shrink(path)
        print(f"  {path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB", flush=True)


def shrink(path: Path) -> None:
    """Few colors are enough for a page, and keep the repository small."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path.name} 超过 {LARGEST // 1000} kB")


# --- the server -------------------------------------------------------------------------------------------


@contextmanager
def server(port: int) -> Iterator[tuple[str, dict[str, str]]]:
    """A demo world nobody has touched, its address and environment; gone afterwards."""
    var = Path(tempfile.mkdtemp(prefix="partywork-guide-"))
    environment = {**os.environ, "PARTYWORK_VAR": str(var), "SITE_URL": "http://partywork.example"}
    log = (var / "server.log").open("w")
    command = [str(ROOT / "script" / "server"), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(process, base, var)
        yield base, environment
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        log.close()
        shutil.rmtree(var, ignore_errors=True)


def wait_until_ready(process: "subprocess.Popen[bytes]", base: str, var: Path) -> None:
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    sys.exit("服务没有启动：\n" + (var / "server.log").read_text()[-2000:])


def seat(browser: Browser, base: str, username: str, size: tuple[int, int] = DESK) -> Seat:
    width, height = size
    page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
    found = Seat(page, base, height)
    if username:
        found.open("/accounts/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        found.press("登录")
        page.wait_for_url(lambda url: "login" not in url)
    return found


# --- the steps of the guide -------------------------------------------------------------------------------


def signing_in(browser: Browser, base: str) -> None:
    visitor = seat(browser, base, "")
    visitor.open("/accounts/login/")
    visitor.shot("sign-in", tall=620)


def secretary_plans(desk: Seat, year: int) -> None:
    desk.open("/")
    desk.shot("secretary-today", tall=760)
    desk.open("/plans/")
    desk.shot("secretary-plan")
    desk.shot("secretary-plan-lint", at="section[aria-labelledby=linth]")
    desk.open(f"/plans/year/{year + 1}/")
    desk.shot("secretary-plan-begin", tall=620)
    desk.page.get_by_role("radio").last.check()
    desk.press("开始")
    desk.follow("从文件或文字导入")
    desk.page.fill("[name=text]", PLAN_TEXT)
    desk.shot("secretary-plan-import", tall=700)
    desk.press("读出来看看")
    desk.shot("secretary-plan-preview", tall=760)


def secretary_announces(desk: Seat) -> str:
    """The event in six days, opened and announced; its address."""
    desk.open("/")
    desk.press("开活动")
    address = desk.page.url.removeprefix(desk.base).split("#")[0]
    desk.shot("secretary-announce")
    desk.press("发布预告")
    desk.open(address)
    desk.shot("secretary-announced")
    desk.open(f"{address}told/")
    desk.shot("secretary-told", tall=860)
    desk.follow("群机器人")
    desk.page.get_by_label("钉钉").check()
    desk.page.fill("[name=name]", "支部大群")
    desk.page.fill("[name=address]", f"https://oapi.dingtalk.com/robot/send?access_token={'0' * 32}")
    desk.press("保存")
    desk.shot("secretary-robots", tall=860)
    desk.open(f"{address}change/")
    desk.shot("secretary-change", tall=800)
    return address


def member_before(phone: Seat, coming: str, running: str) -> None:
    phone.open("/my/")
    phone.shot("member-home")
    phone.open(f"/my{coming}")
    phone.shot("member-coming")
    phone.open(f"/my{coming}leave/")
    phone.page.get_by_role("radio").first.check()
    phone.shot("member-leave", tall=1000)
    phone.press("交给书记")
    phone.open(running)
    phone.shot("member-scan", tall=620)
    phone.press("签到")
    phone.shot("member-signed", tall=720)


def member_by_link(phone: Seat, environment: dict[str, str], coming: str) -> None:
    """What the link in a mail opens, without signing in."""
    number = int(coming.strip("/").rpartition("/")[2])
    program = (
        "from activities.services.answer_links import token_for; from members.models import Member; "
        f"print(token_for({number}, Member.objects.get(user__username='member').pk))"
    )
    phone.open(f"/a/{said_by(program, environment)}/")
    phone.shot("member-link", tall=620)


def secretary_on_the_day(desk: Seat, today: str) -> None:
    desk.open(f"{today}wall/")
    desk.shot("secretary-wall", tall=720)
    desk.open(today)
    desk.shot("secretary-leave", at="#leaves")
    desk.shot("secretary-marks", at="#attendance")
    desk.page.locator("#mark-all").click()
    desk.page.locator("#attendance [role=status]").wait_for()
    desk.open(today)
    desk.shot("secretary-close", at="#close")
    desk.press("结束主题党日")


def meeting_written(desk: Seat, phone: Seat, today: str) -> None:
    """What is said and agreed on, the owner's two taps, and an evening set up once."""
    desk.open(f"{today}meeting/")
    section = desk.page.locator("section.panel").first
    row = section.locator("form.speech-new")
    row.locator("[name=who]").select_option(index=1)
    row.locator("[name=gist]").fill("建议把党员活动室的学习角用起来，每周轮流领读。")
    row.locator("[name=is_differing]").check()
    row.get_by_role("button", name="记下这条发言").click()
    section.locator("summary", has_text="学习角").wait_for()
    section.locator("summary", has_text="议定一件事").click()
    section.locator("[name=line]").fill("整理学习角，钱五，月底前")
    desk.shot("meeting-writing", tall=900)
    section.get_by_role("button", name="记下议定事项").click()
    desk.page.wait_for_load_state()
    desk.open("/actions/")
    desk.shot("meeting-actions", tall=560)
    phone.open("/my/actions/")
    phone.shot("member-actions", tall=700)
    desk.open("/studies/new/")
    desk.page.locator("[name=name]").fill("周三夜学")
    desk.page.locator("[name=rhythm][value=week]").check(force=True)
    desk.page.locator("[name=weekday]").select_option(label="周三")
    desk.press("设好")
    desk.shot("meeting-studies", tall=560)


def secretary_ladder(desk: Seat, tablet: Seat, today: str) -> None:
    """The ways of signing in for whoever has no telephone: cards, the tablet at the door, the signed sheet."""
    desk.open("/cards/")
    desk.shot("secretary-cards", tall=760)
    desk.open(f"{today}paper/")
    desk.shot("secretary-paper", tall=760)
    desk.open(f"{today}tablets/")
    desk.press("开一台平板")
    pairing = desk.page.locator("form[action^='/tablet/pair/']").get_attribute("action") or ""
    tablet.open(pairing)
    tablet.press("打开")
    tablet.page.get_by_role("button", name="1", exact=True).wait_for()
    tablet.shot("tablet-door")


def joint_day(desk: Seat) -> None:
    desk.open("/joint/")
    desk.page.locator("main table a").first.click()
    desk.page.wait_for_load_state()
    desk.shot("secretary-joint", tall=900)


def leader_evening(phone: Seat, today: str) -> None:
    phone.open("/group/")
    phone.shot("leader-home", tall=900)
    phone.open(f"/group{today}")
    phone.shot("leader-marks", tall=900)


def guests_rate(desk: Seat, phone: Seat, today: str, held: str) -> None:
    """Slips for guests, the page behind one of them, and what came of an earlier rating."""
    desk.open(f"{today}rating/")
    desk.shot("secretary-guest-codes", tall=900)
    desk.page.locator("#codes [name=group]").select_option("served")
    desk.page.fill("#codes [name=number]", "4")
    desk.press("生成并打印")
    code = desk.page.locator(".code-big").first.inner_text().replace(" ", "")
    phone.open(f"/rate/{code}/")
    phone.shot("guest-rating", tall=1100)
    desk.open(f"{held}rating/")
    desk.shot("secretary-rating", tall=1000)


def secretary_afterwards(desk: Seat, held: str, record: str) -> None:
    desk.open(held)
    desk.shot("secretary-steps")
    desk.shot("secretary-make-up", at="aside")
    desk.open(record)
    desk.shot("secretary-record")
    desk.page.fill("[name=actions]", "1. 李二月底前排出答疑值班表。\n2. 王三下次活动前征求意见。")
    desk.press("检查并报送")
    desk.shot("secretary-filed")
    desk.open("/ledger/")
    desk.shot("secretary-ledger", tall=800)
    desk.open("/minutes/")
    desk.shot("secretary-minutes-books", tall=800)
    if desk.page.locator(".acts a").count():
        desk.page.locator(".acts a").first.click()
        desk.shot("secretary-minutes", tall=1300)


def secretary_routine(desk: Seat, coming: str) -> None:
    """The event that comes: its charter reading, material and money; a service of last week."""
    desk.open(f"{coming}routine/")
    desk.page.fill("#materials [name=title]", "《学习资料》第 6 期")
    desk.page.fill("#materials [name=origin]", "图书角")
    desk.press("列入")
    desk.press("列入这次诵读")
    desk.page.fill("#costs [name=purpose]", "购书")
    desk.page.fill("#costs [name=planned]", "300")
    desk.page.locator("#costs").get_by_role("button", name="记下").click()
    desk.page.wait_for_load_state()
    desk.open(f"{coming}routine/")
    desk.shot("secretary-routine", tall=1240)
    desk.open("/ledger/charter/")
    desk.shot("secretary-charter")
    desk.open("/ledger/volunteering/new/")
    for name, text in (("project", "清洁校园"), ("place", "东校区"), ("hours", "2")):
        desk.page.fill(f"[name={name}]", text)
    for box in desk.page.locator("[name=people]").all()[:4]:
        box.check()
    desk.shot("secretary-volunteering", tall=1000)
    desk.press("登记")


def member_makes_up(phone: Seat) -> None:
    """What the member owes from an earlier event, if there is one in this world."""
    phone.open("/my/")
    owed = phone.page.locator("a[href^='/my/make-ups/']")
    if owed.count():
        phone.open(owed.first.get_attribute("href") or "/my/")
        phone.shot("member-make-up", tall=1040)
    phone.open("/my/record/learning/")
    phone.shot("member-learning", tall=900)


def secretary_people(desk: Seat) -> None:
    desk.open("/statistics/")
    desk.shot("statistics", tall=1100)
    desk.open("/handover/")
    desk.shot("hand-over", tall=1100)
    desk.open("/parameters/")
    desk.shot("secretary-parameters", tall=800)


def year_of_the_branch(desk: Seat) -> None:
    """Every duty in its month, and who has not talked with whom."""
    desk.open("/year/")
    desk.shot("secretary-year", tall=800)
    desk.open("/talks/")
    desk.shot("secretary-talks", tall=900)


def member_talks(phone: Seat) -> None:
    phone.open("/my/talks/new/")
    phone.page.locator("[name=partner]").select_option(index=2)
    phone.page.fill("[name=gist]", "谈了实习和学习的安排，希望活动通知再早一点。")
    phone.shot("member-talk", tall=1000)


def secretary_elects(desk: Seat, above: Seat) -> None:
    """The term, the path of an election, and the names: as far as it goes before the day of the meeting."""
    desk.open("/terms/")
    desk.shot("election-term", tall=760)
    desk.follow("开始选举")
    desk.press("开始")
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 35 * 86400))
    desk.page.locator("[name=planned_on]").fill(day)
    desk.press("记下")
    desk.shot("election-path", tall=900)
    desk.press("报送请示")
    above.open("/queue/?kind=election")
    above.page.locator("[data-open]").first.click()
    above.page.locator("[name=answer]").first.wait_for()
    above.shot("election-queue", tall=900)
    above.page.get_by_role("button", name="受理").first.click()
    above.page.get_by_text("已受理").first.wait_for()
    desk.page.reload()
    desk.page.get_by_role("link", name="填名单").first.click()
    for box in desk.page.locator("[name^=listed_]").all()[:6]:
        box.check()
    desk.page.evaluate("window.scrollTo(0, 0)")
    desk.shot("election-names", tall=900)


PARTY_DAYS = """
from activities.models import Activity
from members.models import User
secretary = User.objects.get(username="secretary")
branch = secretary.appointments.get(post="secretary").organization
days = Activity.objects.filter(branch=branch, kind="party_day").order_by("-starts_at")
held = days.filter(state="held").first()
today = days.filter(state="announced").last()
print(today.pk, held.pk)
"""
# A member meeting that runs now, everybody signed in, each with an account to vote by; its number.
MEETING = """
from datetime import timedelta
from activities.models import Activity
from activities.services import announcing, attending, opening
from members.models import Member, User
from partywork.common import clock
secretary = User.objects.get(username="secretary")
branch = secretary.appointments.get(post="secretary").organization
for member in Member.objects.in_branch_on(branch, clock.today()).filter(user=None):
    member.user = User.objects.create(username=f"v{member.pk}", name=member.name)
    member.save(update_fields=["user"])
start = clock.now() - timedelta(minutes=20)
meeting = opening.open_unplanned(branch, by=secretary, kind="member_meeting", theme="讨论接收预备党员",
    starts_at=start, ends_at=start + timedelta(hours=1, minutes=30), place="301 会议室")
Activity.objects.filter(pk=meeting.pk).update(state="announced", published_at=clock.now(), host=secretary.member)
meeting.refresh_from_db()
attending.mark_all_present(meeting, by=secretary)
print(meeting.pk)
"""
# Everybody without a telephone in this story votes, and the teller confirms.
OTHERS_VOTE = """
from activities.models import Ballot
from activities.services import balloting, counting
ballot = Ballot.objects.filter(state="open").latest("pk")
for number, member in enumerate(ballot.activity.attendances.order_by("pk")):
    try:
        balloting.cast(ballot, member.member, choice="abstain" if number == 3 else "for")
    except Exception:
        pass
counting.confirm(ballot, by=ballot.teller.user)
counting.confirm(ballot, by=ballot.chair.user)
"""


def voting(desk: Seat, phone: Seat, environment: dict[str, str]) -> None:
    """An admission: on the list, before it begins, on a phone, and its result."""
    meeting = said_by(MEETING, environment)
    desk.open(f"/activities/{meeting}/ballots/?kind=V-ADM&step=admit")
    desk.page.fill("[name=subject]", "周七")
    desk.page.select_option("[name=teller]", index=2)
    desk.shot("secretary-ballots", tall=1000)
    desk.press("列入表决事项")
    desk.shot("secretary-ballot-before", tall=760)
    desk.press("开始表决")
    phone.open("/my/")
    phone.follow("去投票")
    phone.page.locator("label.choice", has_text="赞成").click()
    phone.shot("member-vote", tall=780)
    phone.press("投票")
    phone.shot("member-voted", tall=700)
    said_by(OTHERS_VOTE, environment)
    desk.page.reload()
    desk.shot("secretary-ballot-result", tall=900)


def member_after(phone: Seat, today: str) -> None:
    phone.open(f"/my{today}rating/")
    for box in phone.page.locator("fieldset").all():
        box.get_by_role("radio", name="满意", exact=True).check()
    phone.page.evaluate("window.scrollTo(0, 0)")
    phone.shot("member-rating", tall=1040)
    phone.press("交上去")
    phone.shot("member-rated", tall=620)
    phone.open("/my/record/")
    phone.shot("member-record")
    phone.press("长者模式")
    phone.open("/my/")
    phone.shot("member-large")


def committee_reviews(desk: Seat, filings: dict[str, str]) -> None:
    desk.open("/")
    desk.shot("committee-home")
    desk.open("/queue/")
    desk.shot("committee-queue")
    desk.page.locator("[data-open]").first.click()
    desk.page.get_by_role("heading", name="答复").wait_for()
    desk.shot("committee-queue-open", tall=1200)
    for kind, address in filings.items():
        desk.open(address)
        desk.shot(f"committee-{kind}")
    desk.open("/catalogue/")
    desk.shot("committee-catalogue", tall=800)
    desk.open("/board/duties/")
    desk.shot("committee-duties", tall=620)
    committee_keeps_a_case(desk)


def committee_keeps_a_case(desk: Seat) -> None:
    desk.open("/board/")
    desk.page.locator("td.cell.ok a").first.click()
    desk.page.wait_for_load_state()
    desk.follow("推荐为最佳案例")
    desk.page.fill(
        "[name=practice]", "会前每人写一件一线的难事，会上只商量怎么办，当场定下谁去办、什么时候办完。"
    )
    desk.press("推荐")
    desk.press("收入案例库")
    desk.shot("committee-case", tall=800)


# A roster as an office sends it: somebody new, somebody changed, and four cells that need a word.
ROSTER = """\
姓名,性别,公民身份号码,出生日期,入党时间,转正时间,人员类别,手机,工作单位
张一,男,,,2012.6.20,2013.6.20,正式党员,15400000001,会计学院学工办
欧阳九,女,,2004年3月,2026-06-20,,预备党员,15400000991,会计学院
上官十,男,6.1E+17,2003-05-04,2025-06-20,2026-06-20,正式党员,,会计学院
司马一,男,,2003-02-30,2025-06-20,2026-06-20,正式党员,,会计学院
诸葛二,女,,2010-05-04,2025-06-20,2026-06-20,正式党员,,会计学院
"""
LAYOUT = "党员姓名,证件号,组织关系所在支部,入党年月日,手机（必填）,备注\n"


def a_file(text: str, name: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}


def roster_comes_and_goes(desk: Seat) -> None:
    """A file with mistakes looked at before it is taken; another committee's headings; out again."""
    desk.open("/members/")
    desk.shot("secretary-members")
    desk.follow("导入名册")
    desk.shot("secretary-roster", tall=760)
    desk.page.set_input_files("[name=file]", files=[a_file(ROSTER, "名册.csv")])
    desk.press("看看会改动什么")
    desk.shot("roster-preview", tall=1340)
    desk.open("/organizations/2/layouts/")
    desk.page.set_input_files("[name=file]", files=[a_file(LAYOUT, "上级的表.csv")])
    desk.press("读表头")
    desk.shot("roster-layouts", tall=900)
    desk.open("/members/")
    desk.page.fill("[name=reason]", "核对半年统计")
    desk.shot("roster-export", at="section[aria-labelledby=export]", tall=620)
    desk.open("/members/1/")
    desk.shot("secretary-member", tall=1240)


def personal_data(desk: Seat, phone: Seat) -> None:
    """A number read with a reason; what the member sees of it; a request and its answer."""
    desk.open("/members/5/items/id_number/")
    desk.page.locator("label.choice").first.click()
    desk.shot("personal-look", tall=700)
    desk.open("/members/corrections/")
    desk.page.locator("main a[href*='/members/corrections/']").first.click()
    desk.page.wait_for_load_state()
    desk.shot("personal-correction", tall=700)
    phone.open("/my/information/")
    phone.press("我看过了")
    phone.shot("personal-mine", tall=900)
    phone.open("/my/information/employer/")
    phone.shot("personal-ask", tall=760)


def transfers_and_absences(desk: Seat) -> None:
    """A letter to be accepted, one to be written, the ledger, who is away."""
    desk.open("/letters/")
    desk.shot("transfer-ledger", tall=700)
    desk.page.locator("main a[href^='/letters/']", has_text=re.compile("^[^年]{2,4}$")).first.click()
    desk.page.wait_for_load_state()
    desk.shot("transfer-accept", tall=860)
    desk.open("/members/8/letter/")
    desk.shot("transfer-letter", tall=900)
    desk.open("/away/")
    desk.shot("away-list", tall=620)
    desk.page.locator("main table a").last.click()
    desk.page.wait_for_load_state()
    desk.shot("away-one", tall=900)


def somebody_on_the_way(desk: Seat) -> None:
    desk.open("/developments/")
    desk.shot("development-list", tall=900)
    desk.follow("阿依努尔")
    desk.shot("development-path", tall=1300)
    desk.page.locator("main a", has_text=re.compile(r"^办第\s*\d+\s*步")).first.click()
    desk.page.wait_for_load_state()
    desk.shot("development-step", tall=860)


def notices_and_answers(desk: Seat, contact: Seat, above: Seat) -> None:
    """What surrounds the way: a public notice, a contact's word on the phone, what the committee answers."""
    desk.open("/public-notices/")
    desk.follow("写公示")
    desk.shot("publicity-notice", tall=1240)
    contact.open("/my/contacts/")
    contact.shot("publicity-contacts", tall=900)
    above.open("/development-team/")
    above.shot("publicity-team", tall=760)
    above.page.locator("main a[href^='/development-submissions/']").first.click()
    above.page.wait_for_load_state()
    above.shot("publicity-submission", tall=1000)


def education(desk: Seat, phone: Seat) -> None:
    """Hours without typing, a quiz, and the member's own pages."""
    desk.open("/study-hours/")
    desk.shot("education-hours")
    desk.page.locator("main table th a").nth(2).click()
    desk.page.wait_for_load_state()
    desk.shot("education-person", tall=900)
    desk.open("/quizzes/")
    desk.page.locator("main table a").first.click()
    desk.page.wait_for_load_state()
    desk.shot("education-quiz", tall=860)
    phone.open("/my/hours/")
    phone.shot("member-hours", tall=900)
    phone.open("/my/quizzes/")
    phone.follow("开始答题")
    phone.press("开始答题")
    phone.page.locator("label.choice").first.click()
    phone.press("答好了")
    phone.shot("member-quiz", tall=760)
    phone.open("/my/year/")
    phone.shot("member-year", tall=900)


def care_and_honours(desk: Seat, committee: Seat) -> None:
    desk.open("/care/")
    desk.shot("care-list", tall=720)
    desk.follow("登记走访")
    desk.shot("care-visit", tall=1100)
    desk.open("/honours/")
    desk.shot("honours")
    committee.open("/fifty-years/")
    committee.shot("fifty-years", tall=760)


def keeper_of_dues(desk: Seat, phone: Seat) -> None:
    desk.open("/dues/?all=1")
    desk.shot("keeper-month", tall=1180)
    desk.open("/dues/assessments/")
    desk.shot("keeper-assessments", tall=900)
    desk.open("/dues/remittance/")
    desk.shot("keeper-remittance", tall=1000)
    desk.open("/dues/handovers/")
    desk.shot("keeper-handover", tall=620)
    phone.open("/my/dues/")
    phone.shot("member-dues", tall=1040)


def committee_keeps_house(desk: Seat, branch: str) -> None:
    desk.open("/organizations/")
    desk.shot("committee-organizations", tall=620)
    desk.open(branch)
    desk.shot("committee-organization", tall=800)
    desk.open("/parameters/")
    desk.shot("committee-parameters", tall=800)
    desk.open("/parameters/pd.filing_days/")
    desk.shot("committee-parameter", tall=800)
    desk.open("/tokens/")
    desk.shot("committee-token", tall=760)


# --- where things are in the demo world -------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8399)
    port = parser.parse_args().port
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("没有 Chromium。请先运行一次 script/test。")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with server(port) as (base, environment), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"])
        walk(browser, base, environment)
        browser.close()


def walk(browser: Browser, base: str, environment: dict[str, str]) -> None:
    """One story from the plan to the acceptance; each part leaves what the next one shows."""
    year = time.localtime().tm_year
    signing_in(browser, base)
    desk = seat(browser, base, "secretary")
    today, held, record = find(desk, environment)
    secretary_plans(desk, year)
    coming = secretary_announces(desk)
    member_by_link(seat(browser, base, "", PHONE), environment, coming)
    phone = seat(browser, base, "member", PHONE)
    scanned = scanned_code(environment, today)
    member_before(phone, coming, scanned)
    secretary_routine(desk, coming)
    joint_day(desk)
    meeting_written(desk, phone, today)
    secretary_ladder(desk, seat(browser, base, "", TABLET), today)
    leader_evening(seat(browser, base, "leader", PHONE), today)
    member_makes_up(phone)
    member_talks(phone)
    secretary_on_the_day(desk, today)
    guests_rate(desk, seat(browser, base, "", PHONE), today, held)
    secretary_afterwards(desk, held, record)
    secretary_people(desk)
    year_of_the_branch(desk)
    voting(desk, phone, environment)
    above = seat(browser, base, "committee")
    roster_comes_and_goes(desk)
    personal_data(desk, phone)
    transfers_and_absences(desk)
    somebody_on_the_way(desk)
    notices_and_answers(desk, seat(browser, base, "member-02", PHONE), above)
    education(desk, phone)
    care_and_honours(desk, above)
    keeper_of_dues(seat(browser, base, "keeper"), seat(browser, base, "member-35", PHONE))
    member_after(phone, today)
    committee_reviews(above, waiting(above))
    committee_keeps_house(above, "/organizations/2/")
    secretary_elects(desk, above)


def find(desk: Seat, environment: dict[str, str]) -> tuple[str, str, str]:
    """Today's Party day, the one held last, and the sheet that was returned."""
    today, held = said_by(PARTY_DAYS, environment).split()
    desk.open("/")
    record = desk.page.get_by_role("link", name="去修改").first.get_attribute("href") or ""
    return f"/activities/{today}/", f"/activities/{held}/", record


def scanned_code(environment: dict[str, str], activity: str) -> str:
    """What a phone reads from the big screen now: the address behind the picture."""
    number = int(activity.strip("/").rpartition("/")[2])
    program = (
        "import time; from activities.models import Activity; from activities.rules.sign_in_code import code_at; "
        f"print(code_at(Activity.objects.get(pk={number}).sign_in_secret, {number}, time.time()))"
    )
    return f"/sign-in/{number}/{said_by(program, environment)}/"


def said_by(program: str, environment: dict[str, str]) -> str:
    """What a line of the application's own shell prints."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", program]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return said.stdout.strip()


def waiting(desk: Seat) -> dict[str, str]:
    """The first filing of each kind that waits."""
    found = {}
    for kind in ("record", "plan", "theme", "change"):
        desk.open(f"/queue/?kind={kind}")
        link = desk.page.locator("main a[href^='/filings/']")
        if link.count():
            found[kind] = link.first.get_attribute("href") or ""
    return found


if __name__ == "__main__":
    main()
