//! The window of Sổ điểm CCHC: dialogs, commands of a few lines each, log and panic set-up. The work is done
//! in the crates below, which know nothing of windows.
#![allow(clippy::print_stderr, reason = "a window that cannot start has nowhere else to say so")]
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod at_hand;
mod clock;
mod commands;
mod desk;
mod dialogs;
mod drop;
mod incoming;
mod journal;
mod navigation;
mod original_file;
mod originals;
mod picture;
mod preview;
mod printing;
mod recent;
mod sample;
mod view;

use std::path::PathBuf;

use tauri::Manager;

use desk::Desk;

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
    #[cfg(windows)]
    let builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
        if let Some(window) = app.get_webview_window("main") {
            let _ = window.set_focus();
        }
    }));
    let outcome = builder
        .manage(Desk::new(dialogs::chosen()))
        .setup(move |app| {
            journal::start(&app.path().app_log_dir()?);
            let folder = app.path().app_local_data_dir()?;
            app.state::<Desk>().settle(folder, store);
            navigation::open_windows(app)?;
            Ok(())
        })
        .on_window_event(drop::on_window_event)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!());
    if let Err(error) = outcome {
        tracing::error!(%error, "the window could not start");
        eprintln!("Không mở được cửa sổ: {error}");
        std::process::exit(1);
    }
}
