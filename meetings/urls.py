"""Addresses of meetings and what comes of them."""

from meetings.assignments.urls import urlpatterns as assignments
from meetings.holding.urls import urlpatterns as holding
from meetings.matters.urls import urlpatterns as matters
from meetings.minutes.urls import urlpatterns as minutes
from meetings.planning.urls import urlpatterns as planning
from meetings.showing.urls import urlpatterns as showing
from meetings.situation.urls import urlpatterns as situation
from meetings.teams.urls import urlpatterns as teams

app_name = "meetings"
urlpatterns = [
    *planning,
    *holding,
    *showing,
    *minutes,
    *assignments,
    *matters,
    *situation,
    *teams,
]
