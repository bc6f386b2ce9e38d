//! Derived records, enums and composite types: their statements, and rows through every client,
//! against real servers.

#![deny(warnings, missing_docs, clippy::pedantic)]
#![allow(clippy::unwrap_used, reason = "a failure is a failed test")]

mod support;

mod db {
    include!("exemplar/pgbindgen.rs");
}

/// The crate under another name, as Cargo.toml can give it one.
mod renamed {
    pub(crate) use ::pgbindgen as runtime;
}

use db::customers::{Customer, NewCustomer};
use db::invoices::{Invoice, InvoiceId, NewInvoice};
use db::open_invoices::OpenInvoice;
use pgbindgen::{
    Decode, DecodeError, ErrorKind, Numeric, PgComposite, PgEnum, Project, Query, Record, Sql, pg,
};

/// In another order than the database's, and one under another name.
#[derive(Debug, Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Status {
    Paid,
    #[pgbindgen(rename = "PartlyPaid")]
    Partly,
    Issued,
    Draft,
}

#[derive(Debug, Clone, PartialEq, PgComposite)]
#[pgbindgen(type = db::Address)]
struct Home {
    floor: Option<i16>,
    #[pgbindgen(rename = "city")]
    town: Option<String>,
    street: Option<String>,
    zip: Option<String>,
}

/// A type that reads text in a way of its own.
#[derive(Debug, Clone, PartialEq)]
struct Series(char);

impl Decode<pg::Text> for Series {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let text: String = Decode::<pg::Text>::decode(b)?;
        text.chars()
            .next()
            .map(Self)
            .ok_or_else(|| DecodeError::new("no series"))
    }
}

#[derive(Debug, PartialEq, Record)]
#[pgbindgen(table = db::invoices)]
struct Amounts {
    net: Numeric<12, 2>,
    gross: Option<Numeric<14, 2>>,
}

#[derive(Debug, PartialEq, Record)]
#[pgbindgen(table = self::db::invoices, crate = renamed::runtime)]
struct Summary {
    #[pgbindgen(skip, default = String::from("summary"))]
    kind: String,
    #[pgbindgen(own_type)]
    status: Status,
    #[pgbindgen(flatten)]
    amounts: Amounts,
    #[pgbindgen(own_type)]
    history: Vec<Status>,
    #[pgbindgen(rename = "due_on")]
    due: Option<pgbindgen::jiff::civil::Date>,
    #[cfg(any())]
    absent: NoSuchType,
    #[pgbindgen(skip)]
    seen: bool,
    #[pgbindgen(own_type)]
    series: Option<Series>,
    id: InvoiceId,
}

#[derive(Debug, PartialEq, Record)]
#[pgbindgen(table = db::customers)]
struct Contact {
    r#type: i16,
    #[pgbindgen(own_type)]
    home: Option<Home>,
    #[pgbindgen(own_type)]
    others: Vec<Home>,
    #[pgbindgen(rename = "type")]
    again: i16,
}

#[derive(Debug, PartialEq, Record)]
#[pgbindgen(table = db::open_invoices)]
struct Open {
    net: Option<Numeric<12, 2>>,
}

/// Nothing of the prelude is named by what a derive writes.
#[no_implicit_prelude]
#[allow(
    dead_code,
    non_camel_case_types,
    clippy::struct_field_names,
    reason = "names that hide those of the prelude and of the table"
)]
mod hygiene {
    struct Option;
    struct Result;
    struct Some;
    struct Ok;
    struct Err;
    struct str_;
    trait Sized {}
    trait Default {}

    #[derive(::pgbindgen::Record)]
    #[pgbindgen(table = super::db::billing::option, no_implicit_prelude)]
    struct Seats {
        seats: i32,
        #[pgbindgen(skip)]
        more: i32,
        r#match: ::core::option::Option<bool>,
    }

    #[derive(
        ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::pgbindgen::PgEnum,
    )]
    #[pgbindgen(type = super::db::InvoiceStatus)]
    enum Status {
        Draft,
        Issued,
        PartlyPaid,
        Paid,
    }

    #[derive(::pgbindgen::PgComposite)]
    #[pgbindgen(type = super::db::Address, no_implicit_prelude)]
    struct Address {
        street: ::core::option::Option<::std::string::String>,
        city: ::core::option::Option<::std::string::String>,
        zip: ::core::option::Option<::std::string::String>,
        floor: ::core::option::Option<i16>,
    }

    pub(crate) fn seats() -> &'static str {
        <Seats as ::pgbindgen::Project>::SELECT
    }
}

#[test]
fn the_select_list_is_that_of_the_bindings() {
    assert_eq!(Amounts::SELECT, "net, gross");
    assert_eq!(
        Summary::SELECT,
        "status::text, net, gross, history::text[], due_on, series, id"
    );
    assert_eq!(
        Contact::SELECT,
        "type, pg_catalog.record_send(home) AS home, pg_catalog.array_send(others) AS others, type"
    );
    assert_eq!(hygiene::seats(), "seats, match");
    assert_eq!(
        Invoice::by_id(InvoiceId(1)).project::<Amounts>().sql(),
        "SELECT net, gross FROM public.invoices WHERE id = $1"
    );
    let whole = Invoice::by_id(InvoiceId(1)).sql();
    assert!(whole.contains("customer_id"), "{whole}");
    assert_eq!(
        OpenInvoice::list(3).project::<Open>().sql(),
        "SELECT net FROM public.open_invoices LIMIT $1"
    );
}

#[test]
fn an_enum_keeps_the_order_of_the_database() {
    assert_eq!(
        Status::ALL,
        [Status::Draft, Status::Issued, Status::Partly, Status::Paid]
    );
    assert_eq!(Status::NAME, "public.invoice_status");
    assert_eq!(Status::Partly.label(), "partly paid");
    assert_eq!(Status::from_label("paid"), Some(Status::Paid));
    assert_eq!(Status::from_label("Paid"), None);
}

static HOMES: Sql = Sql::new(
    "SELECT count(*) FROM public.customers \
     WHERE home = $1::text::public.address OR others = $2::text[]::public.address[]",
    &[25, 1009],
    &[20],
);

static FREE: Sql = Sql::new("SELECT 1", &[], &[23]);

#[derive(Debug)]
struct Count(i64);

impl Record for Count {
    fn decode(row: &pgbindgen::Row<'_>) -> Result<Self, pgbindgen::Error> {
        row.get::<pg::Int8, i64>(0).map(Self)
    }
}

macro_rules! plain {
    ($e:expr) => {
        $e
    };
}
macro_rules! awaited {
    ($e:expr) => {
        $e.await
    };
}

macro_rules! scenario {
    ($c:ident, $run:ident) => {{
        let c = $c;
        let home = Home {
            floor: Some(-3),
            town: Some("a \"quoted\", (odd) \\ town".to_owned()),
            street: None,
            zip: Some("1".to_owned()),
        };
        let theirs = db::Address {
            street: None,
            city: home.town.clone(),
            zip: home.zip.clone(),
            floor: home.floor,
        };
        let new = NewCustomer {
            home: Some(theirs.clone()),
            others: vec![theirs].into(),
            r#type: 4.into(),
            ..NewCustomer::new("Ada".into(), db::Email("ada@example.com".into()), "h".into())
        };
        // What an INSERT returns is projected like what a SELECT reads.
        let contact = $run!(c.fetch_one(Customer::insert(&new).project::<Contact>())).unwrap();
        let expected = Contact { r#type: 4, home: Some(home.clone()), others: vec![home.clone()], again: 4 };
        assert_eq!(contact, expected);
        let ada = $run!(c.fetch_one(Customer::by_email(&new.email))).unwrap();
        let again: Contact = $run!(c.fetch_one(Customer::by_id(ada.id).project())).unwrap();
        assert_eq!(again, expected);

        // A type of one's own as a parameter.
        let homes = vec![home.clone()];
        let args = pgbindgen::Args::of([
            pgbindgen::Encode::<pg::Record>::encode(&home),
            pgbindgen::Encode::<pg::Array<pg::Record>>::encode(&homes),
        ]);
        let count = $run!(c.fetch_one(Query::<Count>::new(&HOMES, args))).unwrap();
        assert_eq!(count.0, 1);

        let new = NewInvoice {
            status: db::InvoiceStatus::PartlyPaid.into(),
            history: vec![db::InvoiceStatus::Draft, db::InvoiceStatus::Paid].into(),
            due_on: Some("2024-02-29".parse().unwrap()),
            ..NewInvoice::new(ada.id, "XY".into(), 7, "100.00".parse().unwrap())
        };
        let summary = $run!(c.fetch_one(Invoice::insert(&new).project::<Summary>())).unwrap();
        let expected = Summary {
            kind: "summary".to_owned(),
            status: Status::Partly,
            amounts: Amounts { net: "100.00".parse().unwrap(), gross: Some("120.00".parse().unwrap()) },
            history: vec![Status::Draft, Status::Paid],
            due: new.due_on,
            seen: false,
            series: Some(Series('X')),
            id: summary.id,
        };
        assert_eq!(summary, expected);
        // Every helper: primary, unique and foreign keys, list, patch; twice, so that a session's cache answers.
        for _ in 0..2 {
            assert_eq!($run!(c.fetch_one(Invoice::by_id(summary.id).project::<Summary>())).unwrap(), expected);
            assert_eq!($run!(c.fetch_one(Invoice::by_series_and_number("XY", 7).project::<Summary>())).unwrap(), expected);
            assert_eq!($run!(c.fetch_all(Invoice::by_customer_id(ada.id).project::<Amounts>())).unwrap().len(), 1);
            assert_eq!($run!(c.fetch_all(Invoice::list(5).project::<Summary>())).unwrap(), [Summary { ..expected_again(&expected) }]);
            assert_eq!($run!(c.fetch_all(OpenInvoice::list(5).project::<Open>())).unwrap(), [Open { net: Some(expected.amounts.net) }]);
            let whole = $run!(c.fetch_one(Invoice::by_id(summary.id))).unwrap();
            assert_eq!(whole.number, 7);
            let none = db::invoices::InvoicePatch::default();
            assert_eq!($run!(c.fetch_one(Invoice::patch(summary.id, &none).project::<Amounts>())).unwrap(), expected.amounts);
        }
        // A text of one's own has no list that could be replaced.
        let free = Query::<Invoice>::new(&FREE, pgbindgen::Args::of([])).project::<Amounts>();
        let error = $run!(c.fetch_all(free)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encode, "{error}");
        assert!(error.to_string().contains("free text"), "{error}");
    }};
}

fn expected_again(of: &Summary) -> Summary {
    Summary {
        kind: of.kind.clone(),
        status: of.status,
        amounts: Amounts { ..of.amounts },
        history: of.history.clone(),
        due: of.due,
        seen: of.seen,
        series: of.series.clone(),
        id: of.id,
    }
}

#[test]
fn sync_clients() {
    use pgbindgen::sync::{Run, Session};
    for major in support::MAJORS {
        let db = support::database(major);
        let mut session = Session::new(db.connect().unwrap());
        let c = &mut session;
        scenario!(c, plain);

        let db = support::database(major);
        let mut client = db.connect().unwrap();
        let c = &mut client;
        scenario!(c, plain);
    }
}

#[test]
fn tokio_clients() {
    use pgbindgen::tokio::{Run, Session};
    let databases = support::MAJORS.map(|major| [(); 2].map(|()| support::database(major)));
    support::block_on(async {
        for [db, other] in &databases {
            let session = Session::new(support::connect(db.url()).await);
            let c = &session;
            scenario!(c, awaited);

            let client = support::connect(other.url()).await;
            let c = &client;
            scenario!(c, awaited);
        }
    });
}

#[test]
fn statements_of_a_projection_keep_their_identity() {
    let texts: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|i| {
                scope.spawn(move || {
                    let queries = [
                        Invoice::by_id(InvoiceId(i)).project::<Amounts>(),
                        Invoice::list(i).project::<Amounts>(),
                        Invoice::by_series_and_number("A", 1).project::<Amounts>(),
                    ];
                    // The text is borrowed from the statement, so its address is the statement's.
                    queries.map(|query| query.sql().as_ptr().addr())
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(
        texts
            .iter()
            .filter(|addresses| **addresses == texts[0])
            .count(),
        8
    );
}
