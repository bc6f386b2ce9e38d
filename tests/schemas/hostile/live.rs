//! Rows of the hostile schema, written and read on a real server, and what it
//! refuses. The argument is the database's URL.

#![deny(warnings, missing_docs)]

mod db {
    ::core::include!("db.rs");
}
mod tables;

use db::everything::{Everything, EverythingConstraint, EverythingPatch, NewEverything};
use db::labels::NewLabel;
use db::{
    InnerPart, Label, OuterPart, Plain, Positive, PositiveConstraint, Required, SmallPositive,
    SmallPositiveConstraint, Tags,
};
use pgbindgen::postgres::{Client, NoTls};
use pgbindgen::sync::Run;
use pgbindgen::{ErrorKind, OrDefault, Patch, Range};

fn main() {
    let url = std::env::args().nth(1).expect("the database's URL");
    let mut client = Client::connect(&url, NoTls).expect("a connection");
    words(&mut client);
    names(&mut client);
    labels(&mut client);
    everything(&mut client);
    partitions(&mut client);
    unknown_partitions(&mut client);
    domains(&mut client);
    nothing(&mut client);
    prelude(&mut client);
    values(&mut client);
    arguments(&mut client);
    further(&mut client);
    tables::all(&mut client);
    println!("all is well");
}

/// Tables and columns named like words of Rust.
fn words(client: &mut Client) {
    use db::r#type::{NewType, Type, TypeConstraint, TypeId, TypePatch};
    let mut new = NewType::new("a type".into(), "a self".into());
    new.t = Some("T".into());
    new.columns = Some("columns".into());
    (new.new, new.patch, new.limit) = (Some("n".into()), Some("p".into()), Some("l".into()));
    let row = client.fetch_one(Type::insert(&new)).unwrap();
    assert_eq!(
        (row.t.as_deref(), row.columns.as_deref()),
        (Some("T"), Some("columns"))
    );
    assert_eq!(client.fetch_one(Type::by_id(row.id)).unwrap(), row);
    assert_eq!(client.fetch_one(Type::by_self_("a self")).unwrap(), row);
    assert_eq!(
        client
            .fetch_one(Type::by_new_and_patch_and_limit("n", "p", "l"))
            .unwrap(),
        row
    );
    let error = client.fetch_one(Type::insert(&new)).unwrap_err();
    assert_eq!(
        TypeConstraint::from_error(&error),
        Some(TypeConstraint::TypeKey)
    );
    let patch = TypePatch {
        r#gen: Patch::Set(Some("g".into())),
        t: Patch::NULL,
        ..TypePatch::default()
    };
    let mut patched = client.fetch_one(Type::patch(row.id, &patch)).unwrap();
    assert_eq!(
        (patched.r#gen.as_deref(), patched.t.as_deref()),
        (Some("g"), None)
    );
    patched.r#type = "another".into();
    assert_eq!(client.fetch_one(patched.update()).unwrap(), patched);
    // `_` is marked as personal.
    patched.unnamed = Some("somebody".into());
    assert!(!format!("{patched:?}").contains("somebody"));
    // A foreign key into another schema's table of the same name, and a view.
    let of_shop = db::shop::r#type::NewType::new(db::shop::r#type::TypeId(1));
    client
        .fetch_one(db::shop::r#type::Type::insert(&of_shop))
        .unwrap();
    let shop = db::shop::shop::NewShop {
        r#type: Some(TypeId(row.id.0)),
        ..db::shop::shop::NewShop::new(db::shop::Shop::Shop)
    };
    let shop = client
        .fetch_one(db::shop::shop::Shop::insert(&shop))
        .unwrap();
    assert_eq!(shop.r#type, Some(row.id));
    let view = client.fetch_one(db::view::View::list(10)).unwrap();
    assert_eq!(
        (view.id, view.self_.as_deref()),
        (Some(row.id), Some("a self"))
    );
    client.fetch_one(db::of_view::OfView::list(10)).unwrap();
    // One that is not there, and one that is needed.
    assert_eq!(Run::execute(client, Type::delete(TypeId(-1))).unwrap(), 0);
    let error = Run::execute(client, Type::delete(row.id)).unwrap_err();
    assert_eq!(error.code(), Some("23503"));
    assert_eq!(
        db::shop::shop::ShopConstraint::from_error(&error),
        Some(db::shop::shop::ShopConstraint::TypeFkey)
    );
}

/// Names that have to be quoted, of one kind or another.
fn names(client: &mut Client) {
    use db::il::{Il, IlId, NewIl};
    let new = NewIl {
        ß: Some("ß".into()),
        ..NewIl::new(IlId(7), "merkez".into())
    };
    let row = client.fetch_one(Il::insert(&new)).unwrap();
    assert_eq!((row.şube.as_str(), row.ß.as_deref()), ("merkez", Some("ß")));
    assert_eq!(client.fetch_one(Il::by_ısı(row.ısı)).unwrap(), row);
    let new = db::a_b::NewAB {
        a_b_2: Some("2".into()),
        a_b_5: Some("5".into()),
        ..db::a_b::NewAB::new(db::a_b::ABId(1))
    };
    let row = client.fetch_one(db::a_b::AB::insert(&new)).unwrap();
    assert_eq!(
        (row.a_b_2.as_deref(), row.a_b_5.as_deref()),
        (Some("2"), Some("5"))
    );
    assert_eq!(client.fetch_one(row.update()).unwrap(), row);
    assert_eq!(
        Run::execute(client, db::a_b::AB::delete(row.a_b)).unwrap(),
        1
    );
}

/// Every label, also in arrays and as a key.
fn labels(client: &mut Client) {
    use db::labels::Label as Row;
    use pgbindgen::PgEnum;
    for label in Label::ALL {
        let new = NewLabel::new(*label, Label::ALL.to_vec());
        let row = client.fetch_one(Row::insert(&new)).unwrap();
        assert_eq!((row.id, row.many.as_slice()), (*label, Label::ALL));
        assert_eq!(client.fetch_one(Row::by_id(*label)).unwrap(), row);
        assert_eq!(Label::from_label(label.label()), Some(*label));
    }
    assert_eq!(
        client.fetch_all(Row::list(100)).unwrap().len(),
        Label::ALL.len()
    );
}

/// A row with a value of every type, and one with none.
fn everything(client: &mut Client) {
    let id = |text: &str| Plain(text.parse().unwrap());
    let bare = NewEverything::new(id("00000000-0000-0000-0000-000000000001"), Positive(1));
    let row = client.fetch_one(Everything::insert(&bare)).unwrap();
    assert_eq!(
        (row.req.0.as_str(), row.gen_stored.as_deref()),
        ("x", Some(""))
    );
    let inner = InnerPart {
        a: Some(Positive(3)),
        b: Some("1.25".parse().unwrap()),
        c: Some(Label::Self_),
    };
    let outer = OuterPart {
        part: Some(inner.clone()),
        parts: Some(vec![
            inner,
            InnerPart {
                a: None,
                b: None,
                c: None,
            },
        ]),
        r#type: Some("a \"b\", (c) \\ '".into()),
        select: Some("2026-01-02T03:04:05Z".parse().unwrap()),
    };
    let from_to = Range::from(
        "2026-01-01T00:00:00Z".parse().unwrap().."2027-01-01T00:00:00Z".parse().unwrap(),
    );
    let full = NewEverything {
        sp: Some(SmallPositive(Positive(99))),
        req: OrDefault::Value(Required("given".into())),
        tg: Some(Tags(vec!["a".into(), "b,\"".into()])),
        ps: Some(vec![Positive(1), Positive(2)]),
        o: Some(outer.clone()),
        os: Some(vec![outer]),
        tt: Some("(\"'a' 'b'\")".into()),
        sp1: Some(from_to.clone()),
        sps: Some(vec![from_to.clone()]),
        smr: Some(vec![from_to]),
        lr: Some(Range::from(Label::AB..Label::Self_)),
        i8: Some(5),
        n: Some("-1.50".parse().unwrap()),
        n52: Some("999.99".parse().unwrap()),
        c1: Some(b'x'.cast_signed()),
        vc: OrDefault::Value("quiet".into()),
        jb: Some(pgbindgen::serde_json::json!({"a": [1, null]})),
        x: Some("<a/>".into()),
        tsv: Some("'a' 'b'".into()),
        ip: Some("10.0.0.1/8".parse().unwrap()),
        pt: Some("(1,2)".into()),
        d: Some("2026-02-03".parse().unwrap()),
        ts: Some("2026-02-03T04:05:06".parse().unwrap()),
        ir: Some(Range::from(1..5)),
        by: Some(vec![0, 255]),
        ..NewEverything::new(id("00000000-0000-0000-0000-000000000002"), Positive(2))
    };
    let row = client.fetch_one(Everything::insert(&full)).unwrap();
    assert_eq!((&row.o, &row.os, &row.ps), (&full.o, &full.os, &full.ps));
    assert_eq!(
        (&row.sp1, &row.sps, &row.smr, &row.lr),
        (&full.sp1, &full.sps, &full.smr, &full.lr)
    );
    assert_eq!(
        (&row.tt, &row.tsv, &row.pt, &row.x),
        (&full.tt, &full.tsv, &full.pt, &full.x)
    );
    assert_eq!(row.gen_stored.as_deref(), Some("QUIET"));
    assert_eq!(client.fetch_one(Everything::by_id(row.id)).unwrap(), row);
    assert_eq!(client.fetch_one(row.update()).unwrap(), row);
    let patch = EverythingPatch {
        o: Patch::NULL,
        vc: Patch::Set("loud".into()),
        ..EverythingPatch::default()
    };
    let patched = client.fetch_one(Everything::patch(row.id, &patch)).unwrap();
    assert_eq!(
        (patched.o, patched.gen_stored.as_deref()),
        (None, Some("LOUD"))
    );
    assert_eq!(client.fetch_all(Everything::list(10)).unwrap().len(), 2);
    let mut violate = |new: &NewEverything| {
        let error = client.fetch_one(Everything::insert(new)).unwrap_err();
        EverythingConstraint::from_error(&error).map(EverythingConstraint::name)
    };
    let again = NewEverything {
        id: id("00000000-0000-0000-0000-000000000003"),
        ..full
    };
    assert_eq!(
        violate(&NewEverything {
            i8: Some(-1),
            ..again.clone()
        }),
        Some("say \"no\" to `this`")
    );
    assert_eq!(
        violate(&NewEverything {
            i8: Some(6),
            ..again
        }),
        Some("everything_ir_excl")
    );
    assert_eq!(Run::execute(client, Everything::delete(row.id)).unwrap(), 1);
    assert_eq!(
        client
            .fetch_one(Everything::by_id(row.id))
            .unwrap_err()
            .kind(),
        ErrorKind::NoRow
    );
}

/// A violation in a partition is one of the partitioned table.
fn partitions(client: &mut Client) {
    use db::parts::{NewPart, Part, PartConstraint};
    let date = |text: &str| text.parse().unwrap();
    let new = NewPart::new(1, date("2026-05-05"), 1);
    let mut violate = |new: &NewPart| {
        let error = client.fetch_one(Part::insert(new)).unwrap_err();
        (
            PartConstraint::from_error(&error),
            error.table().map(str::to_owned),
        )
    };
    let at = |table: &str| Some(table.to_owned());
    for (day, n, table) in [("2026-05-05", 1, "pp_a_1"), ("2030-05-05", 9, "pp_rest")] {
        let new = NewPart::new(1, date(day), n);
        assert_eq!(
            violate(&NewPart {
                owner: Some(db::r#type::TypeId(-1)),
                ..new.clone()
            }),
            (Some(PartConstraint::OwnerFkey), at(table))
        );
    }
    assert_eq!(
        violate(&NewPart {
            n: -1,
            at: date("2030-01-01"),
            ..new.clone()
        }),
        (Some(PartConstraint::NPositive), at("pp_rest"))
    );
    client.fetch_one(Part::insert(&new)).unwrap();
    let mut violate = |new: &NewPart| {
        let error = client.fetch_one(Part::insert(new)).unwrap_err();
        (
            PartConstraint::from_error(&error),
            error.table().map(str::to_owned),
        )
    };
    assert_eq!(violate(&new), (Some(PartConstraint::Pkey), at("pp_a_1")));
    assert_eq!(
        violate(&NewPart { id: 2, ..new }),
        (Some(PartConstraint::AtNKey), at("pp_a_1"))
    );
    // A partition with bindings of its own has what is its own and its partitions'.
    let error = client
        .fetch_one(Part::insert(&NewPart::new(2, date("2026-05-05"), 1)))
        .unwrap_err();
    assert_eq!(
        db::pp_a::PpAConstraint::from_error(&error),
        Some(db::pp_a::PpAConstraint::AtNKey)
    );
    let new = NewPart::new(2, date("2026-05-05"), 2);
    let error = client.fetch_one(Part::insert(&new)).unwrap_err();
    assert_eq!(
        (error.constraint(), PartConstraint::from_error(&error)),
        (Some("pp_a_2_owner"), None)
    );
    // What refers to a partitioned table has a name for each partition.
    use db::referrers::{NewReferrer, Referrer, ReferrerConstraint, ReferrerId};
    let refer = NewReferrer {
        part: Some(1),
        at: Some(date("2026-05-05")),
        n: Some(1),
        ..NewReferrer::new(ReferrerId(1))
    };
    client.fetch_one(Referrer::insert(&refer)).unwrap();
    let error = Run::execute(client, Part::delete(1, date("2026-05-05"), 1)).unwrap_err();
    assert_eq!(
        ReferrerConstraint::from_error(&error),
        Some(ReferrerConstraint::MyParts),
        "{error:?}"
    );
    let refer = NewReferrer {
        id: ReferrerId(2),
        n: Some(7),
        ..refer
    };
    let error = client.fetch_one(Referrer::insert(&refer)).unwrap_err();
    assert_eq!(
        ReferrerConstraint::from_error(&error),
        Some(ReferrerConstraint::MyParts)
    );
    // Children by INHERITS share their parents' checks.
    client
        .batch_execute("INSERT INTO youngsters VALUES (1, 1, 1)")
        .unwrap();
    let error = client
        .batch_execute("UPDATE elders SET v = -1")
        .unwrap_err()
        .into();
    assert_eq!(
        db::elders::ElderConstraint::from_error(&error),
        Some(db::elders::ElderConstraint::V)
    );
}

/// Partitions that are made while the program runs.
fn unknown_partitions(client: &mut Client) {
    use db::parts::{NewPart, Part, PartConstraint};
    client
        .batch_execute("CREATE TABLE shop.\"made Later\" PARTITION OF parts FOR VALUES FROM ('2040-01-01') TO ('2041-01-01')")
        .unwrap();
    let new = NewPart::new(1, "2040-05-05".parse().unwrap(), 1);
    client.fetch_one(Part::insert(&new)).unwrap();
    for (new, expected) in [
        (new.clone(), PartConstraint::Pkey),
        (
            NewPart {
                id: 2,
                ..new.clone()
            },
            PartConstraint::AtNKey,
        ),
        (
            NewPart {
                n: -1,
                ..new.clone()
            },
            PartConstraint::NPositive,
        ),
        (
            NewPart {
                owner: Some(db::r#type::TypeId(-1)),
                n: 3,
                ..new.clone()
            },
            PartConstraint::OwnerFkey,
        ),
    ] {
        let error = client.fetch_one(Part::insert(&new)).unwrap_err();
        assert_eq!(error.table(), Some("made Later"));
        assert_eq!(PartConstraint::from_error(&error), Some(expected));
    }
    // A table that the migrations know is none of its partitions.
    let error = client
        .batch_execute("INSERT INTO only_key VALUES (1), (1)")
        .unwrap_err()
        .into();
    assert_eq!(PartConstraint::from_error(&error), None);
}

/// Checks of domains.
fn domains(client: &mut Client) {
    let new = |p: i32, sp: Option<i32>| NewEverything {
        sp: sp.map(|v| SmallPositive(Positive(v))),
        ..NewEverything::new(
            Plain("00000000-0000-0000-0000-00000000000a".parse().unwrap()),
            Positive(p),
        )
    };
    let mut violate = |new: NewEverything| client.fetch_one(Everything::insert(&new)).unwrap_err();
    let error = violate(new(-1, None));
    assert_eq!(error.datatype(), Some("positive"));
    assert_eq!(
        PositiveConstraint::from_error(&error),
        Some(PositiveConstraint::Check)
    );
    assert_eq!(
        (
            SmallPositiveConstraint::from_error(&error),
            EverythingConstraint::from_error(&error)
        ),
        (None, None)
    );
    let error = violate(new(1, Some(1000)));
    assert_eq!(
        SmallPositiveConstraint::from_error(&error),
        Some(SmallPositiveConstraint::Check)
    );
    // A check of the domain that it is over, under its own name.
    let error = violate(new(1, Some(-1)));
    assert_eq!(
        SmallPositiveConstraint::from_error(&error),
        Some(SmallPositiveConstraint::PositiveCheck)
    );
    assert_eq!(
        SmallPositiveConstraint::PositiveCheck.name(),
        "positive_check"
    );
}

/// Tables with little in them.
fn nothing(client: &mut Client) {
    use db::no_key::{NewNoKey, NoKey};
    use db::only_generated::{NewOnlyGenerated, OnlyGenerated};
    let row = client
        .fetch_one(OnlyGenerated::insert(&NewOnlyGenerated::new()))
        .unwrap();
    assert_eq!(row.twice, Some(2));
    let row = client
        .fetch_one(NoKey::insert(&NewNoKey::new("w".into())))
        .unwrap();
    assert_eq!(client.fetch_one(NoKey::list(9)).unwrap(), row);
    client
        .batch_execute("INSERT INTO empty_table DEFAULT VALUES")
        .unwrap();
    client
        .fetch_one(db::empty_table::EmptyTable::list(9))
        .unwrap();
    client
        .fetch_one(db::empty_view::EmptyView::list(9))
        .unwrap();
    let new = db::of_empty::NewOfEmpty {
        c: Some(db::EmptyComposite {}),
        cc: Some(vec![db::EmptyComposite {}, db::EmptyComposite {}]),
        ee: Some(Vec::new()),
        ..db::of_empty::NewOfEmpty::new(db::of_empty::OfEmptyId(1))
    };
    let row = client
        .fetch_one(db::of_empty::OfEmpty::insert(&new))
        .unwrap();
    assert_eq!((&row.c, &row.cc, &row.ee), (&new.c, &new.cc, &new.ee));
}

/// Types named like the prelude's.
fn prelude(client: &mut Client) {
    use db::prelude::r#box::{Box, NewBox};
    let new = NewBox {
        debug: Some(db::prelude::Vec {
            some: Some(db::prelude::Option::None),
            string: Some(db::prelude::String("yes".into())),
            self_: Some(vec![db::prelude::Option::Ok, db::prelude::Option::Err]),
        }),
        clone: Some(db::prelude::Clone(vec![1, 2])),
        drop: Some(db::prelude::StringConstraint::Taken),
        ..NewBox::new(
            db::prelude::Some(db::prelude::String("ok".into())),
            vec![db::prelude::Option::Some],
        )
    };
    let row = client.fetch_one(Box::insert(&new)).unwrap();
    assert_eq!((&row.debug, &row.clone), (&new.debug, &new.clone));
    assert_eq!(row.default, db::prelude::Option::Some);
    assert_eq!(client.fetch_one(Box::by_ok(&row.ok)).unwrap(), row);
    assert_eq!(client.fetch_one(row.update()).unwrap(), row);
    let no = NewBox {
        ok: db::prelude::Some(db::prelude::String("no".into())),
        ..new
    };
    let error = client.fetch_one(Box::insert(&no)).unwrap_err();
    assert_eq!(
        db::prelude::SomeConstraint::from_error(&error).map(db::prelude::SomeConstraint::name),
        Some("String_check")
    );
}

/// Values that would be SQL if they were put into a statement.
const VALUES: &[&str] = &[
    "'; DROP TABLE \"crate\"; --",
    "'); DELETE FROM \"crate\"; /*",
    "\\'; DROP TABLE \"crate\"; --",
    "\\",
    "\"",
    "'",
    "''",
    "$1",
    "$$; DROP TABLE \"crate\"; $$",
    "NULL",
    "DEFAULT",
    "{a,\"b\",NULL}",
    "(a,\"b\")",
    "\\N",
    "a\tb\nc\r\nd\u{8}\u{b}\u{c}",
    "\u{feff}\u{202e}\u{200b}💰İıŞ\u{301}",
    "%s %I {} ? :x @x",
    "",
    " ",
];

/// Every helper takes a value as a value.
fn values(client: &mut Client) {
    use db::crate_::{Crate, CrateId, CratePatch, NewCrate};
    for value in VALUES {
        let key = || CrateId((*value).to_owned());
        let new = NewCrate::new(key(), (*value).to_owned());
        let mut row = client.fetch_one(Crate::insert(&new)).unwrap();
        assert_eq!((row.crate_.0.as_str(), row.v.as_str()), (*value, *value));
        assert_eq!(client.fetch_one(Crate::by_crate_(&key())).unwrap(), row);
        for other in VALUES {
            let patch = CratePatch {
                v: Patch::Set((*other).to_owned()),
            };
            let patched = client.fetch_one(Crate::patch(&key(), &patch)).unwrap();
            assert_eq!((patched.crate_ == key(), patched.v.as_str()), (true, *other));
        }
        row.v = format!("{value}{value}");
        assert_eq!(client.fetch_one(row.update()).unwrap(), row);
    }
    // Nothing else has happened to the table.
    let all = client.fetch_all(Crate::list(1000)).unwrap();
    assert_eq!(all.len(), VALUES.len());
    // In arrays, composite types and a unique key.
    for value in VALUES {
        let text = || Some((*value).to_owned());
        let new = NewEverything {
            tg: Some(Tags(VALUES.iter().map(|&value| value.to_owned()).collect())),
            vc: OrDefault::Value("values".into()),
            o: Some(OuterPart {
                part: None,
                parts: None,
                r#type: text(),
                select: None,
            }),
            ..NewEverything::new(
                Plain("00000000-0000-0000-0000-0000000000ff".parse().unwrap()),
                Positive(1),
            )
        };
        let row = client.fetch_one(Everything::insert(&new)).unwrap();
        assert_eq!((&row.tg, &row.o), (&new.tg, &new.o));
        Run::execute(client, Everything::delete(row.id)).unwrap();
        use db::str_::{NewStr, Str, StrId};
        let new = NewStr::new(StrId(1), (*value).to_owned());
        let row = client.fetch_one(Str::insert(&new)).unwrap();
        assert_eq!(client.fetch_one(Str::by_s(value)).unwrap(), row);
        assert_eq!(Run::execute(client, Str::delete(row.id)).unwrap(), 1);
    }
    for value in VALUES {
        let key = CrateId((*value).to_owned());
        assert_eq!(Run::execute(client, Crate::delete(&key)).unwrap(), 1);
    }
    // PostgreSQL has no NUL in a text, and says so.
    let new = NewCrate::new(CrateId("a\0b".into()), "x".into());
    let error = client.fetch_one(Crate::insert(&new)).unwrap_err();
    assert_eq!(error.code(), Some("22021"), "{error}");
    let error = client
        .fetch_optional(Crate::by_crate_(&CrateId("\0".into())))
        .unwrap_err();
    assert_eq!(error.code(), Some("22021"), "{error}");
    assert!(client.fetch_all(Crate::list(1)).unwrap().is_empty());
}

/// Every helper takes its argument as a value, by whichever way a text enters: a key
/// of a domain, a foreign key of it and of a text, an array, a domain over an array.
fn arguments(client: &mut Client) {
    use db::owned::{NewOwned, Owned, OwnedId, OwnedPatch};
    use db::owners::{NewOwner, Owner, OwnerPatch};
    use db::{Code, Codes};
    let text = |value: &str| value.to_owned();
    let numbered = || (1..).zip(VALUES);
    for (number, value) in numbered() {
        let owner = client
            .fetch_one(Owner::insert(&NewOwner::new(Code(text(value)), text(value))))
            .unwrap();
        assert_eq!((owner.code.0.as_str(), owner.note.as_str()), (*value, *value));
        let new = NewOwned {
            note: Some(text(value)),
            ..NewOwned::new(
                OwnedId(number),
                Code(text(value)),
                vec![text(value), text("x")],
                Codes(vec![text("x"), text(value)]),
            )
        };
        let owned = client.fetch_one(Owned::insert(&new)).unwrap();
        assert_eq!((&owned.words, &owned.many, &owned.owner), (&new.words, &new.many, &new.owner));
    }
    for (number, value) in numbered() {
        let code = Code(text(value));
        let owner = client.fetch_one(Owner::by_code(&code)).unwrap();
        assert_eq!(client.fetch_one(Owner::by_note(value)).unwrap(), owner);
        let owned = client.fetch_one(Owned::by_id(OwnedId(number))).unwrap();
        assert_eq!(client.fetch_all(Owned::by_owner(&code)).unwrap(), [owned.clone()]);
        assert_eq!(client.fetch_all(Owned::by_note(value)).unwrap(), [owned.clone()]);
        assert_eq!(client.fetch_one(Owned::by_words(&owned.words)).unwrap(), owned);
        assert_eq!(client.fetch_one(Owned::by_many(&owned.many)).unwrap(), owned);
        let patch = OwnedPatch {
            words: Patch::Set(vec![text(value); 3]),
            many: Patch::Set(Codes(vec![text(value); 2])),
            ..OwnedPatch::default()
        };
        let patched = client.fetch_one(Owned::patch(OwnedId(number), &patch)).unwrap();
        assert_eq!((patched.words, patched.many.0), (vec![text(value); 3], vec![text(value); 2]));
        let patch = OwnerPatch { note: Patch::Keep };
        assert_eq!(client.fetch_one(Owner::patch(&code, &patch)).unwrap(), owner);
    }
    // One argument finds one row, and takes that one away.
    for (gone, (_, value)) in (1..).zip(numbered()) {
        assert_eq!(Run::execute(client, Owner::delete(&Code(text(value)))).unwrap(), 1);
        let left = client.fetch_all(Owned::list(1000)).unwrap();
        assert_eq!(left.len(), VALUES.len() - gone);
    }
}

/// Names of marks, of several lines, from right to left, of one letter in two
/// cases, and those that the bindings have for their own.
fn further(client: &mut Client) {
    {
        use db::u24_u24::unnamed_2::{Newunnamed, unnamed, unnamedId, unnamedPatch};
        let new = Newunnamed {
            unnamed_2: Some("__".into()),
            unnamed_3: Some(".".into()),
            u27_u27: Some("''".into()),
            u24_u24: Some("$$".into()),
            u3b: Some(";".into()),
            unnamed_4: Some("--".into()),
            u2a: Some("/*".into()),
            u23: Some("#".into()),
            ..Newunnamed::new(unnamedId(1))
        };
        let row = client.fetch_one(unnamed::insert(&new)).unwrap();
        assert_eq!(
            (row.unnamed_4.as_deref(), row.u2a.as_deref()),
            (Some("--"), Some("/*"))
        );
        let patch = unnamedPatch {
            u24_u24: Patch::Set(Some("$a$".into())),
            u3b: Patch::NULL,
            ..unnamedPatch::default()
        };
        let row = client
            .fetch_one(unnamed::patch(row.unnamed, &patch))
            .unwrap();
        assert_eq!((row.u24_u24.as_deref(), &row.u3b), (Some("$a$"), &None));
        assert_eq!(
            client.fetch_one(unnamed::by_unnamed(row.unnamed)).unwrap(),
            row
        );
        assert_eq!(client.fetch_one(row.update()).unwrap(), row);
        assert_eq!(
            Run::execute(client, unnamed::delete(row.unnamed)).unwrap(),
            1
        );
    }
    {
        use db::u24_u24::marks::{Mark, NewMark};
        use db::u24_u24::unnamed as Marks;
        use pgbindgen::PgEnum;
        assert_eq!(Marks::ALL.len(), 19);
        for mark in Marks::ALL {
            let new = NewMark::new(*mark, Marks::ALL.to_vec());
            let row = client.fetch_one(Mark::insert(&new)).unwrap();
            assert_eq!((row.id, row.many.as_slice()), (*mark, Marks::ALL));
            assert_eq!(client.fetch_one(Mark::by_id(*mark)).unwrap(), row);
            assert_eq!(Run::execute(client, Mark::delete(*mark)).unwrap(), 1);
        }
    }
    {
        use db::two_lines_and_more::{
            NewTwoLinesAndMore, TwoLinesAndMore, TwoLinesAndMoreId, TwoLinesAndMorePatch,
        };
        let new = NewTwoLinesAndMore {
            a_b_2: Some("a\tb".into()),
            u200b: Some("\u{200b}".into()),
            ufeff: Some("\u{feff}".into()),
            ..NewTwoLinesAndMore::new(TwoLinesAndMoreId(1), "a\nb".into())
        };
        let row = client.fetch_one(TwoLinesAndMore::insert(&new)).unwrap();
        assert_eq!(
            (row.a_b.as_str(), row.a_b_2.as_deref()),
            ("a\nb", Some("a\tb"))
        );
        let patch = TwoLinesAndMorePatch {
            a_b: Patch::Set("b\na".into()),
            ..TwoLinesAndMorePatch::default()
        };
        let row = client
            .fetch_one(TwoLinesAndMore::patch(row.id, &patch))
            .unwrap();
        assert_eq!(
            client.fetch_one(TwoLinesAndMore::by_id(row.id)).unwrap(),
            row
        );
        assert_eq!(
            Run::execute(client, TwoLinesAndMore::delete(row.id)).unwrap(),
            1
        );
    }
    {
        use db::u62c_u62f_u648_u644::{
            NewU62cU62fU648U644, U62cU62fU648U644, U62cU62fU648U644Id, U62cU62fU648U644Patch,
        };
        let new = NewU62cU62fU648U644 {
            u202e_abc: Some("abc".into()),
            x_u2066_y: Some("xy".into()),
            ..NewU62cU62fU648U644::new(U62cU62fU648U644Id(1), "שלום".into())
        };
        let row = client.fetch_one(U62cU62fU648U644::insert(&new)).unwrap();
        assert_eq!(
            (row.u5e9_u5dd.as_str(), row.x_u2066_y.as_deref()),
            ("שלום", Some("xy"))
        );
        let key = row.u645_u639_u631_u641;
        let patch = U62cU62fU648U644Patch {
            u202e_abc: Patch::NULL,
            ..U62cU62fU648U644Patch::default()
        };
        let row = client
            .fetch_one(U62cU62fU648U644::patch(key, &patch))
            .unwrap();
        assert_eq!(row.u202e_abc, None);
        assert_eq!(client.fetch_one(row.update()).unwrap(), row);
        assert_eq!(
            Run::execute(client, U62cU62fU648U644::delete(key)).unwrap(),
            1
        );
    }
    {
        use db::query::{NewQuery, Query, QueryId, QueryPatch};
        let new = NewQuery {
            update: Some("u".into()),
            by_id: Some("b".into()),
            id: Some("i".into()),
            ..NewQuery::new(QueryId(1))
        };
        let row = client.fetch_one(Query::insert(&new)).unwrap();
        assert_eq!(client.fetch_one(Query::by_insert(QueryId(1))).unwrap(), row);
        assert_eq!(client.fetch_one(Query::by_by_id("b")).unwrap(), row);
        assert_eq!(client.fetch_one(Query::by_id("i")).unwrap(), row);
        assert_eq!(client.fetch_one(Query::by_update("u")).unwrap(), row);
        let patch = QueryPatch {
            patch: Patch::Set(Some("p".into())),
            ..QueryPatch::default()
        };
        let row = client
            .fetch_one(Query::patch(QueryId(1), &patch))
            .unwrap();
        assert_eq!(row.patch.as_deref(), Some("p"));
        assert_eq!(client.fetch_one(row.update()).unwrap(), row);
        assert_eq!(
            Run::execute(client, Query::delete(QueryId(1))).unwrap(),
            1
        );
    }
    {
        use db::clash::{Clash, ClashConstraint, NewClash};
        let new = NewClash {
            a_b: Some(1),
            a_b_2: Some(2),
            a_and_b: Some(3),
            a_and_b_2: Some(4),
            ..NewClash::new(5, 6)
        };
        let row = client.fetch_one(Clash::insert(&new)).unwrap();
        assert_eq!(client.fetch_one(Clash::by_a_and_b(5, 6)).unwrap(), row);
        // Which helper is which column's, a parameter's name tells.
        let found = [
            client.fetch_one(Clash::by_a_and_b_2(3)).unwrap(),
            client.fetch_one(Clash::by_a_and_b_2_2(4)).unwrap(),
        ];
        assert_eq!(found, [row.clone(), row]);
        let mut named = Vec::new();
        for (a_b, a_b_2, a_and_b) in [(-1, 2, 3), (1, -2, 3), (1, 2, -3)] {
            let new = NewClash {
                a_b: Some(a_b),
                a_b_2: Some(a_b_2),
                a_and_b: Some(a_and_b),
                ..NewClash::new(7, 8)
            };
            let error = client.fetch_one(Clash::insert(&new)).unwrap_err();
            named.push(ClashConstraint::from_error(&error).map(ClashConstraint::name));
        }
        assert_eq!(
            named,
            [Some("clash_a_b"), Some("clash_aB"), Some("clash a b")]
        );
    }
    {
        use db::quotes::{NewQuote, Quote, QuoteConstraint, QuoteId};
        let new = NewQuote::new(QuoteId(1));
        let row = client.fetch_one(Quote::insert(&new)).unwrap();
        assert_eq!(
            (row.a.as_str(), row.b.as_str(), row.c_u22_d.as_str()),
            ("\"# 'x' \\ $$ ${} */", "'\\\n\"", "'\"")
        );
        let new = NewQuote {
            c_u22_d: OrDefault::Value("\"';".into()),
            ..NewQuote::new(QuoteId(2))
        };
        let error = client.fetch_one(Quote::insert(&new)).unwrap_err();
        assert_eq!(
            QuoteConstraint::from_error(&error).map(QuoteConstraint::name),
            Some("check \"c\"")
        );
    }
    {
        use db::case::{Case, CaseId, NewCase};
        let row = client
            .fetch_one(Case::insert(&NewCase::new(CaseId(1))))
            .unwrap();
        assert_eq!(client.fetch_one(Case::by_id(row.id)).unwrap(), row);
    }
}
