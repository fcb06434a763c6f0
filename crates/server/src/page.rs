//! The page inside the binary.

use axum::body::Body;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::api::ApiError;

/// The built page; empty where it was not built before the binary.
#[derive(RustEmbed)]
#[folder = "$TIDINGS_PAGE"]
struct Page;

/// What is shown in place of a page that was not built.
const NOT_BUILT: &str = include_str!("not-built.html");

/// Whether the page was built before this binary.
pub fn page_is_built() -> bool {
    Page::get("index.html").is_some()
}

/// Answers with a file of the page. File names under `assets/` hold a hash of their content, so
/// browsers may keep those for ever and must ask again for all others.
pub(crate) async fn asset(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let name = if path.is_empty() { "index.html" } else { path };
    match Page::get(name) {
        Some(file) => {
            let kept = if name.starts_with("assets/") {
                "max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            let kind = file.metadata.mimetype().to_owned();
            let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept.to_owned())];
            (headers, Body::from(file.data.into_owned())).into_response()
        }
        None if name == "index.html" => Html(NOT_BUILT).into_response(),
        None => ApiError::new(StatusCode::NOT_FOUND, "no-such-file", "the page has no such file")
            .into_response(),
    }
}
