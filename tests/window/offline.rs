//! Nothing that a script loads reaches a socket, and no link leads the window away: a server on this machine listens.

use std::net::{TcpListener, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use journeys::driver::Machine;

/// A server that counts who comes.
fn listening() -> (u16, Arc<AtomicUsize>) {
    let server = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    let port = server.local_addr().expect("its address").port();
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    std::thread::spawn(move || {
        for _ in server.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let datagrams = UdpSocket::bind(("127.0.0.1", port)).expect("the port for datagrams, too");
    let counted = Arc::clone(&came);
    std::thread::spawn(move || {
        while datagrams.recv(&mut [0; 1]).is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, came)
}

#[test]
fn nothing_the_window_loads_opens_a_socket_and_no_link_leaves_our_page() {
    let (port, came) = listening();
    std::net::TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    while came.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    let machine = Machine::new();
    let window = machine.start();
    window.wait("the first screen", "document.querySelector('#app > *') !== null");
    let page = window.script("return location.href");
    let out = format!("http://127.0.0.1:{port}/");
    // each is tried for itself; what throws has been refused
    let loads = [
        "fetch(out).catch(() => {})",
        "fetch(out, { mode: 'no-cors' }).catch(() => {})",
        "const x = new XMLHttpRequest(); x.open('GET', out); x.send()",
        "navigator.sendBeacon(out, 'x')",
        "new WebSocket(out.replace('http', 'ws'))",
        "new EventSource(out)",
        "new Image().src = out",
        "new Audio(out).load()",
        "const s = document.createElement('script'); s.src = out; document.head.append(s)",
        "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = out; document.head.append(l)",
        "const l = document.createElement('link'); l.rel = 'prefetch'; l.href = out; document.head.append(l)",
        "const f = document.createElement('iframe'); f.src = out; document.body.append(f)",
        "const o = document.createElement('object'); o.data = out; document.body.append(o)",
        "const d = document.createElement('div'); d.style.backgroundImage = `url(${out})`; document.body.append(d)",
        "new FontFace('x', `url(${out})`).load().catch(() => {})",
        "new Worker(out)",
        "new SharedWorker(out)",
        "import(out).catch(() => {})",
        "const f = document.createElement('form'); f.action = out; f.method = 'post'; document.body.append(f); f.submit()",
    ];
    // WebKitGTK connects to where a link leads before it asks whether the window may go there: it may not, and stays
    let ways_out = [
        "const a = document.createElement('a'); a.href = out; document.body.append(a); a.click()",
        "const a = document.createElement('a'); a.href = out; a.target = '_blank'; document.body.append(a); a.click()",
        "const a = document.createElement('a'); a.href = out; a.download = 'x'; document.body.append(a); a.click()",
        "const a = document.createElement('a'); a.href = '#'; a.ping = out; document.body.append(a); a.click()",
        "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = `0;url=${out}`; document.head.append(m)",
        "window.open(out)",
        "location.assign(out)",
        "location.href = out",
        "new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${new URL(out).port}` }] }).createDataChannel('x')",
    ];
    for (attempt, leads_away) in
        loads.map(|load| (load, false)).into_iter().chain(ways_out.map(|way| (way, true)))
    {
        window.script(&format!(
            "const out = {out:?}; try {{ (() => {{ {attempt} }})(); }} catch (refused) {{}} return 0"
        ));
        // two turns of the event loop and a frame, in which a page that leaves would be gone
        window.script_later(
            "const done = arguments[arguments.length - 1];
             setTimeout(() => requestAnimationFrame(() => setTimeout(() => done(0), 50)), 50)",
        );
        let now = window.script("return location.href.replace(/#$/, '')");
        assert_eq!(now, page, "the window is where it was after: {attempt}");
        if !leads_away {
            assert_eq!(
                came.load(Ordering::SeqCst),
                1,
                "nobody came but ourselves after: {attempt}"
            );
        }
    }
    window.close();
}
