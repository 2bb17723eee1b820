//! `zhiyan serve`: stopping it, and what it says of a configuration that is wrong.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    sync::Barrier,
    thread,
};

use tests::command::run_with;

use crate::durability::Stage;

const BINARY: &str = env!("CARGO_BIN_EXE_zhiyan-under-test");
/// Requests that are under way when the server is asked to stop.
const REQUESTS: usize = 24;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_asked_to_stop_answers_what_it_has_begun() {
    let stage = Stage::set().await;
    let server = stage.serve();
    let (address, token, body) = (server.address(), stage.token.clone(), stage.request().to_string());
    let (begun, stopping) = (Barrier::new(REQUESTS + 1), Barrier::new(REQUESTS + 1));
    let answers: Vec<_> = thread::scope(|scope| {
        let send = || {
            let mut connection = begin(address, &token, body.len());
            begun.wait();
            stopping.wait();
            connection.write_all(body.as_bytes()).unwrap();
            let mut answer = String::new();
            connection.read_to_string(&mut answer).unwrap();
            answer
        };
        let clients: Vec<_> = (0..REQUESTS).map(|_| scope.spawn(send)).collect();
        begun.wait();
        server.terminate();
        stopping.wait();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    let status = server.wait();
    assert_eq!(status.code(), Some(0));
    for answer in answers {
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(answer.contains("\"userErrors\":[]"), "{answer}");
    }
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
    let found = stage.found().await;
    found.assert_whole();
    assert_eq!(found.commitments.len(), REQUESTS);
}

/// A request that the server has begun to read: it has asked for the body, which takes `length` bytes.
fn begin(address: SocketAddr, token: &str, length: usize) -> TcpStream {
    let mut connection = TcpStream::connect(address).unwrap();
    write!(
        connection,
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nExpect: 100-continue\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut asked = [0; 25];
    connection.read_exact(&mut asked).unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    connection
}

#[test]
fn a_wrong_configuration_is_refused_with_the_name_of_the_variable() {
    for (variable, value) in [
        ("ZHIYAN_LISTEN", "nowhere"),
        ("ZHIYAN_LISTEN", "127.0.0.1"),
        ("ZHIYAN_DATABASE_URL", "mysql://root@localhost/zhiyan"),
        ("ZHIYAN_DATABASE_URL", "sqlite:///no/such/folder/zhiyan.db"),
        ("ZHIYAN_TOKEN_SECRET", "too-short-a-secret"),
        ("ZHIYAN_LOG", "info,api=loudly"),
        ("ZHIYAN_LOG_FORMAT", "xml"),
    ] {
        let run = run_with(Path::new(BINARY), &["serve"], &[(variable, value)], "");
        assert_eq!(run.code, 2, "{variable}={value}: {run:?}");
        assert!(run.err.contains(variable), "{variable}={value}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert!(!run.err.contains("too-short"), "a secret is shown: {}", run.err);
    }
}

#[test]
fn an_address_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("zhiyan.db").display());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let variables = [("ZHIYAN_LISTEN", address.as_str()), ("ZHIYAN_DATABASE_URL", &database)];
    let run = run_with(Path::new(BINARY), &[], &variables, "");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.err.contains("ZHIYAN_LISTEN") && run.err.contains(&address),
        "{}",
        run.err
    );
}
