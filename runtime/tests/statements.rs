//! Statements that the server forgets or outgrows, databases that drift, and what goes over the wire.
#![allow(clippy::unwrap_used, reason = "a failure is a failed test")]

mod support;

mod db {
    include!("exemplar/pgbindgen.rs");
}

use db::Email;
use db::customers::{Customer, NewCustomer};
use db::invoices::{Invoice, InvoicePatch, NewInvoice};
use pgbindgen::{Args, Bind, ErrorKind, Param, Patch, Query, Sql, TableSql};
use pgbindgen_testserver::{Cluster, Installation, Options};

fn ada() -> NewCustomer {
    NewCustomer::new("Ada".into(), Email("ada@x".into()), "h".into())
}

#[test]
fn drift_is_an_error_that_names_the_column() {
    let db = support::database(support::MAJORS[0]);
    let mut admin = db.connect().unwrap();
    let unnamed = {
        use pgbindgen::sync::Run;
        admin.fetch_one(Customer::insert(&ada())).unwrap();
        admin
            .batch_execute("ALTER TABLE customers ALTER type TYPE real USING type")
            .unwrap();
        admin.fetch_all(Customer::list(1)).unwrap_err()
    };
    let expected = "the database does not fit the bindings: column `type` is of type float4 where the migrations have int2; \
                    migrate the database or generate the bindings again (statement: SELECT id, ";
    assert_eq!(unnamed.kind(), ErrorKind::Drift);
    assert!(unnamed.to_string().starts_with(expected), "{unnamed}");
    let cached = {
        use pgbindgen::sync::{Run, Session};
        Session::new(db.connect().unwrap())
            .fetch_all(Customer::list(1))
            .unwrap_err()
    };
    assert_eq!(cached.to_string(), unnamed.to_string());
    let (cached, unnamed) = support::block_on(async {
        use pgbindgen::tokio::{Run, Session};
        let session = Session::new(support::connect(db.url()).await);
        let cached = session.fetch_all(Customer::list(1)).await.unwrap_err();
        (
            cached,
            session
                .into_client()
                .fetch_all(Customer::list(1))
                .await
                .unwrap_err(),
        )
    });
    assert_eq!(cached.to_string(), unnamed.to_string());
    // A text for a varchar is read alike.
    admin
        .batch_execute(
            "ALTER TABLE customers ALTER type TYPE smallint USING type, ALTER phone TYPE text",
        )
        .unwrap();
    pgbindgen::sync::Run::fetch_all(&mut admin, Customer::list(1)).unwrap();
    // A column that is gone is the server's to report.
    admin
        .batch_execute("ALTER TABLE customers DROP phone")
        .unwrap();
    let e = pgbindgen::sync::Run::fetch_all(&mut admin, Customer::list(1)).unwrap_err();
    assert_eq!((e.kind(), e.code()), (ErrorKind::Database, Some("42703")));
}

const OTHER_RESULT: [&str; 2] = [
    "ALTER TABLE customers ALTER phone TYPE text",
    "ALTER TABLE customers ALTER phone TYPE varchar(32)",
];

#[test]
fn sync_statements_survive_ddl() {
    use pgbindgen::sync::{Run, Session};
    for major in support::MAJORS {
        let db = support::database(major);
        let mut admin = db.connect().unwrap();
        let mut session = Session::new(db.connect().unwrap());
        session.fetch_one(Customer::insert(&ada())).unwrap();
        session.fetch_one(Customer::list(1)).unwrap();
        session.batch_execute("DEALLOCATE ALL").unwrap();
        session.fetch_one(Customer::list(1)).unwrap();
        admin.batch_execute(OTHER_RESULT[0]).unwrap();
        session.fetch_one(Customer::list(1)).unwrap();
        // Inside a transaction the failure is reported, and the next try prepares anew.
        admin.batch_execute(OTHER_RESULT[1]).unwrap();
        let mut tx = session.transaction().unwrap();
        let e = tx.fetch_one(Customer::list(1)).unwrap_err();
        assert_eq!(e.code(), Some("0A000"));
        drop(tx);
        let mut tx = session.transaction().unwrap();
        tx.fetch_one(Customer::list(1)).unwrap();
        tx.commit().unwrap();
        // So it is in a transaction that was begun as text.
        admin.batch_execute(OTHER_RESULT[0]).unwrap();
        session.batch_execute("BEGIN").unwrap();
        let e = session.fetch_one(Customer::list(1)).unwrap_err();
        assert_eq!(e.code(), Some("0A000"));
        session.batch_execute("ROLLBACK").unwrap();
        session.fetch_one(Customer::list(1)).unwrap();
        // Drift is found on the second try too.
        admin
            .batch_execute("ALTER TABLE customers ALTER phone TYPE integer USING NULL")
            .unwrap();
        let e = session.fetch_one(Customer::list(1)).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Drift);
    }
}

#[test]
fn tokio_statements_survive_ddl() {
    use pgbindgen::tokio::{Run, Session};
    let db = support::database(support::MAJORS[1]);
    support::block_on(async {
        let admin = support::connect(db.url()).await;
        let mut session = Session::new(support::connect(db.url()).await);
        let new = ada();
        session.fetch_one(Customer::insert(&new)).await.unwrap();
        session.fetch_one(Customer::list(1)).await.unwrap();
        session.batch_execute("DEALLOCATE ALL").await.unwrap();
        session.fetch_one(Customer::list(1)).await.unwrap();
        admin.batch_execute(OTHER_RESULT[0]).await.unwrap();
        session.fetch_one(Customer::list(1)).await.unwrap();
        admin.batch_execute(OTHER_RESULT[1]).await.unwrap();
        let tx = session.transaction().await.unwrap();
        let e = tx.fetch_one(Customer::list(1)).await.unwrap_err();
        assert_eq!(e.code(), Some("0A000"));
        drop(tx);
        let tx = session.transaction().await.unwrap();
        tx.fetch_one(Customer::list(1)).await.unwrap();
        tx.commit().await.unwrap();
        admin.batch_execute(OTHER_RESULT[0]).await.unwrap();
        session.batch_execute("BEGIN").await.unwrap();
        let e = session.fetch_one(Customer::list(1)).await.unwrap_err();
        assert_eq!(e.code(), Some("0A000"));
        session.batch_execute("ROLLBACK").await.unwrap();
        session.fetch_one(Customer::list(1)).await.unwrap();
    });
}

#[test]
fn the_cache_is_bounded() {
    use pgbindgen::sync::{Run, Session};
    let db = support::database(support::MAJORS[0]);
    let mut session = Session::with_capacity(db.connect().unwrap(), 2);
    for _ in 0..3 {
        session.fetch_optional(Customer::list(1)).unwrap();
        session.fetch_optional(Invoice::list(1)).unwrap();
        session
            .fetch_optional(Invoice::by_series_and_number("A", 1))
            .unwrap();
        assert_eq!(session.cached(), 2);
    }
    session.clear();
    assert_eq!(session.cached(), 0);
    session.fetch_optional(Customer::list(1)).unwrap();
    assert_eq!(session.cached(), 1);
}

/// Each set of columns is a statement of its own.
#[test]
fn shapes_of_writes() {
    let patch = InvoicePatch {
        note: Patch::NULL,
        ..InvoicePatch::default()
    };
    let sql = Invoice::patch(db::invoices::InvoiceId(1), &patch).sql();
    assert!(
        sql.starts_with("UPDATE public.invoices SET note = $2 WHERE id = $1 RETURNING id, "),
        "{sql}"
    );
    let nothing = InvoicePatch::default();
    let sql = Invoice::patch(db::invoices::InvoiceId(1), &nothing).sql();
    assert!(
        sql.starts_with("SELECT id, ") && sql.ends_with(" FROM public.invoices WHERE id = $1"),
        "{sql}"
    );
    let new = ada();
    let sql = Customer::insert(&new).sql();
    assert!(
        sql.starts_with(
            "INSERT INTO public.customers (name, email, phone, password_hash, home, last_ip, avatar) \
             VALUES ($1, $2, $3, $4, $5::text::public.address, $6, $7) RETURNING id, "
        ),
        "{sql}"
    );
}

static WIDE_COLUMNS: &[(&str, &str, u32)] = &{
    const NAMES: [&str; 10] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"];
    let mut columns = [("", "", 23); 200];
    let mut i = 0;
    while i < 200 {
        // Only the last ten are set, so only their names matter.
        columns[i] = (NAMES[i % 10], "", 23);
        i += 1;
    }
    columns
};
static WIDE: TableSql = TableSql::new("wide", &["c0"], &[23], WIDE_COLUMNS, 200);

struct Wide;
impl Bind for Wide {
    fn bind(&self, i: usize) -> Param<'_> {
        if i < 195 {
            // What `OrDefault::Default` gives.
            pgbindgen::Encode::<pgbindgen::pg::Int4>::encode(&pgbindgen::OrDefault::<i32>::Default)
        } else {
            Param::of(i32::try_from(i).unwrap())
        }
    }
}

/// More columns than a mask has bits.
#[test]
fn wide_tables() {
    use pgbindgen::sync::{Run, Session};
    static INSERT: Sql = Sql::insert(&WIDE);
    let db = support::database(support::MAJORS[0]);
    let mut session = Session::new(db.connect().unwrap());
    let columns: Vec<String> = (0..10).map(|i| format!("c{i} int")).collect();
    session
        .batch_execute(&format!("CREATE TABLE wide ({})", columns.join(", ")))
        .unwrap();
    let query: Query<'_, ()> = Query::new(&INSERT, Args::of([]).with(&Wide));
    assert_eq!(
        query.sql(),
        "INSERT INTO wide (c5, c6, c7, c8, c9) VALUES ($1, $2, $3, $4, $5) RETURNING c0"
    );
    for _ in 0..2 {
        assert_eq!(session.execute(query.clone()).unwrap(), 1);
    }
    assert_eq!(session.cached(), 1);
    session
        .batch_execute("DO $$ BEGIN ASSERT (SELECT c5 + c9 = 195 + 199 FROM wide LIMIT 1); END $$")
        .unwrap();
}

struct Number(i64);
impl pgbindgen::Record for Number {
    fn decode(row: &pgbindgen::Row<'_>) -> Result<Self, pgbindgen::Error> {
        Ok(Self(row.get::<pgbindgen::pg::Int8, _>(0)?))
    }
}

/// A key of more columns than stand in the query itself.
#[test]
fn long_keys() {
    use pgbindgen::sync::{Run, Session};
    static S: Sql = Sql::new(
        "SELECT $1::int8 * 100000 + $2 * 10000 + $3 * 1000 + $4 * 100 + $5 * 10 + $6",
        &[20, 20, 20, 20, 20, 20],
        &[20],
    );
    let db = support::database(support::MAJORS[0]);
    let query: Query<'_, Number> = Query::new(&S, Args::of([1, 2, 3, 4, 5, 6i64].map(Param::of)));
    let mut client = db.connect().unwrap();
    assert_eq!(client.fetch_one(query.clone()).unwrap().0, 123_456);
    assert_eq!(Session::new(client).fetch_one(query).unwrap().0, 123_456);
}

/// Neither driver ever looks a type up, and a bare client names no statement and sends one
/// statement a call.
#[test]
fn what_the_server_sees() {
    for major in support::MAJORS {
        let installation = Installation::find(major).unwrap();
        let options = Options::new()
            .setting("log_statement", "all")
            .setting("log_line_prefix", "%d %c ");
        let cluster = Cluster::start(&installation, &options).unwrap();
        let db = cluster.create_database().unwrap();
        let mut admin = db.connect().unwrap();
        admin.batch_execute(support::schema()).unwrap();
        drop(admin);
        let log = || {
            let text = std::fs::read_to_string(cluster.directory().join("log")).unwrap();
            let lines = text
                .lines()
                .filter(|l| l.starts_with(db.name()) && l.contains("LOG:"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let before = log().len();

        let customer = NewCustomer {
            others: vec![].into(),
            ..ada()
        };
        let mut client = db.connect().unwrap();
        let mut calls = 0;
        {
            use pgbindgen::sync::Run;
            let ada = client.fetch_one(Customer::insert(&customer)).unwrap();
            let new = NewInvoice::new(ada.id, "A".into(), 1, "1".parse().unwrap());
            let invoice = client.fetch_one(Invoice::insert(&new)).unwrap();
            client.fetch_all(Invoice::list(1)).unwrap();
            client.fetch_one(invoice.update()).unwrap();
            client
                .fetch_all(db::open_invoices::OpenInvoice::list(1))
                .unwrap();
            Run::execute(&mut client, Invoice::delete(invoice.id)).unwrap();
            Run::execute(&mut client, Customer::delete(ada.id)).unwrap();
            calls += 7;
        }
        support::block_on(async {
            use pgbindgen::tokio::Run;
            let client = support::connect(db.url()).await;
            let ada = client.fetch_one(Customer::insert(&customer)).await.unwrap();
            let new = NewInvoice::new(ada.id, "A".into(), 1, "1".parse().unwrap());
            let invoice = client.fetch_one(Invoice::insert(&new)).await.unwrap();
            client.fetch_all(Invoice::list(1)).await.unwrap();
            client.fetch_one(invoice.update()).await.unwrap();
            client
                .fetch_all(db::open_invoices::OpenInvoice::list(1))
                .await
                .unwrap();
        });
        calls += 5;
        let lines = log().split_off(before);
        assert_eq!(lines.len(), calls, "{lines:#?}");
        for line in &lines {
            assert!(
                line.contains("execute <unnamed>: ") && !line.contains("pg_type"),
                "{line}"
            );
        }

        let before = log().len();
        support::block_on(async {
            use pgbindgen::tokio::{Run, Session};
            let session = Session::new(support::connect(db.url()).await);
            for _ in 0..3 {
                session.fetch_all(Invoice::list(1)).await.unwrap();
                session.fetch_all(Customer::list(1)).await.unwrap();
            }
        });
        let lines = log().split_off(before);
        assert_eq!(lines.len(), 6, "{lines:#?}");
        assert!(
            lines
                .iter()
                .all(|l| l.contains("execute s") && !l.contains("pg_type")),
            "{lines:#?}"
        );
    }
}
