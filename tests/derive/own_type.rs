#![allow(unused)]
use pgbindgen::{PgComposite, PgEnum, Record};
use ui::db;

struct Tag;

#[derive(Clone, Copy, PartialEq)]
enum Other {
    Draft,
}

impl PgEnum for Other {
    const NAME: &'static str = "public.other";
    const ALL: &'static [Self] = &[Self::Draft];
    fn label(self) -> &'static str {
        "draft"
    }
    fn from_label(_: &str) -> Option<Self> {
        Some(Self::Draft)
    }
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Own {
    #[pgbindgen(own_type)]
    note: Tag,
    #[pgbindgen(own_type)]
    due_on: pgbindgen::jiff::civil::Date,
    #[pgbindgen(own_type)]
    status: Other,
    #[pgbindgen(own_type)]
    history: Vec<Other>,
}

fn main() {}
