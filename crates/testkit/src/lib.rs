//! Helpers of the tests: oracles, a real Kubernetes, caret fixtures.
