//! Printing what the window shows to a printer: whole sheets of A4, which bring their own margins.

use std::path::PathBuf;

use tauri::WebviewWindow;

/// Prints, after the system's dialog or straight into a file; waits until that is done or was cancelled. The
/// reason when the system could not.
///
/// WebKitGTK lays a page out within the margins of its paper, whatever the page says of its own, so that both are set
/// here.
#[cfg(target_os = "linux")]
pub(crate) fn print(window: &WebviewWindow, into: Option<PathBuf>) -> Result<(), String> {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::mpsc;

    use gtk::PrintSettings;
    use webkit2gtk::{PrintOperation, PrintOperationExt, PrintOperationResponse};

    let (outcome, done) = mpsc::channel();
    let asked = window.with_webview(move |view| {
        let print = PrintOperation::new(&view.inner());
        print.set_page_setup(&whole_sheet());
        let (failed, finished) = (outcome.clone(), outcome.clone());
        print.connect_failed(move |_, error| {
            let _ = failed.send(Err(error.to_string()));
        });
        // the operation is held until it has ended, and no longer
        let held = Rc::new(RefCell::new(Some(print.clone())));
        let hold = Rc::clone(&held);
        print.connect_finished(move |_| {
            hold.take();
            let _ = finished.send(Ok(()));
        });
        if let Some(file) = into {
            let settings = PrintSettings::new();
            settings.set_printer("Print to File");
            settings.set("output-file-format", Some("pdf"));
            settings.set("output-uri", Some(&format!("file://{}", file.display())));
            print.set_print_settings(&settings);
            print.print();
        } else if print.run_dialog(None::<&gtk::Window>) == PrintOperationResponse::Cancel {
            held.take();
            let _ = outcome.send(Ok(()));
        }
    });
    asked.map_err(|e| e.to_string())?;
    done.recv().map_err(|e| e.to_string())?
}

/// A4 without margins.
#[cfg(target_os = "linux")]
fn whole_sheet() -> gtk::PageSetup {
    use gtk::{PageSetup, PaperSize, Unit};

    let sheet = PageSetup::new();
    sheet.set_paper_size(&PaperSize::new(Some("iso_a4")));
    sheet.set_top_margin(0.0, Unit::Mm);
    sheet.set_bottom_margin(0.0, Unit::Mm);
    sheet.set_left_margin(0.0, Unit::Mm);
    sheet.set_right_margin(0.0, Unit::Mm);
    sheet
}

/// Shows the system's dialog. WebView2 goes by the page's own `@page` rule: A4 without margins, which leaves no room for
/// its header and footer.
#[cfg(not(target_os = "linux"))]
pub(crate) fn print(window: &WebviewWindow, _: Option<PathBuf>) -> Result<(), String> {
    window.print().map_err(|e| e.to_string())
}
