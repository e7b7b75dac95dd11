"""The page of a meeting."""
import pytest
from datetime import date, UTC, datetime
from meetings.holding.services import start_meeting
from tests.meetings.places import meeting_on
def test_try(body, director, client):
    m = meeting_on(body, date(2026,9,14), director)
    client.force_login(director)
    u=f"/administrations/EX/meetings/{m.pk}/"
    r = client.get(u)
    assert r.status_code == 200
    start_meeting(m, now=datetime(2026,9,14,10,tzinfo=UTC), by=director)
    r = client.get(u)
    open("/tmp/hold_running.html","w").write(r.content.decode())
    r = client.get(u+"changes/?since=0"); print(r.json())
    assert client.get(u+"?figures=now").status_code==200
    assert client.get(u+"close/").status_code==200
    assert client.post(u+"close/").status_code==302
    assert client.post(u+"close/").status_code==422
