//! The window of Sổ điểm CCHC: windows, dialogs, printing, log and panic set-up. What the window asks is answered by
//! the crate `commands`, which knows nothing of windows.
#![allow(clippy::print_stderr, reason = "a window that cannot start has nowhere else to say so")]
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod dialogs;
mod handler;
mod host;
mod logging;
mod navigation;
mod printing;
mod window_events;

use std::path::PathBuf;
use std::sync::Arc;

use commands::AppState;
use tauri::{Manager, RunEvent};

fn main() {
    reading::serve_if_asked();
    // some Linux machines show a white window with the DMA-BUF renderer; must be set before GTK starts
    if cfg!(target_os = "linux") && std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
    scorebook::Author::of_this_machine().declare();
    let store = std::env::args_os().nth(1).map(PathBuf::from);
    let builder =
        tauri::Builder::default().plugin(tauri_plugin_window_state::Builder::default().build());
    let window = host::Window::default();
    let state = Arc::new(AppState::new(host::of(&window)));
    #[cfg(windows)]
    let builder = {
        let state = Arc::clone(&state);
        builder.plugin(tauri_plugin_single_instance::init(move |app, named, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.set_focus();
            }
            if let Some(store) = named.into_iter().nth(1).map(PathBuf::from) {
                let state = Arc::clone(&state);
                tauri::async_runtime::spawn_blocking(move || state.open_from_outside(&store));
            }
        }))
    };
    let started = Arc::clone(&state);
    let outcome = builder
        .setup(move |app| {
            logging::start(&app.path().app_log_dir()?);
            let _ = window.set(app.handle().clone());
            started.start(app.path().app_local_data_dir()?, store);
            navigation::open_windows(app)?;
            leave_when_told(app.handle());
            Ok(())
        })
        .on_window_event(window_events::handler(&state))
        .invoke_handler(handler::of(&state))
        .build(tauri::generate_context!());
    match outcome {
        // whatever ended the window: a system that shuts down does not ask
        Ok(app) => app.run(move |_, event| {
            if let RunEvent::Exit = event {
                state.finish();
            }
        }),
        Err(error) => {
            tracing::error!(%error, "the window could not start");
            eprintln!("Không mở được cửa sổ: {error}");
            std::process::exit(1);
        }
    }
}

/// Ends the program as closing its window does when the session ends or somebody ends it by a signal.
#[cfg(target_os = "linux")]
fn leave_when_told(app: &tauri::AppHandle) {
    // hang-up, interrupt, terminate
    for signal in [1, 2, 15] {
        let app = app.clone();
        gtk::glib::unix_signal_add_local(signal, move || {
            app.exit(0);
            gtk::glib::ControlFlow::Continue
        });
    }
}

#[cfg(not(target_os = "linux"))]
fn leave_when_told(_app: &tauri::AppHandle) {}
