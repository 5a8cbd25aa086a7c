"""What the journal says about one thing, in words: who did what, when and why (RC-06)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from partywork.models import JournalEntry

VERBS = {
    "enrol": "编入",
    "correct": "更正信息",
    "change_group": "调整党小组",
    "leave_branch": "离开支部",
    "transfer": "转接组织关系",
    "correct_transfer": "更正接收日期",
    "issue_letter": "开具介绍信",
    "accept": "接收",
    "expire": "记为过期",
    "void": "作废",
    "come_from_outside": "凭介绍信转入",
    "go_away": "登记外出",
    "revise_away": "更正外出记录",
    "contact_away": "记联系",
    "come_back": "登记返回",
    "export_away": "导出流动党员台账",
    "undo_departure": "更正离开的登记",
    "record_decision": "登记决定",
    "undo_decision": "撤回决定",
    "read_decision": "查看决定",
    "split_off": "分出党员",
    "export_letters": "导出转接台账",
    "open_account": "开通账号",
    "reset_password": "重置密码",
    "found": "设立",
    "rename": "更名",
    "move": "改变隶属",
    "dissolve": "撤销",
    "absorb": "并入其他党组织",
    "apply": "登记入党申请",
    "take_step": "办理",
    "take_back": "撤回登记",
    "do_again": "重新办理",
    "count_earlier": "计入转来前的培养",
    "stop": "停止培养",
    "withdraw": "撤回申请",
    "restart": "重新开始",
    "refuse": "未予接收",
    "annul": "取消预备党员资格",
    "finish": "归档办结",
    "become_full": "转为正式党员",
    "ask_correction": "请求更正",
    "clean_contacts": "清理联系方式",
    "assess_dues": "核定党费",
    "read_dues_base": "查看党费计算基数",
    "import_roster": "导入名册",
    "export_roster": "导出名册",
    "confirm_party_age": "核对党龄",
    "give_medal": "颁发光荣在党50年纪念章",
    "put_medal_off": "暂缓颁发光荣在党50年纪念章",
}


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    what: str
    detail: str


def history_of(row: models.Model, *, newest: int = 30) -> list[HistoryLine]:
    """The latest steps, newest first; one query. Steps of the jobs have no person."""
    entries = JournalEntry.objects.filter(model=row._meta.label_lower, object_id=row.pk)
    states = _states(row)
    return [_line(entry, states) for entry in entries.select_related("actor").order_by("-pk")[:newest]]


def _states(row: models.Model) -> dict[str, str]:
    """What the office calls the states of such a row; the journal keeps their keys."""
    fields = {field.name: field for field in row._meta.concrete_fields}
    state = fields.get("state")
    return {key: str(label) for key, label in state.flatchoices} if state is not None else {}


def _line(entry: JournalEntry, states: dict[str, str]) -> HistoryLine:
    before, after = (states.get(key, key) for key in (entry.before, entry.after))
    change = f"{before} → {after}" if before and after else after or before
    detail = "；".join(part for part in (change, entry.reason) if part)
    who = str(entry.actor) if entry.actor else "系统"
    return HistoryLine(entry.at, who, VERBS.get(entry.verb, entry.verb), detail)
