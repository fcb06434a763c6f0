//! A small HTTP server on loopback that misbehaves on request, and names of our own.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it came.
pub struct Request {
    /// Path with its query.
    pub path: String,
    /// The whole header in lower case.
    pub head: String,
}

/// A server that hands every request to one function and remembers it.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves until the test program ends. A path without an answer of its own may be left
    /// unanswered: the connection is then closed.
    pub fn start(answer: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || serve(stream, &*answer, &log));
            }
        });
        Self { address, seen }
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// An address on this server under another name.
    pub fn url_of(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    /// The paths asked for so far.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn times(&self, path: &str) -> usize {
        self.seen().iter().filter(|seen| *seen == path).count()
    }
}

fn serve(
    mut stream: TcpStream,
    answer: &(dyn Fn(&Request, &mut TcpStream) + Send + Sync),
    log: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            // A handshake of TLS, which is not spoken here.
            Ok(1) if head.is_empty() && byte[0] == 0x16 => {
                let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
                return;
            }
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(path.clone());
    answer(&Request { path, head: head.to_lowercase() }, &mut stream);
}

/// Answers with this status, these header lines and this body, its true length stated.
pub fn respond(stream: &mut TcpStream, status: &str, lines: &[&str], body: &[u8]) {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    lines.push(format!("Content-Length: {}", body.len()));
    respond_as_told(stream, status, &lines, body);
}

/// Answers with exactly these header lines.
pub fn respond_as_told(stream: &mut TcpStream, status: &str, lines: &[String], body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n{}\r\n\r\n", lines.join("\r\n"));
    // The client may have gone away, which is what some tests want.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(body);
}

/// Waits until the client goes away.
pub fn wait_for_end(stream: &mut TcpStream) {
    while matches!(stream.read(&mut [0; 64]), Ok(1..)) {}
}
