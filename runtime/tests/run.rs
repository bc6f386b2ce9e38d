//! The exemplar's helpers through every client, against real servers.

#![allow(clippy::unwrap_used, reason = "a failure is a failed test")]

mod support;

mod db {
    include!("exemplar/pgbindgen.rs");
}

use std::ops::Bound;

use db::billing::option::{NewOption, Option as LicenseOption, OptionConstraint, OptionId};
use db::customers::{Customer, CustomerConstraint, CustomerPatch, NewCustomer};
use db::invoice_tags::{InvoiceTag, NewInvoiceTag};
use db::invoices::{Invoice, InvoiceConstraint, InvoicePatch, NewInvoice};
use db::open_invoices::OpenInvoice;
use db::{Address, Email, InvoiceStatus};
use pgbindgen::{ErrorKind, Interval, Numeric, OrDefault, Patch, Range};

/// The asynchronous calls of a scenario, and the same ones without `await`.
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

fn address(street: &str) -> Address {
    Address {
        street: Some(street.to_owned()),
        city: Some("a \"quoted\", (odd) \\ city".to_owned()),
        zip: None,
        floor: Some(-3),
    }
}

fn full(customer: &Customer) -> NewInvoice {
    NewInvoice {
        customer_id: customer.id,
        series: "ABC".to_owned(),
        number: 7,
        status: InvoiceStatus::PartlyPaid.into(),
        history: vec![InvoiceStatus::Draft, InvoiceStatus::PartlyPaid].into(),
        net: "1234567.89".parse().unwrap(),
        vat_rate: rust_decimal("20.000").into(),
        discount: Some("-999.99".parse().unwrap()),
        weight: Some(-0.1),
        score: Some(1.5),
        due_on: Some("2024-02-29".parse().unwrap()),
        opens_at: Some("23:59:59.999999".parse().unwrap()),
        printed_at: Some("1999-12-31T23:00:00.000001".parse().unwrap()),
        grace: Interval {
            months: -1,
            days: 40,
            microseconds: 3,
        }
        .into(),
        service: Some(Range::from(
            "2024-01-01T00:00:00Z".parse().unwrap().."2025-01-01T00:00:00Z".parse().unwrap(),
        )),
        band: Some(Range::Between(
            Bound::Excluded(rust_decimal("1.50")),
            Bound::Unbounded,
        )),
        settled: OrDefault::Value(false),
        note: Some(String::new()),
    }
}

fn rust_decimal(s: &str) -> pgbindgen::rust_decimal::Decimal {
    s.parse().unwrap()
}

macro_rules! scenario {
    ($c:ident, $run:ident) => {{
        let c = $c;
        // Insert with defaults, and with everything.
        let new = NewCustomer::new("Ada".into(), Email("ada@example.com".into()), "s3cret".into());
        let ada = $run!(c.fetch_one(Customer::insert(&new))).unwrap();
        assert_eq!((ada.name.as_str(), ada.r#type, ada.home.as_ref()), ("Ada", 0, None));
        assert!(ada.tags.is_empty() && ada.others.is_empty());
        let new = NewCustomer {
            id: OrDefault::Default,
            name: "Bo".into(),
            email: Email("bo@example.com".into()),
            phone: Some("+90".into()),
            password_hash: "h".into(),
            home: Some(address("Main")),
            others: vec![address("x"), address(""), Address { street: None, ..address("") }].into(),
            tags: vec!["red".to_owned(), String::new(), "a,b \"c\"".to_owned()].into(),
            r#type: 3.into(),
            meta: pgbindgen::serde_json::json!({"a": [1, -2.5, null, true], "k\"\n\u{1}ğ": "\u{1F600}\\"}).into(),
            last_ip: Some("10.1.2.0/24".parse().unwrap()),
            avatar: Some(vec![0, 255, 1]),
            created_at: "2024-05-06T07:08:09.123456Z".parse::<pgbindgen::jiff::Timestamp>().unwrap().into(),
        };
        let bo = $run!(c.fetch_one(Customer::insert(&new))).unwrap();
        assert_eq!(Some(&bo.home), Some(&new.home));
        assert_eq!(OrDefault::Value(bo.others.clone()), new.others);
        assert_eq!(OrDefault::Value(bo.tags.clone()), new.tags);
        assert_eq!(OrDefault::Value(bo.meta.clone()), new.meta);
        assert_eq!(OrDefault::Value(bo.created_at), new.created_at);
        assert_eq!((bo.last_ip, &bo.avatar), (new.last_ip, &new.avatar));
        // Keys.
        assert_eq!($run!(c.fetch_one(Customer::by_id(bo.id))).unwrap(), bo);
        assert_eq!($run!(c.fetch_one(Customer::by_email(&bo.email))).unwrap(), bo);
        assert_eq!($run!(c.fetch_optional(Customer::by_email(&Email("x@y".into())))).unwrap(), None);
        let missing = $run!(c.fetch_one(Customer::by_email(&Email("x@y".into())))).unwrap_err();
        assert_eq!(missing.kind(), ErrorKind::NoRow);
        let many = $run!(c.fetch_one(Customer::list(10))).unwrap_err();
        assert_eq!(many.kind(), ErrorKind::TooManyRows);
        assert_eq!($run!(c.fetch_all(Customer::list(1))).unwrap().len(), 1);
        assert_eq!($run!(Run::execute(c, Customer::list(10))).unwrap(), 2);

        // Every type, written and read.
        let new = full(&bo);
        let invoice = $run!(c.fetch_one(Invoice::insert(&new))).unwrap();
        assert_eq!(invoice.gross, Some("1481481.47".parse().unwrap()));
        assert_eq!(invoice.vat_rate.to_string(), "20.000");
        let again = NewInvoice {
            customer_id: invoice.customer_id,
            series: invoice.series.clone(),
            number: invoice.number,
            status: invoice.status.into(),
            history: invoice.history.clone().into(),
            net: invoice.net,
            vat_rate: invoice.vat_rate.into(),
            discount: invoice.discount,
            weight: invoice.weight,
            score: invoice.score,
            due_on: invoice.due_on,
            opens_at: invoice.opens_at,
            printed_at: invoice.printed_at,
            grace: invoice.grace.into(),
            service: invoice.service.clone(),
            band: invoice.band.clone(),
            settled: invoice.settled.into(),
            note: invoice.note.clone(),
        };
        assert_eq!(again, new);
        let q = Invoice::by_series_and_number("ABC", 7);
        assert_eq!($run!(c.fetch_one(q.clone())).unwrap(), invoice);
        assert_eq!($run!(c.fetch_one(q)).unwrap(), invoice);
        assert_eq!($run!(c.fetch_all(Invoice::by_customer_id(bo.id))).unwrap(), vec![invoice.clone()]);

        // Update, patch, nothing to patch.
        let mut changed = invoice.clone();
        changed.note = None;
        changed.status = InvoiceStatus::Paid;
        changed.band = Some(Range::Empty);
        changed.service = Some(Range::Between(Bound::Unbounded, Bound::Unbounded));
        assert_eq!($run!(c.fetch_one(changed.update())).unwrap(), changed);
        let patch = InvoicePatch {
            due_on: Patch::NULL,
            net: Numeric::try_from(100).unwrap().into(),
            vat_rate: rust_decimal("8").into(),
            history: Patch::Set(vec![]),
            ..InvoicePatch::default()
        };
        let patched = $run!(c.fetch_one(Invoice::patch(invoice.id, &patch))).unwrap();
        assert_eq!((patched.due_on, patched.gross), (None, Some("108.00".parse().unwrap())));
        assert_eq!((patched.status, &patched.band), (changed.status, &changed.band));
        let nothing = InvoicePatch::default();
        assert_eq!($run!(c.fetch_one(Invoice::patch(invoice.id, &nothing))).unwrap(), patched);
        let gone = Invoice::patch(db::invoices::InvoiceId(-1), &patch);
        assert_eq!($run!(c.fetch_optional(gone)).unwrap(), None);

        // Another schema, odd names, a composite key, a view.
        let mut option = NewOption::new(OptionId("it's \"é\"".into()));
        let first = $run!(c.fetch_one(LicenseOption::insert(&option))).unwrap();
        assert_eq!((first.r#match, first.seats), (None, 1));
        let taken = $run!(c.fetch_one(LicenseOption::insert(&option))).unwrap_err();
        assert_eq!(OptionConstraint::from_error(&taken), Some(OptionConstraint::Pkey));
        option.code = OptionId("2".into());
        option.seats = 40.into();
        option.r#match = Some(true);
        assert_eq!($run!(c.fetch_one(LicenseOption::insert(&option))).unwrap().seats, 40);
        assert_eq!($run!(Run::execute(c, LicenseOption::delete(&first.code))).unwrap(), 1);
        assert_eq!($run!(Run::execute(c, LicenseOption::delete(&first.code))).unwrap(), 0);
        let tag = NewInvoiceTag::new(invoice.id, "new".into());
        let tag = $run!(c.fetch_one(InvoiceTag::insert(&tag))).unwrap();
        assert_eq!($run!(c.fetch_one(InvoiceTag::by_invoice_id_and_tag(invoice.id, "new"))).unwrap(), tag);
        let open = $run!(c.fetch_all(OpenInvoice::list(10))).unwrap();
        assert_eq!((open[0].id, open[0].status), (Some(invoice.id), Some(InvoiceStatus::Paid)));

        // What the database refuses is a variant.
        let taken = NewCustomer::new("Eve".into(), bo.email.clone(), "h".into());
        let e = $run!(c.fetch_one(Customer::insert(&taken))).unwrap_err();
        assert_eq!(e.code(), Some("23505"));
        assert_eq!(CustomerConstraint::from_error(&e), Some(CustomerConstraint::EmailKey));
        assert_eq!(InvoiceConstraint::from_error(&e), None);
        assert!(e.detail().unwrap().contains("bo@example.com"));
        assert!(!format!("{e} {e:?}").contains("bo@example.com"));
        let bad = CustomerPatch { email: Email("none".into()).into(), ..CustomerPatch::default() };
        let e = $run!(c.fetch_one(Customer::patch(bo.id, &bad))).unwrap_err();
        assert_eq!((e.code(), e.constraint()), (Some("23514"), Some("email_check")));
        let e = $run!(Run::execute(c, Customer::delete(bo.id))).unwrap_err();
        assert_eq!(InvoiceConstraint::from_error(&e), Some(InvoiceConstraint::CustomerIdFkey));
        let negative = InvoicePatch { net: "-0.01".parse::<Numeric<12, 2>>().unwrap().into(), ..InvoicePatch::default() };
        let e = $run!(Run::execute(c, Invoice::patch(invoice.id, &negative))).unwrap_err();
        assert_eq!(InvoiceConstraint::from_error(&e), Some(InvoiceConstraint::NetCheck));
        assert_eq!($run!(Run::execute(c, Invoice::delete(invoice.id))).unwrap(), 1);
    }};
}

#[test]
fn sync_clients() {
    use pgbindgen::sync::{Run, Session};
    for major in support::MAJORS {
        let db = support::database(major);
        let mut session = Session::new(db.connect().unwrap());
        let c = &mut session;
        scenario!(c, plain);
        assert!(session.cached() > 15);

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
            assert!(session.cached() > 15);

            let client = support::connect(other.url()).await;
            let c = &client;
            scenario!(c, awaited);
        }
    });
}

#[test]
fn personal_columns_stay_out_of_debug() {
    let new = NewCustomer::new(
        "Ada".into(),
        Email("ada@example.com".into()),
        "s3cret".into(),
    );
    let shown = format!("{new:?} {:?}", Customer::insert(&new));
    assert!(
        shown.contains("Ada") && !shown.contains("ada@") && !shown.contains("s3cret"),
        "{shown}"
    );
    let patch = CustomerPatch {
        password_hash: Patch::Set("s3cret".into()),
        ..CustomerPatch::default()
    };
    assert!(!format!("{patch:?}").contains("s3cret"));
}

#[test]
fn transactions() {
    let db = support::database(support::MAJORS[0]);
    let new = |email: &str| NewCustomer::new("A".into(), Email(email.into()), "h".into());
    {
        use pgbindgen::sync::{Run, Session};
        let mut session = Session::new(db.connect().unwrap());
        let (a, b, x) = (new("a@x"), new("b@x"), new("c@x"));
        let mut tx = session.transaction().unwrap();
        tx.fetch_one(Customer::insert(&a)).unwrap();
        let mut inner = tx.transaction().unwrap();
        inner.fetch_one(Customer::insert(&b)).unwrap();
        inner.rollback().unwrap();
        tx.commit().unwrap();
        let mut tx = session.transaction().unwrap();
        tx.fetch_one(Customer::insert(&x)).unwrap();
        drop(tx);
        assert_eq!(session.fetch_all(Customer::list(9)).unwrap().len(), 1);
        assert_eq!(session.cached(), 2);
    }
    support::block_on(async {
        use pgbindgen::tokio::{Run, Session};
        let mut session = Session::new(support::connect(db.url()).await);
        let (b, x) = (new("b@x"), new("c@x"));
        let mut tx = session.transaction().await.unwrap();
        tx.fetch_one(Customer::insert(&b)).await.unwrap();
        let inner = tx.transaction().await.unwrap();
        inner.fetch_one(Customer::insert(&x)).await.unwrap();
        inner.rollback().await.unwrap();
        tx.commit().await.unwrap();
        let tx = session.transaction().await.unwrap();
        tx.fetch_one(Customer::insert(&x)).await.unwrap();
        drop(tx);
        let mut rows = session.stream(Customer::list(9)).await.unwrap();
        let mut n = 0;
        while let Some(row) = rows.next().await {
            row.unwrap();
            n += 1;
        }
        assert_eq!((n, session.cached()), (2, 2));
        let (one, two) = tokio::join!(
            session.fetch_all(Customer::list(1)),
            session.fetch_one(Customer::by_email(&b.email))
        );
        assert_eq!(
            (one.unwrap().len(), two.unwrap().email.0),
            (1, "b@x".to_owned())
        );
    });
}

#[test]
fn futures_can_be_spawned() {
    let db = support::database(support::MAJORS[0]);
    support::block_on(async {
        use pgbindgen::tokio::{Run, Session};
        let session = std::sync::Arc::new(Session::new(support::connect(db.url()).await));
        let task = tokio::spawn({
            let session = session.clone();
            async move {
                let new = NewCustomer::new("A".into(), Email("a@x".into()), "h".into());
                session
                    .fetch_one(Customer::insert(&new))
                    .await
                    .map(|c| c.name)
            }
        });
        assert_eq!(task.await.unwrap().unwrap(), "A");
        session.batch_execute("SELECT 1").await.unwrap();
    });
}
