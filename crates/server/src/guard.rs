//! What stands before every request: methods, host names, lengths and headers.
//!
//! A page anywhere on the web can make a browser send requests to loopback. The same-origin policy
//! keeps it from reading the answers, unless its own name is made to point at loopback (DNS
//! rebinding): hence only known host names are answered.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

use crate::api::ApiError;

/// Longest path with query that is answered; the longest that the page makes is under 1,000 bytes.
const LONGEST_ADDRESS: usize = 4096;

/// The page loads from its own origin alone. MapLibre runs its worker from a file of the page and
/// sets styles through the CSSOM, so that neither `blob:` workers nor inline styles are needed; it
/// makes pictures from `blob:` addresses.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Host names under which the workbench answers.
#[derive(Clone)]
pub(crate) struct AllowedHosts(Arc<[String]>);

impl AllowedHosts {
    /// The loopback names, the address itself and `names`.
    pub(crate) fn new(address: IpAddr, names: Vec<String>) -> Self {
        let own = (!address.is_unspecified()).then(|| match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        let loopback = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let all = loopback.into_iter().chain(own).chain(names);
        Self(all.map(|name| name.to_ascii_lowercase()).collect())
    }

    fn allows(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        self.0.contains(&name)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Puts the checks and the headers around all routes.
pub(crate) fn around(routes: Router, hosts: AllowedHosts) -> Router {
    routes.layer(middleware::from_fn_with_state(hosts, check))
}

async fn check(State(hosts): State<AllowedHosts>, request: Request, next: Next) -> Response {
    let data = request.uri().path().starts_with("/api");
    let mut response = match refusal(&hosts, &request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if data {
        // What the file holds leaves no trace on the browser's disk.
        let forgotten = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, forgotten);
    }
    response
}

fn refusal(hosts: &AllowedHosts, request: &Request) -> Option<ApiError> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| hosts.allows(host)) {
        return Some(ApiError::new(
            StatusCode::MISDIRECTED_REQUEST,
            "unknown-host",
            "this name is not one of the workbench's own; open it by its address on this machine",
        ));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(ApiError::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "read-only",
            "the workbench only reads: use GET",
        ));
    }
    let length = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    (length > LONGEST_ADDRESS).then(|| {
        ApiError::new(StatusCode::URI_TOO_LONG, "too-long", "the address asked for is too long")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, names: &[&str], host: &str, expected: bool) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let hosts = AllowedHosts::new(address.parse().unwrap(), names);
        assert_eq!(hosts.allows(host), expected, "{host} at {address}");
    }

    #[test]
    fn only_known_hosts_are_answered() {
        check("127.0.0.1", &[], "127.0.0.1:7878", true);
        check("127.0.0.1", &[], "localhost:7878", true);
        check("127.0.0.1", &[], "LOCALHOST", true);
        check("::1", &[], "[::1]:7878", true);
        check("127.0.0.1", &[], "evil.example:7878", false);
        check("127.0.0.1", &[], "localhost.evil.example", false);
        check("127.0.0.1", &[], "127.0.0.1.evil.example", false);
        check("127.0.0.1", &[], "", false);
        check("192.0.2.7", &[], "192.0.2.7:80", true);
        check("0.0.0.0", &[], "0.0.0.0:80", false);
        check("0.0.0.0", &["desk.example"], "desk.example:80", true);
    }
}
