//! An empty Tauri window: the floor that `tests/benches/start.rs` compares ours with.
#![allow(clippy::print_stderr, reason = "it has nowhere else to say it")]

fn main() {
    let mut context: tauri::Context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    let outcome = tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let page = b"<!doctype html><html data-ready=true>".to_vec();
            let mut response = tauri::http::Response::new(page);
            let html = tauri::http::HeaderValue::from_static("text/html");
            response.headers_mut().insert(tauri::http::header::CONTENT_TYPE, html);
            response
        })
        .setup(|app| {
            let url = tauri::WebviewUrl::CustomProtocol("empty://localhost".parse()?);
            tauri::WebviewWindowBuilder::new(app, "main", url).title("empty").build()?;
            Ok(())
        })
        .run(context);
    if let Err(error) = outcome {
        eprintln!("{error}");
        std::process::exit(1);
    }
}
