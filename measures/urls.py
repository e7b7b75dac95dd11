"""Addresses of measures and what belongs to them."""

from measures.calculators.urls import urlpatterns as calculators
from measures.followups.urls import urlpatterns as followups
from measures.ideas.urls import urlpatterns as ideas
from measures.imports.urls import urlpatterns as imports
from measures.programme.urls import urlpatterns as programme
from measures.registers.urls import urlpatterns as registers
from measures.verifying.urls import urlpatterns as verifying
from measures.writing.urls import urlpatterns as writing

app_name = "measures"
urlpatterns = [
    *writing,
    *followups,
    *verifying,
    *programme,
    *ideas,
    *imports,
    *calculators,
    *registers,
]
