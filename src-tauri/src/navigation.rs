//! The window shows our own pages and nothing else: no script and no link leads it elsewhere or opens another one.

use tauri::webview::NewWindowResponse;
use tauri::{App, Url, WebviewWindowBuilder};

/// No content security policy covers WebRTC, which WebView2 has.
const NO_DATAGRAMS: &str =
    "for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport']) delete globalThis[name];";

/// Makes the windows of `tauri.conf.json` (which says `create: false`), each with its way out shut.
pub(crate) fn open_windows(app: &App) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, config)?
            .on_navigation(is_ours)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .initialization_script(NO_DATAGRAMS)
            .build()?;
    }
    Ok(())
}

/// Our pages are served by the program itself: under a scheme of its own, on Windows under a name that the webview
/// never asks the network for.
fn is_ours(url: &Url) -> bool {
    let ours = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" if cfg!(windows) => {
            url.host_str() == Some("tauri.localhost") && url.port().is_none()
        }
        "about" => url.path() == "blank",
        _ => false,
    };
    if !ours {
        tracing::warn!(scheme = url.scheme(), "a page outside the program was not opened");
    }
    ours
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_opened() {
        for (url, wanted) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#x", true),
            ("about:blank", true),
            ("tauri://evil.example/", false),
            ("https://tauri.localhost.evil.example/", false),
            ("http://127.0.0.1:8000/", false),
            ("https://example.org/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("blob:https://example.org/x", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_ours(&url.parse().expect("a URL")), wanted, "{url}");
        }
    }
}
