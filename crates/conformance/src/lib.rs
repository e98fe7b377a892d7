//! Recorded verdicts and live differential tests against the real components.
