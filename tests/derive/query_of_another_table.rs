#![allow(unused)]
use ui::db;

#[derive(pgbindgen::Record)]
#[pgbindgen(table = db::customers)]
struct Name {
    name: String,
}

fn main() {
    let _ = db::invoices::Invoice::list(1).project::<Name>();
    let _ = db::invoices::Invoice::list(1).project::<String>();
}
