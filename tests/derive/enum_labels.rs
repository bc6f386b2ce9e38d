#![allow(unused)]
use pgbindgen::PgEnum;
use ui::db;

#[derive(Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Missing {
    Draft,
    Paid,
}

#[derive(Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum TooMany {
    Draft,
    Issued,
    PartlyPaid,
    Paid,
    Cancelled,
}

#[derive(Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Twice {
    Draft,
    #[pgbindgen(rename = "Draft")]
    Issued,
    PartlyPaid,
    Paid,
}

#[derive(PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum NoCopy {
    Draft,
    Issued,
    PartlyPaid,
    Paid,
}

#[derive(Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Option1 {
    #[pgbindgen(label = "draft")]
    Draft,
    Issued,
    PartlyPaid,
    Paid,
}

fn main() {}
