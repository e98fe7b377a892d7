//! Addresses that only the machine itself reaches.

use std::net::IpAddr;

/// Whether an address, with or without a port, is a loopback address.
pub(crate) fn is_loopback(address: &str) -> bool {
    let host = match address.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        // More than one colon without brackets: IPv6 without a port.
        None => match address.split_once(':') {
            Some((host, port)) if !port.contains(':') => host,
            _ => address,
        },
    };
    // Nothing, in a file, is the default.
    host.is_empty()
        || host == "localhost"
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn with_and_without_ports() {
        for address in ["127.0.0.1", "127.0.0.1:10249", "::1", "[::1]:10249", "localhost:1", "127.1.2.3"] {
            assert!(is_loopback(address), "{address}");
        }
        for address in ["0.0.0.0", "0.0.0.0:10249", "::", "[::]:10249", "10.0.0.4:1", "node.example"] {
            assert!(!is_loopback(address), "{address}");
        }
    }
}
