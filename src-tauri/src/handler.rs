//! Carries what the window asks to the commands, and the answers back.

use std::sync::Arc;

use commands::{list, AppState, Failure};
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{Invoke, InvokeBody, InvokeError, InvokeResponseBody};

/// The handler of every command. A command runs on a thread of its own: it may wait for a person, a child or the store.
pub(crate) fn of(app: &Arc<AppState>) -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    let app = Arc::clone(app);
    move |invoke: Invoke| {
        let Invoke { message, resolver, .. } = invoke;
        let app = Arc::clone(&app);
        let command = message.command().to_owned();
        let arguments = match message.payload() {
            InvokeBody::Json(arguments) => arguments.clone(),
            InvokeBody::Raw(_) => serde_json::Value::Null,
        };
        let answering = spawn_blocking(move || list::answer(&app, &command, &arguments));
        resolver.respond_async_serialized(async move {
            let answer = answering.await.unwrap_or_else(|_| Err(Failure::unexpected()));
            answer.map(InvokeResponseBody::Json).map_err(InvokeError::from)
        });
        true
    }
}
