//! What the options of `pgbindgen.toml` make of the bindings, as types.

#![deny(warnings, missing_docs, clippy::pedantic)]

mod db {
    pgbindgen::include_bindings!();
}

use pgbindgen::{
    AnyNumeric, Decode, DecodeError, Encode, Json, Numeric, Param, RawJson, chrono, pg,
};
use std::collections::BTreeMap;

/// A type of this crate's own for a domain.
#[derive(Clone, PartialEq, Debug)]
pub struct Email(String);

impl Decode<pg::Text> for Email {
    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Decode::<pg::Text>::decode(bytes).map(Self)
    }
}

impl Encode<pg::Text> for Email {
    fn encode(&self) -> Param<'_> {
        Encode::<pg::Text>::encode(&self.0)
    }
}

fn main() {
    let new = db::accounts::NewAccount {
        r#loop: Some("odd".to_owned()),
        kept_as_it_was: None,
        ..db::accounts::NewAccount::new(
            db::persons::HumanId(1),
            "kind".to_owned(),
            Numeric::default(),
        )
    };
    let _: &pgbindgen::OrDefault<db::State> = &new.state;
    let _: &pgbindgen::OrDefault<AnyNumeric> = &new.balance;
    let _: &Numeric<6, 2> = &new.fee;
    let _: &pgbindgen::OrDefault<Json<BTreeMap<String, i64>>> = &new.settings;
    let _: &Option<RawJson> = &new.extra;
    let _: &pgbindgen::OrDefault<chrono::DateTime<chrono::Utc>> = &new.opened_at;
    let _: &Option<chrono::NaiveTime> = &new.opens;
    let _: &Option<chrono::NaiveDateTime> = &new.local;
    let human = db::persons::NewHuman::new(Email("a@b".to_owned()));
    // A user's type does not know that its value is personal: the column hides it.
    assert_eq!(format!("{human:?}"), "NewHuman { email: ***, born: *** }");
    let query = db::audit::log::Entry::by_who(db::persons::HumanId(1));
    assert_eq!(
        query.sql(),
        "SELECT id, who, tz FROM audit.log WHERE who = $1"
    );
    drop(db::readings_2026::Readings2026::list(1));
    drop(db::public::notes::Note::list(1));
    drop(db::reachable::Reachable::list(1));
    println!("all is well");
}
