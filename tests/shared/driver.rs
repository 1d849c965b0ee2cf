//! A WebDriver client of the few calls these tests need, over `tauri-driver`.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Patience of every wait, in milliseconds.
const PATIENCE: u64 = 20_000;

/// Keys without a letter, as WebDriver names them.
pub mod keys {
    pub const CONTROL: &str = "\u{e009}";
    pub const ENTER: &str = "\u{e007}";
    pub const HOME: &str = "\u{e011}";
    pub const LEFT: &str = "\u{e012}";
    pub const DOWN: &str = "\u{e015}";
    pub const SPACE: &str = " ";
    pub const TAB: &str = "\u{e004}";
    pub const ESCAPE: &str = "\u{e00c}";
}

/// A machine of its own for the program: its data folder, and the script its dialogs answer from.
pub struct Machine {
    pub folder: TempDir,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

impl Machine {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Says what the next dialogs answer: an item a dialog, several paths for several files.
    pub fn answers(&self, dialogs: &[&[PathBuf]]) {
        let line = |paths: &&[PathBuf]| {
            let paths: Vec<_> = paths.iter().map(|p| p.display().to_string()).collect();
            paths.join("|") + "\n"
        };
        let script: String = dialogs.iter().map(line).collect();
        scorebook::disk::write_whole(&self.path("dialogs.txt"), script.as_bytes())
            .expect("the script is written");
    }

    /// Starts the program.
    pub fn start(&self) -> Window {
        Window::start(self)
    }
}

/// A running window. Dropped, it is closed.
pub struct Window {
    driver: Child,
    session: String,
}

impl Window {
    fn start(machine: &Machine) -> Self {
        Self::start_program(machine, &crate::program("SODIEM_DESKTOP", "sodiem-desktop"))
    }

    /// Starts any Tauri program that marks its page ready as ours does.
    pub fn start_program(machine: &Machine, application: &Path) -> Self {
        let (port, native) = (free_port(), free_port());
        let driver =
            Command::new(std::env::var_os("TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into()))
                .args([
                    "--port",
                    &port.to_string(),
                    "--native-port",
                    &native.to_string(),
                    "--native-driver",
                ])
                .arg(
                    std::env::var_os("WEBKIT_DRIVER")
                        .unwrap_or_else(|| "/usr/bin/WebKitWebDriver".into()),
                )
                .env("SODIEM_DIALOG_SCRIPT", machine.path("dialogs.txt"))
                .env("XDG_DATA_HOME", machine.path("data"))
                .env("XDG_CONFIG_HOME", machine.path("config"))
                .env("XDG_CACHE_HOME", machine.path("cache"))
                .stdout(Stdio::null())
                .spawn()
                .expect("tauri-driver starts; `cargo xtask test` sets it up");
        let base = format!("http://127.0.0.1:{port}");
        // it takes calls before the native driver listens, and would die of the first
        let deadline = Instant::now() + Duration::from_millis(PATIENCE);
        while !(answers(&format!("http://127.0.0.1:{native}/status"))
            && answers(&format!("{base}/status")))
        {
            assert!(Instant::now() < deadline, "the drivers did not come up");
            std::thread::yield_now();
        }
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            "tauri:options": { "application": application.display().to_string() }
        } } });
        let answer = post(&format!("{base}/session"), &capabilities);
        let id = answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        let window = Self { driver, session: format!("{base}/session/{id}") };
        post(
            &window.url("timeouts"),
            &json!({ "implicit": PATIENCE, "script": PATIENCE, "pageLoad": PATIENCE }),
        );
        window
            .wait("the first screen is ready", "document.documentElement.dataset.ready === 'true'");
        window
    }

    fn url(&self, call: &str) -> String {
        format!("{}/{call}", self.session)
    }

    fn element(&self, css: &str) -> String {
        let answer = post(&self.url("element"), &json!({ "using": "css selector", "value": css }));
        let id = answer.as_object().and_then(|o| o.values().next()).and_then(Value::as_str);
        id.unwrap_or_else(|| panic!("nothing on screen for {css}: {answer}")).to_owned()
    }

    /// Runs a script in the page; the value of its `return`.
    pub fn script(&self, body: &str) -> Value {
        post(&self.url("execute/sync"), &json!({ "script": body, "args": [] }))
    }

    /// Runs a script whose last argument is called with the answer.
    pub fn script_later(&self, body: &str) -> Value {
        post(&self.url("execute/async"), &json!({ "script": body, "args": [] }))
    }

    /// Waits until an expression holds in the page.
    pub fn wait(&self, what: &str, expression: &str) {
        let script = format!(
            "const done = arguments[0]; const end = performance.now() + {};
             const look = () => {{ let ok = false; try {{ ok = Boolean({expression}); }} catch {{}}
               if (ok) done(true); else if (performance.now() > end) done(false); else setTimeout(look, 30); }};
             look();",
            PATIENCE - 2_000
        );
        let held = post(&self.url("execute/async"), &json!({ "script": script, "args": [] }));
        if held != Value::Bool(true) {
            self.shot("failed");
            let text = self.script("return document.body.innerText");
            panic!("waited in vain until {what}\n{}", text.as_str().unwrap_or_default());
        }
    }

    /// Waits until an element's text holds something.
    pub fn wait_text(&self, css: &str, text: &str) {
        let (css, wanted) = (json!(css), json!(text));
        self.wait(
            &format!("{css} says {text:?}"),
            &format!(
                "document.querySelector({css}).textContent.replace(/\\s+/g, ' ').includes({wanted})"
            ),
        );
    }

    /// Clicks an element as a person would: brings it into sight first, and looks for it again when the page
    /// drew it anew in between.
    pub fn click(&self, css: &str) {
        let deadline = Instant::now() + Duration::from_millis(PATIENCE);
        loop {
            let id = self.element(css);
            let shown = json!({
                "script": "document.querySelector(arguments[0])?.scrollIntoView({ block: 'nearest', inline: 'nearest' });",
                "args": [css]
            });
            post(&self.url("execute/sync"), &shown);
            let url = self.url(&format!("element/{id}/click"));
            let answer = ask(&url, &json!({}));
            let error = answer["error"].as_str().unwrap_or_default().to_owned();
            if error.is_empty() {
                return;
            }
            let may_pass = ["stale element reference", "element not interactable"];
            assert!(
                may_pass.contains(&error.as_str()) && Instant::now() < deadline,
                "{css} could not be clicked: {answer}"
            );
        }
    }

    /// Types into an element, after what is in it.
    pub fn type_into(&self, css: &str, text: &str) {
        let id = self.element(css);
        post(&self.url(&format!("element/{id}/value")), &json!({ "text": text }));
    }

    /// Presses keys where the focus is. Keys of one item are held together: `["\u{e009}", "z"]` is Ctrl+Z.
    pub fn keys(&self, chord: &[&str]) {
        let down = chord.iter().map(|k| json!({ "type": "keyDown", "value": k }));
        let up = chord.iter().rev().map(|k| json!({ "type": "keyUp", "value": k }));
        let actions: Vec<Value> = down.chain(up).collect();
        post(
            &self.url("actions"),
            &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }),
        );
    }

    /// Types a text where the focus is, letter by letter.
    pub fn write(&self, text: &str) {
        text.chars().for_each(|letter| self.keys(&[&letter.to_string()]));
    }

    pub fn text(&self, css: &str) -> String {
        let id = self.element(css);
        let text = get(&self.url(&format!("element/{id}/text")));
        text.as_str().unwrap_or_default().to_owned()
    }

    pub fn count(&self, css: &str) -> u64 {
        self.script(&format!("return document.querySelectorAll({}).length", json!(css)))
            .as_u64()
            .unwrap_or(0)
    }

    /// Takes the picture of the screen into `target/window-shots`, for people to look at.
    ///
    /// From the display, not from WebDriver: WebKitGTK never answers a `screenshot` once its page has stopped
    /// changing under Xvfb.
    pub fn shot(&self, name: &str) {
        let painted = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 0)));";
        post(&self.url("execute/async"), &json!({ "script": painted, "args": [] }));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/window-shots");
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        let taken = Command::new("import")
            .args(["-window", "root"])
            .arg(folder.join(format!("{name}.png")))
            .status()
            .expect("ImageMagick's `import` is there; `cargo xtask test` sets it up");
        assert!(taken.success(), "the screen could not be pictured");
    }

    /// Gives the window another size, as a screen of that size or a larger scale of letters would.
    pub fn resize(&self, width: u32, height: u32) {
        post(
            &self.url("window/rect"),
            &json!({ "x": 0, "y": 0, "width": width, "height": height }),
        );
        self.wait(
            &format!("the window is {width} wide"),
            &format!("innerWidth === {width} && innerHeight === {height}"),
        );
    }

    /// Closes the window as a person would, and waits until the store is free.
    pub fn close(self) {
        drop(self);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        wait_for_the_program_to_end();
    }
}

/// The driver answers before the program has closed its book, which it does on every way out.
fn wait_for_the_program_to_end() {
    let deadline = Instant::now() + Duration::from_millis(PATIENCE);
    while is_running("sodiem-desktop") && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Is a program of that name running on this machine?
fn is_running(program: &str) -> bool {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.into_iter().any(|process| {
        std::fs::read_to_string(process.path().join("comm"))
            .is_ok_and(|name| name.trim() == program)
    })
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn answers(url: &str) -> bool {
    ureq::get(url).call().is_ok()
}

fn agent() -> ureq::Agent {
    // an error of the driver comes with a body that says what is wrong
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_millis(PATIENCE + 5_000)))
        .build()
        .into()
}

fn post(url: &str, body: &Value) -> Value {
    sound(url, ask(url, body))
}

fn get(url: &str) -> Value {
    sound(url, value(url, agent().get(url).call()))
}

/// Posts, and gives the answer even when it is an error of the driver's.
fn ask(url: &str, body: &Value) -> Value {
    value(url, agent().post(url).send_json(body))
}

fn sound(url: &str, value: Value) -> Value {
    assert!(value.get("error").is_none(), "{url}: {value}");
    value
}

fn value(url: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    match answer.and_then(|mut r| r.body_mut().read_json::<Value>()) {
        Ok(mut answer) => answer["value"].take(),
        Err(error) => panic!("{url}: {error}"),
    }
}
