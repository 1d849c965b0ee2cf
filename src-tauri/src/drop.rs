//! Files dropped on the window. Their paths stay on this side.

use tauri::{DragDropEvent, Emitter, Manager, Window, WindowEvent};

use crate::incoming;

/// Reads what is dropped and tells the window.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    match event {
        DragDropEvent::Enter { .. } => tell(window, "drag-over"),
        DragDropEvent::Leave => tell(window, "drag-leave"),
        DragDropEvent::Drop { paths, .. } => {
            let (window, paths) = (window.clone(), paths.clone());
            // reading may take a while; the window's own thread must not wait for it
            tauri::async_runtime::spawn_blocking(move || {
                let read = incoming::files(window.app_handle(), &paths);
                tell(&window, "drag-leave");
                match read {
                    Ok(()) => tell(&window, "pending-changed"),
                    Err(failure) => {
                        let _ = window.emit("failure", failure);
                    }
                }
            });
        }
        _ => {}
    }
}

fn tell(window: &Window, event: &str) {
    let _ = window.emit(event, ());
}
