//! Requests to the API server.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ureq::http::Request;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Sends requests with the bearer token of a member of `system:masters`; trusts the cluster's own authority alone.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    server: String,
    authorization: String,
}

/// What the API server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The texts of the `Warning` headers, in order.
    pub warnings: Vec<String>,
    /// The body.
    pub body: String,
}

impl Client {
    pub(super) fn new(server: &str, dir: &Path) -> Result<Client, String> {
        let read = |name| std::fs::read_to_string(dir.join(name)).map_err(|error| format!("{name}: {error}"));
        let authority =
            Certificate::from_pem(read("ca.crt")?.as_bytes()).map_err(|error| error.to_string())?;
        let roots = RootCerts::Specific(Arc::new(vec![authority]));
        let agent = ureq::Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .new_agent();
        let authorization = format!("Bearer {}", read("admin.token")?.trim());
        Ok(Client { agent, server: server.to_owned(), authorization })
    }

    /// Sends a request with a JSON body; an empty one is none.
    ///
    /// # Errors
    /// When there was no answer at all; every status is an answer.
    pub fn request(&self, method: &str, path: &str, body: &str) -> Result<Response, String> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.server))
            .header("Authorization", &self.authorization)
            .header("Accept", "application/json")
            .header("Content-Type", content_type(method));
        let failed = |error: ureq::Error| format!("{method} {path}: {error}");
        let answer = if body.is_empty() {
            self.agent.run(request.body(()).map_err(|error| failed(error.into()))?)
        } else {
            self.agent.run(request.body(body).map_err(|error| failed(error.into()))?)
        };
        let mut answer = answer.map_err(failed)?;
        let warnings = answer.headers().get_all("Warning").iter();
        let warnings =
            warnings.filter_map(|value| warning(&String::from_utf8_lossy(value.as_bytes()))).collect();
        let body = answer.body_mut().with_config().limit(1 << 30).read_to_string().map_err(failed)?;
        Ok(Response { status: answer.status().as_u16(), warnings, body })
    }

    /// GET.
    ///
    /// # Errors
    /// As [`Client::request`].
    pub fn get(&self, path: &str) -> Result<Response, String> {
        self.request("GET", path, "")
    }

    /// POST.
    ///
    /// # Errors
    /// As [`Client::request`].
    pub fn create(&self, path: &str, body: &str) -> Result<Response, String> {
        self.request("POST", path, body)
    }
}

fn content_type(method: &str) -> &'static str {
    if method == "PATCH" { "application/merge-patch+json" } else { "application/json" }
}

/// The text of `299 - "text"`.
fn warning(header: &str) -> Option<String> {
    let quoted = header.strip_prefix("299 - \"")?.strip_suffix('"')?;
    let mut text = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        text.push(if character == '\\' { characters.next()? } else { character });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_warning_is_unquoted() {
        assert_eq!(super::warning(r#"299 - "a \"b\" \\""#).as_deref(), Some(r#"a "b" \"#));
    }
}
