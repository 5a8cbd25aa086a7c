"""The words of organizational life, with their Chinese labels."""

from django.db import models


class ActivityKind(models.TextChoices):
    PARTY_DAY = "party_day", "主题党日"
    MEMBER_MEETING = "member_meeting", "支部党员大会"
    COMMITTEE_MEETING = "committee_meeting", "支委会"
    GROUP_MEETING = "group_meeting", "党小组会"
    LECTURE = "lecture", "党课"
    STUDY = "study", "学习"
    ORGANIZATIONAL_LIFE_MEETING = "organizational_life_meeting", "组织生活会"
    APPRAISAL = "appraisal", "民主评议"
    OTHER = "other", "其他"


class PlanState(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已备案"


class ActivityState(models.TextChoices):
    DRAFT = "draft", "筹备中"
    ANNOUNCED = "announced", "已预告"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class RecordState(models.TextChoices):
    DRAFT = "draft", "待填写"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已受理"
    SIGNED = "signed", "已签字"  # minutes only (MT-12)


class FilingKind(models.TextChoices):
    PLAN = "plan", "年度计划"
    THEME = "theme", "主题审定"
    CHANGE = "change", "变更报备"
    MOVE = "move", "改期请示"
    RECORD = "record", "纪实表"
    MINUTES = "minutes", "会议记录"
    ELECTION = "election", "换届选举"


class FilingState(models.TextChoices):
    SUBMITTED = "submitted", "待审"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已受理"


class Requirement(models.TextChoices):
    REQUIRED = "required", "必选"
    OPTIONAL = "optional", "自选"


class Direction(models.TextChoices):
    """PL-06: the four directions a theme is chosen from."""

    CENTRAL_WORK = "central_work", "中心工作"
    BRANCH_BUILDING = "branch_building", "党建目标"
    REAL_PROBLEMS = "real_problems", "解决实际问题"
    MEMBERS = "members", "提高党员素质"


class Venue(models.TextChoices):
    ON_SITE = "on_site", "线下"
    ONLINE = "online", "线上"
    MIXED = "mixed", "线下加线上"


class AttendanceStatus(models.TextChoices):
    """AT-02; the first four count as present. `LEFT_SHORT` stayed less than the share that is asked for."""

    PRESENT = "present", "到会"
    ONLINE = "online", "线上到会"
    LATE = "late", "迟到"
    LEFT_EARLY = "left_early", "早退"
    LEFT_SHORT = "left_short", "早退，时间不足"
    LEAVE_OFFICIAL = "leave_official", "公务请假"
    LEAVE_SICK = "leave_sick", "病假"
    LEAVE_PERSONAL = "leave_personal", "事假"
    LEAVE_MATERNITY = "leave_maternity", "产假"
    LEAVE_OTHER = "leave_other", "其他请假"
    ABSENT = "absent", "缺席"
    EXEMPT = "exempt", "豁免"
    NOT_YET = "not_yet", "未到任"
    UNSETTLED = "unsettled", "待核"


PRESENT_STATUSES = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.ONLINE,
    AttendanceStatus.LATE,
    AttendanceStatus.LEFT_EARLY,
)


class SignInMethod(models.TextChoices):
    """How a mark came about; no way counts less than another (AT-14, BR-03)."""

    CODE = "code", "本人扫码"
    POSTER = "poster", "扫海报码"
    CARD = "card", "刷签到卡"
    TABLET = "tablet", "会场平板"
    LIST = "list", "名单登记"
    PAPER = "paper", "纸质签到"
    PROXY = "proxy", "代签"
    LOG = "log", "会议记录"
    ROLL_CALL = "roll_call", "点名"
    LEAVE = "leave", "请假批准"
    CLOSE = "close", "结束时生成"


class JointState(models.TextChoices):
    OPEN = "open", "进行中"
    CANCELLED = "cancelled", "已取消"


class PartState(models.TextChoices):
    """What an invited branch made of the invitation (E-20, E-21)."""

    INVITED = "invited", "待答复"
    ADOPTED = "adopted", "已确认"
    DECLINED = "declined", "不参加"
    LEFT = "left", "已退出"


class HalfOfDay(models.TextChoices):
    AM = "am", "上午"
    PM = "pm", "下午"


class LeaveReason(models.TextChoices):
    OFFICIAL = "official", "公务"
    SICK = "sick", "生病"
    PERSONAL = "personal", "家事"
    MATERNITY = "maternity", "产假"
    OTHER = "other", "其他"


LEAVE_STATUS = {
    LeaveReason.OFFICIAL: AttendanceStatus.LEAVE_OFFICIAL,
    LeaveReason.SICK: AttendanceStatus.LEAVE_SICK,
    LeaveReason.PERSONAL: AttendanceStatus.LEAVE_PERSONAL,
    LeaveReason.MATERNITY: AttendanceStatus.LEAVE_MATERNITY,
    LeaveReason.OTHER: AttendanceStatus.LEAVE_OTHER,
}


class LeaveState(models.TextChoices):
    ASKED = "asked", "待批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "不批准"
    WITHDRAWN = "withdrawn", "已撤回"


class GroupRegisterState(models.TextChoices):
    """G03: a Party group's part of the register, from the leader's hand to the secretary's word."""

    OPEN = "open", "登记中"
    HANDED_UP = "handed_up", "已上报"
    CONFIRMED = "confirmed", "已确认"
    RETURNED = "returned", "已退回"


class Weekday(models.IntegerChoices):
    MONDAY = 0, "周一"
    TUESDAY = 1, "周二"
    WEDNESDAY = 2, "周三"
    THURSDAY = 3, "周四"
    FRIDAY = 4, "周五"
    SATURDAY = 5, "周六"
    SUNDAY = 6, "周日"


class PartOfDay(models.TextChoices):
    """S08: when a member cannot come, every week of the term."""

    ALL_DAY = "all_day", "全天"
    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    EVENING = "evening", "晚上"


class ObjectionState(models.TextChoices):
    """M15: what became of a member's word against the own mark."""

    OPEN = "open", "等答复"
    UPHELD = "upheld", "已更正"
    DISMISSED = "dismissed", "维持原登记"


class ObjectionClaim(models.TextChoices):
    """What a member says with one tap; words are asked for only where none of the two fits."""

    PRESENT = "present", "我到会了"
    LEAVE = "leave", "我请过假"
    OTHER = "other", "其他"


class AbsenceKind(models.TextChoices):
    """N02: why somebody was not there decides how and until when it is made up."""

    OFFICIAL = "official", "公务"
    ILLNESS = "illness", "生病、行动不便"
    PERSONAL = "personal", "事假"
    UNEXCUSED = "unexcused", "无故缺席"
    AWAY = "away", "外出、流动"


class MakeUpState(models.TextChoices):
    OPEN = "open", "未联系"
    CONTACTED = "contacted", "已联系"
    DONE = "done", "待确认"
    CONFIRMED = "confirmed", "办结"


class MakeUpMethod(models.TextChoices):
    """AT-09; no essay is asked for."""

    READING = "reading", "看学习材料"
    RECORDING = "recording", "看录像"
    TALK = "talk", "与委员谈"
    HOME = "home", "送学上门"
    OTHER_SESSION = "other_session", "参加其他小组的学习"
    HOST = "host", "在外地党组织参加"


class RatingState(models.TextChoices):
    PREPARED = "prepared", "未开始"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class Criterion(models.TextChoices):
    """EV-02: the four criteria and the overall judgement."""

    THEME = "theme", "主题特色鲜明"
    CONTENT = "content", "内容充实健康"
    FORM = "form", "方式灵活生动"
    EFFECT = "effect", "效果突出显著"
    OVERALL = "overall", "总体评价"


class Grade(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIRLY = "fairly", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class RaterGroup(models.TextChoices):
    """EV-03, F-07: who rates. The last two only hold what small groups are merged into (E-31)."""

    MEMBER = "member", "本支部党员"
    SUPERIOR = "superior", "上级指导"
    SERVED = "served", "服务对象"
    PUBLIC = "public", "党外群众"
    OTHER_BRANCH = "other_branch", "其他支部"
    REST = "rest", "其他"
    TOGETHER = "together", "全体"


RATER_GROUPS = tuple(group for group in RaterGroup if group not in (RaterGroup.REST, RaterGroup.TOGETHER))
GUEST_GROUPS = tuple(group for group in RATER_GROUPS if group != RaterGroup.MEMBER)


class BestCaseState(models.TextChoices):
    NOMINATED = "nominated", "已推荐"
    KEPT = "kept", "已收入"
    DECLINED = "declined", "没有收入"
    WITHDRAWN = "withdrawn", "已撤回"


class EscalationStep(models.TextChoices):
    """What was done about a sheet that is overdue (C10)."""

    SECRETARY = "secretary", "已提醒书记"
    LEADERS = "leaders", "已提醒支委会"
    COMMITTEE = "committee", "已列入上级催办"
    CALL = "call", "已电话联系"


class RemarkKind(models.TextChoices):
    """What the committee wants with a remark on a part (C06)."""

    FIX = "fix", "请修改"
    QUESTION = "question", "请说明"
    PRAISE = "praise", "写得好"


class NoticeKind(models.TextChoices):
    ANNOUNCEMENT = "announcement", "活动预告"
    CHANGE = "change", "活动变更"
    CANCELLATION = "cancellation", "活动取消"
    REMINDER = "reminder", "提醒"
    LEAVE = "leave", "请假"
    RATING = "rating", "测评"
    MAKE_UP = "make_up", "补课"
    FILING = "filing", "报送"
    REVIEW = "review", "审核结果"
    JOINT = "joint", "联合活动"
    ELECTION = "election", "换届选举"
    ACTION = "action", "议定事项"
    READING = "reading", "领学"
    DUES = "dues", "党费"
    MEMBERSHIP = "membership", "党员管理"
    HAND_OVER = "hand_over", "工作交接"
    DEVELOPMENT = "development", "发展党员"
    CARE = "care", "关怀"


class Channel(models.TextChoices):
    IN_APP = "in_app", "收件箱"
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class RobotKind(models.TextChoices):
    WECOM = "wecom", "企业微信"
    DINGTALK = "dingtalk", "钉钉"
    FEISHU = "feishu", "飞书"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "待发"
    SENT = "sent", "已送达"
    FAILED = "failed", "未送达"
    KEPT = "kept", "只放收件箱"


class FundSource(models.TextChoices):
    """PL-18: funds come from several channels."""

    DUES = "dues", "党费"
    OFFICE = "office", "行政经费"
    UNION = "union", "工会经费"
    OTHER = "other", "其他"


class VolunteerForm(models.TextChoices):
    """PD-26: the forms in which branches organize service."""

    TEAM = "team", "党员志愿服务队"
    STATION = "station", "党员先锋站"
    LECTURES = "lectures", "流动宣讲团"
    COMMUNITY = "community", "双报到双服务"
    HOLIDAY = "holiday", "假期社会实践"
    OTHER = "other", "其他"
