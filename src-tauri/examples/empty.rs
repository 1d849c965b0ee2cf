//! An empty Tauri window: the floor that `tests/benches/start.rs` compares ours with.
#![allow(clippy::print_stderr, reason = "it has nowhere else to say it")]

fn main() {
    let mut context: tauri::Context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    let outcome = tauri::Builder::default()
        .setup(|app| {
            let url = tauri::WebviewUrl::External("about:blank".parse()?);
            tauri::WebviewWindowBuilder::new(app, "main", url)
                .title("empty")
                .initialization_script("addEventListener('load', () => document.documentElement.dataset.ready = 'true')")
                .build()?;
            Ok(())
        })
        .run(context);
    if let Err(error) = outcome {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
