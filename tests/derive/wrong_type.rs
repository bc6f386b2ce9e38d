#![allow(unused)]
use pgbindgen::{Numeric, Record};
use ui::db;

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Amounts {
    net: i64,
    gross: Numeric<14, 2>,
    discount: Option<Numeric<6, 2>>,
    note: String,
    customer_id: db::invoices::InvoiceId,
    status: String,
}

fn main() {}
