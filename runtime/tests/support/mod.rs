//! A private server and databases in the state of the exemplar's migration.
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use pgbindgen_testserver::{Cluster, Database, Major};

pub const MAJORS: [Major; 2] = [Major::V15, Major::V18];

/// The `+up` half of the exemplar's migration.
pub fn schema() -> &'static str {
    let text = include_str!("../exemplar/migrations/20260101_0000_exemplar.sql");
    text.split("-- +up")
        .nth(1)
        .and_then(|t| t.split("-- +down").next())
        .expect("an up half")
}

/// An empty database of the exemplar's schema.
pub fn database(major: Major) -> Database {
    let cluster = Cluster::shared(major).expect("a private server");
    let database = cluster.create_database().expect("a database");
    database
        .connect()
        .expect("a connection")
        .batch_execute(schema())
        .expect("the schema");
    database
}

/// Runs a future, as an application's `main` would.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

/// A connection of the asynchronous driver.
pub async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls)
        .await
        .expect("a connection");
    tokio::spawn(connection);
    client
}
