//! `zhiyan serve` as a process of its own, to be stopped and killed.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How long the server may take to start and to stop; far more than it ever does.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server.
#[derive(Debug)]
pub struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    /// Starts `zhiyan serve` at `binary` on a free port, with these variables, and no others, in the environment.
    pub fn serve(binary: &Path, variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env_clear()
            .env("NO_COLOR", "1")
            .env("ZHIYAN_FILES", std::env::temp_dir().join("zhiyan-test-files"))
            .envs(variables.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let log = BufReader::new(child.stderr.take().unwrap());
        let (found, address) = mpsc::channel();
        // Reads on behind the address, so that the server never waits for a reader of its log.
        thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                if let Some(address) = listening(&line)
                    && found.send(address).is_err()
                {
                    return;
                }
            }
        });
        match address.recv_timeout(PATIENCE) {
            Ok(address) => Self { child, address },
            Err(_) => {
                drop(child.kill());
                panic!("the server does not say where it listens");
            }
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Kills it (SIGKILL), in the middle of whatever it does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop (SIGTERM).
    pub fn terminate(&self) {
        let status = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(status.unwrap().success());
    }

    /// How it ended, which it does soon.
    pub fn wait(mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "the server does not stop");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A test that failed leaves it running.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The address in the line of the log that tells it.
fn listening(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("listening on http://")?;
    rest.split_once('/')?.0.parse().ok()
}
