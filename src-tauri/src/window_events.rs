//! What happens to the window from outside: files dropped on it, its close button. Paths stay on this side.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use commands::host::Event;
use commands::{guarded, read_files, AppState};
use tauri::async_runtime::spawn_blocking;
use tauri::{DragDropEvent, Window, WindowEvent};

/// The handler of the window's events.
pub(crate) fn handler(
    app: &Arc<AppState>,
) -> impl Fn(&Window, &WindowEvent) + Send + Sync + 'static {
    let app = Arc::clone(app);
    let asked = Mutex::new(None);
    move |_, event| match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => app.tell(Event::DragOver),
        WindowEvent::DragDrop(DragDropEvent::Leave) => app.tell(Event::DragLeave),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => dropped(&app, paths.clone()),
        WindowEvent::CloseRequested { api, .. } if !is_pressed_again(&asked) => {
            // the page says what is unsaved, and closes the window
            api.prevent_close();
            app.tell(Event::Closing);
        }
        _ => {}
    }
}

/// A page that does not answer is not asked twice: whoever presses again within moments wants to leave.
fn is_pressed_again(asked: &Mutex<Option<Instant>>) -> bool {
    const MOMENTS: Duration = Duration::from_secs(4);
    let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
    let before = asked.replace(Instant::now());
    before.is_some_and(|before| before.elapsed() < MOMENTS)
}

/// Opens a store, or reads the files of bodies. It may take a while; the window's own thread does not wait for it.
fn dropped(app: &Arc<AppState>, paths: Vec<PathBuf>) {
    let app = Arc::clone(app);
    spawn_blocking(move || {
        if let [store] = &*paths {
            if is_store(store) {
                app.tell(Event::DragLeave);
                app.open_from_outside(store);
                return;
            }
        }
        let read = guarded(|| read_files(&app, &paths));
        app.tell(Event::DragLeave);
        app.tell(read.map_or_else(Event::Failure, |()| Event::PendingChanged));
    });
}

fn is_store(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("sodiem"))
}
