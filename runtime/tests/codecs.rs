//! Every type's binary form, and its text form inside a composite, against real servers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failure is a failed test"
)]

mod support;

use std::fmt::Debug;
use std::marker::PhantomData;
use std::ops::Bound;

use pgbindgen::pg::{self, PgType};
use pgbindgen::sync::{Run, Session};
use pgbindgen::{
    AnyNumeric, Args, BitString, Decode, Encode, Error, ErrorKind, Inet, Interval, Json, MacAddr,
    MacAddr8, Numeric, Param, Query, Range, RawJson, Record, Row, Sql, TimeTz,
};

/// One value of the PostgreSQL type `S`.
struct One<S, T>(T, PhantomData<fn() -> S>);

impl<S, T: Decode<S> + Send> Record for One<S, T> {
    fn decode(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self(row.get::<S, T>(0)?, PhantomData))
    }
}

/// A statement as generated code would have one.
fn statement(text: String, params: &[u32], columns: &[u32]) -> &'static Sql {
    let text = Box::leak(text.into_boxed_str());
    Box::leak(Box::new(Sql::new(
        text,
        params.to_vec().leak(),
        columns.to_vec().leak(),
    )))
}

fn one<S, T: Decode<S> + Send>(
    c: &mut impl Run,
    sql: &'static Sql,
    args: Args<'_>,
) -> Result<T, Error> {
    c.fetch_one(Query::<One<S, T>>::new(sql, args))
        .map(|one| one.0)
}

/// Checks values against the text that the server reads as them: read, written, and written as
/// part of a composite.
fn check<S, T>(session: &mut Session, name: &str, cases: &[(&str, T)])
where
    S: PgType,
    T: Decode<S> + Encode<S> + Debug + PartialEq + Clone + Send,
{
    let array = <pg::Array<S> as PgType>::OID;
    let texts: Vec<String> = cases.iter().map(|(t, _)| (*t).to_owned()).collect();
    let mut values: Vec<Option<T>> = cases.iter().map(|(_, v)| Some(v.clone())).collect();
    values.push(None);

    let read = statement(
        format!("SELECT array_append($1::text[]::{name}[], NULL)"),
        &[1009],
        &[array],
    );
    let found: Vec<Option<T>> = one::<pg::Array<S>, _>(
        session,
        read,
        Args::of([Encode::<pg::Array<pg::Text>>::encode(&texts)]),
    )
    .unwrap();
    assert_eq!(found, values, "{name}");

    let sent = Encode::<pg::Array<S>>::encode(&values);
    let echo = statement(format!("SELECT $1::{name}[]"), &[array], &[array]);
    let found: Vec<Option<T>> =
        one::<pg::Array<S>, _>(session, echo, Args::of([sent.clone()])).unwrap();
    assert_eq!(found, values, "{name}");

    let differs = statement(
        format!(
            "SELECT coalesce(string_agg(a::text || ' is not ' || coalesce(b::text, 'null'), '; ') \
             FILTER (WHERE a::text IS DISTINCT FROM b::text), '') \
             FROM unnest($1::text[]::{name}[], $2::{name}[]) AS u(a, b)"
        ),
        &[1009, array],
        &[25],
    );
    let text = |texts| Encode::<pg::Array<pg::Text>>::encode(texts);
    let found: String =
        one::<pg::Text, _>(session, differs, Args::of([text(&texts), sent])).unwrap();
    assert_eq!(found, "", "{name}");

    // In an array of composites, which travels as text.
    let own = format!(
        "own_{}",
        name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
    );
    session
        .batch_execute(&format!("CREATE TYPE {own} AS (v {name}, w text)"))
        .unwrap();
    let records: Vec<Own<'_, S, T>> = cases.iter().map(|(_, v)| Own(v, PhantomData)).collect();
    let differs = statement(
        format!(
            "SELECT coalesce(string_agg((b).v::text || ' is not ' || a::text, '; ') \
             FILTER (WHERE a::text IS DISTINCT FROM (b).v::text OR (b).w <> 'a \"\\,)}}{{'), '') \
             FROM unnest($1::text[]::{name}[]) WITH ORDINALITY AS u(a, i), \
             LATERAL (SELECT ($2::text[]::{own}[])[i] AS b) AS r"
        ),
        &[1009, 1009],
        &[25],
    );
    let sent = Encode::<pg::Array<pg::Record>>::encode(&records);
    let found: String =
        one::<pg::Text, _>(session, differs, Args::of([text(&texts), sent])).unwrap();
    assert_eq!(found, "", "{name} in a composite");
}

struct Own<'v, S, T>(&'v T, PhantomData<S>);

impl<S, T: Encode<S>> Encode<pg::Record> for Own<'_, S, T> {
    fn encode(&self) -> Param<'_> {
        Param::record([self.0.encode(), Param::of("a \"\\,)}{")])
    }
}

fn bits(s: &str) -> BitString {
    s.chars().map(|c| c == '1').collect()
}

#[test]
fn every_type() {
    for major in support::MAJORS {
        let db = support::database(major);
        let s = &mut Session::new(db.connect().unwrap());
        // The text forms must not depend on these.
        s.batch_execute(
            "SET DateStyle = 'SQL, DMY'; SET IntervalStyle = 'sql_standard'; \
             SET TimeZone = 'Asia/Kolkata'; SET bytea_output = 'escape'",
        )
        .unwrap();
        check::<pg::Bool, bool>(s, "boolean", &[("t", true), ("f", false)]);
        check::<pg::Char, i8>(s, "\"char\"", &[("a", 97), ("~", 126)]);
        check::<pg::Int2, i16>(s, "smallint", &[("-32768", i16::MIN), ("32767", i16::MAX)]);
        check::<pg::Int4, i32>(s, "integer", &[("-2147483648", i32::MIN), ("0", 0)]);
        check::<pg::Int8, i64>(s, "bigint", &[("-9223372036854775808", i64::MIN), ("7", 7)]);
        check::<pg::Oid, u32>(s, "oid", &[("0", 0), ("4294967295", u32::MAX)]);
        check::<pg::Float4, f32>(
            s,
            "real",
            &[
                ("0.1", 0.1),
                ("-Infinity", f32::NEG_INFINITY),
                ("3.4028235e38", f32::MAX),
            ],
        );
        check::<pg::Float8, f64>(
            s,
            "double precision",
            &[
                ("0.1", 0.1),
                ("Infinity", f64::INFINITY),
                ("5e-324", 5e-324),
                ("1e300", 1e300),
            ],
        );
        let long = "ğ'\"\\ ".repeat(2_000);
        check::<pg::Text, String>(s, "text", &[("", String::new()), (&long, long.clone())]);
        check::<pg::Bytea, Vec<u8>>(
            s,
            "bytea",
            &[("\\x", vec![]), ("\\x00ff5c22", vec![0, 255, 92, 34])],
        );
        check::<pg::Uuid, pgbindgen::uuid::Uuid>(
            s,
            "uuid",
            &[(
                "00112233-4455-6677-8899-aabbccddeeff",
                "00112233-4455-6677-8899-aabbccddeeff".parse().unwrap(),
            )],
        );
        check::<pg::Interval, Interval>(
            s,
            "interval",
            &[
                (
                    "-1 mons +2 days -00:00:00.000003",
                    Interval {
                        months: -1,
                        days: 2,
                        microseconds: -3,
                    },
                ),
                ("178000000 years", Interval::months(2_136_000_000)),
                ("0", Interval::default()),
                (
                    "+1 mons +9223372036854775807 us",
                    Interval {
                        months: 1,
                        days: 0,
                        microseconds: i64::MAX,
                    },
                ),
            ],
        );
        check::<pg::TimeTz, TimeTz>(
            s,
            "timetz",
            &[
                (
                    "24:00:00-01:02:03",
                    TimeTz {
                        microseconds: 86_400_000_000,
                        offset: -3723,
                    },
                ),
                (
                    "01:02:03.000004+15:59",
                    TimeTz {
                        microseconds: 3_723_000_004,
                        offset: 57_540,
                    },
                ),
            ],
        );
        check::<pg::Inet, Inet>(
            s,
            "inet",
            &[
                ("10.0.0.1", "10.0.0.1".parse().unwrap()),
                ("::1/64", "::1/64".parse().unwrap()),
            ],
        );
        check::<pg::Cidr, Inet>(
            s,
            "cidr",
            &[
                ("10.0.0.0/8", "10.0.0.0/8".parse().unwrap()),
                ("::1/128", "::1".parse().unwrap()),
            ],
        );
        check::<pg::MacAddr, MacAddr>(
            s,
            "macaddr",
            &[("08:00:2b:01:02:03", MacAddr([8, 0, 43, 1, 2, 3]))],
        );
        check::<pg::MacAddr8, MacAddr8>(
            s,
            "macaddr8",
            &[(
                "08:00:2b:01:02:03:04:05",
                MacAddr8([8, 0, 43, 1, 2, 3, 4, 5]),
            )],
        );
        check::<pg::VarBit, BitString>(
            s,
            "bit varying",
            &[
                ("", bits("")),
                ("1", bits("1")),
                ("101100111", bits("101100111")),
            ],
        );
        check::<pg::Bit, BitString>(s, "bit(3)", &[("101", bits("101"))]);
        let json = pgbindgen::serde_json::json!({"a": ["\u{1}\n\t\r\"\\ğ\u{1F600}", 1.5, -1, null, true, {}]});
        let text = json.to_string();
        check::<pg::Jsonb, pgbindgen::serde_json::Value>(s, "jsonb", &[(&text, json.clone())]);
        check::<pg::Json, pgbindgen::serde_json::Value>(s, "json", &[(&text, json)]);
        check::<pg::Jsonb, Json<Vec<i32>>>(s, "jsonb ", &[("[1, 2]", Json(vec![1, 2]))]);
        check::<pg::Json, RawJson>(s, "json ", &[("[ 1,2 ]", RawJson("[ 1,2 ]".into()))]);
        check::<pg::Range<pg::Int4>, Range<i32>>(
            s,
            "int4range",
            &[
                ("empty", Range::Empty),
                ("[1,5)", Range::from(1..5)),
                ("(,)", Range::Between(Bound::Unbounded, Bound::Unbounded)),
                ("(,5)", Range::Between(Bound::Unbounded, Bound::Excluded(5))),
            ],
        );
        check::<pg::Range<pg::Numeric>, Range<Numeric<6, 2>>>(
            s,
            "numrange",
            &[(
                "(1.50,2.00]",
                Range::Between(
                    Bound::Excluded("1.5".parse().unwrap()),
                    Bound::Included("2".parse().unwrap()),
                ),
            )],
        );
        // A multirange has no array type that this crate reads; one at a time.
        let multi = statement("SELECT $1::int8multirange".into(), &[4536], &[4536]);
        let value = vec![Range::from(1i64..2), Range::from(5..9)];
        let sent = Encode::<pg::MultiRange<pg::Int8>>::encode(&value);
        let found: Vec<Range<i64>> =
            one::<pg::MultiRange<pg::Int8>, _>(s, multi, Args::of([sent])).unwrap();
        assert_eq!(found, value);
        s.batch_execute(
            "CREATE TYPE span AS RANGE (SUBTYPE = timestamptz, MULTIRANGE_TYPE_NAME = spans)",
        )
        .unwrap();
        let at = |t: &str| t.parse::<pgbindgen::jiff::Timestamp>().unwrap();
        let value = vec![
            Range::from(at("2024-01-01T00:00:00Z")..at("2024-02-01T00:00:00Z")),
            Range::Between(
                Bound::Excluded(at("2025-01-01T00:00:00.000001Z")),
                Bound::Unbounded,
            ),
        ];
        let own = statement(
            "SELECT pg_catalog.multirange_send($1::text::spans)".into(),
            &[25],
            &[17],
        );
        let sent = Encode::<pg::OwnMultiRange<pg::Timestamptz>>::encode(&value);
        let found: Vec<Range<pgbindgen::jiff::Timestamp>> =
            one::<pg::OwnMultiRange<pg::Timestamptz>, _>(s, own, Args::of([sent])).unwrap();
        assert_eq!(found, value);
        let own = statement(
            "SELECT pg_catalog.array_send($1::text[]::span[])".into(),
            &[1009],
            &[17],
        );
        let sent = Encode::<pg::Array<pg::OwnRange<pg::Timestamptz>>>::encode(&value);
        let found: Vec<Range<pgbindgen::jiff::Timestamp>> =
            one::<pg::Array<pg::OwnRange<pg::Timestamptz>>, _>(s, own, Args::of([sent])).unwrap();
        assert_eq!(found, value);
    }
}

#[test]
fn dates_and_times_of_each_family() {
    for major in support::MAJORS {
        let db = support::database(major);
        let s = &mut Session::new(db.connect().unwrap());
        s.batch_execute("SET DateStyle = 'German'; SET TimeZone = 'America/New_York'")
            .unwrap();
        {
            use pgbindgen::jiff::Timestamp;
            use pgbindgen::jiff::civil::{Date, DateTime, Time};
            check::<pg::Timestamptz, Timestamp>(
                s,
                "timestamptz",
                &[
                    (
                        "2024-02-29 23:59:59.999999+00",
                        "2024-02-29T23:59:59.999999Z".parse().unwrap(),
                    ),
                    (
                        "1969-12-31 23:59:59.000001+00",
                        "1969-12-31T23:59:59.000001Z".parse().unwrap(),
                    ),
                    (
                        "0044-03-15 12:00:00+00 BC",
                        "-000043-03-15T12:00:00Z".parse().unwrap(),
                    ),
                ],
            );
            check::<pg::Date, Date>(
                s,
                "date",
                &[
                    ("2000-01-01", "2000-01-01".parse().unwrap()),
                    ("1600-02-29", "1600-02-29".parse().unwrap()),
                    ("9999-12-31", Date::MAX),
                    (
                        "0001-12-31 BC",
                        "-000000-12-31"
                            .parse()
                            .unwrap_or(Date::new(0, 12, 31).unwrap()),
                    ),
                ],
            );
            check::<pg::Time, Time>(
                s,
                "time",
                &[("23:59:59.000001", "23:59:59.000001".parse().unwrap())],
            );
            check::<pg::Timestamp, DateTime>(
                s,
                "timestamp",
                &[(
                    "1999-12-31 23:59:59.5",
                    "1999-12-31T23:59:59.5".parse().unwrap(),
                )],
            );
        }
        {
            use pgbindgen::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
            check::<pg::Timestamptz, DateTime<Utc>>(
                s,
                "timestamptz ",
                &[
                    (
                        "2024-02-29 23:59:59.999999+00",
                        "2024-02-29T23:59:59.999999Z".parse().unwrap(),
                    ),
                    (
                        "1969-12-31 23:59:59.000001+00",
                        "1969-12-31T23:59:59.000001Z".parse().unwrap(),
                    ),
                ],
            );
            let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
            check::<pg::Date, NaiveDate>(
                s,
                "date ",
                &[
                    ("2000-01-01", day(2000, 1, 1)),
                    ("4713-01-01 BC", day(-4712, 1, 1)),
                    ("200000-01-01", day(200_000, 1, 1)),
                ],
            );
            check::<pg::Time, NaiveTime>(
                s,
                "time ",
                &[("23:59:59.000001", "23:59:59.000001".parse().unwrap())],
            );
            check::<pg::Timestamp, NaiveDateTime>(
                s,
                "timestamp ",
                &[(
                    "1999-12-31 23:59:59.5",
                    "1999-12-31T23:59:59.5".parse().unwrap(),
                )],
            );
            let far = statement("SELECT $1::date".into(), &[1082], &[1082]);
            let e = s
                .execute(Query::<()>::new(far, Args::of([Param::of(NaiveDate::MIN)])))
                .unwrap_err();
            assert_eq!(e.kind(), ErrorKind::Encode);
            assert_eq!(
                e.to_string(),
                "parameter $1: a date or time outside of what PostgreSQL can hold"
            );
        }
        {
            use pgbindgen::time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};
            let day = Date::from_calendar_date(1999, Month::February, 28).unwrap();
            let time = Time::from_hms_micro(1, 2, 3, 4).unwrap();
            let stamp = PrimitiveDateTime::new(day, time);
            check::<pg::Timestamptz, OffsetDateTime>(
                s,
                "timestamptz  ",
                &[("1999-02-28 01:02:03.000004+00", stamp.assume_utc())],
            );
            check::<pg::Date, Date>(s, "date  ", &[("1999-02-28", day)]);
            check::<pg::Time, Time>(s, "time  ", &[("01:02:03.000004", time)]);
            check::<pg::Timestamp, PrimitiveDateTime>(
                s,
                "timestamp  ",
                &[("1999-02-28 01:02:03.000004", stamp)],
            );
        }
    }
}

fn fails<S, T: Decode<S> + Send>(s: &mut Session, expression: &str, oid: u32) -> String {
    let sql = statement(format!("SELECT {expression} AS it"), &[], &[oid]);
    match one::<S, T>(s, sql, Args::of([])) {
        Ok(_) => panic!("{expression} was read"),
        Err(e) => {
            assert_eq!(e.kind(), ErrorKind::Decode, "{e}");
            e.to_string()
        }
    }
}

#[test]
fn what_a_type_cannot_hold_names_the_column() {
    use pgbindgen::jiff::Timestamp;
    use pgbindgen::jiff::civil::{Date, Time};
    use pgbindgen::rust_decimal::Decimal;

    let db = support::database(support::MAJORS[0]);
    let s = &mut Session::new(db.connect().unwrap());
    let infinite = "column `it`: infinity, which this type cannot hold";
    assert_eq!(
        fails::<pg::Timestamptz, Timestamp>(s, "'-infinity'::timestamptz", 1184),
        infinite
    );
    assert_eq!(
        fails::<pg::Date, Date>(s, "'infinity'::date", 1082),
        infinite
    );
    let far = "column `it`: a date or time outside of what this type can hold";
    assert_eq!(
        fails::<pg::Timestamptz, Timestamp>(s, "'20000-01-01'::timestamptz", 1184),
        far
    );
    assert_eq!(fails::<pg::Time, Time>(s, "'24:00'::time", 1083), far);
    assert_eq!(
        fails::<pg::Numeric, Decimal>(s, "'NaN'::numeric", 1700),
        "column `it`: NaN, which this type cannot hold"
    );
    fails::<pg::Numeric, Decimal>(s, "10::numeric ^ 40", 1700);
    fails::<pg::Numeric, Numeric<4, 2>>(s, "100.00", 1700);
    fails::<pg::Numeric, Numeric<4, 2>>(s, "1.001", 1700);
    assert_eq!(
        fails::<pg::Int4, i32>(s, "NULL::int4", 23),
        "column `it`: NULL where the bindings say NOT NULL"
    );
    assert_eq!(
        fails::<pg::Array<pg::Int4>, Vec<i32>>(s, "'{{1},{2}}'::int4[]", 1007),
        "column `it`: an array of more than one dimension"
    );
    fails::<pg::Array<pg::Int4>, Vec<i32>>(s, "'{1,NULL}'::int4[]", 1007);
    fails::<pg::Jsonb, Json<i32>>(s, "'\"secret\"'::jsonb", 3802);
    let e = fails::<pg::Jsonb, Json<i32>>(s, "'\"secret\"'::jsonb", 3802);
    assert!(!e.contains("secret"), "{e}");
}

/// Numbers of all lengths, without a crate for it: xorshift.
struct Random(u64);

impl Random {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn digits(&mut self, n: u64) -> String {
        // Runs of zeros and nines find more than even chances do.
        let mut s = String::new();
        while (s.len() as u64) < n {
            let run = 1 + self.next(6);
            let digit =
                [0, 9, self.next(10), self.next(10)][usize::try_from(self.next(4)).unwrap()];
            for _ in 0..run.min(n - s.len() as u64) {
                s.push_str(&digit.to_string());
            }
        }
        s
    }
}

#[test]
fn numerics_at_random() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut texts: Vec<String> = [
        "0",
        "0.000",
        "-0.5",
        "NaN",
        "Infinity",
        "-Infinity",
        "10000",
        "0.0001",
        "1e-9",
    ]
    .iter()
    .filter(|s| !s.contains('e'))
    .map(|s| (*s).to_owned())
    .collect();
    for _ in 0..20_000 {
        let most = if random.next(20) == 0 { 300 } else { 20 };
        let (whole, decimals) = (random.next(most), random.next(most));
        let (whole, decimals) = (random.digits(whole), random.digits(decimals));
        let whole = whole.trim_start_matches('0');
        let sign = if random.next(3) == 0 { "-" } else { "" };
        let zero = whole.is_empty() && decimals.bytes().all(|b| b == b'0');
        texts.push(format!(
            "{}{}{}{decimals}",
            if zero { "" } else { sign },
            if whole.is_empty() { "0" } else { whole },
            if decimals.is_empty() { "" } else { "." },
        ));
    }
    let db = support::database(support::MAJORS[1]);
    let s = &mut Session::new(db.connect().unwrap());
    let read = statement("SELECT $1::text[]::numeric[]".into(), &[1009], &[1231]);
    let shown = statement("SELECT $1::numeric[]::text[]".into(), &[1231], &[1009]);
    for texts in texts.chunks(2_000) {
        let texts = texts.to_vec();
        let sent = Encode::<pg::Array<pg::Text>>::encode(&texts);
        let any: Vec<AnyNumeric> =
            one::<pg::Array<pg::Numeric>, _>(s, read, Args::of([sent])).unwrap();
        for (text, any) in texts.iter().zip(&any) {
            assert_eq!(any.to_string(), *text);
            assert_eq!(text.parse::<AnyNumeric>().unwrap(), *any);
        }
        let back: Vec<String> = one::<pg::Array<pg::Text>, _>(
            s,
            shown,
            Args::of([Encode::<pg::Array<pg::Numeric>>::encode(&any)]),
        )
        .unwrap();
        assert_eq!(back, texts);
        fixed::<38, 10>(s, shown, read, &texts);
        fixed::<38, 38>(s, shown, read, &texts);
        fixed::<38, 0>(s, shown, read, &texts);
        fixed::<12, 2>(s, shown, read, &texts);
        fixed::<20, 19>(s, shown, read, &texts);
        decimals(s, shown, read, &texts);
    }
}

/// The values that fit a type, there and back, and rounded as the server rounds.
fn fixed<const P: u16, const S: u16>(
    s: &mut Session,
    shown: &'static Sql,
    read: &'static Sql,
    texts: &[String],
) {
    let finite: Vec<String> = texts
        .iter()
        .filter(|t| !t.contains('n') && !t.contains('N'))
        .cloned()
        .collect();
    let fit: Vec<(String, Numeric<P, S>)> = finite
        .iter()
        .filter_map(|t| Some((t.clone(), t.parse().ok()?)))
        .collect();
    let (fit_texts, values): (Vec<String>, Vec<Numeric<P, S>>) = fit.into_iter().unzip();
    let text = |texts| Encode::<pg::Array<pg::Text>>::encode(texts);
    let found: Vec<Numeric<P, S>> =
        one::<pg::Array<pg::Numeric>, _>(s, read, Args::of([text(&fit_texts)])).unwrap();
    assert_eq!(found, values);
    let back: Vec<String> = one::<pg::Array<pg::Text>, _>(
        s,
        shown,
        Args::of([Encode::<pg::Array<pg::Numeric>>::encode(&values)]),
    )
    .unwrap();
    for (v, text) in values.iter().zip(&back) {
        assert_eq!(v.to_string(), *text);
    }
    // What the server makes of a value in such a column is what rounding gives here.
    let rounded = statement(
        format!(
            "SELECT array_agg(round(t::numeric, {S})::text ORDER BY i) FROM unnest($1::text[]) WITH ORDINALITY AS u(t, i)"
        ),
        &[1009],
        &[1009],
    );
    let server: Vec<String> =
        one::<pg::Array<pg::Text>, _>(s, rounded, Args::of([text(&finite)])).unwrap();
    for (t, server) in finite.iter().zip(server) {
        let any: AnyNumeric = t.parse().unwrap();
        if let Ok(v) = Numeric::<P, S>::round_half_up(any) {
            assert_eq!(v.to_string(), server, "{t}");
        } else {
            let digits = server.trim_start_matches('-').replace('.', "");
            let digits = digits.trim_start_matches('0').len();
            assert!(
                digits > usize::from(P),
                "{t} was refused as numeric({P}, {S})"
            );
        }
    }
}

/// The values that `rust_decimal` holds.
fn decimals(s: &mut Session, shown: &'static Sql, read: &'static Sql, texts: &[String]) {
    use pgbindgen::rust_decimal::Decimal;
    let fit: Vec<(String, Decimal)> = texts
        .iter()
        .filter_map(|t| Some((t.clone(), Decimal::from_str_exact(t).ok()?)))
        .collect();
    assert!(fit.len() > texts.len() / 4);
    let (fit, values): (Vec<String>, Vec<Decimal>) = fit.into_iter().unzip();
    let found: Vec<Decimal> = one::<pg::Array<pg::Numeric>, _>(
        s,
        read,
        Args::of([Encode::<pg::Array<pg::Text>>::encode(&fit)]),
    )
    .unwrap();
    assert_eq!(
        found.iter().map(ToString::to_string).collect::<Vec<_>>(),
        fit
    );
    let back: Vec<String> = one::<pg::Array<pg::Text>, _>(
        s,
        shown,
        Args::of([Encode::<pg::Array<pg::Numeric>>::encode(&values)]),
    )
    .unwrap();
    assert_eq!(back, fit);
}
