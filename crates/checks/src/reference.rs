//! `REF`: references to what is not there.

pub(crate) mod service_without_pods;

/// Why a finding about something missing is of low severity where the input may not be all there is.
const NOT_IN_INPUT: &str = "it may be elsewhere: the input is not said to be all there is (--complete)";
