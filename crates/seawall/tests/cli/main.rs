//! The real binary, from outside: what it is given, what it writes, and its exit code.

mod bad_input;
mod configuration;
mod configuration_schema;
mod exit_codes;
mod input;
mod names;
mod noise;
mod output;
mod pss;
mod rendering;
mod secrets;
mod support;
