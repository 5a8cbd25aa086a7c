"""The clock of a deadline: what is left, until when, and why that day."""

from datetime import timedelta

from django.template import Context, Template

from partywork.common import clock


def shown(source, **values):
    return Template(source).render(Context(values))


def test_clock_with_time_left_says_how_much_and_until_when(today):
    page = shown(
        "{% clock due why='遇端午放假顺延。' %}", due=clock.end_of(clock.today() + timedelta(days=4))
    )

    assert '<p class="clock "><span class="clock-left">剩 4 天</span>' in page
    assert "6月22日（周一） 24:00 截止" in page
    assert "遇端午放假顺延。" in page


def test_clock_is_soon_on_its_last_day_and_shows_what_is_used(today):
    since = clock.now() - timedelta(hours=45)

    page = shown("{% clock due since=since %}", due=clock.now() + timedelta(hours=15), since=since)

    assert 'class="clock is-soon"' in page
    assert 'max="3600" value="2700"' in page


def test_clock_past_its_day_counts_the_days_over(today):
    page = shown("{% clock due %}", due=clock.now() - timedelta(days=4))

    assert 'class="clock is-over"' in page
    assert "已超 4 天" in page


def test_clock_stops_when_the_step_is_done(today):
    page = shown("{% clock due done='已报送' %}", due=clock.now() - timedelta(days=4))

    assert "已报送" in page
    assert "is-over" not in page


def test_matter_without_a_deadline_shows_no_clock():
    assert "clock" not in shown("{% clock due %}", due=None)


def test_words_of_a_person_are_never_markup():
    assert "<b>" not in shown("{% clock None done=words %}", words="<b>已报送</b>")
