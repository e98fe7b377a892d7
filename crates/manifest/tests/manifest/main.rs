//! The reader through its public face.

mod common;
mod edit_bytes;
mod edits;
mod hostile;
mod properties;
mod reading;
