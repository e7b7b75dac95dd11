"""The worker beside the demo's server."""

from socbudget.demo import serving


def test_the_worker_of_the_demo_ends_with_its_server():
    serving.when_ready(None)
    [worker] = serving.begun
    assert worker.poll() is None

    serving.on_exit(None)

    assert worker.poll() is not None
    assert serving.begun == []
