"""The two administrations of the demo, from fixtures/demo/."""
