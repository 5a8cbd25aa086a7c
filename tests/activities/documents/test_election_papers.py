"""F-27: what stands on each paper of an election, as PDF and as Word."""

import os
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest

from activities.choices_elections import Office
from activities.documents.election_ballot import ElectionBallotDocument
from activities.documents.election_letter import ElectionLetterDocument
from activities.documents.election_letter_docx import ElectionLetterWord
from activities.documents.election_table import ElectionTableDocument
from activities.documents.filled_election import LETTERS
from activities.documents.filled_election_tables import (
    blank_ballot,
    candidate_table,
    counting_table,
    recommendation_table,
    result_table,
)
from activities.services import listing_candidates
from members.choices import Post
from tests.factories.elections import elected_all, handed_out, make_ground, ready

pytestmark = pytest.mark.django_db
KEEP = os.environ.get("ELECTION_PICTURES", "")


@pytest.fixture
def ground(db, today):
    return make_ground(today)


@pytest.fixture
def election(ground):
    election = elected_all(ground, ready(ground))
    posts = {ground.keys[1]: Post.ORGANIZATION_MEMBER, ground.keys[2]: Post.PUBLICITY_MEMBER}
    listing_candidates.divide_work(election, posts, by=ground.secretary)
    return election


def read(document, name):
    """Through JSON, as it is kept until the worker prints it."""
    data = type(document).from_json(document.to_json()).render()
    if KEEP:
        (Path(KEEP) / f"{name}.pdf").write_bytes(data)
    with pdfplumber.open(BytesIO(data)) as pdf:
        return len(pdf.pages), "".join(page.extract_text() for page in pdf.pages).replace(" ", "").replace(
            "\n", ""
        )


SAID = {
    "request": (
        "关于换届选举第五届支部委员会的请示",
        "我支部第四届支部委员会于2023年7月25日选举产生，2026年7月25日任期届满",
        "经2026年6月18日支部委员会研究，拟于2026年7月20日召开支部党员大会",
        "支部委员3名，差额不少于20%，候选人至少4名；书记1名，由新一届支委会等额选举",
        "按姓氏笔画为序",
    ),
    "reply": ("同意你支部于2026年7月20日召开党员大会", "此件为草稿"),
    "slate": ("支部委员候选人预备人选4名（应选3名，差额1名）：丁一、马二、王三、李四", "附件：候选人名册"),
    "rules": (
        "第一条",
        "超过实到会有选举权人数的一半",
        "多于应选人数的无效",
        "监票人、计票人",
        "等额选举产生",
    ),
    "script": (
        "大会主持词",
        "候选人按姓氏笔画为序：丁一、马二、王三、李四",
        "不少于应到会人数的五分之四",
        "主持人：丁一",
    ),
    "report": (
        "第四届支部委员会工作报告",
        "本届自2023年7月25日选举产生，设委员3名，当时有党员",
        "支部现有党员8名，其中正式党员8名、预备党员0名",
        "接收预备党员0名，预备党员转正0名",
        "存在的问题和不足",
        "由支委会补写",
    ),
    "result": (
        "支部委员第1次投票",
        "发出8张，收回8张，有效8张，无效0张",
        "丁一赞成8票、反对0票、弃权0票",
        "丁一为书记，马二为组织委员，王三为宣传委员",
    ),
    "duties": ("委员分工的报告", "丁一：书记", "马二：组织委员"),
}


@pytest.mark.parametrize("paper", LETTERS)
def test_a_letter_says_what_stands_in_the_tables(election, paper):
    pages, text = read(ElectionLetterDocument(LETTERS[paper][1](election)), paper)
    assert pages <= 2
    for part in SAID[paper]:
        assert part in text, part


def test_a_letter_as_word_has_the_same_words_and_the_same_bytes_twice(election):
    content = LETTERS["request"][1](election)
    data = ElectionLetterWord(content).render()
    text = "".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)
    for part in SAID["request"]:
        assert part in text, part
    assert data == ElectionLetterWord(content).render()


def test_the_lists_stand_by_strokes(election):
    _, text = read(ElectionTableDocument(recommendation_table(election)), "recommend")
    assert (
        text.index("丁一") < text.index("马二") < text.index("李四") < text.index("赵七") < text.index("钱八")
    )
    _, text = read(ElectionTableDocument(candidate_table(election)), "roster")
    assert "支部委员（5人推荐）" in text
    assert "2011年6月1日" in text


def test_the_ballot_has_names_boxes_and_rules_and_nothing_that_tells_whose_it_is(ground):
    round_ = handed_out(ground, ready(ground))
    pages, text = read(ElectionBallotDocument(blank_ballot(round_)), "ballot-paper")
    assert pages == 1
    for part in (
        "支部委员选票",
        "按姓氏笔画为序",
        "赞成",
        "反对",
        "弃权",
        "另选他人",
        "不多于3人的有效",
        "不要写自己的姓名",
    ):
        assert part in text, part
    assert "编号" not in text


def test_the_counting_sheet_is_blank_for_the_tellers_and_filled_afterwards(ground, election):
    round_ = election.rounds.get(office=Office.COMMITTEE)
    _, text = read(ElectionTableDocument(counting_table(round_, filled=False)), "sheet-blank")
    assert "发出＿＿＿张" in text
    assert "另选：" in text
    _, text = read(ElectionTableDocument(counting_table(round_, filled=True)), "sheet-filled")
    assert "发出8张" in text.replace("　", "")
    assert "监票人（签字）" in text


def test_the_report_has_the_formula_with_the_numbers(election):
    round_ = election.rounds.get(office=Office.COMMITTEE)
    pages, text = read(ElectionTableDocument(result_table(round_)), "report")
    assert pages == 1
    for part in (
        "有选举权的应到8人，实到8人，不少于五分之四（7人），可以选举。",
        "赞成须超过实到8人的一半，至少5票。",
        "应选3人，当选3人：丁一（8票）、马二（7票）、王三（6票）。",
        "监票人钱八（签字）",
    ):
        assert part in text, part
