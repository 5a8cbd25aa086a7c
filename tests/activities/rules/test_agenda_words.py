"""What titles say about themselves: the wording of real agendas."""

import pytest

from activities.rules.agenda_words import matter_in, tag_in


@pytest.mark.parametrize(
    ("title", "tag", "matter"),
    [
        ("第一议题：传达学习党的二十届四中全会精神", "first", ""),
        ("第一议题：学习关于党员转正的规定", "first", ""),
        ("学习《党章》第一章", "charter", ""),
        ("传达学习上级文件精神", "study", ""),
        ("学习发展党员工作细则中接收预备党员的规定", "study", ""),
        ("讨论接收赵四同志为预备党员", "discussion", "admission"),
        ("讨论发展对象名单", "discussion", ""),
        ("表决赵四同志预备党员转正", "vote", "confirmation"),
        ("钱五同志按期转正", "", "confirmation"),
        ("延长钱五同志预备期", "vote", "extension"),
        ("取消钱五同志预备党员资格", "vote", "annulment"),
        ("选举新一届支部委员会", "vote", "election"),
        ("增补宣传委员支部委员", "", "by_election"),
        ("推荐出席区党代表大会代表候选人", "", "delegates"),
        ("研究给予李二党内警告处分", "discussion", "punishment"),
        ("评选优秀共产党员", "", "commendation"),
        ("听取支部委员会工作报告", "report", "report"),
        ("通报一季度党费收缴情况", "report", ""),
        ("前置研究：设备采购", "preliminary", ""),
        ("分析党员思想状况", "thought", ""),
        ("上次议定事项", "follow_up", ""),
        ("总结", "", ""),
    ],
)
def test_a_title_says_what_it_is_for(title, tag, matter):
    assert (tag_in(title), matter_in(title)) == (tag, matter)
