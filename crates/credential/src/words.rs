//! The words that names are made of, as far as they tell of secrets.

/// Words by which a name calls its value a secret, where configuration names no others. `_` stands for any separator
/// or none.
pub const WORDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "secret",
    "token",
    "api_key",
    "access_key",
    "private_key",
    "secret_key",
    "secret_key_base",
    "signing_key",
    "encryption_key",
    "shared_key",
    "account_key",
    "auth_key",
    "master_key",
    "fernet_key",
    "integration_key",
    "routing_key",
    "license_key",
    "erlang_cookie",
    "credential",
    "credentials",
];

/// Words of secrets that people make up: whatever has a few letters may be one.
pub(crate) const MADE_UP: [&str; 16] = [
    "password",
    "passwd",
    "pwd",
    "pass",
    "passphrase",
    "erlang_cookie",
    "jwt_secret",
    "client_secret",
    "app_secret",
    "api_secret",
    "cookie_secret",
    "session_secret",
    "shared_secret",
    "signing_secret",
    "webhook_secret",
    "hmac_secret",
];

/// What may stand behind the word: it is still the secret that is named.
pub(crate) const HARMLESS_ENDS: [&str; 20] = [
    "value",
    "plain",
    "plaintext",
    "string",
    "text",
    "base64",
    "b64",
    "dev",
    "development",
    "test",
    "staging",
    "prod",
    "production",
    "primary",
    "secondary",
    "current",
    "previous",
    "old",
    "new",
    "default",
];

/// Ends of names whose value is certainly about a secret, not one.
pub(crate) const OTHER_ENDS: [&str; 40] = [
    "algorithm",
    "attribute",
    "class",
    "claim",
    "column",
    "count",
    "enabled",
    "encoder",
    "endpoint",
    "expiration",
    "expires",
    "expiry",
    "field",
    "file",
    "filename",
    "format",
    "header",
    "host",
    "id",
    "interval",
    "issuer",
    "key",
    "label",
    "length",
    "lifetime",
    "mount",
    "name",
    "namespace",
    "path",
    "policy",
    "provider",
    "ref",
    "required",
    "seconds",
    "ttl",
    "type",
    "uri",
    "url",
    "validity",
    "version",
];

/// Parts of names whose value is made of a secret and does not give it away: `checksum/secret` of charts.
pub(crate) const DIGESTS: [&str; 7] =
    ["checksum", "hash", "hashed", "digest", "fingerprint", "sha256", "sha"];

/// Words before `secret` that make it the name of a Secret.
pub(crate) const NAMED_SECRETS: [&str; 6] = ["existing", "pull", "tls", "ingress", "image", "cert"];
