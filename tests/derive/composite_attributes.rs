#![allow(unused)]
use pgbindgen::PgComposite;
use ui::db;

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct Missing {
    street: Option<String>,
    city: Option<String>,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct TooMany {
    street: Option<String>,
    city: Option<String>,
    zip: Option<String>,
    floor: Option<i16>,
    country: Option<String>,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct WrongType {
    street: String,
    city: Option<String>,
    zip: Option<String>,
    floor: Option<i32>,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct Twice {
    street: Option<String>,
    #[pgbindgen(rename = "street")]
    city: Option<String>,
    zip: Option<String>,
    floor: Option<i16>,
}

fn main() {}
