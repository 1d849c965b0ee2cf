//! The window's program for the commands: the system's clock, dialogs and printer, and events to the window.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDateTime;
use commands::host::{self, Clock, Event, Events, Host, Printer};
use tauri::{AppHandle, Emitter, Manager};

use crate::{dialogs, printing};

/// The window, once there is one.
pub(crate) type Window = Arc<OnceLock<AppHandle>>;

/// The program, for the commands.
pub(crate) fn of(window: &Window) -> Host {
    let tauri = Tauri(Arc::clone(window));
    Host {
        dialogs: dialogs::chosen(),
        printer: Box::new(tauri.clone()),
        window: Box::new(tauri.clone()),
        events: Box::new(tauri),
        clock: Box::new(System),
    }
}

#[derive(Clone)]
struct Tauri(Window);

impl Events for Tauri {
    fn tell(&self, event: Event) {
        let Some(app) = self.0.get() else { return };
        let (name, payload) = event.parts();
        let _ = app.emit(&name, payload);
    }
}

impl Printer for Tauri {
    fn print(&self) -> Result<(), String> {
        let window = self.0.get().and_then(|app| app.get_webview_window("main"));
        let window = window.ok_or_else(|| String::from("không thấy cửa sổ"))?;
        printing::print(&window, dialogs::print_to_file())
    }
}

impl host::Window for Tauri {
    fn close(&self) {
        if let Some(app) = self.0.get() {
            app.exit(0);
        }
    }
}

struct System;

impl Clock for System {
    /// The one place of the shell that reads the clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "the program's edge: from here on the time is passed in"
    )]
    fn now(&self) -> NaiveDateTime {
        chrono::Local::now().naive_local()
    }
}
