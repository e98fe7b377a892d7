//! Every format, from the outside: hand-made findings over real sources.

mod checks;
mod fixture;
mod json;
mod judged;
mod pss;
mod sarif;
mod secrets;
mod text;
mod validators;
