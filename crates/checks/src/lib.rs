//! One file per check, the registry, and the sink that applies configuration.
