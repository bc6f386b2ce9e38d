//! The exemplar of generated code compiles in a private module of a program that uses little of it.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]

mod db {
    include!("exemplar/pgbindgen.rs");
}

#[test]
fn statements() {
    assert_eq!(
        db::invoice_tags::InvoiceTag::by_invoice_id(db::invoices::InvoiceId(1)).sql(),
        "SELECT invoice_id, tag FROM public.invoice_tags WHERE invoice_id = $1"
    );
}
