"""Two whole branches under two committees, so that every address has a row of its own to be asked for."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import time_machine
from django.core import signing
from django.core.files.base import ContentFile
from django.test import Client

from activities.choices import ActivityKind
from activities.choices_life import ExcellentCriterion
from activities.importing.questions import ReadQuestion
from activities.models import (
    Activity,
    AnnualPlan,
    BestCase,
    CatalogueTheme,
    Election,
    ElectionRound,
    Filing,
    JointEvent,
    MakeUp,
    Notice,
    RecordSheet,
    Robot,
    RoundLine,
    SignedSheet,
    StandingAbsence,
    YearObjection,
    YearSheet,
)
from activities.services import (
    agenda_keeping,
    agreeing,
    announcing,
    answer_links,
    appraisal_ballots,
    appraisal_grading,
    appraising,
    attending,
    carding,
    changing,
    conveying,
    dual_life,
    electing,
    excluding,
    excusing,
    filing,
    item_files,
    joining,
    leading,
    leave_proofs,
    leaving,
    life_meetings,
    life_words,
    minutes_signing,
    nominating,
    notifying,
    objecting,
    opening,
    outside_study,
    planning,
    preparing,
    preparing_ballots,
    quizzing,
    recording,
    rectifying,
    rendering,
    responding,
    routine,
    speaking,
    spending,
    study_series,
    tablets,
    talk_items,
    talking,
    thinking,
    tickets,
    volunteering,
    written_opinions,
)
from activities.services.appraisal_grading import Decision
from activities.services.handing_over import hand_over
from branches.models import Organization, PartyGroup
from branches.reports.calendar import office_calendar
from branches.services import terming
from branches.services.grouping import form_group
from members.choices import Post
from members.choices_away import AwayKind
from members.choices_standing import DecisionKind
from members.documents.dues_handover import DuesHandoverDocument
from members.models import (
    DuesBill,
    DuesDisclosure,
    DuesMonth,
    DuesRemittance,
    Member,
    MembershipSpell,
    ThoughtReport,
    User,
)
from members.reports.dues_disclosure import as_json, disclosure_of
from members.reports.dues_handover import handover_sheet
from members.rules.development_facts import StepFacts
from members.rules.publicity import Posting
from members.services import (
    applying,
    away,
    cultivating,
    deciding,
    developing,
    disciplining,
    hosting,
    noticing,
    submitting,
)
from members.services.away import Away
from members.services.caring import put_on_list
from members.services.correcting import ask_correction
from members.services.dues_assessing import Facts, assess
from members.services.dues_collecting import Payment, receive, record_host_payment
from members.services.honouring import Nomination, nominate, pair, put_label, put_project
from members.services.hosting import Stay
from members.services.mapping import keep_mapping
from members.services.tokens import issue_token
from members.services.visiting import Visit, promise_help, register_visit
from partywork.common import clock
from partywork.common.uploads import PDF, CleanFile
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch, make_committee
from tests.factories.development import make_development
from tests.factories.letters import make_letter
from tests.factories.members import appoint, exempt, make_member, make_user

START = datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE)
HELD = datetime(2026, 6, 26, 18, 0, tzinfo=clock.OFFICE)
AFTER = datetime(2026, 6, 27, 9, 0, tzinfo=clock.OFFICE)
SENTENCES = {
    "content": "学习。",
    "discussion": "大家谈了。",
    "consensus": "有共识。",
    "actions": "本次没有议定事项",
}

OF_MINUTES = (
    "record_signature",
    "record_signers",
    "record_paper_signature",
    "record_addenda",
    "record_minutes_filing",
    "my_minutes",
)


@dataclass
class Side:
    """One committee with one branch and everything that a branch can have."""

    mark: str
    committee: Organization
    branch: Organization
    users: dict[str, User]
    members: list[Member]
    group: PartyGroup
    token: str = ""
    dues_token: str = ""
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def canaries(self) -> list[str]:
        """What nobody of the other side may ever read."""
        return [
            *(member.name for member in self.members),
            *(member.phone for member in self.members),
            self.mark,
        ]


def build_side(mark: str, phone: str, clock_hand: time_machine.Traveller) -> Side:
    """`mark` stands in every text and name of the side, `phone` begins its telephone numbers."""
    clock_hand.move_to(START)
    committee = make_committee(name=f"{mark}工作委员会")
    branch = make_branch(parent=committee, name=f"{mark}支部")
    users = {
        role: make_user(f"{role}{phone}", name=f"{mark}{title}")
        for role, title in {
            "secretary": "书记",
            "member": "党员",
            "leader": "组长",
            "official": "干部",
            "keeper": "管党费",
        }.items()
    }
    members = [
        make_member(branch, name=users[role].name, user=users[role], phone=f"{phone}{number:04}")
        for number, role in enumerate(("secretary", "member", "leader"))
    ]
    members += [make_member(branch, name=f"{mark}甲{n}", phone=f"{phone}{n:04}") for n in range(3, 6)]
    appoint(users["secretary"], branch, Post.SECRETARY)
    appoint(users["leader"], branch, Post.GROUP_LEADER)
    appoint(users["official"], committee, Post.OFFICER)
    appoint(users["keeper"], branch, Post.DUES_KEEPER)
    side = Side(
        mark=mark,
        committee=Organization.objects.get(pk=committee.pk),
        branch=Organization.objects.get(pk=branch.pk),
        users=users,
        members=members,
        group=form_group(branch, f"{mark}小组", by=users["secretary"]),
    )
    _people(side)
    _papers(side, clock_hand)
    _election(side)
    side.rows["hand_over"] = hand_over(branch, to=users["member"], words=f"{mark}交代", by=users["secretary"])
    return side


def _people(side: Side) -> None:
    secretary, official = side.users["secretary"], side.users["official"]
    side.rows["led"] = form_group(side.branch, f"{side.mark}二组", by=secretary)
    led = [member.pk for member in side.members[1:3]]
    MembershipSpell.objects.filter(member__in=led).update(group=side.rows["led"])
    side.rows["exemption"] = exempt(
        side.members[5], side.branch, date(2026, 6, 1), date(2026, 12, 31), secretary
    )
    side.rows["post"] = secretary.appointments.get()
    side.rows["correction"] = ask_correction(
        side.members[2], "employer", should_be=f"{side.mark}公司", by=side.members[2].user
    )
    side.rows["letter"] = make_letter(side.members[4], f"{side.mark}以外的支部", by=secretary)
    _care(side)
    columns = [(f"{side.mark}姓名", "name"), ("性别", "sex")]
    side.rows["mapping"] = keep_mapping(side.branch, "年报表", columns, by=secretary)
    side.rows["theme"] = CatalogueTheme.objects.create(
        organization=side.committee, year=2026, title=f"{side.mark}主题"
    )
    side.rows["token"], side.token = issue_token(official, name="统计平台")
    side.rows["away"] = away.begin(
        side.members[3], Away(AwayKind.FLOATING, date(2026, 5, 1), place=f"{side.mark}之外"), by=secretary
    )
    side.rows["stay"] = hosting.take_in(
        side.branch,
        Stay(
            f"{side.mark}客", None, f"{side.mark}远处", "proof", "证1号", date(2026, 5, 1), date(2026, 12, 31)
        ),
        by=secretary,
    )
    suspended = make_member(side.branch, name=f"{side.mark}停")
    side.rows["decision"] = deciding.decide(
        suspended,
        deciding.Decision(
            DecisionKind.STOPPED, date(2026, 6, 1), date(2026, 6, 2), "文1号", f"{side.mark}工委"
        ),
        paper=CleanFile(b"%PDF-1.4", PDF, "决定.pdf"),
        by=secretary,
    )


def _care(side: Side) -> None:
    """Somebody on the list of care, a visit with a promise, and a contact for the exempt one."""
    secretary, member = side.users["secretary"], side.members[3]
    day = clock.today()
    exemption = side.rows["exemption"]
    exemption.contact = side.members[1]
    exemption.save()
    visit = register_visit(
        side.branch,
        Visit(
            visited_on=day,
            visitors=f"{side.mark}书记",
            form="home",
            kind="hardship",
            member=member,
            difficulties=f"{side.mark}困难",
        ),
        by=secretary,
        once=uuid4(),
    )
    side.rows |= {
        "care": put_on_list(
            member,
            side.branch,
            kind="hardship",
            since=day,
            consent_on=day,
            reason=f"{side.mark}情况",
            by=secretary,
        ),
        "visit": visit,
        "honour": nominate(
            side.branch,
            Nomination("excellent_member", "city", 2026, day, member=member, deeds=f"{side.mark}事迹"),
            by=secretary,
        ),
        "label": put_label(
            member, side.branch, kind="duty_area", text=f"{side.mark}楼", since=day, by=secretary
        ),
        "pairing": pair(member, side.branch, partner=f"{side.mark}师傅", place="", since=day, by=secretary),
        "project": put_project(
            side.branch, name=f"{side.mark}夜校", kind="brand", lead=member, year=2026, note="", by=secretary
        ),
        "discipline": disciplining.enter_decision(
            side.members[2],
            side.branch,
            disciplining.Decision("warning", day, f"{side.mark}纪委", f"{side.mark}1号", day),
            by=secretary,
        ),
        "help": promise_help(visit, text=f"{side.mark}事", owner=side.members[4], due=day, by=secretary),
    }


def _papers(side: Side, clock_hand: time_machine.Traveller) -> None:
    secretary, official = side.users["secretary"], side.users["official"]
    plan = planning.begin(side.branch, 2026, by=secretary)
    days = (date(2026, 6, 26), date(2026, 7, 10), date(2026, 8, 14), date(2026, 9, 11))
    rows = [
        planning.add_row(
            plan,
            by=secretary,
            fields={"month": day.month, "content": f"{side.mark}学习", "start": day, "end": day},
        )
        for day in days
    ]
    filing.accept(planning.submit(plan, by=secretary), by=official)
    held = announcing.announce(opening.open_from_row(rows[0], by=secretary), by=secretary)
    ahead = announcing.announce(opening.open_from_row(rows[1], by=secretary), by=secretary)
    draft = opening.open_from_row(rows[2], by=secretary)
    side.rows["group_meeting"] = opening.open_unplanned(
        side.branch,
        by=secretary,
        kind="group_meeting",
        theme=f"{side.mark}小组会",
        starts_at=clock.at(date(2026, 7, 20), time(19)),
        ends_at=clock.at(date(2026, 7, 20), time(20)),
        group=side.rows["led"],
    )
    preparing.decide_theme(draft, by=secretary, on=clock.today(), note="支委会")
    preparing.ask_approval(draft, by=secretary)
    fields = {
        "starts_at": clock.at(date(2026, 7, 17), time(14)),
        "ends_at": clock.at(date(2026, 7, 17), time(17)),
    }
    changing.change(ahead, by=secretary, revision=ahead.revision, fields=fields, reason="会场调整")
    excuse = excusing.excuse_month(side.branch, 2026, 5, by=secretary, reason=f"{side.mark}防汛")
    leave = leaving.ask(ahead, side.members[2], reason="official", by=side.users["leader"])
    reading = routine.read_charter(ahead, by=secretary, first=0, last=9)
    material = routine.offer_material(ahead, by=secretary, title=f"{side.mark}读本")
    cost = spending.put_cost(
        ahead, by=secretary, purpose="购书", planned=Decimal("120.00"), spent=None, source="dues"
    )
    service = volunteering.register(
        side.branch,
        volunteering.Service(on=clock.today(), form="team", project=f"{side.mark}义务植树"),
        {side.members[3].pk: 90},
        by=secretary,
    )
    side.rows["proof"] = leave_proofs.attach(
        leave, name="公文.pdf", data=b"%PDF-1.4\n%%EOF", by=side.users["leader"]
    )
    item = ahead.agenda.first()
    side.rows |= {
        "item": item,
        "paper": item_files.attach(
            ahead, name=f"{side.mark}材料.pdf", data=b"%PDF-1.4\n%%EOF", by=secretary, item=item
        ),
        "speech": speaking.note(
            ahead, key=uuid4(), who=f"m{side.members[3].pk}", gist=f"{side.mark}说", by=secretary, item=item
        ),
        "series": study_series.begin(
            side.branch,
            by=secretary,
            name=f"{side.mark}夜学",
            rhythm="month",
            weekday=4,
            start=time(19),
            end=time(20),
        ),
        "agenda_template": agenda_keeping.keep(
            ahead, [(f"{side.mark}议程", None, "")], name="常用", by=secretary
        ),
        "action": agreeing.agree(ahead, line=f"{side.mark}台账", owner=side.members[1], by=secretary),
    }
    (side.rows["outside"],) = outside_study.enter(
        [side.members[1]],
        outside_study.Course(
            since=date(2026, 6, 10),
            until=date(2026, 6, 10),
            title=f"{side.mark}培训班",
            organizer=f"{side.mark}党校",
            tenths=40,
            file_name="证书.pdf",
            file=b"%PDF-1.4\n%%EOF",
        ),
        by=side.users["member"],
    )
    quizzing.take_in(
        side.branch, [ReadQuestion("single", f"{side.mark}问？", ("甲", "乙"), "A")], by=secretary
    )
    side.rows["question"] = side.branch.quiz_questions.get()
    side.rows["quiz"] = quizzing.open_quiz(
        side.branch,
        quizzing.NewQuiz(f"{side.mark}测试", clock.today(), date(2026, 12, 31), 60, "", 1),
        by=secretary,
    )
    side.rows["conveyance"] = conveying.enter(
        side.branch, conveying.Text(f"{side.mark}意见", clock.today()), by=secretary
    )
    side.rows["leader"] = dual_life.name_leader(
        side.committee, side.members[3], branch=None, since=clock.today(), by=official
    )
    sheet = YearSheet.objects.create(
        member=side.members[1],
        branch=side.branch,
        year=2025,
        opened_on=clock.today(),
        until=clock.today(),
    )
    side.rows["year_sheet"] = sheet
    side.rows["year_objection"] = YearObjection.objects.create(
        sheet=sheet, text=f"{side.mark}少了", asked_at=clock.now()
    )
    guest = preparing.invite(ahead, by=secretary, name=f"{side.mark}来宾", kind="superior")
    joint = _joint_day(side)
    clock_hand.move_to(HELD)
    attending.mark(held, side.members[1], status="absent", by=secretary)
    attending.mark(held, side.members[2], status="present", by=secretary)
    side.rows["register"] = leading.hand_up(held, side.rows["led"], by=side.users["leader"])
    attending.mark_all_present(held, by=secretary)
    held = attending.close(held, by=secretary, low_reason="当天有防汛任务。")
    recording.write(held.record, by=secretary, revision=1, fields=SENTENCES)
    recording.submit(held.record, by=secretary)
    side.rows["minutes"] = _minutes(side)
    improvement = responding.improve(held, by=secretary, text=f"{side.mark}不足")
    side.rows |= life_and_appraisal(side, clock_hand)
    clock_hand.move_to(AFTER)
    side.rows["absence"] = StandingAbsence.objects.create(
        member=side.members[1], weekday=3, since=clock.today(), until=clock.today(), reason="other"
    )
    words = f"{side.mark}说到了会"
    side.rows["objection"] = objecting.object_to(
        held, side.members[1], by=side.users["member"], claim="other", text=words
    )
    talk = talking.enter(
        side.branch,
        side.members[0],
        side.members[1],
        talking.Words(talked_on=clock.today(), gist=f"{side.mark}谈心"),
        by=secretary,
    )
    _votes(side)
    promised = {"text": f"{side.mark}看望", "owner": side.members[1], "due": clock.today()}
    side.rows["talk"] = talk
    side.rows["talk_item"] = talk_items.promise(talk, by=secretary, **promised)
    side.rows["thought"] = thinking.write(
        side.branch,
        thinking.Analysis(date(2026, 1, 1), clock.today(), f"{side.mark}总体平稳"),
        by=secretary,
    )
    notifying.deliver_all()
    document = rendering.ask_for("record_sheet", {"of": side.mark}, "纪实表.pdf", place=side.branch.path)
    side.rows |= {
        "plan": AnnualPlan.objects.get(pk=plan.pk),
        "row": rows[3],
        "held": held,
        "activity": ahead,
        "draft": draft,
        "excuse": excuse,
        "record": held.record,
        "best_case": BestCase.objects.create(
            record=held.record,
            keeper=side.committee,
            practice=f"{side.mark}做法",
            nominated_at=clock.now(),
            nominated_by=secretary,
        ),
        "attendance": held.attendances.first(),
        "make_up": MakeUp.objects.get(attendance__member=side.members[1]),
        "leave": leave,
        "guest": guest,
        "reading": reading,
        "material": material,
        "cost": cost,
        "service": service,
        "document": document,
        "improvement": improvement,
        "filing": Filing.objects.get(branch=side.branch, kind="record"),
        "change": Filing.objects.get(branch=side.branch, kind="change"),
        "filings": list(Filing.objects.filter(branch=side.branch)),
        "notice": Notice.objects.filter(recipient=side.users["member"]).first(),
        "ticket": tickets.issue(held.pk, "another browser"),
        "robot": Robot.objects.create(
            organization=side.branch,
            kind="wecom",
            name=f"{side.mark}群",
            address="https:",
            set_up_by=secretary,
        ),
        "answer_link": answer_links.token_for(held.pk, side.members[1].pk),
        "tablet": tablets.open_tablet(ahead, by=secretary),
        "card": carding.issue(side.branch, side.members[3:4], by=secretary)[0],
        "joint": joint,
        "part": joint.parts.get(),
    }
    _dues(side)
    _development(side)


def _development(side: Side) -> None:
    """Somebody on the way, with the application as a paper."""
    secretary = side.users["secretary"]
    applicant = applying.Applicant(f"{side.mark}申请人", "male", date(2000, 1, 1))
    paper = ContentFile(b"%PDF-1.4", name=f"{side.mark}申请书.pdf")
    taken = developing.Taken(date(2026, 5, 6), StepFacts(), paper=paper)
    side.rows["development"] = applying.apply(side.branch, applicant, taken, by=secretary)
    side.rows["development_row"] = side.rows["development"].steps.get()
    _around_development(side, secretary)


def _around_development(side: Side, secretary: User) -> None:
    """A name put up and objected to, a review begun, a report kept, something before the committee."""
    people = side.members[2:4]
    make_development(side.branch, by=secretary, until="contacts", people=people, name=f"{side.mark}积极分子")
    candidate = make_development(
        side.branch, by=secretary, until="candidate", people=people, name=f"{side.mark}对象"
    )
    today = clock.today()
    posting = Posting("candidate", today, office_calendar().add_workdays(today, 5))
    notice = noticing.put_up(side.branch, [candidate], posting, by=secretary)
    said = noticing.object_to(notice, side.members[4], text=f"{side.mark}异议")
    activist = make_development(
        side.branch, by=secretary, until="activist", people=people, name=f"{side.mark}待备案"
    )
    report = ThoughtReport(development=candidate, on=today, noted_by=secretary, file_name="a.pdf")
    report.file.save("report", ContentFile(b"%PDF-1.4"), save=False)
    report.save()
    side.rows |= {
        "public_notice": notice,
        "notice_objection": said,
        "submission": submitting.submit(activist, "4", by=secretary),
        "cultivation_review": cultivating.begin_review(candidate, by=secretary),
        "thought_report": report,
    }


def _dues(side: Side) -> None:
    """Two members assessed, one paid here, one where he is staying."""
    keeper, june = side.users["keeper"], date(2026, 6, 1)
    paying, staying = side.members[3:5]
    for member in (paying, staying):
        assess(member, side.branch, Facts("employed", june, Decimal("3456.78")), by=keeper)
    side.rows["receipt"] = receive(side.branch, june, Payment(paying, (june,)), by=keeper)
    side.rows["host"] = record_host_payment(
        side.branch,
        june,
        staying,
        (june,),
        on=clock.today(),
        proof=ContentFile(b"%PDF-1.4", name="proof.pdf"),
        host=f"{side.mark}流入地",
        by=keeper,
    )
    side.rows["disclosure"] = disclosure = DuesDisclosure.objects.create(
        branch=side.branch,
        first=june,
        last=june,
        content=as_json(
            disclosure_of(
                side.branch, june, june, published_on=clock.today(), until=date(2026, 7, 3), phone=""
            )
        ),
        published_on=clock.today(),
        until=date(2026, 7, 3),
        published_by=keeper,
    )
    side.rows["dues_objection"] = disclosure.objections.create(member=paying, text=f"{side.mark}不对")
    side.dues_token = issue_token(keeper, name="党费统计")[1]
    side.rows["dues_month"] = DuesMonth.objects.create(
        branch=side.branch, month=date(2026, 3, 1), state="closed", counted_fen=0, closed_at=clock.now()
    )
    side.rows["remittance"] = DuesRemittance.objects.create(
        branch=side.branch,
        to=side.committee,
        first=date(2026, 1, 1),
        last=date(2026, 3, 1),
        expected_fen=100,
        remitted_fen=100,
        due_on=date(2026, 3, 10),
        handed_on=date(2026, 3, 9),
        handed_by=keeper,
    )
    sheet = handover_sheet(
        side.branch,
        on=clock.today(),
        giver=keeper,
        taker=side.users["leader"],
        counted_fen=0,
        difference_reason="",
    )
    side.rows["handover"] = side.branch.dues_handovers.create(
        giver=keeper,
        taker=side.users["leader"],
        on=clock.today(),
        cash_fen=0,
        counted_fen=0,
        content=DuesHandoverDocument(sheet).to_json(),
        written_by=keeper,
    )
    side.rows["fund"] = side.committee.dues_fund.create(
        on=june, kind="granted", fen=100, what=f"{side.mark}下拨", recorded_by=side.users["official"]
    )


def _minutes(side: Side) -> RecordSheet:
    """Chaired by somebody without an account, who has signed on paper; the recorder has not signed yet."""
    secretary = side.users["secretary"]
    activity = make_activity(
        side.branch,
        date(2026, 6, 26),
        kind="member_meeting",
        theme=f"{side.mark}大会",
        state="announced",
        start=time(9),
        hours=2,
        host=side.members[3],
        recorder=side.members[1],
    )
    attending.mark_all_present(activity, by=secretary)
    attending.mark(activity, side.members[5], status="leave_sick", by=secretary)
    record = attending.close(activity, by=secretary).record
    recording.write(record, by=secretary, revision=1, fields=SENTENCES)
    page = ("签字页.pdf", b"%PDF-1.4\n%%EOF")
    minutes_signing.sign_on_paper(record, "chair", by=secretary, on=clock.today(), scan=page)
    return record


def life_and_appraisal(side: Side, clock_hand: time_machine.Traveller) -> dict[str, Any]:
    """An appraisal that was decided and told, with a nomination that somebody objected to."""
    secretary, branch = side.users["secretary"], side.branch
    moment = clock.now()
    meeting = opening.open_unplanned(
        branch,
        by=secretary,
        kind="appraisal",
        theme=f"{side.mark}评议会",
        starts_at=moment - timedelta(hours=1),
        ends_at=moment + timedelta(hours=1),
    )
    appraisal = appraising.prepare(branch, 2026, by=secretary, with_committee=True)
    appraising.convene(appraisal, meeting, by=secretary)
    appraisal.refresh_from_db()
    attending.mark_all_present(meeting, by=secretary)
    appraisal = appraising.open_ballot(appraisal, by=secretary)
    people = list(appraisal.people.all())
    for voter in people[:2]:
        others = {person.line: "qualified" for person in people if person != voter}
        appraisal_ballots.vote(appraisal, voter.member, grades=others, committee={"overall": "good"})
    appraisal = appraising.close_ballot(appraisal, by=secretary)
    decisions = {person.pk: Decision("qualified", f"{side.mark}依据") for person in people}
    decisions[people[0].pk] = Decision("outstanding", f"{side.mark}依据")
    day = meeting.day
    appraisal = appraisal_grading.decide(appraisal, decisions, by=secretary, on=day, revision=1)
    appraisal = appraising.publish(appraisal, by=secretary)
    best, other = appraisal.people.get(pk=people[0].pk), people[1]
    nomination = nominating.nominate(
        best,
        by=secretary,
        remarks=dict.fromkeys(ExcellentCriterion.values, f"{side.mark}好"),
        shown_from=day,
        shown_to=day + timedelta(days=7),
    )
    objection = nominating.object_to(nomination, other.member, text=f"{side.mark}有异议")
    life = life_meetings.begin(branch, 2026, by=secretary, theme=f"{side.mark}生活会")
    life = life_meetings.report_plan(life, by=secretary, plan=f"{side.mark}方案")
    life_meetings.note_opinions(
        life, by=secretary, on=day, source="members", count=3, gist=f"{side.mark}意见"
    )
    first, second = side.members[0], side.members[1]
    examination = life_words.examine(life, first, by=secretary, problem=f"{side.mark}问题", measure="改")
    criticism = life_words.criticize(life, first, second, by=secretary, text=f"{side.mark}批评")
    promised = {"problem": f"{side.mark}问题", "measure": "改", "owner": second, "due": date(2026, 12, 31)}
    return {
        "life": life,
        "life_opinion": life.opinions.get(),
        "examination": examination,
        "criticism": criticism,
        "rectification": rectifying.promise(life, second, by=secretary, **promised),
        "appraisal": appraisal,
        "appraised": appraisal.people.exclude(member=side.members[1]).first(),
        "nomination": nomination,
        "objection_to_nomination": objection,
    }


def _votes(side: Side) -> None:
    """A member meeting to come with a vote on its list, a written opinion, and somebody who may be left out."""
    secretary = side.users["secretary"]
    meeting = Activity.objects.create(
        branch=side.branch,
        kind=ActivityKind.MEMBER_MEETING,
        theme=f"{side.mark}党员大会",
        for_year=2026,
        for_month=7,
        starts_at=clock.at(date(2026, 7, 20), time(14)),
        ends_at=clock.at(date(2026, 7, 20), time(16)),
        state="announced",
        published_at=clock.now(),
    )
    ballot = preparing_ballots.prepare(
        meeting,
        by=secretary,
        kind="V-ADM",
        method="paper",
        title="",
        chair=side.members[0],
        teller=side.members[2],
        step="admit",
        subject=f"{side.mark}对象",
    )
    side.rows["ballot"] = ballot
    side.rows["opinion"] = written_opinions.receive(
        ballot,
        by=secretary,
        member=side.members[3],
        choice="for",
        received_at=clock.now(),
        is_signed=True,
    )
    side.rows["exclusion"] = excluding.propose(
        meeting,
        by=secretary,
        member=side.members[4],
        reason="abroad",
        consent=f"{side.mark}批复",
        consent_on=date(2026, 6, 1),
        scan=("批复.pdf", b"%PDF-1.4\n%%EOF"),
    )


def _joint_day(side: Side) -> JointEvent:
    """A day of the committee's own, to which the branch is asked and has not answered."""
    fields = {
        "theme": f"{side.mark}联合活动",
        "starts_at": clock.at(date(2026, 8, 20), time(14)),
        "ends_at": clock.at(date(2026, 8, 20), time(17)),
        "place": f"{side.mark}会堂",
    }
    return joining.open_for_branches(
        side.committee, by=side.users["official"], fields=fields, branches=[side.branch]
    )


def client_of(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="members.backends.OfficeBackend")
    return client


def arguments(side: Side) -> dict[str, list[Any]]:
    """What each address with a variable part is asked with, by its name or by the beginning of its name."""
    rows, person = side.rows, side.members[3].pk
    ahead = [rows["activity"].pk]
    return {
        "api-organization": [side.branch.pk],
        "api-member": [person],
        "api-plan": [rows["plan"].pk],
        "api-activity": ahead,
        "api-record-sheet": [rows["record"].pk],
        "api-filing": [rows["filing"].pk],
        "api-dues-month": [rows["dues_month"].pk],
        "api-dues-bill": [DuesBill.objects.filter(branch=side.branch).order_by("pk")[0].pk],
        "api-dues-remittance": [rows["remittance"].pk],
        "organization": [side.branch.pk],
        "appointment_list": [side.branch.pk],
        "official_new": [side.branch.pk],
        "appointment_end": [rows["post"].pk],
        "parameter": ["pd.notice_days"],
        "member": [person],
        "statistics_freezing": [side.branch.pk],
        "statistics_document": [side.branch.pk],
        "hand_over_signing": [side.branch.pk],
        "hand_over_stock": [side.branch.pk],
        "hand_over_": [rows["hand_over"].pk],
        "statistics_file": [side.branch.pk, "csv"],
        "development": [rows["development"].pk],
        "development_step": [rows["development"].pk, "talked"],
        "cultivation": [rows["development"].pk],
        "cultivation_review": [rows["cultivation_review"].pk],
        "cultivation_review_new": [rows["development"].pk],
        "thought_report": [rows["thought_report"].pk],
        "activist_register": [rows["development"].pk],
        "probation_register": [rows["development"].pk],
        "development_submission": [rows["submission"].pk],
        "development_submission_new": [rows["development"].pk],
        "development_names": [side.branch.pk],
        "public_notice": [rows["public_notice"].pk],
        "notice_objection": [rows["notice_objection"].pk],
        "my_contact": [rows["development"].pk],
        "my_report_file": [rows["thought_report"].pk],
        "development_paper": [rows["development_row"].pk],
        "development_correction": [rows["development_row"].pk],
        "development_taking_back": [rows["development_row"].pk],
        "development_anew": [rows["development_row"].pk],
        "dues": [person],
        "care": [rows["care"].pk],
        "honour_step": [rows["honour"].pk, "recommend"],
        "label_ending": [rows["label"].pk],
        "pair_ending": [rows["pairing"].pk],
        "project_progress": [rows["project"].pk],
        "discipline": [rows["discipline"].pk],
        "visit": [rows["visit"].pk],
        "visit_help_result": [rows["help"].pk],
        "my_delivery": [rows["exemption"].pk],
        "dues_receipt": [rows["receipt"].pk],
        "dues_central_receipt": [rows["receipt"].pk],
        "dues_reversal": [rows["receipt"].pk],
        "dues_proof": [rows["host"].pk],
        "dues_disclosure": [rows["disclosure"].pk],
        "dues_objection": [rows["dues_objection"].pk],
        "dues_remittance": [rows["remittance"].pk],
        "dues_handover": [rows["handover"].pk],
        "dues_fund_reversal": [rows["fund"].pk],
        "letter": [rows["letter"].pk],
        "away": [rows["away"].pk],
        "away_new": [person],
        "stay_end": [rows["stay"].pk],
        "standing": [rows["decision"].pk],
        "standing_new": [person],
        "departure_undoing": [person],
        "roster_mappings": [side.branch.pk],
        "roster_mapping_new": [side.branch.pk],
        "roster_mapping_end": [rows["mapping"].pk],
        "letter_new": [person],
        "member_items": [person],
        "member_item": [person, "phone"],
        "correction": [rows["correction"].pk],
        "my_correction": ["phone"],
        "my_withdrawal": [rows["correction"].pk],
        "exemption_new": [person],
        "exemption_end": [side.members[5].pk, rows["exemption"].pk],
        "account_open": [person],
        "account_reset": [side.members[2].pk],
        "group_dissolve": [side.group.pk],
        "token_revoke": [rows["token"].digest[:16]],
        "first_sign_in": ["spent"],
        "plan_year": [2026],
        "plan_version": [rows["plan"].pk, 1],
        "plan_row_edit": [rows["row"].pk],
        "plan_row_removal": [rows["row"].pk],
        "plan": [rows["plan"].pk],
        "activity_open": [rows["row"].pk],
        "activity": ahead,
        "sign_in_sheet_document": ahead,
        "call_list_document": ahead,
        "move_request": ahead,
        "change_document": [rows["change"].pk],
        "month_excuse": [2026, 5],
        "month_excuse_withdrawal": [rows["excuse"].pk],
        "guest_remove": [rows["guest"].pk],
        "routine": ahead,
        "meeting": ahead,
        "item": [rows["item"].pk],
        "study_ending": [rows["series"].pk],
        "agenda_template": [rows["agenda_template"].pk],
        "speech": [rows["speech"].pk],
        "paper_file": [rows["paper"].pk],
        "paper_removal": [rows["paper"].pk],
        "action": [rows["action"].pk],
        "my_action": [rows["action"].pk],
        "reading_removal": [rows["reading"].pk],
        "material_removal": [rows["material"].pk],
        "cost_removal": [rows["cost"].pk],
        "volunteer_file": [2026],
        "volunteer_document": [2026],
        "volunteer": [rows["service"].pk],
        "study_hours_file": [2026],
        "study_hours_document": [2026],
        "study_hours_person": [person],
        "study_hours_activity": [rows["held"].pk],
        "outside_study": [rows["outside"].pk],
        "my_hours_withdrawal": [rows["outside"].pk],
        "my_hours_document": [2026],
        "conveyance": [rows["conveyance"].pk],
        "dual_life_ending": [rows["leader"].pk],
        "quiz": [rows["quiz"].pk],
        "quiz_question_removal": [rows["question"].pk],
        "my_quiz": [rows["quiz"].pk],
        "my_year_objection": [rows["year_sheet"].pk],
        "my_year_document": [2026],
        "year_objection": [rows["year_objection"].pk],
        "guest_remark": [rows["guest"].pk],
        "guest_rating": ["AAAAAAAA"],
        "attendance_detail": [rows["attendance"].pk],
        "leave_decision": [rows["leave"].pk],
        "leave_document": [rows["leave"].pk],
        "leave_proof": [rows["proof"].pk],
        "contact_list_document": [rows["held"].pk],
        "objection_detail": [rows["objection"].pk],
        "my_absence_end": [rows["absence"].pk],
        "make_up": [rows["make_up"].pk],
        "group_make_up": [rows["make_up"].pk],
        "group_activity": [rows["held"].pk],
        "group_meeting": [rows["group_meeting"].pk],
        "group_register": [rows["register"].pk],
        "record": [rows["record"].pk],
        **{name: [rows["minutes"].pk] for name in OF_MINUTES},
        "signature_scan": [rows["minutes"].signatures.get().pk],
        "minutes_book": [2026],
        "group_minutes_book": [2026],
        "minutes_form": [rows["minutes"].activity_id],
        "case": [rows["best_case"].pk],
        "record_improvement": [rows["record"].pk, rows["improvement"].pk],
        "activity_ballots": [rows["ballot"].activity_id],
        "activity_exclusions": [rows["ballot"].activity_id],
        "ballot": [rows["ballot"].pk],
        "ballot_opinion_withdrawal": [rows["opinion"].pk],
        "ballot_exclusion": [rows["exclusion"].pk],
        "my_ballot": [rows["ballot"].pk],
        "rating": [rows["held"].pk],
        "ledger": [2026],
        "document": [rows["document"].key],
        "my_rating": [rows["held"].pk],
        "my_objection": [rows["held"].pk],
        "my_make_up": [rows["make_up"].pk],
        "my": ahead,
        "answer_link": [rows["answer_link"]],
        "calendar_feed": ["spent"],
        "robot_list": [side.branch.pk],
        "robot": [rows["robot"].pk],
        "notice_reading": [rows["notice"].pk],
        "wall": ahead,
        "card_read": [rows["card"].key],
        "card": [rows["card"].pk],
        "scanner": ahead,
        "paper": ahead,
        "poster_event": ahead,
        "poster_read": [signing.dumps([side.branch.pk, 0], salt="activities.sign-in-poster")],
        "log": ahead,
        "tablet_list": ahead,
        "tablet_opening": [rows["tablet"].pk],
        "tablet_withdraw": [rows["tablet"].pk],
        "tablet_pair": [rows["tablet"].pairing],
        "tablet": [rows["tablet"].key],
        "early_leave": [*ahead, person],
        "early_return": [*ahead, person],
        "sign_in_proxy": [rows["held"].pk, rows["ticket"]],
        "sign_in_ticket": [rows["held"].pk, rows["ticket"]],
        "sign_in": [rows["held"].pk, "000000"],
        "filing": [rows["filing"].pk],
        "branch_findings": [side.branch.pk],
        "life": [rows["life"].pk],
        "life_opinion_removal": [rows["life_opinion"].pk],
        "life_speaking": [rows["examination"].pk],
        "life_criticism_answer": [rows["criticism"].pk],
        "rectification": [rows["rectification"].pk],
        "my_life": [rows["life"].pk],
        "my_criticism": [rows["criticism"].pk],
        "my_rectification": [rows["rectification"].pk],
        "appraisal": [rows["appraisal"].pk],
        "appraisal_person": [rows["appraised"].pk],
        "nomination": [rows["nomination"].pk],
        "nomination_answer": [rows["objection_to_nomination"].pk],
        "my_appraisal": [rows["appraisal"].pk],
        "my_appraisal_opinion": [rows["appraised"].pk],
        "my_nomination": [rows["nomination"].pk],
        "joint": [rows["joint"].pk],
        "joint_withdrawal": [rows["joint"].pk, rows["part"].pk],
        "joint_part": [rows["part"].pk],
        "joint_adoption": [rows["part"].pk],
        "joint_refusal": [rows["part"].pk],
        "joint_leaving": [rows["part"].pk],
        "change_filing": [rows["change"].change_id],
        "talk": [rows["talk"].pk],
        "talk_item_result": [rows["talk_item"].pk],
        "thought": [rows["thought"].pk],
        "theme": [rows["theme"].pk],
        "theme_withdrawal": [rows["theme"].pk],
        "term": [rows["term"].pk],
        "election": [rows["election"].pk],
        "election_paper": [rows["election"].pk, "request"],
        "round": [rows["election_round"].pk],
        "round_paper": [rows["election_round"].pk, "ballot"],
        "signed_sheet": [rows["signed_sheet"].pk],
        "my_election": [rows["election_round"].pk],
    }


def _election(side: Side) -> None:
    """A term, the election of the next one, and a ballot of it that is just being held on phones."""
    secretary = side.users["secretary"]
    side.rows["term"] = terming.register_term(
        side.branch, number=1, since=date(2024, 1, 1), has_committee=True, seats=3, by=secretary
    )
    election = electing.begin(side.branch, kind="delegates", occasion=f"{side.mark}党代会", by=secretary)
    electing.study(election, by=secretary, studied_on=clock.today(), planned_on=date(2026, 12, 1), seats=1)
    round_ = ElectionRound.objects.create(
        election=election,
        office="delegate",
        number=1,
        seats=1,
        method="phone",
        state="open",
        teller=side.members[1],
        counter=side.members[2],
    )
    RoundLine.objects.create(round=round_, member=side.members[3], name=side.members[3].name)
    side.rows |= {"election": Election.objects.get(pk=election.pk), "election_round": round_}
    side.rows["signed_sheet"] = SignedSheet.objects.create(
        round=round_,
        file=ContentFile(b"%PDF-1.4\n%%EOF", "sheet"),
        name=f"{side.mark}计票单.pdf",
        content_type="application/pdf",
        size=14,
        digest="0" * 64,
        added_by=secretary,
        added_at=clock.now(),
    )
