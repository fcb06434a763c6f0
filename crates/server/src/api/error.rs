//! Errors as the API tells them: `{"error": {"code", "message"}}` with a fitting status.

use std::borrow::Cow;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tidings_store::{StoreError, StoreErrorKind};

/// A refusal or failure: its status, a stable code and what happened in words.
#[derive(Debug)]
pub(crate) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: Cow<'static, str>,
}

impl ApiError {
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { status, code, message: message.into() }
    }

    /// There is no record of this name.
    pub(crate) fn missing(what: &str, id: &str) -> Self {
        let message = format!("the situation file holds no {what} {id:?}");
        Self::new(StatusCode::NOT_FOUND, "not-found", message)
    }

    /// A parameter that cannot be understood.
    pub(crate) fn bad(name: &str, value: &str, wanted: &str) -> Self {
        let message = format!("{name}={value:?} is not {wanted}");
        Self::new(StatusCode::BAD_REQUEST, "bad-parameter", message)
    }

    /// A fault of this program. The details go to the log alone.
    pub(crate) fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error, "a request failed");
        let message = "the workbench failed; its log tells more";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-parameter", rejection.body_text())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (status, code) = match error.kind() {
            StoreErrorKind::Locked => (StatusCode::SERVICE_UNAVAILABLE, "locked"),
            StoreErrorKind::NotFound => (StatusCode::SERVICE_UNAVAILABLE, "file-gone"),
            StoreErrorKind::NewerVersion => (StatusCode::SERVICE_UNAVAILABLE, "newer-version"),
            StoreErrorKind::OlderVersion => (StatusCode::SERVICE_UNAVAILABLE, "older-version"),
            StoreErrorKind::Damaged | StoreErrorKind::NotASituationFile => {
                (StatusCode::INTERNAL_SERVER_ERROR, "damaged")
            }
            StoreErrorKind::BadRecord => (StatusCode::INTERNAL_SERVER_ERROR, "bad-record"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "store"),
        };
        tracing::error!(error = &error as &dyn std::error::Error, "the situation file failed");
        Self::new(status, code, error.to_string())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({ "error": { "code": self.code, "message": self.message } });
        (self.status, Json(body)).into_response()
    }
}
