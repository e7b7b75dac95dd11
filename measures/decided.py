"""Which measures are decided, wherever what decided measures give is summed. Pure."""

from measures.stages import COUNTED, Stage

DECIDED = (*COUNTED, Stage.CLOSED, Stage.STOPPED)


def is_decided(stage: str, effect: int | None) -> bool:
    """Whether an effect (öre) is decided: of a measure decided or closed, or stopped after it had saved something."""
    return stage in DECIDED and (stage != Stage.STOPPED or bool(effect))
