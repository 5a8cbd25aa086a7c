"""A branch of three hundred asks the database as often as one of three: no page of the roster grows with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.choices import Post
from tests.factories.members import appoint, make_user
from tests.helpers.crowds import crowd

FEW, MANY = 3, 300
# The pages of the roster, by who opens them.
PAGES = {
    "secretary": [
        "/members/?branch={branch}",
        "/members/?branch={branch}&q=zhang",
        "/members/?branch={branch}&q=张",
        "/members/?branch={branch}&q=0001",
        "/members/?branch={branch}&q=40001",
        "/members/new/?branch={branch}",
        "/members/import/?branch={branch}",
        "/members/{member}/",
        "/groups/?branch={branch}",
        "/organizations/{branch}/posts/",
        "/away/?branch={branch}",
        "/letters/?branch={branch}",
        "/standing/?branch={branch}",
        "/party-age/?branch={branch}",
        "/fifty-years/?branch={branch}",
        "/care/?branch={branch}",
        "/visits/new/?branch={branch}",
        "/anniversaries/?branch={branch}",
        "/honours/?branch={branch}",
        "/developments/?branch={branch}",
        "/statistics/?organization={branch}",
    ],
    "reviewer": ["/members/?branch={branch}", "/away/?branch={branch}", "/letters/?branch={branch}"],
    "keeper": [
        "/dues/?branch={branch}",
        "/dues/assessments/?branch={branch}",
        "/dues/arrears/?branch={branch}",
    ],
}


@pytest.mark.parametrize("who", PAGES)
def test_three_hundred_cost_what_three_cost(world, today, client_for, who):
    world.keeper = make_user("keeper")
    appoint(world.keeper, world.branch, Post.DUES_KEEPER)
    crowd(world.branch, FEW, by=world.secretary)
    client = client_for(getattr(world, who))
    addresses = [each.format(branch=world.branch.pk, member=world.plain_member.pk) for each in PAGES[who]]
    few = {address: _asked(client, address) for address in addresses}
    crowd(world.branch, MANY - FEW, by=world.secretary, first=FEW)
    for address in addresses:
        many = _asked(client, address)
        assert len(many) == len(few[address]), f"{address}\n{_more(few[address], many)}"


def _asked(client, url):
    assert client.get(url).status_code == 200  # what is kept in memory afterwards is asked for here
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return [query["sql"] for query in asked]


def _more(few, many):
    """Which statements came on top, for whoever has to put it right."""
    shapes = [sql[:160] for sql in few]
    new = {sql[:160] for sql in many if sql[:160] not in shapes}
    return "\n".join(sorted(new)) or "the same ones, more often"
